#include <fmt/format.h>

#include "base/id.hpp"
#include "docread/docread.hpp"
#include "modules/documents/dated.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/number_line.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/sent_file.hpp"
#include "search/search.hpp"

namespace sauro::documents {

Status give_outgoing_number(db::Tx& tx, const Desk& desk, Record& r, std::string_view book, const Number& reserved) {
    if (!r.document_type) {
        return fail(ErrorKind::invalid, "document.type_needed",
                    "Chưa chọn tên loại văn bản. Chọn tên loại để lấy đúng số và ký hiệu.",
                    "Choose the document type first; the number depends on it.");
    }
    const std::string system = r.system.value_or(desk.unit.bloc == "party" ? "party" : "state");
    const auto* type = find_type(system, *r.document_type);
    if (type == nullptr) {
        return fail(
            ErrorKind::invalid, "document.type_unknown",
            fmt::format(
                "\"{}\" không phải tên loại văn bản {}. Chọn tên loại trong danh mục.", *r.document_type,
                system == "party" ? "của Đảng (Quy định 399-QĐ/TW)" : "hành chính (Điều 7 Nghị định 30/2020/NĐ-CP)"),
            fmt::format("\"{}\" is not a document type of the {} system.", *r.document_type, system));
    }
    TRY(const auto settings, store::settings_of(tx, desk.unit));
    TRY(const auto date, base::Date::parse_iso(r.date.value_or("")));
    TRY(const auto key, outgoing_book(*type, date, book, settings.term));
    TRY(const auto taken, number_for(tx, desk, key, reserved));
    const auto symbol = compose_symbol(*type, settings.notation, taken.first, key.book == kCongressBook);
    r.register_id = taken.register_id;
    r.number = taken.first;
    r.symbol = symbol.text;
    r.code_number = symbol.number;
    r.notation = symbol.notation;
    r.system = system;
    r.document_type = type->name;
    if (!r.administrative)
        r.administrative = true;  // every type of both tables is an administrative document (INT-02 of the rulebook)
    return {};
}

Result<Record> create_draft(db::Tx& tx, const Desk& desk, const NewDraft& in) {
    Record r;
    r.id = base::uuid7();
    r.unit_id = desk.unit.id;
    r.direction = "draft";
    r.status = "editing";
    r.system = desk.unit.bloc == "party" ? "party" : "state";
    r.issuer = desk.unit.name;
    r.created_at = r.updated_at = desk.now;
    r.created_by = desk.actor.id;
    TRYV(apply_fields(tx, desk, in.fields, r));
    std::string text = in.text;
    auto file = in.attachment;
    if (in.intake_id) {
        TRY(const auto intake, store::find_intake(tx, desk.unit.id, *in.intake_id));
        if (!intake)
            return fail(ErrorKind::not_found, "intake.not_found", "Không còn tệp đã thả vào. Hãy thả tệp lần nữa.",
                        "The uploaded file is no longer there.");
        TRYV(refuse_macros(intake->reading));
        file = Attachment{intake->file, intake->text, intake->reading, false};
    }
    if (file) {
        r.file_sha256 = file->file.sha256;
        r.file_name = file->file.name;
        r.file_size = file->file.size;
        r.file_media_type = file->file.media_type;
        if (text.empty()) text = file->text;
    }
    if (const auto marking = docread::secrecy_marking(text)) TRYV(refuse_secret(*marking));
    derive(r, desk.now);
    TRYV(store::insert(tx, r));
    TRYV(store::put_text(tx, r.id, text, file ? file->reading_json : std::string()));
    TRYV(note_event(tx, desk, r.id, "draft.create"));
    TRYV(issuing::enter(tx, desk, r, "drafting", "create"));
    if (in.intake_id) TRYV(store::use_intake(tx, *in.intake_id, r.id));
    if (file) TRYV(issuing::keep_file(tx, desk, r.id, file->file));
    TRYV(put_in_search(tx, desk, r, text));
    return r;
}

namespace {

// The order of the book, a day the draft cannot have been signed on, and a heading that says another day or number.
Status date_fits(db::Snapshot& snapshot, const Record& r, base::Date drafted, const NumberRequest& in,
                 std::string_view reason) {
    const auto& said = in.text_date;
    // Party numbers run on through the term, type by type; State numbers through the year.
    const std::string_view clause =
        r.system == "party" ? "Hướng dẫn 05-HD/VPTW, phần số và ký hiệu" : "khoản 1 Điều 15 Nghị định 30/2020/NĐ-CP";
    const auto refuse = [&](ErrorKind kind, std::string code, std::string_view field, std::string message) {
        Error error{.kind = kind,
                    .code = std::move(code),
                    .message = message,
                    .message_en = "The date does not fit the order of the book.",
                    .fields = {{std::string(field), "date.order", message}},
                    .clause = std::string(clause),
                    .detail = {}};
        return fail(std::move(error));
    };
    TRY(const auto date, base::Date::parse_iso(r.date.value_or("")));
    TRY(const auto beside, store::neighbours(snapshot, *r.register_id, *r.number));
    const auto day_of = [](const std::optional<Record>& one) {
        const auto day = one ? base::Date::parse_iso(one->date.value_or("")) : Result<base::Date>(base::Date{});
        return one && day ? std::optional(*day) : std::nullopt;
    };
    const auto earlier = day_of(beside.before), later = day_of(beside.after);
    if (earlier && date < *earlier) {
        return refuse(ErrorKind::conflict, "draft.date_order", "/date",
                      fmt::format("Ngày {} trước ngày {} của {} đã lấy trong sổ này. Số và ngày văn bản theo trình tự "
                                  "thời gian ban hành ({}). Chọn ngày từ {}.",
                                  date.vi(), earlier->vi(), beside.before->symbol.value_or("số liền trước"), clause,
                                  earlier->vi()));
    }
    if (later && *later < date) {
        return refuse(
            ErrorKind::conflict, "draft.date_order", "/date",
            fmt::format("Ngày {} sau ngày {} của {} trong sổ này. Số và ngày văn bản theo trình tự thời gian "
                        "ban hành ({}). Chọn ngày đến {}, hoặc lấy số tiếp theo.",
                        date.vi(), later->vi(), beside.after->symbol.value_or("số liền sau"), clause, later->vi()));
    }
    // A State series is of one year, a Party one of a term ("2025-2030"): neither is opened for a time before.
    TRY(const auto book, store::find_register(snapshot, r.unit_id, *r.register_id));
    const bool before_term = book && book->kind == "party" && std::to_string(date.year()) < book->period.substr(0, 4);
    // What was signed in the last days of a year comes to the book in January at the latest: later the year is closed,
    // its count is the base of the allowance (226-KL/TW, 2.1).
    const bool closed = date.year() + 1 < drafted.year() || drafted.month() > 1 || !earlier;
    const bool back_a_year = book && book->kind == "state" && date.year() < drafted.year() && closed;
    if (before_term || back_a_year) {
        return refuse(
            ErrorKind::conflict, "draft.date_order", "/date",
            fmt::format(
                "Dự thảo lập ngày {}; sổ {} không nhận ngày {} ({}; sổ của năm trước nhận đến hết tháng 1). Chọn "
                "ngày trong năm {}, hoặc kiểm tra lại năm.",
                drafted.vi(), book->period, date.vi(), clause, drafted.year()));
    }
    if (says_why(reason)) return {};
    std::string why;
    if (date < drafted) {
        why = fmt::format(
            "Ngày {} trước ngày lập dự thảo {}. Số và ngày văn bản theo trình tự thời gian ban hành ({}): "
            "sửa ngày, hoặc ghi lý do (ví dụ đã ký trên giấy trước khi đưa vào hệ thống).",
            date.vi(), drafted.vi(), clause);
    }
    if (said && *said != date) {
        why += fmt::format(
            "{}Dự thảo ghi ngày {} mà số lấy ngày {}. Ngày ghi trên văn bản là ngày ban hành ({}): chọn "
            "ngày {}, sửa ngày trong dự thảo, hoặc ghi lý do.",
            why.empty() ? "" : " ", said->vi(), date.vi(),
            r.system == "party" ? "Hướng dẫn 05-HD/VPTW, phần trình bày, địa danh và ngày tháng"
                                : "khoản 4 mục II phần I Phụ lục I Nghị định 30/2020/NĐ-CP",
            said->vi());
    }
    if (in.text_number && in.text_number != r.number) {
        why += fmt::format(
            "{}Dự thảo ghi số {} mà sổ cấp {}. Nơi nhận sẽ thấy hai số ({}): sửa hoặc bỏ số trong dự thảo, lấy đúng số "
            "đã giữ, hoặc ghi lý do.",
            why.empty() ? "" : " ", *in.text_number, r.symbol.value_or(""), clause);
    }
    for (const auto& claim : in.claims)
        why += fmt::format("{}{} Sửa lời văn hoặc thẻ thông tin của dự thảo, hoặc ghi lý do.", why.empty() ? "" : " ",
                           claim);
    return why.empty() ? Status() : refuse(ErrorKind::invalid, "draft.date_reason", "/date_reason", why);
}

}  // namespace

Result<Record> number_draft(db::Tx& tx, const Desk& desk, const NumberRequest& in) {
    return number_dated(tx, desk, in, {});
}

Result<Record> number_dated(db::Tx& tx, const Desk& desk, const NumberRequest& in, std::string_view why_dated) {
    TRY(const auto found, store::find(tx, desk.unit.id, in.draft_id));
    if (!found || found->direction != "draft") {
        if (found)
            return fail(ErrorKind::conflict, "draft.numbered",
                        fmt::format("Văn bản này đã lấy số {}.", found->symbol.value_or("")),
                        "This draft has its number already.");
        return no_such_document();
    }
    const Record& before = *found;
    TRYV(refuse_stale(before, in.checked_version));
    const auto reason = checked_reason(in.breach_reason.value_or(""));
    Record after = before;
    Fields fields;
    fields.date = in.date;
    fields.subject = in.subject;
    fields.signer = in.signer;
    fields.signer_title = in.signer_title;
    fields.signing_form = in.signing_form;
    fields.recipients = in.recipients;
    fields.copies = in.copies;
    fields.pages = in.pages;
    TRYV(apply_fields(tx, desk, fields, after));
    if (!after.signer)
        return fail(ErrorKind::invalid, "document.signer_needed", "Chưa có người ký. Ghi họ tên người ký rồi lấy số.",
                    "The signer is missing.");
    after.direction = "out";
    after.status = "numbered";
    after.updated_at = desk.now;
    if (!after.issuer) after.issuer = desk.unit.name;
    if (!after.digital) after.digital = true;  // written here, so its text is at hand
    TRYV(give_outgoing_number(tx, desk, after, in.book, in.number));
    derive(after, before.created_at);
    TRYV(issuing::number_step(tx, desk, before, {in.breached, in.necessity}, *after.signer, reason, in.breach_on));
    const auto date_reason = checked_reason(why_dated);
    TRYV(date_fits(tx, after, base::Date::from_ms(before.created_at), in, date_reason));
    TRYV(store::update(tx, before, after));
    TRYV(note_event(tx, desk, after.id, "document.number", after.symbol.value_or("")));
    if (!reason.empty()) TRYV(note_event(tx, desk, after.id, "draft.breach_reason", reason));
    if (!date_reason.empty()) TRYV(note_event(tx, desk, after.id, "draft.date_reason", date_reason));
    TRY(auto text, store::text_of(tx, after.id));
    TRYV(search::remove(tx, "draft", after.id));
    if (text && !after.file_sha256) {  // what recipients will read carries the number
        auto numbered = with_number_line(text->text, after.symbol.value_or(""), after.system == "party",
                                         base::Date::parse_iso(*after.date).value());
        if (numbered != text->text) TRYV(store::put_text(tx, after.id, numbered, text->reading));
        text->text = std::move(numbered);
    }
    TRYV(put_in_search(tx, desk, after, text ? std::string_view(text->text) : std::string_view()));
    return after;
}

}  // namespace sauro::documents
