#include "rulebook/evaluate/judge.hpp"

#include <algorithm>

namespace sauro::rulebook {
namespace {

constexpr std::int64_t small_base_limit = 20;  // INT-04: below this a rate says little; noted, never ranked

std::string_view path_of(const Group& group) { return group.path ? std::string_view(*group.path) : ""; }

Limit limit_of(const JudgeContext& c, const Group& group, base::Date day, Judgement& out) {
    Limit limit;
    if (c.norm.parameters.empty()) return limit;
    const Parameter& parameter = c.norm.parameters.front();
    out.parameter = held(c.norm, parameter, c.overlays, path_of(group), day);
    if (!out.parameter.value) return limit;
    limit.value = out.parameter.value;
    limit.number = limit.value->value;
    if (c.shift && c.shift->parameter == parameter.name) limit.number = limit.number + c.shift->by;
    return limit;
}

bool min_parameter(const Norm& norm) {
    return !norm.parameters.empty() && norm.parameters.front().name.starts_with("min");
}

struct ShareCounts {
    std::int64_t yes, no, unknown, maybe_yes, maybe_no, maybe_unknown;
};

ShareCounts counts_at(const Group& group, std::size_t start) {
    const auto at = [&](std::size_t i) { return group.cells[start + i]; };
    return {at(0), at(1), at(2), at(3), at(4), at(5)};
}

// The share lies between these two whatever the unknown facts turn out to be; a share of nothing keeps the norm (both
// ends).
std::string_view share_outcome(const ShareCounts& n, const Rational& limit, bool at_most) {
    const auto keeps = [&](std::int64_t part, std::int64_t whole) {
        if (whole == 0) return true;
        const Rational share(part, whole);
        return at_most ? share <= limit : share >= limit;
    };
    const std::int64_t certain = n.yes + n.no + n.unknown;
    const bool low = keeps(n.yes, certain + n.maybe_no + n.maybe_unknown);
    const bool high = keeps(n.yes + n.unknown + n.maybe_yes + n.maybe_unknown, certain + n.maybe_yes + n.maybe_unknown);
    if (low != high) return "cannot_tell";
    return low ? "met" : "breached";
}

void judge_share(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    const ShareCounts n = counts_at(group, cells::part_yes);
    out.at_most = !min_parameter(c.norm);
    out.excluded = group.cells[cells::share_excluded];
    out.unknown = n.unknown + n.maybe_yes + n.maybe_no + n.maybe_unknown;
    const std::int64_t whole = n.yes + n.no + n.unknown;
    out.count = n.yes;
    out.whole = whole;
    if (whole > 0) out.measured = Rational(n.yes, whole);
    out.limit = limit.number;
    if (c.norm.window == "as_of" && c.window.open) {
        out.outcome = "cannot_tell";
        out.reason = c.window.begun ? Reason::period_open : Reason::not_begun;
        return;
    }
    // INT-09: the plan has to stand by 31 January; before that it may still change.
    if (c.norm.window == "period" && c.window.days.as_of < c.window.days.period_start.plus_days(30)) {
        out.outcome = "cannot_tell";
        out.reason = Reason::plan_not_due;
        return;
    }
    if (whole == 0) {
        out.outcome = out.unknown > 0 ? "cannot_tell" : "not_applicable";
        out.reason = out.unknown > 0 ? Reason::unknown_facts : Reason::nothing_counted;
        return;
    }
    out.outcome = share_outcome(n, limit.number, out.at_most);
    if (out.outcome == "cannot_tell") {
        out.reason = Reason::unknown_facts;
        return;
    }
    if (c.norm.alternative) {
        const auto other = share_outcome(counts_at(group, cells::alternative_start), limit.number, out.at_most);
        if (other != out.outcome) out.alternative_outcome = other;
    }
}

void judge_cap(const Group& group, const Limit& limit, Judgement& out) {
    const auto at = [&](std::size_t i) { return group.cells[i]; };
    out.count = at(cells::counted);
    out.measured = Rational(at(cells::counted));
    out.limit = limit.number;
    out.excluded = at(cells::excluded);
    out.covered = at(cells::covered);
    out.unknown = at(cells::uncertain);
    out.upcoming = at(cells::upcoming);
    out.incomplete_evidence.assign(group.cells.begin() + cells::needs_start, group.cells.end());
    if (at(cells::conflicting) > 0) {
        out.outcome = "cannot_tell";
        out.reason = Reason::conflict;
        return;
    }
    const Rational max = limit.number;
    const Rational counted(at(cells::counted)), most(at(cells::counted) + at(cells::uncertain));
    const Rational uncovered(at(cells::counted) - at(cells::covered));
    const Rational uncovered_most = uncovered + Rational(at(cells::uncertain) - at(cells::uncertain_covered));
    if (counted <= max) {
        out.outcome = most <= max ? "met" : "cannot_tell";
        if (out.outcome == "cannot_tell") out.reason = Reason::unknown_facts;
        return;
    }
    if (uncovered > max) {
        out.outcome = "breached";  // what is unknown can only add
        return;
    }
    out.outcome = uncovered_most <= max ? "waived" : "cannot_tell";
    out.reason = out.outcome == "waived" ? Reason::waived : Reason::unknown_facts;
}

// Whether the unit stood for the whole base year (INT-05). An unknown founding day is taken as old only where the area
// is not marked merged.
bool whole_base_year(const JudgeContext& c, const BaseYear& base) {
    const auto first = c.window.days.base_start, last = c.window.days.base_end;
    if (base.valid_from && *base.valid_from > first) return false;
    if (base.valid_to && *base.valid_to < last) return false;
    const auto merged_from = c.norm.baseline ? c.norm.baseline->merged_from : std::nullopt;
    return !(base.merged.value_or(false) && merged_from && first < *merged_from);
}

void judge_change(const JudgeContext& c, const Group& group, const BaseYear* base, const Limit& limit, Judgement& out) {
    const auto at = [&](std::size_t i) { return group.cells[i]; };
    const std::int64_t now = at(cells::now), now_unknown = at(cells::now_uncertain);
    out.at_most = false;
    out.count = now;
    out.limit = limit.number;
    out.excluded = at(cells::change_excluded);
    out.unknown = now_unknown;
    static const BaseYear nothing_known;
    const BaseYear& known = base ? *base : nothing_known;
    std::int64_t then = 0, then_unknown = 0;
    if (whole_base_year(c, known) && at(cells::then_any) > 0) {
        then = at(cells::then);
        then_unknown = at(cells::then_uncertain);
        out.unknown += then_unknown;
    } else if (known.declared) {
        then = *known.declared;
        out.baseline_basis = known.declared_basis.empty() ? "không nêu căn cứ" : known.declared_basis;
    } else {
        out.outcome = "cannot_tell";
        out.reason = Reason::no_baseline;
        return;
    }
    out.whole = then;
    out.small_base = then < small_base_limit;
    const Rational kept = Rational(1) - limit.number;  // what may remain of the base
    const Rational allowed = kept * Rational(then);
    out.allowance = allowed.numerator() / allowed.denominator();
    if (then > 0) out.measured = Rational(then - now, then);
    if (c.window.open) {
        out.outcome = "cannot_tell";
        out.reason = c.window.begun ? Reason::period_open : Reason::not_begun;
        const std::int64_t gone = c.window.days.as_of.days() - c.window.days.period_start.days() + 1;
        const std::int64_t whole_year = c.window.days.period_end.days() - c.window.days.period_start.days() + 1;
        if (c.window.begun && gone > 0) out.forecast = (2 * now * whole_year + gone) / (2 * gone);
        return;
    }
    if (then == 0 && then_unknown == 0) {
        out.outcome = now == 0 && now_unknown == 0 ? "not_applicable" : "cannot_tell";
        out.reason = Reason::zero_baseline;
        return;
    }
    const bool worst = Rational(now + now_unknown) <= kept * Rational(then);
    const bool best = Rational(now) <= kept * Rational(then + then_unknown);
    if (worst != best) {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_facts;
        return;
    }
    out.outcome = worst ? "met" : "breached";
}

void judge_sum(const Group& group, const Limit& limit, Judgement& out) {
    const auto at = [&](std::size_t i) { return group.cells[i]; };
    out.measured = Rational(at(cells::total));
    out.count = at(cells::total);
    out.limit = limit.number;
    out.unknown = at(cells::unknown_measure) + at(cells::uncertain_rows);
    if (*out.measured > limit.number) {
        out.outcome = "breached";
    } else if (out.unknown > 0) {
        out.outcome = "cannot_tell";
        out.reason = at(cells::unknown_measure) > 0 ? Reason::unknown_measure : Reason::unknown_facts;
    } else {
        out.outcome = "met";
    }
}

}  // namespace

namespace {

// The group of a unit that has given up its waiver.
Group without_waiver(const JudgeContext& c, const Group& group) {
    Group out = group;
    out.waived = Truth::no;
    out.evidence.clear();
    if (c.plan.shape != Plan::Shape::cap) return out;
    for (const auto cell : {cells::covered, cells::uncertain_covered, cells::conflicting}) out.cells[cell] = 0;
    std::fill(out.cells.begin() + cells::needs_start, out.cells.end(), 0);
    return out;
}

}  // namespace

Judgement judge(const JudgeContext& c, const Group& given, const BaseYear* base) {
    Judgement out;
    // The date of the fact chooses the version; a yearly norm goes by the first day of its year, what stands in a
    // register by the day of evaluation.
    const base::Date first = c.plan.standing ? c.window.today : c.window.days.period_start;
    const base::Date day = has_subject(c.plan) && !c.plan.standing ? given.date.value_or(first) : first;
    const Overlay* gave_up = c.overlays.empty() ? nullptr : withdrawn(c.norm, c.overlays, path_of(given), day);
    std::optional<Group> reduced;
    if (gave_up) reduced = without_waiver(c, given);
    const Group& group = reduced ? *reduced : given;
    if (!c.norm.applies.at(day)) {
        out.outcome = "not_applicable";
        out.reason = Reason::out_of_force;
        return out;
    }
    const Limit limit = limit_of(c, group, day, out);
    if (!c.norm.parameters.empty() && !limit.value) {
        out.outcome = "not_applicable";
        out.reason = Reason::no_parameter;
        return out;
    }
    switch (c.plan.shape) {
        case Plan::Shape::share:
            judge_share(c, group, limit, out);
            break;
        case Plan::Shape::cap:
            if (c.norm.kind == "cardinality") {
                judge_cardinality(c, group, limit, out);
            } else {
                judge_cap(group, limit, out);
            }
            break;
        case Plan::Shape::parts:
            judge_parts(c, group, limit, out);
            break;
        case Plan::Shape::change:
            judge_change(c, group, base, limit, out);
            break;
        case Plan::Shape::sum:
            judge_sum(group, limit, out);
            break;
        case Plan::Shape::sql:
            judge_query(c, group, limit, out);
            break;
        default:
            judge_record(c, group, limit, out);
            break;
    }
    return out;
}

}  // namespace sauro::rulebook
