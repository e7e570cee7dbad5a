#include "modules/meetings/suggest_plan.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace sauro::meetings {
namespace {

constexpr std::int64_t most_own = 5000;

// Roles that a figure gives its rows: part, counted, waived …
Result<std::map<std::string, std::string>> roles_of(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                                                    const PlanLimit& limit, const api::UnitRef& unit, int year) {
    std::map<std::string, std::string> out;
    const auto period = base::Period::year(year);
    const bool by_area = std::ranges::find(limit.norm.per, "area") != limit.norm.per.end();
    rulebook::FigureRequest request{limit.norm.id,
                                    by_area ? Text() : Text(unit.code),
                                    by_area ? Text(unit.area) : Text(),
                                    {},
                                    period,
                                    period.last,
                                    "",
                                    500,
                                    {},
                                    {}};
    for (Text next = ""; next && out.size() < most_own;) {
        request.after = *next;
        TRY(const auto page, rulebook::figure_rows(book, snapshot, request));
        for (const auto& row : page.rows) out.emplace(row.id, row.role);
        next = page.next;
    }
    return out;
}

std::int64_t percent_up(const rulebook::Rational& share) {
    return (100 * share.numerator() + share.denominator() - 1) / share.denominator();
}

}  // namespace

Result<PlannerLimits> limits_for(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                                 int year, const std::set<std::string>& own) {
    PlannerLimits out;
    TRY(const auto all, plan_limits_of(book, snapshot, unit, year));
    for (const auto& one : all) {
        if (!one.planned) continue;
        const auto& limit = one.finding.limit_value;
        if (one.finding.outcome == "cannot_tell") out.open.push_back(one.finding.message);
        if (!limit) continue;
        if (one.norm.kind == "share") {
            const bool at_least = !one.norm.parameters.empty() && one.norm.parameters[0].stricter == "higher";
            const auto needed = at_least ? percent_up(*limit) : percent_up(rulebook::Rational(1) - *limit);
            out.numbers.online_percent = std::max(out.numbers.online_percent.value_or(0), needed);
            if (!at_least) continue;
            out.online = one;
            TRY(const auto roles, roles_of(book, snapshot, one, unit, year));
            for (const auto& [id, role] : roles) {
                if (role == "part") out.online_ids.insert(id);
            }
        } else if (one.norm.kind == "count_cap") {
            out.wide = one;
            TRY(const auto roles, roles_of(book, snapshot, one, unit, year));
            for (const auto& [id, role] : roles) {
                if (role == "waived") out.decided_ids.insert(id);
                if (role != "counted") continue;
                if (own.contains(id))
                    out.wide_ids.insert(id);
                else
                    ++out.other_wide;
            }
            out.numbers.most_wide =
                std::max<std::int64_t>(0, limit->numerator() / limit->denominator() - out.other_wide);
        } else if (one.norm.kind == "change_vs_baseline" && one.finding.whole && one.finding.outcome != "cannot_tell") {
            out.most = one;
            out.numbers.most = *one.finding.whole * (limit->denominator() - limit->numerator()) / limit->denominator();
        }
    }
    if (!out.online) out.numbers.online_percent.reset();
    return out;
}

Result<LoadedPlan> load_plan(db::Snapshot& snapshot, const api::UnitRef& unit, int year, base::Date today) {
    LoadedPlan out;
    const auto period = base::Period::year(year);
    std::map<std::string, std::size_t> index;
    TRYV(snapshot.query(
        "SELECT id, COALESCE(title, ''), date, version, COALESCE(external_id, id), COALESCE(guided_by, ''), CASE WHEN "
        "status = 'held' OR statutory_kind IN ('party_committee', 'peoples_council') OR decision_symbol IS NOT NULL "
        "THEN 1 ELSE 0 END, COALESCE(type, ''), COALESCE(sector, ''), COALESCE(agenda, ''), cost_planned, "
        "COALESCE(proposed_from, ''), CASE WHEN EXISTS (SELECT 1 FROM papers p WHERE p.conference_id = conferences.id) "
        "OR EXISTS (SELECT 1 FROM speeches s WHERE s.conference_id = conferences.id) THEN 1 ELSE 0 END "
        "FROM conferences WHERE unit_id = ? AND date >= ? AND date <= ? AND (status IS NULL OR status <> "
        "'cancelled') ORDER BY date, id LIMIT ?",
        {unit.id, period.first.iso(), period.last.iso(), most_own}, [&](const db::Row& row) {
            OwnConference one;
            one.shown = {row.str(0), row.str(1), base::Date::parse_iso(row.text(2)).value_or(base::Date()),
                         row.integer(3)};
            one.fact_id = row.str(4);
            one.document = row.str(5);
            one.fixed = row.boolean(6) || one.shown.date <= today;
            planning::Conference stated;
            stated.kind = row.str(7);
            stated.sector = text::trim(row.text(8));
            stated.agenda = row.str(9);
            stated.cost = row.opt_integer(10);
            // Work that was assigned asks for it; congresses and anniversaries have rules of their own (2.2, second
            // dash).
            stated.duty =
                row.text(11).starts_with("task:") || row.text(7) == "congress" || row.text(7) == "anniversary";
            stated.stage = row.boolean(12)        ? planning::Stage::prepared
                           : row.text(11).empty() ? planning::Stage::planned
                                                  : planning::Stage::proposed;
            out.plan.push_back(std::move(stated));
            index.emplace(one.shown.id, out.own.size());
            out.own.push_back(std::move(one));
            return true;
        }));
    if (out.own.empty()) return out;
    TRY(auto all, sittings_between(snapshot, period.first, period.last));
    // OwnConference ones keep their place; of the others only those that share somebody with them.
    std::vector<bool> invited(all.people.size());
    std::vector<std::int64_t> place(all.conferences.size(), -1);
    for (std::size_t i = 0; i < all.conferences.size(); ++i) {
        if (const auto found = index.find(all.conferences[i].id); found != index.end())
            place[i] = static_cast<std::int64_t>(found->second);
    }
    for (const auto& seat : all.seats) {
        const auto conference = static_cast<std::size_t>(seat.conference);
        if (place[conference] >= 0 && all.conferences[conference].convenor != seat.who)
            invited[static_cast<std::size_t>(seat.who)] = true;
    }
    const std::size_t own = out.own.size();
    for (const auto& seat : all.seats) {
        const bool convenes = all.conferences[static_cast<std::size_t>(seat.conference)].convenor == seat.who;
        if (convenes || !invited[static_cast<std::size_t>(seat.who)]) continue;
        auto& at = place[static_cast<std::size_t>(seat.conference)];
        if (at < 0) {
            at = static_cast<std::int64_t>(out.plan.size());
            out.plan.emplace_back().other = true;
            out.plan.back().fixed = true;
        }
        auto& sat = out.plan[static_cast<std::size_t>(at)];
        sat.who.push_back(seat.who);
        if (all.people[static_cast<std::size_t>(seat.who)].leader) sat.chair = seat.who;
    }
    for (std::size_t i = 0; i < all.conferences.size(); ++i) {
        if (place[i] < 0) continue;
        auto& one = out.plan[static_cast<std::size_t>(place[i])];
        one.date = all.conferences[i].date;
        one.hours = all.conferences[i].hours;
        std::ranges::sort(one.who);
    }
    for (std::size_t i = 0; i < own; ++i) {
        out.plan[i].id = out.own[i].shown.id;
        out.plan[i].title = out.own[i].shown.title;
        out.plan[i].fixed = out.own[i].fixed;
        out.plan[i].replaceable = !out.own[i].document.empty();
    }
    return out;
}

}  // namespace sauro::meetings
