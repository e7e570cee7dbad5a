// The plan of a unit as the planner takes it, and the limits that the rulebook sets it. Private to suggest*.cpp.
#pragma once
#include <set>

#include "modules/meetings/suggest.hpp"
#include "planning/planning.hpp"

namespace sauro::meetings {

struct OwnConference {
    SuggestedConference shown;
    std::string fact_id, document;
    bool fixed = false;
};

struct LoadedPlan {
    std::vector<OwnConference> own;
    std::vector<planning::Conference> plan;  // own ones first, then those of others that their people sit in
};

Result<LoadedPlan> load_plan(db::Snapshot& snapshot, const api::UnitRef& unit, int year, base::Date today);

// Limits of the planner, each with the norm it comes from.
struct PlannerLimits {
    planning::Limits numbers;
    std::optional<PlanLimit> most, wide, online;
    std::set<std::string> online_ids, wide_ids, decided_ids;
    std::int64_t other_wide = 0;  // of other bodies of the area
    std::vector<std::string> open;
};

// `own`: ids of the unit's conferences, as facts have them.
Result<PlannerLimits> limits_for(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                                 int year, const std::set<std::string>& own);

}  // namespace sauro::meetings
