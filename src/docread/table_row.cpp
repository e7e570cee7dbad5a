#include "docread/table_row.hpp"

#include <algorithm>

namespace sauro::docread {

void append_row(std::vector<std::string>& cells, std::string& out) {
    for (std::string& cell : cells) {
        while (!cell.empty() && (cell.back() == '\n' || cell.back() == ' ')) cell.pop_back();
        cell.erase(0, std::min(cell.find_first_not_of("\n "), cell.size()));
    }
    const bool single =
        std::all_of(cells.begin(), cells.end(), [](const std::string& c) { return c.find('\n') == std::string::npos; });
    bool first = true;
    for (const std::string& cell : cells) {
        if (cell.empty()) continue;
        if (!first) out += single ? '\t' : '\n';
        out += cell;
        first = false;
    }
    if (!first) out += '\n';
}

}  // namespace sauro::docread
