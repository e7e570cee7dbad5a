// The public JSON of Sổ quy tắc.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "json/json.hpp"

namespace sauro::rules {

using Text = std::optional<std::string>;
using Number = std::optional<std::int64_t>;

struct SourceView {
    std::string id, brief, title, issuer, issued;
    // norms = checked + planned + people + definitions; checked = full + over_reports + under_reports + measured_only
    std::int64_t norms = 0, checked = 0, planned = 0, people = 0, definitions = 0, cases = 0;
    std::int64_t full = 0, over_reports = 0, under_reports = 0, measured_only = 0;
    std::int64_t unmeasured = 0;  // of `people`: could be measured, nothing is yet
    std::int64_t sentences = 0;   // of the source; one may be judged in parts, each a norm
    std::string verified_on;      // the oldest comparison of its norms with the text
    std::int64_t verify_due = 0;
};
BOOST_DESCRIBE_STRUCT(SourceView, (),
                      (id, brief, title, issuer, issued, norms, checked, planned, people, definitions, cases, full,
                       over_reports, under_reports, measured_only, unmeasured, sentences, verified_on, verify_due))

struct ParameterView {
    std::string name, value, from, clause, stricter, note;
};
BOOST_DESCRIBE_STRUCT(ParameterView, (), (name, value, from, clause, stricter, note))
struct ExceptionView {
    std::string id, effect, note, clause;
    std::vector<std::string> needs;
};
BOOST_DESCRIBE_STRUCT(ExceptionView, (), (id, effect, note, clause, needs))
struct LocalView {
    std::string id, unit, unit_name, norm, parameter, exception, value, from;
    Text until, ended_by;
    std::string symbol, issued_on, issuer, clause, by;
    std::string state;  // in_force | upcoming | over | left_out
    Text why;           // of left_out
    bool own = false;   // of the unit asked for; else of one above it
};
BOOST_DESCRIBE_STRUCT(LocalView, (),
                      (id, unit, unit_name, norm, parameter, exception, value, from, until, ended_by, symbol, issued_on,
                       issuer, clause, by, state, why, own))
struct RuleView {
    std::string id, row, source, clause, statement, force, executability, kind;
    std::string state;  // full over_reports under_reports measured_only | planned human_judgement definition
    std::string verified_on;
    bool verify_due = false;
    std::vector<ParameterView> parameters;
    std::vector<ExceptionView> exceptions;
    std::vector<std::string> interpretations;
    std::vector<LocalView> local;
    std::int64_t cases = 0;
};
BOOST_DESCRIBE_STRUCT(RuleView, (),
                      (id, row, source, clause, statement, force, executability, kind, state, verified_on, verify_due,
                       parameters, exceptions, interpretations, local, cases))
struct ReadingValue {
    std::string norm, parameter, value;
};
BOOST_DESCRIBE_STRUCT(ReadingValue, (), (norm, parameter, value))
struct ChoiceView {
    std::string letter, text;  // "(b)", "(b) …"
    bool proposed = false;
    bool counted = false;  // norms can be judged by it; else a decision for it is recorded and said, no more
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (letter, text, proposed, counted))
struct OpenValueView {
    std::string norm, statement, clause, parameter, value, least, most;
};
BOOST_DESCRIBE_STRUCT(OpenValueView, (), (norm, statement, clause, parameter, value, least, most))
// One entry of the history; no choice: the decision was taken back.
struct DecisionView {
    std::string id;
    Text choice;
    std::vector<ReadingValue> values;
    std::string owner, symbol, issued_on, reason, by;
    std::int64_t at = 0;
    Text why;  // why it is left out
};
BOOST_DESCRIBE_STRUCT(DecisionView, (), (id, choice, values, owner, symbol, issued_on, reason, by, at, why))
struct InterpretationView {
    std::string id, question, choice, reason, status;
    Text owner, date, symbol;
    Text counted_by;  // decided otherwise: the choice the norms still count by
    std::vector<ChoiceView> choices;
    std::vector<OpenValueView> values;  // what a decision may set, under the proposed choice
    std::vector<std::string> norms;
    std::vector<DecisionView> history;  // newest first
};
BOOST_DESCRIBE_STRUCT(InterpretationView, (),
                      (id, question, choice, reason, status, owner, date, symbol, counted_by, choices, values, norms,
                       history))
struct BookView {
    std::string rulebook, as_of, source;
    std::vector<SourceView> sources;
    std::vector<RuleView> norms;                      // of `source`
    std::vector<InterpretationView> interpretations;  // those its norms cite
    bool may_tighten = false, may_decide = false;
};
BOOST_DESCRIBE_STRUCT(BookView, (), (rulebook, as_of, source, sources, norms, interpretations, may_tighten, may_decide))

struct QuoteView {
    std::string state;  // found | not_imported | not_located | unreadable
    Text text, document, unit;
    Number start, end;  // code points of the document's text
    bool exact = true;
};
BOOST_DESCRIBE_STRUCT(QuoteView, (), (state, text, document, unit, start, end, exact))
struct CaseView {
    std::string name, expect;
};
BOOST_DESCRIBE_STRUCT(CaseView, (), (name, expect))
struct ColumnView {
    std::string name, type, note;
    bool used = false;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (name, type, note, used))
struct RuleDetail : RuleView {
    std::string remedy, fact, analyser;
    std::vector<std::string> per, levels, blocs;
    Text applies_from, applies_until;
    QuoteView quote;
    std::vector<CaseView> case_list;
    std::vector<ColumnView> columns;  // of a sample record
    std::vector<InterpretationView> readings;
};
BOOST_DESCRIBE_STRUCT(RuleDetail, (RuleView),
                      (remedy, fact, analyser, per, levels, blocs, applies_from, applies_until, quote, case_list,
                       columns, readings))

struct CaseRun {
    std::string norm, name, expected, actual;
    bool passed = false;
};
BOOST_DESCRIBE_STRUCT(CaseRun, (), (norm, name, expected, actual, passed))
struct CasesView {
    std::string rulebook;
    std::int64_t ran_at = 0, passed = 0, failed = 0;
    std::vector<CaseRun> items;
};
BOOST_DESCRIBE_STRUCT(CasesView, (), (rulebook, ran_at, passed, failed, items))

struct OutcomeView {
    std::string outcome, severity, message, remedy, clause, period;
    Text measured, limit, missing, subject;
    std::vector<std::string> passages;  // quoted from the text tried
};
BOOST_DESCRIBE_STRUCT(OutcomeView, (),
                      (outcome, severity, message, remedy, clause, period, measured, limit, missing, subject, passages))
struct TryView {
    std::vector<OutcomeView> items;  // empty: the norm does not apply to this unit or record
};
BOOST_DESCRIBE_STRUCT(TryView, (), (items))

struct DifferenceRow {
    std::string change, before, after;
    Text unit, area, subject;
};
BOOST_DESCRIBE_STRUCT(DifferenceRow, (), (change, before, after, unit, area, subject))
struct PreviewView {
    std::string value, holds, holds_clause;  // of the parameter, what holds now
    std::string period;
    std::int64_t appearing = 0, vanishing = 0, other = 0;
    std::vector<DifferenceRow> rows;
};
BOOST_DESCRIBE_STRUCT(PreviewView, (), (value, holds, holds_clause, period, appearing, vanishing, other, rows))

struct TouchedView {
    std::string norm, statement, clause;
    std::int64_t appearing = 0, vanishing = 0, other = 0;
    std::vector<DifferenceRow> rows;  // at most 20
};
BOOST_DESCRIBE_STRUCT(TouchedView, (), (norm, statement, clause, appearing, vanishing, other, rows))
struct ReadingPreview {
    std::string period, rulebook;  // the hash that findings will pin
    Text counted_by;               // nothing changes: what norms go on counting by
    std::int64_t appearing = 0, vanishing = 0, other = 0;
    std::vector<TouchedView> touched;
};
BOOST_DESCRIBE_STRUCT(ReadingPreview, (), (period, rulebook, counted_by, appearing, vanishing, other, touched))

}  // namespace sauro::rules
