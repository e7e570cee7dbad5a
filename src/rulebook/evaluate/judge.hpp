// From filled cells to a verdict with everything that explains it. Pure: both plans end here.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/evaluate/plan.hpp"
#include "rulebook/norm.hpp"
#include "rulebook/overlay.hpp"

namespace sauro::rulebook {

// One group (or one record) with its cells.
struct Group {
    std::string key;
    std::optional<std::string> unit, area, path;
    std::optional<base::Date> date;   // of a record, or the first of a group
    std::vector<std::int64_t> cells;  // group shapes
    // Record shape; `where` also of an expected subject.
    Truth where = Truth::yes, not_applicable = Truth::no;
    std::vector<Truth> needs;
    Truth excluded = Truth::no, waived = Truth::no;
    std::vector<Truth> evidence;
    std::vector<std::optional<Rational>> values;
    std::string other;    // id of the record it repeats, or names; of an absent one the periods missing
    bool absent = false;  // deadline: the unit has no row at all
};

// What is known of the unit's base year; filled by the evaluator from the unit list and the declared baselines.
struct BaseYear {
    bool unit_known = false;
    std::optional<base::Date> valid_from, valid_to;
    std::optional<bool> merged;
    std::optional<std::int64_t> declared;
    std::string declared_basis;
};

// Why the verdict is what it is; the sentence is chosen by it.
enum class Reason {
    plain,              // the numbers say so
    out_of_force,       // the norm did not apply yet, or no longer
    no_parameter,       // no value of the parameter in force
    declared_outside,   // the norm itself excludes this record
    nothing_counted,    // nothing to take a share of
    not_begun,          // the period lies ahead
    period_open,        // progress only
    plan_not_due,       // the plan may still change
    unknown_facts,      // facts missing that could flip it
    unknown_subject,    // unknown whether the norm applies to this record
    unknown_measure,    // the measured value is missing
    conflict,           // two exceptions with different effect
    no_baseline,        // the year compared with is not known whole
    zero_baseline,      // nothing to reduce
    waived,             // every one beyond the limit has its decision
    parts_missing,      // completeness
    excluded,           // an exclusion of the norm
    no_due,             // an obligation without a day
    not_recorded,       // nothing recorded of an obligation that has no day
    not_due,            // its day has not passed yet
    exclusive_unknown,  // done on the day itself, and unknown whether that day still counts
};

struct Judgement {
    std::string_view outcome;  // met breached waived not_applicable cannot_tell
    Reason reason = Reason::plain;
    HeldValue parameter;
    std::optional<Rational> measured, limit;
    std::optional<std::int64_t> count, whole;  // 13 of 20; this year and the base
    std::int64_t unknown = 0, excluded = 0, covered = 0, upcoming = 0;
    std::optional<std::int64_t> forecast, allowance;  // allowance: how many the year may still reach
    std::vector<std::size_t> missing_needs;
    std::vector<std::int64_t> incomplete_evidence;  // per need: rows that have other parts but not this one
    std::string_view alternative_outcome;           // set when another reading flips the verdict
    std::string baseline_basis;                     // a declared baseline and what it rests on
    std::optional<base::Date> due, done;            // of an obligation
    std::int64_t late = 0;                          // days beyond its last day; negative: days left
    bool exclusive = false;                         // `due` itself is too late
    bool small_base = false;
    bool at_most = true;
    bool stands_in = false;  // the measure asked for first is not known, a later one of the norm speaks for it
};

// Moves one parameter for the case test.
struct Shift {
    std::string parameter;
    Rational by;
};
struct JudgeContext {
    const Norm& norm;
    const Plan& plan;
    const Window& window;
    const std::vector<Overlay>& overlays;
    const base::WorkCalendar& calendar;
    const Shift* shift = nullptr;
};

struct Limit {
    const ParameterValue* value = nullptr;
    Rational number;
};

Judgement judge(const JudgeContext& context, const Group& group, const BaseYear* base);

// Parts of it, in files of their own.
void judge_record(const JudgeContext& context, const Group& group, const Limit& limit, Judgement& out);
void judge_query(const JudgeContext& context, const Group& group, const Limit& limit, Judgement& out);
void judge_cardinality(const JudgeContext& context, const Group& group, const Limit& limit, Judgement& out);
void judge_parts(const JudgeContext& context, const Group& group, const Limit& limit, Judgement& out);
// Whether the day by which something must stand has passed; fills due and late.
bool due_passed(const JudgeContext& context, const Limit& limit, Judgement& out);

}  // namespace sauro::rulebook
