// What `sauro load` takes as documents, and what norms see of them.
#include "facts/facts.hpp"

#include "base/id.hpp"
#include "base/time.hpp"
#include "facts/table.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/rules.hpp"
#include "text/text.hpp"

namespace sauro::documents {

namespace {

Text text_at(const facts::Record& line, std::string_view key) {
    const auto at = line.find(key);
    if (at == line.end()) return std::nullopt;
    const auto* text = std::get_if<std::string>(&at->second);
    return text == nullptr || text->empty() ? Text() : Text(*text);
}

Number number_at(const facts::Record& line, std::string_view key) {
    const auto at = line.find(key);
    if (at == line.end()) return std::nullopt;
    const auto* number = std::get_if<std::int64_t>(&at->second);
    return number == nullptr ? Number() : Number(*number);
}

std::optional<bool> truth_at(const facts::Record& line, std::string_view key) {
    const auto number = number_at(line, key);
    return number ? std::optional<bool>(*number != 0) : std::nullopt;
}

Record from_line(const facts::Record& line, const store::Unit& unit) {
    Record r;
    r.external_id = text_at(line, "id");
    r.unit_id = unit.id;
    r.direction = text_at(line, "direction").value_or("");
    r.status = r.direction == "in" ? "registered" : "released";
    r.system = text_at(line, "system");
    r.document_type = text_at(line, "document_type");
    r.symbol = text_at(line, "symbol");
    r.date = text_at(line, "date");
    r.arrival_date = text_at(line, "received_on");
    r.subject = text_at(line, "subject").value_or("");
    r.issuer = text_at(line, "issuer");
    r.signer = text_at(line, "signer");
    r.signer_title = text_at(line, "signer_title");
    r.signing_form = text_at(line, "signing_form");
    r.administrative = truth_at(line, "administrative");
    r.channel = text_at(line, "channel");
    r.digital = truth_at(line, "digital");
    r.pages = number_at(line, "pages");
    r.implements = text_at(line, "implements");
    r.sample = truth_at(line, facts::sample_key).value_or(false);
    if (const auto symbol = r.symbol ? parse_symbol(*r.symbol) : std::nullopt) {
        r.code_number = symbol->number;
        r.notation = symbol->notation;
    }
    return r;
}

// What the line says against what stands; the first column that differs, or "".
std::string first_difference(const Record& stored, const Record& line) {
    Record same = line;
    same.id = stored.id;
    same.version = stored.version;
    same.created_at = stored.created_at;
    same.updated_at = stored.updated_at;
    same.created_by = stored.created_by;
    same.sample = stored.sample;
    const auto names = changed_columns(stored, same);
    return names.substr(0, names.find(','));
}

Result<facts::Kind::Stored> store_line(db::Tx& tx, const facts::Record& line) {
    const auto code = text_at(line, "unit").value_or("");
    TRY(const auto unit, store::find_unit(tx, code));
    if (!unit) return facts::unknown_reference("unit", "unit", code);
    if (const auto secrecy = text_at(line, "secrecy")) TRYV(refuse_secret(*secrecy));
    Record r = from_line(line, *unit);
    const auto now = base::now_ms();
    derive(r, now);
    TRY(const auto stands, store::find_external(tx, r.external_id.value_or("")));
    if (stands) {
        const auto differs = first_difference(*stands, r);
        if (!differs.empty()) return facts::duplicate("document", *r.external_id, differs);
        return facts::Kind::Stored::unchanged;
    }
    r.id = base::uuid7();
    r.created_at = r.updated_at = now;
    r.created_by = "load";
    TRYV(store::insert(tx, r));
    const Desk desk{*unit, {"load", "Nạp số liệu"}, now};
    TRYV(put_in_search(tx, desk, r, {}));
    return facts::Kind::Stored::created;
}

}  // namespace

std::vector<facts::Kind> kinds() {
    using facts::Type;
    facts::Kind kind;
    kind.name = "document";
    kind.fields = {
        {.name = "id", .required = true, .note = "Mã của hệ thống gửi số liệu"},
        {.name = "unit", .required = true, .refers = "unit", .note = "Mã đơn vị giữ sổ"},
        {.name = "direction", .required = true, .one_of = {"in", "out"}, .note = "Đến hay đi"},
        {.name = "date", .type = Type::date, .required = true, .note = "Ngày văn bản"},
        {.name = "system", .one_of = {"party", "state"}, .note = "Thể thức Đảng hay Nhà nước"},
        {.name = "document_type", .note = "Tên loại, ví dụ kế hoạch"},
        {.name = "symbol", .note = "Số, ký hiệu như in trên văn bản; hệ thống không đánh số lại"},
        {.name = "subject", .note = "Trích yếu"},
        {.name = "administrative", .type = Type::boolean, .note = "Có phải văn bản hành chính"},
        {.name = "channel", .one_of = {"network", "paper"}, .note = "Gửi, nhận qua mạng hay bằng giấy"},
        {.name = "digital", .type = Type::boolean, .note = "Đã số hóa thành chữ đọc được"},
        {.name = "pages", .type = Type::integer, .note = "Số trang"},
        {.name = "implements", .note = "Số, ký hiệu văn bản cấp trên mà văn bản này triển khai"},
        {.name = "issuer", .note = "Cơ quan ban hành"},
        {.name = "received_on", .type = Type::date, .note = "Ngày đến"},
        {.name = "signer", .note = "Người ký"},
        {.name = "signer_title", .note = "Chức vụ người ký"},
        {.name = "signing_form", .note = "Hình thức ký: T/M, K/T, TM., KT. …"},
        {.name = "secrecy", .note = "Độ mật; văn bản mật bị từ chối"},
    };
    kind.store = store_line;
    return {std::move(kind)};
}

std::vector<facts::View> views() {
    using facts::Type;
    const facts::Kind kind = kinds().front();
    std::vector<facts::View> out{
        facts::with_words(
            facts::unit_view("documents",
                             {{"direction", Type::text, "in: đến, out: đi"},
                              {"system", Type::text, "party hoặc state"},
                              {"document_type", Type::text, "tên loại"},
                              {"symbol", Type::text, "số, ký hiệu"},
                              {"subject", Type::text, "trích yếu"},
                              {"administrative", Type::boolean, "văn bản hành chính"},
                              {"channel", Type::text, "network hoặc paper"},
                              {"digital", Type::boolean, "đã số hóa"},
                              {"pages", Type::integer, "số trang"},
                              {"implements", Type::text, "văn bản cấp trên được triển khai"},
                              {"secret", Type::boolean, "luôn sai: văn bản mật không vào hệ thống"},
                              {"status",
                               Type::text,
                               "trạng thái",
                               {"waiting", "registered", "in_progress", "done", "numbered", "released", "recalled"}}}),
            kind),
        facts::unit_view("implementations", {{"symbol", Type::text, "số, ký hiệu văn bản đi"},
                                             {"implements", Type::text, "văn bản cấp trên được triển khai"}}),
        facts::with_words(
            facts::unit_view("register_entries", {{"direction", Type::text, "in: đến, out: đi"},
                                                  {"symbol", Type::text, "số, ký hiệu"},
                                                  {"subject", Type::text, "trích yếu"},
                                                  {"reasoned", Type::boolean, "đã ghi lý do vào sổ lần nữa"}}),
            kind)};
    out[0].source = {"documents",
                     "unit_id",
                     "counted_on",
                     {"direction", "system", "document_type", "administrative", "channel", "digital", "pages",
                      "implements", "secret", "status"}};
    return out;
}

}  // namespace sauro::documents
