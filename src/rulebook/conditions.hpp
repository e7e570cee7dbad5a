// Filters as conditions of SQL that only ask for one answer. Where a filter is three-valued, "yes and not unknown"
// written out works every part out twice a row; asked for "yes" alone, a row fails at its first comparison. Private to
// this folder.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/filter.hpp"

namespace sauro::rulebook {

enum class Want { yes, no, unknown, not_no, not_yes, known };

// Parts that hold together exactly where the filter has the wanted answer, none = everywhere; for places where NULL
// counts as false (WHERE, FILTER). nullopt: nowhere. `never_null`: a column that always has a value, "" for none.
std::optional<std::vector<std::string>> conditions(const Filter& filter, Want want, const Days& days,
                                                   std::string_view never_null = "");

}  // namespace sauro::rulebook
