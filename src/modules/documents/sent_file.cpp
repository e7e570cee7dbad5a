#include "modules/documents/sent_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "modules/documents/check.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/number_line.hpp"
#include "modules/documents/rules.hpp"
#include "text/text.hpp"

namespace sauro::documents {

namespace {

// The kept reading; every field may be missing, it may come from an older version of this program.
struct Reading {
    boost::json::object fields;

    std::string str(const char* name) const {
        const auto* value = fields.if_contains(name);
        return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
    }
    Number number() const {
        const auto* value = fields.if_contains("number");
        return value != nullptr && value->is_int64() ? Number(value->get_int64()) : Number();
    }
    bool picture() const {
        const auto* ocr = fields.if_contains("ocr");
        const auto* used = ocr != nullptr && ocr->is_object() ? ocr->get_object().if_contains("used") : nullptr;
        return str("format") == "scan" || (used != nullptr && used->is_bool() && used->get_bool());
    }
};

std::optional<Reading> reading_of(std::string_view stored) {
    auto parsed = json::parse(stored);
    if (!parsed || !parsed->is_object()) return std::nullopt;
    return Reading{std::move(parsed->get_object())};
}

std::vector<std::string> unsettled_of(const Reading& reading) {
    const auto* codes = reading.fields.if_contains("unsettled");
    auto known = codes != nullptr ? json::from_json<std::vector<std::string>>(*codes) : std::vector<std::string>();
    return known ? std::move(*known) : std::vector<std::string>();
}

docread::Leftovers leftovers_of(const Reading& reading) {
    const auto* left = reading.fields.if_contains("leftovers");
    auto known = left != nullptr ? json::from_json<docread::Leftovers>(*left) : docread::Leftovers();
    return known ? std::move(*known) : docread::Leftovers();
}

std::string of_people(const std::vector<std::string>& people) {
    std::string names;
    for (const auto& name : people) names += (names.empty() ? "" : ", ") + name;
    if (people.empty()) return {};
    if (people.size() == 1) return " của " + names;
    return people.size() > 3 ? fmt::format(" của {} người", people.size())
                             : fmt::format(" của {} người ({})", people.size(), names);
}

void add_unsettled(const Reading& reading, bool draft, std::vector<flow::FileFault>& out) {
    const auto codes = unsettled_of(reading);
    const auto holds = [&](std::string_view code) { return std::ranges::find(codes, code) != codes.end(); };
    const auto left = leftovers_of(reading);
    const bool docx = reading.str("format") == "docx";
    if (holds("tracked_changes") || holds("comments")) {
        std::string what = said_leftovers(left);
        if (what.empty()) {  // read before they were counted
            if (holds("tracked_changes")) what = "chỗ sửa theo dõi (Track Changes)";
            if (holds("comments")) what += (what.empty() ? "" : ", ") + std::string("ý kiến bên lề (Comment)");
        }
        const bool here = draft && docx;
        out.push_back({here ? "marks" : "unsettled",
                       fmt::format("Tệp còn {}; nơi nhận sẽ thấy. {}", what,
                                   here ? "Bấm “Làm sạch tệp” để chấp nhận các chỗ sửa và bỏ ý kiến, hoặc xử lý trong "
                                          "Word rồi tải lên lại."
                                        : "Xử lý trong Word, lưu lại thành .docx rồi tải lên thay tệp này."),
                       false});
    }
    std::string rest;
    if (holds("hidden_text")) {
        std::string where;
        for (const auto& one : left.hidden) where += (where.empty() ? "" : "; ") + one;
        rest = fmt::format(
            "Tệp còn chữ ẩn{}; nơi nhận hiện ra là đọc được. Máy không tự bỏ, vì có thể là chữ cần giữ: trong Word bật "
            "¶ (Ctrl+Shift+8) để thấy, xóa đi hoặc bỏ dấu Hidden trong hộp Font, rồi tải lên lại.",
            where.empty() ? "" : ": " + where);
    }
    if (holds("macros")) {
        rest +=
            (rest.empty() ? "" : " ") +
            std::string("Tệp còn macro, là chương trình chạy khi nơi nhận mở tệp. Lưu lại thành .docx rồi tải lên.");
    }
    if (!rest.empty()) out.push_back({"unsettled", rest, false});
}

std::string said_day(const std::string& iso) {
    const auto date = base::Date::parse_iso(iso);
    return date ? date->vi() : iso;
}

// What stands behind the number, "/KH-UBND", however it is spaced.
std::string behind_number(std::string_view symbol) {
    std::string out;
    for (const char c : text::fold(symbol)) {
        const bool number = out.empty() && c >= '0' && c <= '9';
        if (!number && c != ' ') out += c;
    }
    return out;
}

void add_register(const Reading& reading, const Record& r, std::vector<flow::FileFault>& out) {
    const std::string symbol = r.symbol.value_or("");
    if (const auto number = reading.number(); !number) {
        out.push_back(
            {"number",
             fmt::format("Tệp chưa ghi số {}. Ghi số vào tệp, tải tệp hoàn chỉnh lên, hoặc nêu lý do.", symbol), true});
    } else if (*number != r.number) {
        const auto said = reading.str("symbol");
        out.push_back({"number",
                       fmt::format("Tệp ghi số {}, sổ cấp {}: nơi nhận sẽ thấy hai số (khoản 1 Điều 15 Nghị định "
                                   "30/2020/NĐ-CP; Hướng dẫn 05-HD/VPTW). Ghi số của sổ vào tệp, hoặc tải tệp hoàn "
                                   "chỉnh lên.",
                                   said.empty() ? std::to_string(*number) : said, symbol),
                       false});
    } else if (other_symbol(reading.str("symbol"), symbol)) {
        out.push_back({"symbol",
                       fmt::format("Tệp ghi ký hiệu {}, sổ cấp {}: nơi nhận sẽ thấy hai ký hiệu. Ghi số của sổ vào "
                                   "tệp, tải tệp hoàn chỉnh lên, hoặc nêu lý do.",
                                   reading.str("symbol"), symbol),
                       true});
    }
    const auto day = reading.str("date");
    if (day == r.date.value_or("")) return;
    out.push_back({"day",
                   day.empty() ? fmt::format("Tệp chưa ghi ngày {}. Ghi ngày vào tệp, tải tệp hoàn chỉnh lên, hoặc nêu "
                                             "lý do.",
                                             said_day(r.date.value_or("")))
                               : fmt::format("Tệp ghi ngày {}, sổ ghi ngày {}. Ghi ngày của sổ vào tệp, tải tệp hoàn "
                                             "chỉnh lên, hoặc nêu lý do.",
                                             said_day(day), said_day(r.date.value_or(""))),
                   true});
}

}  // namespace

bool other_symbol(std::string_view said, std::string_view symbol) {
    return !said.empty() && behind_number(said) != behind_number(symbol);
}

std::string said_leftovers(const docread::Leftovers& left) {
    std::string out;
    if (left.changes > 0)
        out = fmt::format("{} chỗ sửa theo dõi (Track Changes){}", left.changes, of_people(left.changed_by));
    if (left.comments > 0) {
        out += fmt::format("{}{} ý kiến bên lề (Comment){}", out.empty() ? "" : ", ", left.comments,
                           of_people(left.commented_by));
    }
    return out;
}

std::vector<flow::FileFault> file_faults(const Record& r, const std::optional<store::StoredText>& stored) {
    std::vector<flow::FileFault> out;
    if (!r.file_sha256 || !stored) return out;
    const auto reading = reading_of(stored->reading);
    if (!reading) return out;
    add_unsettled(*reading, r.direction == "draft", out);
    if (reading->picture()) return out;
    if (r.direction == "out") {
        add_register(*reading, r, out);
    } else if (const auto words = reading->str("words"); !words.empty() && words != base::sha256(stored->text)) {
        out.push_back({"edited",
                       "Lời văn trên trang đã khác tệp tải lên; nơi nhận sẽ nhận tệp có lời văn cũ. Tải lên tệp có lời "
                       "văn mới, hoặc bỏ tệp để phát hành lời văn trên trang.",
                       false});
    }
    return out;
}

bool words_replace_file(const Record& r, const std::optional<store::StoredText>& stored, std::string_view text) {
    if (r.direction != "draft" || !r.file_sha256 || !stored) return false;
    const auto reading = reading_of(stored->reading);
    return reading && reading->str("format") == "txt" && reading->str("words") != base::sha256(text);
}

void take_file_off(Record& r) {
    r.file_sha256 = r.file_name = r.file_media_type = std::nullopt;
    r.file_size = std::nullopt;
}

Status refuse_macros(const docread::Document& reading) { return refuse_macros(stored_reading(reading)); }

Status refuse_macros(std::string_view stored) {
    const auto reading = reading_of(stored);
    const auto codes = reading ? unsettled_of(*reading) : std::vector<std::string>();
    if (std::ranges::find(codes, "macros") == codes.end()) return {};
    return fail(ErrorKind::invalid, "document.macros",
                "Tệp có macro, là chương trình chạy khi nơi nhận mở tệp, nên không nhận làm tệp của dự thảo. Trong "
                "Word chọn Tệp, Lưu thành (Save As), loại “Word Document (.docx)”, rồi tải lên tệp vừa lưu.",
                "The file holds macros; save it as .docx and upload that.");
}

int words_apart(std::string_view a, std::string_view b) {
    std::map<std::string, std::int64_t> counts;
    std::int64_t all = 0, apart = 0;
    for (auto& word : text::folded_syllables(a)) ++counts[std::move(word)], ++all;
    for (auto& word : text::folded_syllables(b)) --counts[std::move(word)], ++all;
    for (const auto& [word, count] : counts) apart += std::abs(count);
    return all == 0 ? 0 : static_cast<int>((apart * 100 + all - 1) / all);
}

std::vector<docread::WordRepair> number_words_for(std::string_view text, const Record& r, bool over) {
    std::vector<docread::WordRepair> out;
    const auto day = base::Date::parse_iso(r.date.value_or(""));
    if (!day || !r.symbol) return out;
    const text::CodepointIndex places(text);
    for (auto& mark : head_marks(text, *r.symbol, r.system == "party", *day)) {
        if (over || mark.open)
            out.push_back({places.codepoint_at(mark.start), places.codepoint_at(mark.end), std::move(mark.words)});
    }
    return out;
}

namespace issuing {

Result<Record> drop_file(db::Tx& tx, const Desk& desk, std::string_view id, std::int64_t version) {
    TRY(const auto before, store::find(tx, desk.unit.id, id));
    if (!before || before->direction != "draft") return no_such_document();
    TRYV(refuse_stale(*before, version));
    TRYV(refuse_while_signing(tx, *before));
    if (!before->file_sha256) return *before;
    Record after = *before;
    take_file_off(after);
    after.updated_at = desk.now;
    derive(after, before->created_at);
    TRYV(store::update(tx, *before, after));
    TRY(const auto stored, store::text_of(tx, after.id));
    TRYV(store::put_text(tx, after.id, stored ? stored->text : "", {}));
    TRYV(note_event(tx, desk, after.id, "draft.drop_file", before->file_name.value_or("")));
    return after;
}

Result<Record> finish_file(db::Tx& tx, const Desk& desk, const FinishedFile& in, const Attachment& file,
                           std::string_view action) {
    TRY(const auto before, store::find(tx, desk.unit.id, in.id));
    if (!before || before->direction != "out") return no_such_document();
    TRYV(refuse_stale(*before, in.version));
    TRY(const auto step, step_of(tx, *before));
    if (step != "numbered") {
        return fail(ErrorKind::conflict, "flow.step",
                    "Chỉ thay được tệp của văn bản đã cấp số, chưa phát hành. Văn bản đã phát hành thì thay thế hoặc "
                    "đính chính.",
                    "The file can be changed only before the release.");
    }
    Record after = *before;
    after.file_sha256 = file.file.sha256;
    after.file_name = file.file.name;
    after.file_size = file.file.size;
    after.file_media_type = file.file.media_type;
    after.updated_at = desk.now;
    derive(after, before->created_at);
    TRY(const auto stored, store::text_of(tx, after.id));
    const auto reading = reading_of(file.reading_json);
    const bool picture = !reading || reading->picture() || file.text.empty();
    const auto reason = checked_reason(in.reason);
    std::string ask;
    for (const auto& fault : file_faults(after, store::StoredText{file.text, file.reading_json})) {
        if (!fault.excusable) return fail(ErrorKind::conflict, "document.file", fault.message, "Not this file.");
        // What it does not say yet can still be written into it before the release.
        const bool says_day = fault.code == "day" && reading && !reading->str("date").empty();
        if (says_day || fault.code == "symbol") ask += fault.message + " ";
    }
    constexpr int stamps = 5;  // percent: number, day, the signer's stamp, page numbers of a PDF
    if (const int apart = picture || !stored ? 0 : words_apart(stored->text, file.text); apart > stamps) {
        ask += fmt::format(
            "Lời văn của tệp khác bản đã kiểm và lấy số (khoảng {}% số chữ). Chọn đúng tệp, hoặc nêu lý "
            "do.",
            apart);
    }
    if (!ask.empty() && !says_why(reason)) {
        return fail(Error{.kind = ErrorKind::invalid,
                          .code = "document.file_reason",
                          .message = ask,
                          .message_en = "The file differs from what was numbered; give a reason.",
                          .fields = {{"/reason", "document.file_reason", ask}},
                          .clause = {},
                          .detail = {}});
    }
    TRYV(store::update(tx, *before, after));
    // A scan is read worse than the words it is a scan of.
    const std::string words = picture && stored ? stored->text : file.text;
    TRYV(store::put_text(tx, after.id, words, file.reading_json));
    TRYV(keep_file(tx, desk, after.id, file.file));
    TRYV(note_event(tx, desk, after.id, std::string(action),
                    reason.empty() ? file.file.name : fmt::format("{} ({})", file.file.name, reason)));
    TRYV(put_in_search(tx, desk, after, words));
    return after;
}

}  // namespace issuing

}  // namespace sauro::documents
