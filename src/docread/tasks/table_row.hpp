// One row of a table as lines of text.
#pragma once
#include <string>
#include <vector>

namespace sauro::docread {
// A row whose cells are single lines stays one line, columns apart by tabs; otherwise the cells follow one another.
struct PlacedCell {
    std::size_t at = 0, cut = 0, size = 0;  // where it begins in `out`; bytes taken off its front; bytes left
};
std::vector<PlacedCell> append_row(std::vector<std::string>& cells, std::string& out);
}  // namespace sauro::docread
