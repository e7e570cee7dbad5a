#pragma once
#include "api/api.hpp"
#include "base/time.hpp"
#include "modules/meetings/necessity.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {
void routes(api::Registry& registry, const rulebook::Rulebook& book, const FindGuiding& find);
void daily_routes(api::Registry& registry, const rulebook::Rulebook& book);
void plan_routes(api::Registry& registry, const rulebook::Rulebook& book);
void planning_routes(api::Registry& registry, const rulebook::Rulebook& book, const base::WorkCalendar& calendar);
}  // namespace sauro::meetings
