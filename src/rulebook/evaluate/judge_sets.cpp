// Verdicts on what a subject must have: so many rows, or a row for each required part.
#include "rulebook/evaluate/judge.hpp"

namespace sauro::rulebook {
namespace {

void too_early(const JudgeContext& c, const Judgement& judged, Judgement& out) {
    out.outcome = "cannot_tell";
    out.reason = judged.due ? Reason::not_due : c.window.begun ? Reason::period_open : Reason::not_begun;
}

}  // namespace

void judge_cardinality(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    const auto at = [&](std::size_t i) { return group.cells[i]; };
    out.count = at(cells::counted);
    out.measured = Rational(at(cells::counted));
    out.limit = limit.number;
    out.excluded = at(cells::excluded);
    out.unknown = at(cells::uncertain);
    const bool at_most = c.norm.parameters.front().name.starts_with("max");
    const bool at_least = c.norm.parameters.front().name.starts_with("min");
    out.at_most = !at_least;
    const Rational least = *out.measured, most(at(cells::counted) + at(cells::uncertain));
    if (group.where == Truth::unknown) {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_subject;
    } else if (!at_least && least > limit.number) {
        out.outcome = "breached";  // what is unknown can only add
    } else if (!at_most && most < limit.number) {
        // Of one record all is there; over a period more may still come.
        const bool complete = has_subject(c.plan) && !c.norm.deadline;
        if (complete || due_passed(c, limit, out)) {
            out.outcome = "breached";
        } else {
            too_early(c, out, out);
        }
    } else if ((at_least && least >= limit.number) || (at_most && most <= limit.number) || least == most) {
        out.outcome = "met";
    } else {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_facts;
    }
}

void judge_parts(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    bool unknown = false;
    for (std::size_t i = 0; 2 * i < group.cells.size(); ++i) {
        if (group.cells[2 * i] > 0) continue;
        if (group.cells[2 * i + 1] > 0)
            unknown = true;
        else
            out.missing_needs.push_back(i);
    }
    out.whole = static_cast<std::int64_t>(group.cells.size() / 2);
    out.count = *out.whole - static_cast<std::int64_t>(out.missing_needs.size());
    out.measured = Rational(*out.count);
    out.limit = limit.value && !c.norm.deadline ? limit.number : Rational(*out.whole);
    out.at_most = false;
    const bool passed = due_passed(c, limit, out);
    if (group.where == Truth::unknown) {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_subject;
    } else if (*out.measured < *out.limit) {
        if (!passed) return too_early(c, out, out);
        out.outcome = "breached";
        out.reason = Reason::parts_missing;
    } else {
        out.outcome = unknown ? "cannot_tell" : "met";
        out.reason = unknown ? Reason::unknown_facts : Reason::plain;
    }
}

void judge_query(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    out.measured = group.values[0];
    out.limit = limit.value ? std::optional(limit.number) : group.values[1];
    out.at_most = !limit.value || !c.norm.parameters.front().name.starts_with("min");
    if (group.where == Truth::unknown || !out.measured || !out.limit) {
        out.outcome = "cannot_tell";
        out.reason = group.where == Truth::unknown ? Reason::unknown_subject : Reason::unknown_measure;
        return;
    }
    const bool keeps = out.at_most ? *out.measured <= *out.limit : *out.measured >= *out.limit;
    out.outcome = keeps ? "met" : "breached";
}

}  // namespace sauro::rulebook
