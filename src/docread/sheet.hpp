// A table that an office keeps, row by row: the first sheet of an .xlsx that holds something, or delimited text (CSV,
// rows copied from a spreadsheet).
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "docread/docread.hpp"

namespace sauro::docread {

inline constexpr std::size_t most_sheet_rows = 20'000;

struct SheetRow {
    std::int64_t number = 0;  // of the row on its sheet, or of the line where it begins; from 1
    std::vector<std::string> cells;
};
BOOST_DESCRIBE_STRUCT(SheetRow, (), (number, cells))
struct Sheet {
    std::vector<SheetRow> rows;  // empty ones are left out
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (rows))

// Reads the file in the jailed worker. Errors as read_file; read.too_many_rows; read.unsupported for what is no table.
Result<Sheet> read_sheet(const std::filesystem::path& path, const Limits& limits, std::string_view shown_name);

// Tabs, semicolons or commas, by the first line. A cell that begins with a quotation mark runs to its end, line ends
// included; a doubled mark stands for itself. Linear. Error read.too_many_rows.
Result<Sheet> sheet_of_text(std::string_view text);

// Inside the worker.
Result<Sheet> sheet_of_bytes(std::string_view bytes, const Limits& limits);
Result<Sheet> sheet_of_xlsx(std::string_view bytes, const Limits& limits);
std::unexpected<Error> too_many_rows();

}  // namespace sauro::docread
