// What the rulebook says of speeches, for a unit on a day; documents of the unit and of those above it included.
#pragma once
#include <string_view>

#include "modules/hall/clock.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::hall {

// error hall.no_limits: this rulebook has no such norms, or not yet on that day.
Result<Limits> limits_of(const rulebook::Rulebook& book, std::string_view unit_path, base::Date day);
std::int64_t words_per_minute(const rulebook::Rulebook& book, std::string_view unit_path, base::Date day);

}  // namespace sauro::hall
