// The reference files of data/: comma separated, a header line, quotes where a field holds a comma.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sauro::units {

struct CsvRow {
    std::size_t line = 0;  // in the file, from 1
    std::vector<std::string> fields;
};
struct Csv {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
};
// Every row has the columns that the caller wants, in that order, or the error names file and line.
Result<Csv> parse_csv(std::string_view file, std::string_view text, const std::vector<std::string>& columns);
// One of the files that stand in the binary (data/).
std::string_view embedded_data(std::string_view name);
Result<Csv> embedded_csv(std::string_view name, const std::vector<std::string>& columns);

}  // namespace sauro::units
