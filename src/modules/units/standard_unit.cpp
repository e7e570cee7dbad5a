// What a code of the reference data stands for, without a database: `sauro check --as 00004.DU`.
#include <algorithm>

#include "modules/units/csv.hpp"
#include "modules/units/units.hpp"

namespace sauro::units {
namespace {

bool has_code(std::string_view file, const std::vector<std::string>& columns, std::string_view code) {
    const auto csv = embedded_csv(file, columns);
    return csv && std::ranges::any_of(csv->rows, [&](const CsvRow& row) { return row.fields[0] == code; });
}

}  // namespace

std::optional<StandardUnit> standard_unit(std::string_view code) {
    if (const auto central = embedded_csv("central_bodies.csv", {"code", "name", "bloc", "body", "parent", "short"})) {
        for (const CsvRow& row : central->rows) {
            if (row.fields[0] == code) return StandardUnit{"central", row.fields[2]};
        }
    }
    const auto dot = code.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view area = code.substr(0, dot), suffix = code.substr(dot + 1);
    std::string_view level;
    if (has_code("provinces.csv", {"code", "name", "full_name", "type", "merged", "merged_from"}, area))
        level = "province";
    else if (has_code("communes.csv", {"code", "name", "full_name", "type", "province_code"}, area))
        level = "commune";
    else
        return std::nullopt;
    const auto bodies = embedded_csv("standard_bodies.csv", {"level", "area_kind", "suffix", "name_pattern", "bloc",
                                                             "body", "parent_suffix", "parent_scope", "short"});
    if (!bodies) return std::nullopt;
    for (const CsvRow& row : bodies->rows) {
        if (row.fields[0] == level && row.fields[2] == suffix) return StandardUnit{std::string(level), row.fields[4]};
    }
    return std::nullopt;
}

}  // namespace sauro::units
