#include "docread/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.hpp"
#include "docread/formats/extract.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

char delimiter_of(std::string_view text) {
    const std::string_view head = text.substr(0, text.find('\n'));
    for (const char c : {'\t', ';'})
        if (head.find(c) != std::string_view::npos) return c;
    return ',';
}

// Where the quoted cell that begins at `from` ends: behind its closing mark; npos: nowhere.
std::size_t end_of_quoted(std::string_view text, std::size_t from, std::string& into) {
    for (std::size_t i = from + 1; i < text.size(); ++i) {
        if (text[i] != '"') {
            into += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
            into += '"';
            ++i;
        } else {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::unexpected<Error> too_many_rows() {
    return fail(
        ErrorKind::too_large, "read.too_many_rows",
        fmt::format("Bảng có hơn {} dòng. Chia thành nhiều tệp rồi nhập từng tệp.", base::vi_number(most_sheet_rows)),
        "The table has too many rows.");
}

Result<Sheet> sheet_of_text(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const char delimiter = delimiter_of(text);
    Sheet out;
    std::int64_t line = 1;
    bool quotes = true;  // false once a mark was never closed: then they are letters like others
    for (std::size_t i = 0; i < text.size();) {
        SheetRow row{line, std::vector<std::string>(1)};
        bool at_start = true;
        for (; i < text.size() && text[i] != '\n'; at_start = text[i] == delimiter, ++i) {
            if (text[i] == '"' && at_start && quotes) {
                std::string words;
                const auto end = end_of_quoted(text, i, words);
                if (end != std::string_view::npos) {
                    line += std::ranges::count(words, '\n');
                    row.cells.back() = std::move(words);
                    i = end - 1;
                    continue;
                }
                quotes = false;
            }
            if (text[i] == delimiter)
                row.cells.emplace_back();
            else
                row.cells.back() += text[i];
        }
        ++i;
        ++line;
        for (auto& cell : row.cells) cell = text::trim(cell);
        while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
        if (row.cells.empty()) continue;
        if (out.rows.size() == most_sheet_rows) return too_many_rows();
        out.rows.push_back(std::move(row));
    }
    return out;
}

Result<Sheet> sheet_of_bytes(std::string_view bytes, const Limits& limits) {
    if (bytes.starts_with("PK")) return sheet_of_xlsx(bytes, limits);
    const auto decoded = text::decode(bytes);
    if (decoded && decoded->text.size() <= limits.text_bytes) return sheet_of_text(decoded->text);
    if (decoded) return too_much_text(limits);
    return fail(ErrorKind::unreadable, "read.unsupported",
                "Tệp này không phải bảng tính .xlsx hay CSV. Mở bằng Excel, lưu thành .xlsx rồi chọn lại.",
                "Neither a spreadsheet nor delimited text.");
}

}  // namespace sauro::docread
