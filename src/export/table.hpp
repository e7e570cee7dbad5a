// Tables for spreadsheets: CSV in pieces (for a streamed answer) and XLSX into a file. Memory does not grow with the
// number of rows. (The folder is `export`; the namespace is `exports`, since `export` is a keyword.)
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::exports {

using Cell = std::variant<std::monostate, std::int64_t, double, base::Date, std::string>;

struct Column {
    std::string title;
    double width = 15;  // in characters of a spreadsheet
};
struct Table {
    std::string sheet;                 // name of the sheet, at most 31 characters
    std::vector<std::string> heading;  // lines above the column titles: unit, book, period
    std::vector<Column> columns;
};

// One field, quoted where needed. Text that a spreadsheet would run as a formula (= + - @, tab, carriage return first)
// gets an apostrophe before it.
std::string csv_field(std::string_view text);
std::string csv_head(
    const Table& table);  // byte order mark (spreadsheets need it for Vietnamese), heading, column titles
void csv_row(std::string& out, std::span<const Cell> row);

// Called until it returns false; fills `row` with one cell per column.
using RowSource = std::function<Result<bool>(std::vector<Cell>& row)>;
// Rows beyond what one sheet holds (1,048,576) go on in further sheets. Text is written as text, never as a formula.
Status write_xlsx(const std::filesystem::path& file, const Table& table, const RowSource& next);

}  // namespace sauro::exports
