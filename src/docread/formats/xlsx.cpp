// XLSX -> text: sheet by sheet, a row a line, cells apart by tabs, dates as they are written in Việt Nam.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "docread/formats/extract.hpp"
#include "docread/formats/office_archive.hpp"
#include "docread/formats/xlsx.hpp"
#include "docread/formats/xml_node.hpp"
#include "docread/sheet.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMostColumns = 512, kMostSheets = 200, kMostStrings = 2'000'000;

// A format code that shows a day: d, m or y outside of quotes and brackets.
XlsxLook look_of_code(std::string_view code) {
    bool day = false, hour = false, quoted = false, bracket = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            bracket = true;
        } else if (c == ']') {
            bracket = false;
        } else if (!bracket) {
            const char l = static_cast<char>(c | 0x20);
            day = day || l == 'd' || l == 'y';
            hour = hour || l == 'h' || l == 's';
        }
    }
    return day ? XlsxLook::date : hour ? XlsxLook::time : XlsxLook::plain;
}

XlsxLook look_of_id(int id) {
    if (id >= 14 && id <= 17) return XlsxLook::date;
    if (id == 22) return XlsxLook::date;
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return XlsxLook::time;
    return XlsxLook::plain;
}

// All words below a node that are shown: <t> with its runs, without the readings beside them.
void words_of(pugi::xml_node node, std::string& out, int depth = 0) {
    if (depth > 20) return;
    for (const pugi::xml_node c : node.children()) {
        const std::string_view name = local(c);
        if (name == "t")
            out += c.text().get();
        else if (name != "rPh")
            words_of(c, out, depth + 1);
    }
}

std::string one_line(std::string text) {
    for (char& c : text) {
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    return text;
}

// "BC12" -> 54; npos when it is no reference.
std::size_t column_of(std::string_view reference) {
    std::size_t n = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        n = n * 26 + static_cast<std::size_t>(c - 'A' + 1);
        if (n > kMostColumns) return std::string::npos;
    }
    return n == 0 ? std::string::npos : n - 1;
}

}  // namespace

std::string xlsx_number(std::string_view raw, XlsxLook look, bool since_1904) {
    if (look == XlsxLook::plain) return std::string(raw);
    double serial = 0;
    const auto [end, code] = std::from_chars(raw.data(), raw.data() + raw.size(), serial);
    if (code != std::errc() || end != raw.data() + raw.size() || !(serial >= 0) || serial > 2'958'466)
        return std::string(raw);
    const auto minutes = static_cast<long>(std::lround((serial - std::floor(serial)) * 1440));
    std::string clock = fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    if (look == XlsxLook::time && serial < 1) return clock;
    // The count takes 1900 for a leap year; days before its 1 March are not met.
    long days = static_cast<long>(std::floor(serial)) + (since_1904 ? 1462 : 0) - 25569;  // since 1970-01-01
    days += 719468;
    const long era = (days >= 0 ? days : days - 146096) / 146097;
    const long doe = days - era * 146097;
    const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const long mp = (5 * doy + 2) / 153;
    const long d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
    const std::string date = fmt::format("{:02}/{:02}/{}", d, m, yoe + era * 400 + (m <= 2 ? 1 : 0));
    return minutes % 1440 == 0 ? date : date + ' ' + clock;
}

XlsxBook XlsxBook::read(pugi::xml_node strings, pugi::xml_node styles, bool since_1904) {
    XlsxBook out;
    out.since_1904_ = since_1904;
    for (const pugi::xml_node item : strings.children()) {
        if (local(item) != "si" || out.strings_.size() >= kMostStrings) continue;
        std::string words;
        words_of(item, words);
        out.strings_.push_back(one_line(std::move(words)));
    }
    std::map<int, XlsxLook> codes;
    for (const pugi::xml_node f : child(styles, "numFmts").children())
        codes[number(value(f, "numFmtId"), -1)] = look_of_code(value(f, "formatCode"));
    for (const pugi::xml_node xf : child(styles, "cellXfs").children()) {
        const int id = number(value(xf, "numFmtId"), 0);
        const auto own = codes.find(id);
        out.looks_.push_back(own != codes.end() ? own->second : look_of_id(id));
    }
    return out;
}

std::string XlsxBook::cell(pugi::xml_node c) const {
    const std::string_view type = value(c, "t");
    if (type == "inlineStr") {
        std::string words;
        words_of(child(c, "is"), words);
        return one_line(std::move(words));
    }
    const std::string_view raw = child(c, "v").text().get();
    if (type == "s") {
        std::size_t at = 0;
        const auto [end, code] = std::from_chars(raw.data(), raw.data() + raw.size(), at);
        return code == std::errc() && at < strings_.size() ? strings_[at] : std::string();
    }
    if (type == "b") return raw == "1" ? "Đúng" : "Sai";
    if (type == "str" || type == "e" || type == "d") return one_line(std::string(raw));
    const auto look = static_cast<std::size_t>(number(value(c, "s"), 0));
    return xlsx_number(raw, look < looks_.size() ? looks_[look] : XlsxLook::plain, since_1904_);
}

// The row of "A12" or "12"; 0 for what no sheet has.
static std::int64_t row_of(std::string_view place) {
    constexpr std::int64_t last_row = 1'048'576;
    place.remove_prefix(std::min(place.find_first_of("0123456789"), place.size()));
    std::int64_t row = 0;
    const auto [end, code] = std::from_chars(place.data(), place.data() + place.size(), row);
    return code == std::errc() && end == place.data() + place.size() && row <= last_row ? row : 0;
}

bool XlsxBook::rows(pugi::xml_node worksheet, std::uint64_t most, const EachRow& each) const {
    std::vector<std::string> cells;
    std::int64_t number_here = 0;
    for (const pugi::xml_node row : child(worksheet, "sheetData").children()) {
        if (local(row) != "row") continue;
        // Some writers number the cells only: "A1048576".
        const auto said = std::max(row_of(value(row, "r")), row_of(value(child(row, "c"), "r")));
        number_here = std::max(number_here + 1, said);
        cells.clear();
        std::uint64_t bytes = 0;
        std::size_t next = 0;
        for (const pugi::xml_node c : row.children()) {
            if (local(c) != "c") continue;
            std::size_t column = column_of(value(c, "r"));
            if (column == std::string::npos) column = next;
            if (column >= kMostColumns) break;
            next = std::max(next, column + 1);
            std::string words = cell(c);
            if (words.empty()) continue;
            bytes += words.size();
            if (bytes > most) return false;
            cells.resize(std::max(cells.size(), column + 1));
            cells[column] = std::move(words);
        }
        if (!cells.empty() && !each(number_here, cells)) return false;
    }
    return true;
}

bool XlsxBook::sheet(pugi::xml_node worksheet, std::uint64_t most, std::string& out) const {
    return rows(worksheet, most, [&](std::int64_t, std::span<const std::string> cells) {
        for (const std::string& words : cells) {
            if (&words != cells.data()) out += '\t';
            out += words;
        }
        out += '\n';
        return out.size() <= most;
    });
}

namespace {

// What every reading of a workbook needs of it: its words and looks, and the parts of its sheets in order.
struct Workbook {
    XlsxBook book;
    std::vector<std::pair<std::string, std::string>> sheets;  // name, part
    bool more = false;                                        // further sheets are left out
};

Result<Workbook> open_workbook(OfficeArchive& archive) {
    pugi::xml_document workbook, links, strings, styles;
    TRYV(archive.read("xl/workbook.xml", workbook));
    TRYV(archive.side_part("xl/_rels/workbook.xml.rels", links));
    TRYV(archive.side_part("xl/sharedStrings.xml", strings));
    TRYV(archive.side_part("xl/styles.xml", styles));
    std::map<std::string, std::string, std::less<>> targets;
    for (const pugi::xml_node link : links.document_element().children())
        targets[link.attribute("Id").value()] = link.attribute("Target").value();
    const pugi::xml_node root = workbook.document_element();
    const std::string_view old = value(child(root, "workbookPr"), "date1904");
    Workbook out{
        XlsxBook::read(strings.document_element(), styles.document_element(), old == "1" || old == "true"), {}, false};
    for (const pugi::xml_node sheet : child(root, "sheets").children()) {
        if (out.sheets.size() == kMostSheets) {
            out.more = true;
            break;
        }
        std::string target = "worksheets/sheet" + std::to_string(out.sheets.size() + 1) + ".xml";
        if (const auto at = targets.find(value(sheet, "id")); at != targets.end()) target = at->second;
        out.sheets.emplace_back(one_line(std::string(value(sheet, "name"))),
                                target.starts_with('/') ? target.substr(1) : "xl/" + target);
    }
    return out;
}

}  // namespace

Result<Extracted> extract_xlsx(std::string_view bytes, const Limits& limits) {
    TRY(OfficeArchive archive, OfficeArchive::open(bytes, limits, ".xlsx", "Excel"));
    TRY(const Workbook workbook, open_workbook(archive));
    Extracted out;
    out.format = "xlsx";
    if (archive.has("xl/vbaProject.bin")) tell_of_macros(out);
    std::size_t unread = 0;
    for (const auto& [name, part] : workbook.sheets) {
        pugi::xml_document page;
        TRY(const bool there, archive.side_part(part, page));
        if (!there) {
            ++unread;
            continue;
        }
        if (&name != &workbook.sheets.front().first) out.text += '\n';
        out.text += name + '\n';
        if (!workbook.book.sheet(page.document_element(), limits.text_bytes, out.text)) return too_much_text(limits);
    }
    if (workbook.more)
        out.warnings.push_back(fmt::format("Bảng tính có hơn {} trang tính; chỉ đọc bấy nhiêu.", kMostSheets));
    if (unread > 0) out.warnings.push_back(fmt::format("{} trang tính không đọc được (hỏng hoặc là biểu đồ).", unread));
    return out;
}

Result<Sheet> sheet_of_xlsx(std::string_view bytes, const Limits& limits) {
    TRY(OfficeArchive archive, OfficeArchive::open(bytes, limits, ".xlsx", "Excel"));
    TRY(const Workbook workbook, open_workbook(archive));
    Sheet out;
    for (const auto& [name, part] : workbook.sheets) {
        pugi::xml_document page;
        TRY(const bool there, archive.side_part(part, page));
        if (!there) continue;
        std::uint64_t left = limits.text_bytes;
        bool too_many = false;
        const bool whole = workbook.book.rows(page.document_element(), left,
                                              [&](std::int64_t number_here, std::span<const std::string> cells) {
                                                  too_many = out.rows.size() == most_sheet_rows;
                                                  if (too_many) return false;
                                                  for (const auto& words : cells)
                                                      left -= std::min<std::uint64_t>(left, words.size());
                                                  out.rows.push_back({number_here, {cells.begin(), cells.end()}});
                                                  return left > 0;
                                              });
        if (too_many) return too_many_rows();
        if (!whole) return too_much_text(limits);
        if (!out.rows.empty()) return out;  // the first sheet that holds something
    }
    return out;
}

}  // namespace sauro::docread
