#include "modules/meetings/table_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "text/text.hpp"

namespace sauro::meetings {
namespace {

using Word = std::pair<std::string_view, std::string_view>;  // as people write it, our code; the first one is named
constexpr Word types[] = {{"quán triệt", "dissemination"},
                          {"phổ biến", "dissemination"},
                          {"quán triệt, phổ biến", "dissemination"},
                          {"chuyên môn", "professional"},
                          {"chuyên môn, nghiệp vụ", "professional"},
                          {"quan trọng, cần thảo luận", "deliberation"},
                          {"thảo luận", "deliberation"},
                          {"kỷ niệm", "anniversary"},
                          {"đại hội", "congress"},
                          {"khác", "other"}};
constexpr Word scopes[] = {{"toàn quốc", "national"},
                           {"toàn tỉnh", "province_wide"},
                           {"toàn xã", "commune_wide"},
                           {"nội bộ", "internal"},
                           {"liên ngành", "inter_sector"}};
constexpr Word modes[] = {{"trực tuyến", "online"}, {"trực tiếp", "in_person"}, {"kết hợp", "hybrid"}};
constexpr Word sessions[] = {{"không", "none"},
                             {"ban chấp hành", "party_committee"},
                             {"BCH", "party_committee"},
                             {"HĐND", "peoples_council"},
                             {"hội đồng nhân dân", "peoples_council"}};
constexpr Word roles[] = {{"ủy viên Trung ương", "central_committee_member"},
                          {"bí thư tỉnh ủy, thành ủy", "provincial_secretary"},
                          {"bí thư tỉnh ủy", "provincial_secretary"},
                          {"bí thư thành ủy", "provincial_secretary"},
                          {"bí thư đảng ủy trực thuộc Trung ương", "central_committee_secretary"},
                          {"khác", "other"}};
constexpr Word levels[] = {{"trung ương", "central"}, {"tỉnh", "province"}, {"xã", "commune"}};
constexpr Word blocs[] = {
    {"Đảng", "party"}, {"chính quyền", "government"}, {"dân cử", "elected"}, {"đoàn thể", "mass"}};
constexpr Word answers[] = {{"có", "1"}, {"x", "1"}, {"không", "0"}};

Result<Text> choice(std::string_view said, std::span<const Word> words, std::string_view column) {
    const std::string word = plain(said);
    if (word.empty()) return Text();
    std::vector<std::string_view> known;
    std::string_view told;
    for (const auto& [vi, code] : words) {
        if (word == plain(vi)) return Text(std::string(code));
        if (code != told) known.push_back(vi);  // one word a choice is enough
        told = code;
    }
    return fail(
        row_fault(fmt::format("Cột {}: không hiểu “{}”. Ghi một trong: {}.", column, said, fmt::join(known, ", "))));
}

// "12000000", "12.000.000", "-5".
Result<Count> number(std::string_view said, std::string_view column) {
    std::string digits;
    for (const char c : text::trim(said))
        if (c != '.' && c != ' ') digits += c;
    if (digits.empty()) return Count();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size())
        return fail(row_fault(
            fmt::format("Cột {}: “{}” không phải số nguyên. Ghi bằng chữ số, ví dụ 15000000.", column, said)));
    return Count(value);
}

// "8:00", "08:00", "8h", "8h30".
Result<Count> clock(std::string_view said, std::string_view column) {
    if (plain(said).empty()) return Count();
    const auto split = said.find_first_of(":hH");
    const std::string_view minutes = split == std::string_view::npos ? "" : said.substr(split + 1);
    const auto hour = number(said.substr(0, split), column), minute = number(minutes, column);
    if (!hour || !minute || !*hour || **hour < 0 || **hour > 24 || minute->value_or(0) < 0 || minute->value_or(0) > 59)
        return fail(row_fault(fmt::format("Cột {}: “{}” không phải giờ. Ghi dạng 08:00.", column, said)));
    return Count(**hour * 60 + minute->value_or(0));
}

// Headings of each column, the first one for messages; in the usual order of the columns.
using Headings = std::vector<std::vector<std::string_view>>;
const Headings plan_headings{{"ngay", "ngay hop", "ngay to chuc"},
                             {"ten", "ten hoi nghi", "hoi nghi"},
                             {"loai", "loai hoi nghi"},
                             {"quy mo"},
                             {"hinh thuc"},
                             {"bat dau", "gio bat dau"},
                             {"ket thuc", "gio ket thuc"},
                             {"dia diem", "noi hop"},
                             {"chu tri", "nguoi chu tri", "lanh dao chu tri"},
                             {"dai bieu", "so dai bieu"},
                             {"du toan", "du toan dong", "kinh phi"},
                             {"dinh muc", "dinh muc dong"},
                             {"noi dung", "noi dung chinh"},
                             {"nganh", "linh vuc", "nganh linh vuc"},
                             {"noi duoc moi", "don vi duoc moi", "don vi moi", "thanh phan"},
                             {"hop dinh ky", "dinh ky"}};
const Headings invitee_headings{{"noi duoc moi", "don vi", "ma don vi", "ten don vi"},
                                {"nganh", "linh vuc", "nganh linh vuc"},
                                {"vai", "vai tro"},
                                {"phu trach", "phu trach noi dung"},
                                {"lien quan", "lien quan truc tiep"},
                                {"cap"},
                                {"khoi"}};

// Where each of our columns stands in the table, npos: nowhere; and the row behind the headings.
struct Columns {
    std::vector<std::size_t> at;
    std::size_t first_row = 0;
    std::vector<std::string> unused;
};
// A table may carry its title above: the headings are the first row that has the first `needed` columns.
Columns columns_of(const docread::Sheet& sheet, const Headings& headings, std::size_t needed) {
    constexpr std::size_t most_above = 20;
    Columns out;
    for (std::size_t i = 0; i < headings.size(); ++i) out.at.push_back(i);
    for (std::size_t r = 0; r < std::min(most_above, sheet.rows.size()); ++r) {
        Columns found{std::vector<std::size_t>(headings.size(), std::string::npos), r + 1, {}};
        const auto& cells = sheet.rows[r].cells;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::string word = plain(cells[c]);
            const auto at = std::ranges::find_if(
                headings, [&](const auto& names) { return std::ranges::find(names, word) != names.end(); });
            const auto column = static_cast<std::size_t>(at - headings.begin());
            if (at != headings.end() && found.at[column] == std::string::npos)
                found.at[column] = c;
            else if (!word.empty() && word != "tt" && word != "stt")
                found.unused.push_back(cells[c]);
        }
        if (std::ranges::count(std::span(found.at).first(needed), std::string::npos) == 0) return found;
    }
    return out;
}

class Cells {
  public:
    Cells(const docread::SheetRow& row, const Columns& columns) : row_(row), columns_(columns) {}
    std::string_view operator[](std::size_t column) const {
        const auto at = columns_.at[column];
        return at < row_.cells.size() ? std::string_view(row_.cells[at]) : std::string_view();
    }
    Text text(std::size_t column) const {
        const auto words = text::collapse_space((*this)[column]);
        return words.empty() ? Text() : Text(words);
    }

  private:
    const docread::SheetRow& row_;
    const Columns& columns_;
};

Result<ConferenceDraft> conference_of(const Cells& cells) {
    ConferenceDraft draft;
    const auto said = text::trim(cells[0]);
    auto day = base::Date::parse_vi(said);
    if (!day) day = base::Date::parse_iso(said);
    if (!day && said.empty())
        return fail(
            row_fault("Cột ngày: ô trống (ô gộp, công thức chưa tính cũng đọc là trống). Ghi dạng 15/03/2026."));
    if (!day) return fail(row_fault(fmt::format("Cột ngày: “{}” không phải ngày. Ghi dạng 15/03/2026.", said)));
    draft.date = *day;
    draft.title = cells.text(1).value_or("");
    TRY(draft.type, choice(cells[2], types, "loại"));
    TRY(draft.scope, choice(cells[3], scopes, "quy mô"));
    TRY(draft.mode, choice(cells[4], modes, "hình thức"));
    TRY(draft.start_at, clock(cells[5], "bắt đầu"));
    TRY(draft.end_at, clock(cells[6], "kết thúc"));
    draft.place = cells.text(7);
    draft.chair = cells.text(8);
    TRY(draft.delegates, number(cells[9], "đại biểu"));
    TRY(draft.cost_planned, number(cells[10], "dự toán"));
    TRY(draft.cost_norm, number(cells[11], "định mức"));
    draft.agenda = cells.text(12);
    draft.sector = cells.text(13);
    std::string_view list = cells[14];
    while (!list.empty()) {
        const auto end = list.find_first_of(";,");
        if (auto name = text::trim(list.substr(0, end)); !name.empty()) {
            if (!draft.invitees) draft.invitees.emplace();
            draft.invitees->push_back({});
            draft.invitees->back().unit = std::move(name);
        }
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    TRY(draft.statutory_kind, choice(cells[15], sessions, "họp định kỳ"));
    return draft;
}

Result<Flag> answer(std::string_view said, std::string_view column) {
    TRY(const auto word, choice(said, answers, column));
    return word ? Flag(*word == "1") : Flag();
}

Result<Invitee> invitee_of(const Cells& cells) {
    Invitee one;
    one.unit = cells.text(0).value_or("");
    if (one.unit.empty()) return fail(row_fault("Dòng không có tên hay mã của nơi được mời."));
    one.sector = cells.text(1);
    TRY(one.role, choice(cells[2], roles, "vai"));
    TRY(one.in_charge, answer(cells[3], "phụ trách"));
    TRY(one.concerned, answer(cells[4], "liên quan"));
    TRY(one.level, choice(cells[5], levels, "cấp"));
    TRY(one.bloc, choice(cells[6], blocs, "khối"));
    return one;
}

}  // namespace

std::string plain(std::string_view text) { return fmt::format("{}", fmt::join(text::folded_syllables(text), " ")); }

Error row_fault(std::string message) {
    return {ErrorKind::invalid, "plan.row", std::move(message), "The row has a fault.", {}, {}, {}};
}

PlanTable plan_rows(const docread::Sheet& sheet) {
    constexpr std::size_t day_and_title = 2;
    auto columns = columns_of(sheet, plan_headings, day_and_title);
    PlanTable out;
    for (std::size_t r = columns.first_row; r < sheet.rows.size(); ++r) {
        const Cells cells(sheet.rows[r], columns);
        out.rows.push_back({sheet.rows[r].number, cells.text(1).value_or(""), conference_of(cells)});
    }
    out.unused = std::move(columns.unused);
    return out;
}

std::vector<InviteeRow> invitee_rows(const docread::Sheet& sheet) {
    const auto columns = columns_of(sheet, invitee_headings, 1);
    std::vector<InviteeRow> out;
    for (std::size_t r = columns.first_row; r < sheet.rows.size(); ++r) {
        const Cells cells(sheet.rows[r], columns);
        out.push_back({sheet.rows[r].number, invitee_of(cells), cells.text(0).value_or("")});
    }
    return out;
}

}  // namespace sauro::meetings
