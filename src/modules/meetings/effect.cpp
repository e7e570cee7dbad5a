#include "modules/meetings/effect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.hpp"
#include "modules/meetings/clash_warnings.hpp"
#include "modules/meetings/draft_composition.hpp"
#include "rulebook/standing.hpp"

namespace sauro::meetings {
namespace {

using rulebook::Finding;
using rulebook::Norm;
using rulebook::Rulebook;

constexpr int most_rows = 20;
constexpr std::size_t most_names = 100;

bool is_limit(const Norm& norm) {
    return norm.kind == "count_cap" || norm.kind == "share" || norm.kind == "change_vs_baseline";
}
// The limits of a plan; those of what was held say nothing of a conference to come.
bool is_plan_limit(const Norm& norm) {
    return norm.checked && norm.fact == "conferences" && norm.window == "period" && is_limit(norm);
}

std::vector<std::string> plan_limits(const Rulebook& book) {
    std::vector<std::string> out;
    for (const auto& norm : book.norms()) {
        if (is_plan_limit(norm)) out.push_back(norm.id);
    }
    return out;
}

bool at_least(const Norm& norm) { return !norm.parameters.empty() && norm.parameters[0].stricter == "higher"; }

using Limit = std::optional<rulebook::Rational>;

// A reduction is told as what became of the number: "−7 %", "+8,3 %".
std::string change_text(const rulebook::Rational& reduction, const Limit& limit) {
    std::string text = percent_text(reduction, limit);
    if (reduction.numerator() == 0) return text;
    return text.starts_with("−") ? "+" + text.substr(std::string_view("−").size()) : "−" + text;
}

std::string figure(const Norm& norm, const rulebook::Rational& value, const Limit& limit) {
    if (norm.kind == "count_cap") return value.text();
    return norm.kind == "change_vs_baseline" ? change_text(value, limit) : percent_text(value, limit);
}

std::string noun(const Norm& norm, const char* key) {
    const auto found = norm.nouns.find(key);
    return found == norm.nouns.end() ? std::string() : found->second;
}

std::string brief_of(const Norm& norm, const Finding& finding) {
    const bool over = finding.outcome == "breached";
    if (norm.kind == "count_cap") {
        std::string text =
            fmt::format("{} {}/{}", noun(norm, "counted"), finding.measured.value_or("?"), finding.limit.value_or("?"));
        if (over) text += ", vượt giới hạn";
        if (finding.outcome == "waived") text += ", có quyết định";
        return text;
    }
    if (!finding.measured_value || !finding.limit_value) return noun(norm, "counted") + ": chưa kết luận được";
    if (norm.kind == "change_vs_baseline") {
        std::string text = finding.measured_value->numerator() == 0
                               ? "bằng năm trước"
                               : "so với năm trước " + change_text(*finding.measured_value, finding.limit_value);
        return over ? text + fmt::format(", chưa giảm đủ {}", percent_text(*finding.limit_value)) : text;
    }
    std::string text =
        fmt::format("{} {}", noun(norm, "part"), percent_text(*finding.measured_value, finding.limit_value));
    if (over) text += fmt::format(", {} {}", at_least(norm) ? "dưới" : "trên", percent_text(*finding.limit_value));
    return text;
}

double meter_value(const Norm& norm, const rulebook::Rational& value) {
    return (norm.kind == "count_cap" ? 1 : 100) * value.approximate();
}

EffectLine line_of(const Norm& norm, const Finding& finding) {
    EffectLine line;
    line.norm = finding.norm;
    line.row = finding.row;
    line.clause = fmt::format("{}, mục {}", finding.source, finding.clause);
    line.outcome = finding.outcome;
    line.severity = finding.severity;
    line.force = finding.force;
    line.kind = norm.kind;
    line.label = norm.statement;
    line.message = finding.message;
    line.remedy = finding.remedy;
    line.missing = finding.missing;
    if (!is_limit(norm)) return line;
    line.brief = brief_of(norm, finding);
    if (finding.measured_value) {
        line.after = figure(norm, *finding.measured_value, finding.limit_value);
        line.value = meter_value(norm, *finding.measured_value);
    }
    if (finding.limit_value) {
        line.limit = norm.kind == "count_cap" ? finding.limit_value->text() : percent_text(*finding.limit_value);
        line.bound = meter_value(norm, *finding.limit_value);
    }
    return line;
}

struct Year {
    base::Period period;
    base::Date as_of;  // its last day: the plan as if it were carried out
};
Year year_of(int year) {
    const auto period = base::Period::year(year);
    return {period, period.last};
}

// The few conferences that a limit of the area counts, into `line`.
Status rows_of_area(const Rulebook& book, db::Snapshot& snapshot, const Norm& norm, const Year& year,
                    const std::string& area, EffectLine& line) {
    const rulebook::FigureRequest request{norm.id, {}, area, {}, year.period, year.as_of, "", most_rows, {}, {}};
    TRY(const auto found, rulebook::figure_rows(book, snapshot, request));
    line.rows_total = found.total;
    const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::ranges::find(found.columns, name) - found.columns.begin());
    };
    const std::size_t title = column("title"), date = column("date"), unit = column("unit");
    for (const auto& row : found.rows) {
        if (!row.included) continue;
        const auto text = [&](std::size_t at) {
            const auto* value = std::get_if<std::string>(&static_cast<const db::Value::Base&>(row.values[at]));
            return value ? *value : std::string();
        };
        line.rows.push_back({row.id, text(title), text(date), text(unit)});
    }
    return {};
}

bool by_area(const Norm& norm) { return std::ranges::find(norm.per, "area") != norm.per.end(); }

Record place_of(const api::UnitRef& unit) {
    return {
        {"unit", unit.code}, {"unit_path", unit.path}, {"area", unit.area}, {"level", unit.level}, {"bloc", unit.bloc}};
}

// The record as the fact view would show it.
Result<Record> record_of(db::Snapshot& snapshot, const api::UnitRef& unit, const ConferenceDraft& draft,
                         const std::optional<Stored>& saved) {
    Record r = place_of(unit);
    if (saved) r["id"] = saved->external_id;
    r["sample"] = 0;
    TRY(const auto about,
        snapshot.one("SELECT a.merged, u.body FROM units u LEFT JOIN areas a ON a.code = u.area_code "
                     "WHERE u.id = ?",
                     {unit.id}, [](const db::Row& row) { return std::pair(row.opt_integer(0), row.opt_text(1)); }));
    if (about) {
        r["area_merged"] = about->first;
        r["body"] = about->second;
    }
    const std::string status = saved ? saved->detail.row.status : "planned";
    r["date"] = draft.date.iso();
    r["title"] = draft.title;
    r["type"] = draft.type;
    r["scope"] = draft.scope;
    r["mode"] = draft.mode;
    r["status"] = status == "unknown" ? db::Value() : db::Value(status);
    r["statutory_kind"] = draft.statutory_kind.value_or("none");
    r["planned_minutes"] = draft.planned_minutes;
    r["sessions"] = draft.sessions;
    r["cost_planned"] = draft.cost_planned;
    r["cost_norm"] = draft.cost_norm;
    if (saved) {
        r["cost"] = saved->detail.cost;
        r["actual_minutes"] = saved->detail.actual_minutes;
    }
    r["delegates"] = draft.delegates;
    r["leaders_invited"] = draft.leaders_invited;
    r["leaders_total"] = draft.leaders_total;
    r["chair"] = draft.chair;
    r["sector"] = draft.sector;
    r["guided_by"] = draft.guided_by;
    r["necessity_note"] = draft.necessity_note;
    r["joint_issue_note"] = draft.joint_issue_note;
    r["broadcast_to_grassroots"] = draft.broadcast_to_grassroots;
    r["repeats"] = draft.repeats;
    if (draft.decision) {
        r["decision_by"] = draft.decision->by;
        r["decision_symbol"] = draft.decision->symbol;
        if (draft.decision->date) r["decision_date"] = draft.decision->date->iso();
    }
    r["turn_of_year"] = draft.date.month() == 1 || draft.date.month() == 12;
    return r;
}

int rank(const EffectLine& line) {
    constexpr std::string_view order[] = {"breached", "cannot_tell", "waived", "met", "not_applicable"};
    return static_cast<int>(std::ranges::find(order, line.outcome) - std::begin(order));
}

}  // namespace

std::string percent_text(const rulebook::Rational& share, const std::optional<rulebook::Rational>& limit) {
    constexpr int most_decimals = 4;  // of counts below a thousand million nothing overflows
    const auto side = [](std::int64_t a, std::int64_t b) { return a < b ? -1 : a > b ? 1 : 0; };
    std::int64_t shown = 0, scale = 10;
    int decimals = 1;
    for (;; ++decimals, scale *= 10) {
        // Half of a last place goes away from nothing.
        const auto twice = 200 * share.numerator() * scale;
        const auto whole = twice < 0 ? twice - share.denominator() : twice + share.denominator();
        shown = whole / (2 * share.denominator());
        if (!limit || decimals == most_decimals) break;
        const auto exact = side(share.numerator() * limit->denominator(), limit->numerator() * share.denominator());
        if (exact == side(shown * limit->denominator(), limit->numerator() * 100 * scale)) break;
    }
    const auto size = shown < 0 ? -shown : shown;
    std::string text = fmt::format("{}{}", shown < 0 ? "−" : "", base::vi_number(size / scale));
    if (auto part = fmt::format("{:0{}}", size % scale, decimals); size % scale != 0) {
        part.resize(part.find_last_not_of('0') + 1);
        text += "," + part;
    }
    return text + " %";
}

Result<Effect> effect_of(const Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                         const ConferenceDraft& draft, const std::optional<Stored>& saved) {
    Effect out;
    const Year year = year_of(draft.date.year());
    TRY(const auto record, record_of(snapshot, unit, draft, saved));
    TRY(const auto composition, composition_of(snapshot, unit, draft, record));
    std::vector<EffectLine> limits;
    rulebook::StandingRequest asked{plan_limits(book), place_of(unit), year.period, year.as_of, record, {}};
    if (saved) asked.replaces = saved->external_id;
    TRY(const auto standing, rulebook::standing(book, snapshot, asked));
    for (const auto& one : standing) {
        if (!one.after) continue;
        const Norm& norm = *book.find(one.norm);
        EffectLine line = line_of(norm, *one.after);
        if (by_area(norm)) TRYV(rows_of_area(book, snapshot, norm, year, unit.area, line));
        if (one.now && one.now->measured_value) line.now = figure(norm, *one.now->measured_value, one.now->limit_value);
        if (!one.now && norm.kind == "count_cap") line.now = "0";
        // The cap is over without this one, which is not counted yet: nobody can say before its scope is known.
        if (norm.kind == "count_cap" && line.outcome == "breached" && !draft.scope) line.missing = "quy mô hội nghị";
        limits.push_back(std::move(line));
    }
    bool decided = false;
    for (const auto& norm : book.norms()) {
        const bool one = norm.per.size() == 1 && norm.per[0] == "record";
        const bool people = norm.fact == "compositions";
        if (!norm.checked || !one || !(norm.fact == "conferences" || people)) continue;
        rulebook::DraftRequest request{
            norm.fact, people ? composition.record : record, year.period, year.as_of, norm.id, Text()};
        if (saved) request.replaces = saved->external_id;
        TRY(const auto findings, rulebook::evaluate_record(book, snapshot, request));
        for (const auto& finding : findings) {
            EffectLine line = line_of(norm, finding);
            if (norm.row() == "M10" && finding.outcome == "met") decided = true;
            if (finding.outcome == "not_applicable") continue;
            if (people && finding.outcome != "met") {
                line.invitees = named_by(norm, composition);
                line.invitees_total = static_cast<std::int64_t>(line.invitees.size());
                if (line.invitees.size() > most_names) line.invitees.resize(most_names);
            }
            out.lines.push_back(std::move(line));
        }
    }
    for (const auto& line : limits) {
        if (line.kind == "count_cap" && line.outcome == "breached" && !line.missing && !decided)
            out.needs_decision = true;
        out.summary += (out.summary.empty() ? "Sau khi thêm: " : "; ") + line.brief;
    }
    if (!out.summary.empty()) out.summary += ".";
    TRY(out.warnings, clash_warnings(snapshot, unit, draft, saved ? saved->id : ""));
    std::ranges::stable_sort(out.lines, {}, rank);
    out.lines.insert(out.lines.begin(), limits.begin(), limits.end());
    return out;
}

Result<std::vector<PlanLimit>> plan_limits_of(const Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                                              int year) {
    const Year at = year_of(year);
    TRY(auto standing,
        rulebook::standing(book, snapshot, {plan_limits(book), place_of(unit), at.period, at.as_of, {}, {}}));
    std::vector<PlanLimit> out;
    for (auto& one : standing) {
        PlanLimit limit;
        limit.norm = *book.find(one.norm);
        limit.planned = one.now.has_value();
        if (one.now) {
            limit.finding = *std::move(one.now);
        } else {  // nothing planned and nothing held yet
            const Norm& norm = limit.norm;
            Finding& none = limit.finding;
            none.norm = norm.id;
            none.row = norm.row();
            none.source = norm.source;
            none.clause = norm.clause;
            none.outcome = norm.kind == "count_cap" ? "met" : "not_applicable";
            none.severity = "info";
            if (norm.kind == "count_cap") {
                none.measured = "0";
                none.measured_value = rulebook::Rational(0);
            }
            if (const auto* value = norm.parameters.empty() ? nullptr : norm.parameters[0].on(at.as_of)) {
                none.limit_value = value->value;
                none.limit = value->value.text();
            }
        }
        limit.line = line_of(limit.norm, limit.finding);
        if (by_area(limit.norm)) TRYV(rows_of_area(book, snapshot, limit.norm, at, unit.area, limit.line));
        out.push_back(std::move(limit));
    }
    return out;
}

Result<std::vector<EffectLine>> limits_of(const Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                                          int year) {
    std::vector<EffectLine> out;
    TRY(auto limits, plan_limits_of(book, snapshot, unit, year));
    for (auto& one : limits) out.push_back(std::move(one.line));
    return out;
}

}  // namespace sauro::meetings
