// The public JSON of conferences and their plan. Minutes of the day count from midnight; money is in đồng.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace sauro::meetings {

using Text = std::optional<std::string>;
using Count = std::optional<std::int64_t>;
using Flag = std::optional<bool>;

// One invited body. A body of the system is given by its code; any other by name, level and bloc.
struct Invitee {
    std::string unit;
    Text name;  // answered, not taken
    Text level, bloc, role, capacity, sector;
    Flag in_charge, concerned, in_scope;
};
BOOST_DESCRIBE_STRUCT(Invitee, (), (unit, name, level, bloc, role, capacity, sector, in_charge, concerned, in_scope))

// The decision of the standing committee on a conference beyond the limit.
struct Decision {
    Text by;  // provincial_standing_committee | commune_standing_committee
    Text symbol;
    std::optional<base::Date> date;
    Text file, file_name;  // SHA-256 of what conferences.decision_file kept
};
BOOST_DESCRIBE_STRUCT(Decision, (), (by, symbol, date, file, file_name))

// What a person states about a conference. Words of the choices are those of the kind `conference`.
struct ConferenceDraft {
    std::string title;
    base::Date date;
    Text type, scope, mode, statutory_kind, place, chair, sector, agenda, guided_by, necessity_note, joint_issue_note;
    Count start_at, end_at, planned_minutes, sessions, cost_planned, cost_norm, delegates, leaders_invited,
        leaders_total;
    std::optional<Decision> decision;
    std::optional<std::vector<Invitee>> invitees;
    const std::vector<Invitee>& invited() const {
        static const std::vector<Invitee> nobody;
        return invitees ? *invitees : nobody;
    }
};
BOOST_DESCRIBE_STRUCT(ConferenceDraft, (),
                      (title, date, type, scope, mode, statutory_kind, place, chair, sector, agenda, guided_by,
                       necessity_note, joint_issue_note, start_at, end_at, planned_minutes, sessions, cost_planned,
                       cost_norm, delegates, leaders_invited, leaders_total, decision, invitees))

struct ConferenceRow {
    std::string id, unit, unit_name, title;
    base::Date date;
    Text type, scope, mode, place, statutory_kind;
    Count start_at, end_at, delegates;
    std::string status;  // planned | held | cancelled | unknown
    bool in_plan = false;
    bool unplanned = false;  // the plan of its year is approved and does not name it
    bool has_decision = false;
    bool clash = false;  // shares an invited body with another one of the same day
};
BOOST_DESCRIBE_STRUCT(ConferenceRow, (),
                      (id, unit, unit_name, title, date, type, scope, mode, place, statutory_kind, start_at, end_at,
                       delegates, status, in_plan, unplanned, has_decision, clash))
struct ConferencePage {
    std::vector<ConferenceRow> items;
    Text next;
};
BOOST_DESCRIBE_STRUCT(ConferencePage, (), (items, next))

struct ConferenceDetail {
    ConferenceRow row;
    ConferenceDraft stated;
    Count actual_minutes, cost;
    Text cancel_reason;
    std::int64_t version = 0;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ConferenceDetail, (), (row, stated, actual_minutes, cost, cancel_reason, version, warnings))

// One limit and what one more conference does to it; from the rulebook, never from a number written here.
struct EffectRow {
    std::string id, title, date, unit;
};
BOOST_DESCRIBE_STRUCT(EffectRow, (), (id, title, date, unit))
struct EffectLine {
    std::string norm, row, clause, outcome, severity, force, kind;
    std::string label;  // what is counted: "hội nghị toàn tỉnh"
    std::string brief;  // "toàn tỉnh 3/2, vượt giới hạn"
    std::string message, remedy;
    Text now, after, limit;              // for people: "2", "58,0 %"
    std::optional<double> value, bound;  // of the meter: a count, or percent
    Text missing;
    std::vector<EffectRow> rows;  // of a count: the conferences behind it, at most 20
    std::int64_t rows_total = 0;
    std::vector<std::string> invitees;  // those whom the norm names, at most 100
    std::int64_t invitees_total = 0;
};
BOOST_DESCRIBE_STRUCT(EffectLine, (),
                      (norm, row, clause, outcome, severity, force, kind, label, brief, message, remedy, now, after,
                       limit, value, bound, missing, rows, rows_total, invitees, invitees_total))
struct Effect {
    std::string summary;
    bool needs_decision = false;  // saving is refused until the standing committee's decision is recorded
    std::vector<EffectLine> lines;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(Effect, (), (summary, needs_decision, lines, warnings))

struct PlanView {
    std::string unit;
    std::int64_t year = 0;
    std::string state;  // none | draft | submitted | approved | amended
    bool closed = false;
    Text symbol, based_on, approved_by, note;
    std::optional<base::Date> approved_on;
    std::int64_t version = 0, items = 0, unplanned = 0;
    std::vector<std::string> acts;  // what this person may do now
};
BOOST_DESCRIBE_STRUCT(PlanView, (),
                      (unit, year, state, closed, symbol, based_on, approved_by, note, approved_on, version, items,
                       unplanned, acts))

struct DayCount {
    std::string date;
    std::int64_t count = 0;
    bool clash = false;
};
BOOST_DESCRIBE_STRUCT(DayCount, (), (date, count, clash))
struct YearView {
    std::int64_t year = 0;
    std::vector<EffectLine> meters;
    std::vector<DayCount> days;
    PlanView plan;
};
BOOST_DESCRIBE_STRUCT(YearView, (), (year, meters, days, plan))

struct ImportRow {
    std::int64_t line = 0;
    bool ok = false;
    std::string title;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (line, ok, title, message))
struct ImportResult {
    std::int64_t saved = 0, refused = 0;
    std::vector<ImportRow> rows;
};
BOOST_DESCRIBE_STRUCT(ImportResult, (), (saved, refused, rows))

}  // namespace sauro::meetings
