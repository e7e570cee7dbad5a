// The public JSON of findings.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace sauro::findings {

using Text = std::optional<std::string>;
using Instant = std::optional<std::int64_t>;

struct FindingItem {
    std::string id, norm, row, clause_text, period;
    Text unit, area;
    std::string where;  // name of the unit or area
    Text subject, subject_title, subject_date;
    std::string severity, message;
    Text measured, limit;
    std::string state;  // open | explained | waived | fixed
    std::int64_t recurring = 0;
    bool resolved_said = false, disputed = false;
    std::int64_t first_seen = 0, last_seen = 0;
    Instant fixed_at;
    Text assigned_account, assigned_name, due_date;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(FindingItem, (),
                      (id, norm, row, clause_text, period, unit, area, where, subject, subject_title, subject_date,
                       severity, message, measured, limit, state, recurring, resolved_said, disputed, first_seen,
                       last_seen, fixed_at, assigned_account, assigned_name, due_date, version))

struct FindingCounts {
    std::int64_t open = 0, explained = 0, waived = 0, fixed = 0, cannot_tell = 0;
};
BOOST_DESCRIBE_STRUCT(FindingCounts, (), (open, explained, waived, fixed, cannot_tell))
struct FindingPage {
    std::vector<FindingItem> items;
    Text next;
    FindingCounts counts;  // of the unit with everything below it, and of the norm asked for; not of the other filters
    std::int64_t evaluated_at = 0;
    bool current = false;  // nothing waits to be evaluated
    bool rulebook_waits = false;
};
BOOST_DESCRIBE_STRUCT(FindingPage, (), (items, next, counts, evaluated_at, current, rulebook_waits))

struct FindingEvent {
    std::int64_t at = 0;
    std::string kind, actor_name, text;
};
BOOST_DESCRIBE_STRUCT(FindingEvent, (), (at, kind, actor_name, text))
struct FindingWaiver {
    std::string body, number, date;
};
BOOST_DESCRIBE_STRUCT(FindingWaiver, (), (body, number, date))
struct FindingDetail : FindingItem {
    std::string source, clause, statement, remedy, rulebook;
    Text explanation, explained_by;
    Instant explained_at;
    std::optional<FindingWaiver> waiver;
    Text waiver_clause;  // of the exception that a decision may rest on; absent: the norm knows none
    std::vector<std::string> waiver_bodies;  // whose decision it must be; empty: the norm names nobody
    Text waiver_in_record;  // what the record itself must say to be exempt; absent: the norm knows no such case
    std::string rows_unit;  // whose rows stand behind the figure
    std::vector<FindingEvent> history;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(FindingDetail, (FindingItem),
                      (source, clause, statement, remedy, rulebook, explanation, explained_by, explained_at, waiver,
                       waiver_clause, waiver_bodies, waiver_in_record, rows_unit, history, notes))

struct FindingTrendPoint {
    std::string bucket;  // first day of the week or month
    std::int64_t open = 0, explained = 0, waived = 0, fixed = 0, cannot_tell = 0, came = 0, went = 0, answered = 0;
};
BOOST_DESCRIBE_STRUCT(FindingTrendPoint, (),
                      (bucket, open, explained, waived, fixed, cannot_tell, came, went, answered))
struct FindingNote {
    Text unit;
    std::string where, norm, text;
};
BOOST_DESCRIBE_STRUCT(FindingNote, (), (unit, where, norm, text))
struct FindingTrend {
    std::string grain;
    std::vector<FindingTrendPoint> points;  // a bucket without a row has the stocks of the one before
    std::vector<FindingNote> notes;         // facts beside the figures, never a verdict
};
BOOST_DESCRIBE_STRUCT(FindingTrend, (), (grain, points, notes))

struct FindingPerson {
    std::string account, name, title;
};
BOOST_DESCRIBE_STRUCT(FindingPerson, (), (account, name, title))
struct FindingPeople {
    std::vector<FindingPerson> items;
};
BOOST_DESCRIBE_STRUCT(FindingPeople, (), (items))

// What the rulebook of this program would change over what is on record this year, before it is put in force.
struct RulebookChangeRow {
    std::string change;  // appears | vanishes | other
    Text unit, area, subject;
    std::string before, after;
};
BOOST_DESCRIBE_STRUCT(RulebookChangeRow, (), (change, unit, area, subject, before, after))
struct RulebookChangeNorm {
    std::string norm, statement, clause_text;
    std::string change;  // added | removed | changed
    std::int64_t appearing = 0, vanishing = 0, other = 0;
    std::vector<RulebookChangeRow> rows;  // at most 20
};
BOOST_DESCRIBE_STRUCT(RulebookChangeNorm, (), (norm, statement, clause_text, change, appearing, vanishing, other, rows))
struct RulebookChange {
    std::string before, after;  // hashes
    bool waits = false;         // the two are not the same
    bool comparable = true;     // false: this program cannot read the rulebook in force any more
    std::string period;
    std::int64_t norms = 0, appearing = 0, vanishing = 0, other = 0;
    std::vector<RulebookChangeNorm> touched;
};
BOOST_DESCRIBE_STRUCT(RulebookChange, (),
                      (before, after, waits, comparable, period, norms, appearing, vanishing, other, touched))

struct FindingDone {
    std::int64_t changed = 0;
};
BOOST_DESCRIBE_STRUCT(FindingDone, (), (changed))

}  // namespace sauro::findings
