// The public JSON of the overview.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "json/json.hpp"

namespace sauro::overview {

using Text = std::optional<std::string>;

struct Gauge {
    std::string id, label, norm, row;
    std::string measured_text;              // "13,2 %", "2 / 3", "31 / 34 tỉnh"
    std::optional<double> measured, limit;  // percent points or a count
    std::string limit_text, clause_text, outcome;
    std::string status;  // ok | warn | bad | info | none
    std::string status_text;
    std::string kind;  // percent | pips | count
    std::optional<std::int64_t> max;
    std::string direction;  // at_least | at_most
    std::string rows_href;
    std::vector<std::string> interpretations;
    Text missing;
};
BOOST_DESCRIBE_STRUCT(Gauge, (),
                      (id, label, norm, row, measured_text, measured, limit, limit_text, clause_text, outcome, status,
                       status_text, kind, max, direction, rows_href, interpretations, missing))

struct FindingRow {
    std::string norm, outcome, severity, title, where, clause_text;
    Text subject, unit, area, date;
};
BOOST_DESCRIBE_STRUCT(FindingRow, (), (norm, outcome, severity, title, where, clause_text, subject, unit, area, date))

struct Findings {
    std::int64_t total = 0, breached = 0, warning = 0, info = 0;
    std::vector<FindingRow> items;  // the most urgent twenty
};
BOOST_DESCRIBE_STRUCT(Findings, (), (total, breached, warning, info, items))

struct AreaRow {
    std::string area, name;
    std::string state;  // met | near | some_failed | over | none
    std::string text;
    Text unit;
    std::optional<std::int64_t> children;
};
BOOST_DESCRIBE_STRUCT(AreaRow, (), (area, name, state, text, unit, children))

struct Overview {
    std::string period, period_text;
    base::Date as_of;
    bool sample = false;
    std::int64_t computed_at = 0;
    std::string scope_text;
    std::vector<Gauge> gauges;
    Findings findings;
    std::optional<std::vector<AreaRow>> provinces, children;
};
BOOST_DESCRIBE_STRUCT(Overview, (),
                      (period, period_text, as_of, sample, computed_at, scope_text, gauges, findings, provinces,
                       children))

struct NormBrief {
    std::string id, statement, clause, source;
};
BOOST_DESCRIBE_STRUCT(NormBrief, (), (id, statement, clause, source))
struct FigureColumn {
    std::string key, label, kind;  // text | date | number
};
BOOST_DESCRIBE_STRUCT(FigureColumn, (), (key, label, kind))
struct FigurePart {
    std::string role, text;
    bool included = false;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(FigurePart, (), (role, text, included, count))
struct FigureList {
    NormBrief norm;
    std::string period, unit;
    std::string period_text, unit_name;  // of whom: the area's name where the norm counts by area
    Text measured, limit;
    std::string measured_text, limit_text, status, status_text;  // as the gauge says it
    std::string outcome, message;
    std::int64_t total = 0;         // rows that are counted; the list shows the others too, with the reason
    std::vector<FigurePart> parts;  // how many rows of each kind, over all pages
    std::vector<FigureColumn> columns;
    std::vector<json::Any> rows;  // {id, included, role, role_text, why?, why_excluded?, <column>: value}
    Text next;
};
BOOST_DESCRIBE_STRUCT(FigureList, (),
                      (norm, period, unit, period_text, unit_name, measured, limit, measured_text, limit_text, status,
                       status_text, outcome, message, total, parts, columns, rows, next))

struct NormParameter {
    std::string name, value, from, clause, stricter;
};
BOOST_DESCRIBE_STRUCT(NormParameter, (), (name, value, from, clause, stricter))
struct NormItem {
    std::string id, row, source, clause, statement, force, executability, kind;
    std::vector<NormParameter> parameters;
    std::vector<std::string> interpretations;
    std::int64_t cases = 0;
    bool machine_checked = false;
};
BOOST_DESCRIBE_STRUCT(NormItem, (),
                      (id, row, source, clause, statement, force, executability, kind, parameters, interpretations,
                       cases, machine_checked))
struct SourceCoverage {
    std::string source;
    std::int64_t norms = 0, machine_checked = 0;
};
BOOST_DESCRIBE_STRUCT(SourceCoverage, (), (source, norms, machine_checked))
struct NormList {
    std::string rulebook;
    std::vector<NormItem> items;
    std::vector<SourceCoverage> coverage;
};
BOOST_DESCRIBE_STRUCT(NormList, (), (rulebook, items, coverage))
struct Reading {
    std::string id, question, choice, status;
    Text owner, date;
};
BOOST_DESCRIBE_STRUCT(Reading, (), (id, question, choice, status, owner, date))
struct NormDetail {
    std::string id, row, source, clause, statement, force, executability, kind;
    std::vector<NormParameter> parameters;
    std::vector<Reading> interpretations;
    std::int64_t cases = 0;
    bool machine_checked = false;
    std::vector<std::string> except;
    std::string remedy, verified_on;
};
BOOST_DESCRIBE_STRUCT(NormDetail, (),
                      (id, row, source, clause, statement, force, executability, kind, parameters, interpretations,
                       cases, machine_checked, except, remedy, verified_on))

}  // namespace sauro::overview
