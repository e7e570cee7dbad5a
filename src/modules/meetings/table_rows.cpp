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

// Every fault of a row is named, not only the first.
class Reading {
  public:
    template <class T>
    T of(Result<T> read) {
        if (read) return *std::move(read);
        faults_.push_back(read.error().message);
        return {};
    }
    void fault(std::string message) { faults_.push_back(std::move(message)); }
    std::vector<std::string> take() && { return std::move(faults_); }

  private:
    std::vector<std::string> faults_;
};

// "25/03/26" is a day of 2026, or one of 2025 written from its year on: taken when only one of the two is near.
Result<base::Date> short_date(std::string_view said, int year) {
    std::string parts;
    for (const char c : said) parts += c == '-' || c == '.' ? '/' : c;
    const auto first = parts.find('/'), last = parts.rfind('/');
    if (first == std::string::npos || first == last || parts.size() - last != 3)
        return base::Date::parse_vi(said);  // the error
    const auto full = [](std::string_view d, std::string_view m, std::string_view y) {
        return base::Date::parse_vi(fmt::format("{}/{}/20{}", d, m, y));
    };
    const auto one = std::string_view(parts).substr(0, first),
               two = std::string_view(parts).substr(first + 1, last - first - 1),
               three = std::string_view(parts).substr(last + 1);
    std::vector<base::Date> near;
    for (const auto& day : {full(one, two, three), full(three, two, one)}) {
        if (day && std::abs(day->year() - year) <= 1 && std::ranges::find(near, *day) == near.end())
            near.push_back(*day);
    }
    if (near.size() == 1) return near[0];
    if (near.size() > 1)
        return fail(row_fault(fmt::format("Cột ngày: “{}” đọc được là {} hoặc {}. Ghi năm đủ bốn chữ số.", said,
                                          near[0].vi(), near[1].vi())));
    return base::Date::parse_vi(said);
}

Result<base::Date> day_of(std::string_view said, int year) {
    if (said.empty())
        return fail(
            row_fault("Cột ngày: ô trống (ô gộp, công thức chưa tính cũng đọc là trống). Ghi dạng 15/03/2026."));
    if (auto day = base::Date::parse_vi(said)) return day;
    if (auto day = base::Date::parse_iso(said)) return day;
    // The number by which a spreadsheet counts its days, from 30/12/1899; five digits are the years 1927 to 2173.
    std::int64_t serial = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), serial);
    if (error == std::errc() && end == said.data() + said.size() && said.size() == 5) {
        constexpr std::int64_t epoch = 25'569;  // 01/01/1970
        return base::Date::from_days(serial - epoch);
    }
    auto day = short_date(said, year);
    if (day || day.error().code == "plan.row") return day;
    return fail(row_fault(fmt::format("Cột ngày: “{}” không phải ngày. Ghi dạng 15/03/2026.", said)));
}

PlanRow conference_of(const Cells& cells, std::int64_t line, int year) {
    PlanRow out{line, cells.text(1).value_or(""), {}};
    Reading read;
    ConferenceDraft& draft = out.draft;
    const auto day = day_of(text::trim(cells[0]), year);
    out.dated = day.has_value();
    draft.date = read.of(day);
    draft.title = out.title;
    draft.type = read.of(choice(cells[2], types, "loại"));
    draft.scope = read.of(choice(cells[3], scopes, "quy mô"));
    draft.mode = read.of(choice(cells[4], modes, "hình thức"));
    draft.start_at = read.of(clock(cells[5], "bắt đầu"));
    draft.end_at = read.of(clock(cells[6], "kết thúc"));
    draft.place = cells.text(7);
    draft.chair = cells.text(8);
    draft.delegates = read.of(number(cells[9], "đại biểu"));
    draft.cost_planned = read.of(number(cells[10], "dự toán"));
    draft.cost_norm = read.of(number(cells[11], "định mức"));
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
    draft.statutory_kind = read.of(choice(cells[15], sessions, "họp định kỳ"));
    out.faults = std::move(read).take();
    return out;
}

Result<Flag> answer(std::string_view said, std::string_view column) {
    TRY(const auto word, choice(said, answers, column));
    return word ? Flag(*word == "1") : Flag();
}

InviteeRow invitee_of(const Cells& cells, std::int64_t line) {
    InviteeRow out{line, {}, cells.text(0).value_or("")};
    Reading read;
    Invitee& one = out.invitee;
    one.unit = out.said;
    if (one.unit.empty()) read.fault("Dòng không có tên hay mã của nơi được mời.");
    one.sector = cells.text(1);
    one.role = read.of(choice(cells[2], roles, "vai"));
    one.in_charge = read.of(answer(cells[3], "phụ trách"));
    one.concerned = read.of(answer(cells[4], "liên quan"));
    one.level = read.of(choice(cells[5], levels, "cấp"));
    one.bloc = read.of(choice(cells[6], blocs, "khối"));
    out.faults = std::move(read).take();
    return out;
}

}  // namespace

std::string plain(std::string_view text) { return fmt::format("{}", fmt::join(text::folded_syllables(text), " ")); }

Error row_fault(std::string message) {
    return {ErrorKind::invalid, "plan.row", std::move(message), "The row has a fault.", {}, {}, {}};
}

PlanTable plan_rows(const docread::Sheet& sheet, int year) {
    constexpr std::size_t day_and_title = 2;
    auto columns = columns_of(sheet, plan_headings, day_and_title);
    PlanTable out;
    for (std::size_t r = columns.first_row; r < sheet.rows.size(); ++r) {
        const Cells cells(sheet.rows[r], columns);
        out.rows.push_back(conference_of(cells, sheet.rows[r].number, year));
    }
    out.unused = std::move(columns.unused);
    return out;
}

std::vector<InviteeRow> invitee_rows(const docread::Sheet& sheet) {
    const auto columns = columns_of(sheet, invitee_headings, 1);
    std::vector<InviteeRow> out;
    for (std::size_t r = columns.first_row; r < sheet.rows.size(); ++r) {
        const Cells cells(sheet.rows[r], columns);
        out.push_back(invitee_of(cells, sheet.rows[r].number));
    }
    return out;
}

}  // namespace sauro::meetings
