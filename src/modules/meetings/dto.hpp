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
    Flag broadcast_to_grassroots;
    Text repeats;     // the conference that it holds again, by the id that lists show
    Text rerun_note;  // why it is held although a close one was broadcast down to the communes
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
                       necessity_note, joint_issue_note, broadcast_to_grassroots, repeats, rerun_note, start_at, end_at,
                       planned_minutes, sessions, cost_planned, cost_norm, delegates, leaders_invited, leaders_total,
                       decision, invitees))

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
    Text basis;  // what it was planned from, in words
    std::int64_t version = 0;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ConferenceDetail, (),
                      (row, stated, actual_minutes, cost, cancel_reason, basis, version, warnings))

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
    std::int64_t line = 0;  // of the sheet or text; 0: no table
    bool ok = false;
    std::string title;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(ImportRow, (), (line, ok, title, message))
struct ImportResult {
    std::int64_t saved = 0, refused = 0;
    std::vector<ImportRow> rows;
    std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ImportResult, (), (saved, refused, rows, warnings))

// What the plan of a year could hold, each from a recorded fact.
struct Proposal {
    std::string id;      // "task:…", "conference:…": the fact
    std::string source;  // task | last_year | periodic
    std::string title;
    base::Date date;
    Text scope, mode;
    std::string basis;  // the fact in words: "Tỉnh ủy giao, 226-KL/TW mục 2.1, hạn 30/06/2026"
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (id, source, title, date, scope, mode, basis))
struct ProposalList {
    std::vector<Proposal> items;
    bool more = false;  // there are further ones; take some of these first
};
BOOST_DESCRIBE_STRUCT(ProposalList, (), (items, more))

// A document that already guides what a conference is to be about (M3).
struct Guiding {
    std::string id, unit, direction, subject;  // where it opens: the register (in, out) of that unit
    Text symbol, document_type, issuer, date;
    double share = 0;    // 0…1 of the words of the conference's subject, or of its agenda and papers, that it holds
    std::string reason;  // "subject" | "text"
    Text relation{}, ended_by{}, ended_on{};  // replaced | repealed, by which document, from what day; absent: in force
};
BOOST_DESCRIBE_STRUCT(Guiding, (),
                      (id, unit, direction, subject, symbol, document_type, issuer, date, share, reason, relation,
                       ended_by, ended_on))
// A close one that was broadcast down to the communes (M4).
struct Rerun {
    std::string id, unit_name, title;
    base::Date date;
    double share = 0;  // 0…1, how close the two subjects are
};
BOOST_DESCRIBE_STRUCT(Rerun, (), (id, unit_name, title, date, share))
struct Necessity {
    std::vector<Guiding> guiding, ended;  // ended: no longer in force on the day, so it asks nothing
    std::vector<Rerun> reruns;
    std::string guiding_clause, guiding_norm, rerun_clause, rerun_norm;
    bool complete = true;  // false: the index of texts is still catching up
};
BOOST_DESCRIBE_STRUCT(Necessity, (),
                      (guiding, ended, reruns, guiding_clause, guiding_norm, rerun_clause, rerun_norm, complete))

struct InviteeLine {
    std::int64_t line = 0;
    std::string said, message;
};
BOOST_DESCRIBE_STRUCT(InviteeLine, (), (line, said, message))
struct InviteeList {
    std::vector<Invitee> items;
    std::vector<InviteeLine> refused;
};
BOOST_DESCRIBE_STRUCT(InviteeList, (), (items, refused))

// A meeting that is no conference (226-KL/TW 3, 18541-CV/VPTW 2: a counter of its own).
struct MeetingUnit {
    std::string unit;
    Text name;  // answered, not taken
};
BOOST_DESCRIBE_STRUCT(MeetingUnit, (), (unit, name))
struct MeetingDraft {
    std::string title;
    base::Date date;
    Text type, mode, place, chair, purpose, conclusions, kept_reason, status;
    Count start_at, end_at, participants;  // held: the hours are those that it took
    std::optional<base::Date> papers_sent_on;
    std::optional<std::vector<MeetingUnit>> invitees;
};
BOOST_DESCRIBE_STRUCT(MeetingDraft, (),
                      (title, date, type, mode, place, chair, purpose, conclusions, kept_reason, status, start_at,
                       end_at, participants, papers_sent_on, invitees))
struct MeetingRow {
    std::string id, unit, unit_name, title;
    base::Date date;
    Text type, mode, chair;
    Count start_at, minutes, participants;
    std::string status;            // planned | held | cancelled | unknown
    bool like_conference = false;  // by its title or invitees, with or without a reason
};
BOOST_DESCRIBE_STRUCT(MeetingRow, (),
                      (id, unit, unit_name, title, date, type, mode, chair, start_at, minutes, participants, status,
                       like_conference))
struct MeetingPage {
    std::vector<MeetingRow> items;
    Text next;
};
BOOST_DESCRIBE_STRUCT(MeetingPage, (), (items, next))
struct MeetingFinding {
    std::string norm, clause, outcome, severity, message, remedy;
};
BOOST_DESCRIBE_STRUCT(MeetingFinding, (), (norm, clause, outcome, severity, message, remedy))
struct MeetingDetail {
    MeetingRow row;
    MeetingDraft stated;
    std::int64_t version = 0;
    std::vector<MeetingFinding> findings;
};
BOOST_DESCRIBE_STRUCT(MeetingDetail, (), (row, stated, version, findings))
struct MeetingFindings {
    std::vector<MeetingFinding> findings;
};
BOOST_DESCRIBE_STRUCT(MeetingFindings, (), (findings))

}  // namespace sauro::meetings
