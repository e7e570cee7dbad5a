// What one conference does to the limits, before it is saved: the rulebook's own verdict on the unsaved record, as if
// the year ended with what is planned. No number of the law stands here.
#pragma once
#include <optional>
#include <string>

#include "modules/meetings/dto.hpp"
#include "modules/meetings/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {

// `saved`: the row that the draft would take the place of.
Result<Effect> effect_of(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                         const ConferenceDraft& draft, const std::optional<Stored>& saved);

// A limit as it stands with the plan of the year, for those who reckon with it.
struct PlanLimit {
    rulebook::Norm norm;
    rulebook::Finding finding;
    EffectLine line;
    bool planned = false;  // something stands in the year
};
Result<std::vector<PlanLimit>> plan_limits_of(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                                              const api::UnitRef& unit, int year);

// The limits of a unit and its area as they stand with the plan of the year.
Result<std::vector<EffectLine>> limits_of(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                                          const api::UnitRef& unit, int year);

}  // namespace sauro::meetings
