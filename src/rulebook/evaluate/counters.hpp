// Counters: the cells of additive norms, kept by unit and month so that an evaluation of millions of facts reads a few
// thousand rows. Derived: they can be dropped and are built again. What was changed since they were counted stands in a
// journal that triggers keep in the transaction of the change; such units are counted from their rows in the same
// query, so an answer never rests on a stale counter. A counter belongs to its conditions, not to a rulebook: moving a
// parameter touches none, a norm with new conditions gets its own.
#pragma once
#include <string>
#include <vector>

#include "db/db.hpp"
#include "rulebook/evaluate/plan.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

inline constexpr std::size_t most_cells = 14;  // columns of rule_counts

// Days with which kept cells are counted: the day of evaluation lies after every row, or `ahead` of none.
Days kept_days(bool ahead);

// Where the cells of one evaluation come from.
struct CounterUse {
    std::int64_t plan = 0;
    std::string month;       // last month that counts: "2026-11"
    std::string last_month;  // of the year, for what lies ahead
    std::string base_month;  // December before, for change_vs_baseline; "" otherwise
    std::string as_of;       // rows after it in `month` make a unit be counted directly; "" when none can be
};
// nullopt: no counter of this plan, or none for such days.
Result<std::optional<CounterUse>> counter_use(db::Snapshot& snapshot, const Norm& norm, const Plan& plan,
                                              const Window& window);
// SELECT of unit_id, c0 … from counters, and the condition for units that must be counted from their rows.
std::string counted_units_sql(const Plan& plan, const CounterUse& use);
std::string changed_units_sql(const Plan& plan, const CounterUse& use);

}  // namespace sauro::rulebook
