#include "docread/tasks/table_row.hpp"

#include <algorithm>

namespace sauro::docread {

std::vector<PlacedCell> append_row(std::vector<std::string>& cells, std::string& out) {
    std::vector<PlacedCell> placed;
    for (std::string& cell : cells) {
        while (!cell.empty() && (cell.back() == '\n' || cell.back() == ' ')) cell.pop_back();
        const std::size_t cut = std::min(cell.find_first_not_of("\n "), cell.size());
        cell.erase(0, cut);
        placed.push_back({0, cut, cell.size()});
    }
    const bool single =
        std::all_of(cells.begin(), cells.end(), [](const std::string& c) { return c.find('\n') == std::string::npos; });
    bool first = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string& cell = cells[i];
        placed[i].at = out.size();
        if (cell.empty()) continue;
        if (!first) out += single ? '\t' : '\n';
        placed[i].at = out.size();
        out += cell;
        first = false;
    }
    if (!first) out += '\n';
    return placed;
}

}  // namespace sauro::docread
