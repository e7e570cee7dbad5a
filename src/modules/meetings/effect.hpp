// What one conference does to the limits, before it is saved: the rulebook's own verdict on the unsaved record, as if
// the year ended with what is planned. No number of the law stands here.
#pragma once
#include <optional>
#include <string>

#include "modules/meetings/dto.hpp"
#include "modules/meetings/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {

// "58,3 %", "−8,3 %": one decimal, and as many more as it takes so that rounding never puts it on the other side of the
// limit, or on it.
std::string percent_text(const rulebook::Rational& share, const std::optional<rulebook::Rational>& limit = {});

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
