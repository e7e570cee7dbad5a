// Inside the module: how a row of `units u` is read, and the parts that module() puts together.
#pragma once
#include <string_view>

#include "modules/units/units.hpp"

namespace sauro::units {

inline constexpr std::string_view unit_columns =
    "u.id, u.code, u.name, u.level, u.bloc, u.body, u.path, u.area_code, u.parent_id, u.valid_from, u.valid_to, "
    "u.sample";
Unit unit_of(const db::Row& row);  // columns in the order of unit_columns

std::vector<facts::Kind> kinds();
std::vector<facts::View> views();
void add_routes(api::Registry& registry);

}  // namespace sauro::units
