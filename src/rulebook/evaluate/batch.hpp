// SQL of a plan: one pass over a fact view fills the cells of all groups. Private to this folder.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "db/db.hpp"
#include "rulebook/evaluate/counters.hpp"
#include "rulebook/evaluate/judge.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/verdicts.hpp"

namespace sauro::rulebook {

// Which rows of the view the pass looks at.
struct Selection {
    std::optional<std::string> unit_path;  // only units under it
    std::optional<std::string> key;        // only this group
    std::optional<std::string> without;    // leave this record out
    bool from_rows = false;                // though counters stand
    bool recorded = false;                 // of a draft: by it the unit keeps records here
    std::string open = {};                 // only rows where this holds: those that may be open (open_rows.hpp)
    std::vector<db::Value> open_params = {};
};

// 1: yes, 0: no, 2: unknown.
std::string truth_column(const Filter& filter, const Days& days);
std::int64_t truth_code(Truth truth);
// Rows that can matter: in the window (or undated), in scope (or unknown); for records and sums also not known to be
// outside `where`.
std::string prune_sql(const Plan& plan, const Window& window);
void add_selection(const Plan& plan, const Selection& selection, db::Dialect dialect, std::string& sql,
                   std::vector<db::Value>& params);
// " AND unit_path lies at or under `path`". A range where the database compares bytes, so that its index of units leads
// to the rows.
std::string under_path(const std::string& path, db::Dialect dialect, std::vector<db::Value>& params);

// The first and the last day that matter.
std::pair<base::Date, base::Date> reach(const Plan& plan, const Window& window);

// One statement each: columns as read_group (batch.cpp) takes them.
std::string record_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                       std::vector<db::Value>& params);
// `columns` of the subjects that must have something, with the selection put on them.
std::string expected_rows(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                          std::string_view columns, std::vector<db::Value>& params);
// Expected units of whom no row is recorded, of the period `code` where that is not empty: unit, area, path, truth.
std::string absent_sql(const Plan& plan, const Window& window, const Selection& selection, const std::string& code,
                       db::Dialect dialect, std::vector<db::Value>& params);
std::string by_unit_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                        const std::optional<CounterUse>& counters, std::vector<db::Value>& params);
std::string cells_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                      std::vector<db::Value>& params);

Status each_group(db::Snapshot& snapshot, const Norm& norm, const Plan& plan, const Window& window,
                  const Selection& selection, const std::function<void(Group)>& take);
// Of a deadline with expected units: a group for each of whom a row is missing.
Status each_absent(db::Snapshot& snapshot, const Norm& norm, const Plan& plan, const Window& window,
                   const Selection& selection, const std::function<void(Group)>& take);
// The same Group shape made from one record in memory; nullopt when the pass would not look at it.
std::optional<Group> group_of_record(const Plan& plan, const Window& window, const Record& record);

// The rows of `more` counted into the group.
void join(const Plan& plan, Group& into, const Group& more);
// Of a record that is itself one of the expected subjects; cells are left empty.
std::optional<Group> subject_of_record(const Plan& plan, const Window& window, const Record& record);

// Base years by unit code, for change_vs_baseline.
Result<std::map<std::string, BaseYear>> base_years(db::Snapshot& snapshot, const Norm& norm, const Window& window,
                                                   const std::optional<std::string>& unit_path,
                                                   const std::optional<std::string>& unit);

// Norms that are evaluated together: one of them, or several that share a pass over the rows of one fact and period.
std::vector<std::vector<const Plan*>> passes(const Rulebook::Impl& book, std::span<const Plan* const> plans,
                                             const EvaluateRequest& request);
// The verdicts of each plan of a pass, in its order.
using PassVerdicts = std::vector<std::unique_ptr<NormVerdicts>>;
Result<PassVerdicts> judge_pass(const Rulebook::Impl& book, db::Snapshot& snapshot, std::span<const Plan* const> plans,
                                const EvaluateRequest& request);
// Those of all plans, one plan after the other.
Verdicts in_order(std::span<const Plan* const> plans, std::span<const std::vector<const Plan*>> passes,
                  std::span<PassVerdicts> found);
// Plans of the rulebook that the request is about: those named, none = all.
std::vector<const Plan*> asked_plans(const Rulebook::Impl& book, const EvaluateRequest& request,
                                     std::span<const std::string> norms = {});

Result<std::vector<Finding>> evaluate_norm(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan,
                                           const EvaluateRequest& request, const Shift* shift);

}  // namespace sauro::rulebook
