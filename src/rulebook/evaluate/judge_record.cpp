// Verdicts on single records: a measure, required parts, an obligation and its day, a repetition; and the exceptions of
// a record.
#include "rulebook/evaluate/judge.hpp"

namespace sauro::rulebook {
namespace {

void unknown_subject(Judgement& out) {
    out.outcome = "cannot_tell";
    out.reason = Reason::unknown_subject;
}

void judge_measure(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    const std::size_t measures = c.norm.measure.size();
    for (std::size_t i = 0; i < measures && !out.measured; ++i) {
        out.measured = group.values[i];
        out.stands_in = out.measured && i > 0;
    }
    if (c.norm.limit_column.empty()) {
        out.limit = limit.number;
    } else if (const auto& own = group.values[measures]) {
        out.limit = limit.value ? *own - limit.number : *own;
    }
    if (!out.measured || !out.limit) {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_measure;
        return;
    }
    out.outcome = *out.measured <= *out.limit ? "met" : "breached";
}

void judge_required(const Group& group, const Limit& limit, Judgement& out) {
    bool unknown = false;
    for (std::size_t i = 0; i < group.needs.size(); ++i) {
        if (group.needs[i] == Truth::no) out.missing_needs.push_back(i);
        if (group.needs[i] == Truth::unknown) unknown = true;
    }
    out.whole = static_cast<std::int64_t>(group.needs.size());
    out.count = *out.whole - static_cast<std::int64_t>(out.missing_needs.size());
    out.measured = Rational(*out.count);
    out.limit = limit.value ? limit.number : Rational(*out.whole);
    out.at_most = false;
    out.outcome = *out.measured < *out.limit ? "breached" : unknown ? "cannot_tell" : "met";
    out.reason = out.outcome == "breached" ? Reason::parts_missing : unknown ? Reason::unknown_facts : Reason::plain;
}

base::Date day_of(const Rational& days) { return base::Date::from_days(days.numerator()); }

// The day of the parameter: the parameter itself, or so many days from `from`.
std::optional<base::Date> parameter_day(const JudgeContext& c, const Limit& limit, std::optional<base::Date> from) {
    if (!limit.value) return std::nullopt;
    const Deadline& deadline = *c.norm.deadline;
    if (deadline.from.empty()) return day_of(limit.number);
    if (deadline.from == "period_start") from = c.window.days.period_start;
    if (deadline.from == "period_end") from = c.window.days.period_end;
    if (!from) return std::nullopt;
    const std::int64_t days = limit.number.numerator() / limit.number.denominator();
    return deadline.working_days ? c.calendar.add_working_days(*from, static_cast<int>(days)) : from->plus_days(days);
}

void judge_deadline(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    const Deadline& deadline = *c.norm.deadline;
    std::size_t at = 0;
    for (std::size_t i = 0; i < deadline.done.size(); ++i, ++at) {
        if (!out.done && group.values[at]) out.done = day_of(*group.values[at]);
    }
    if (out.done && *out.done > c.window.today) out.done.reset();  // not yet, as of that day
    if (!deadline.due.empty()) {
        if (const auto& due = group.values[at++]) out.due = day_of(*due);
    } else {
        std::optional<base::Date> from;
        const bool own = !deadline.from.empty() && deadline.from != "period_start" && deadline.from != "period_end";
        if (own) {
            if (const auto& start = group.values[at++]) from = day_of(*start);
        }
        out.due = parameter_day(c, limit, from);
    }
    if (out.done) out.measured = Rational(out.done->days());
    if (!out.due) {
        out.outcome = "cannot_tell";
        out.reason = group.absent ? Reason::not_recorded : Reason::no_due;
        return;
    }
    out.limit = Rational(out.due->days());
    bool exclusive_known = true;
    out.exclusive = deadline.exclusive;
    if (!deadline.exclusive_column.empty()) {
        exclusive_known = group.values[at].has_value();
        out.exclusive = exclusive_known && *group.values[at] == Rational(1);
    }
    const base::Date until = out.done.value_or(c.window.today);
    out.late = until.days() - out.due->days() + (out.exclusive ? 1 : 0);
    if (!exclusive_known && out.late == 0 && out.done) {
        out.outcome = "cannot_tell";
        out.reason = Reason::exclusive_unknown;
        return;
    }
    if (out.done || out.late > 0) {
        out.outcome = out.late > 0 ? "breached" : "met";
        return;
    }
    out.outcome = "cannot_tell";
    out.reason = Reason::not_due;
}

void judge_repetition(const Group& group, const Limit& limit, Judgement& out) {
    out.limit = limit.number;
    if (!group.values[0] || !group.values[1]) {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_measure;
        return;
    }
    out.measured = group.values[0];
    out.count = out.measured->numerator();
    out.unknown = group.values[1]->numerator();
    if (*out.measured > limit.number) {
        out.outcome = "breached";
    } else if (*out.measured + *group.values[1] > limit.number) {
        out.outcome = "cannot_tell";
        out.reason = Reason::unknown_facts;
    } else {
        out.outcome = "met";
    }
}

}  // namespace

bool due_passed(const JudgeContext& c, const Limit& limit, Judgement& out) {
    if (!c.norm.deadline) return c.plan.standing || !c.window.open;
    out.due = parameter_day(c, limit, {});
    out.exclusive = c.norm.deadline->exclusive;
    if (!out.due) return false;
    out.late = c.window.today.days() - out.due->days() + (out.exclusive ? 1 : 0);
    return out.late > 0;
}

void judge_record(const JudgeContext& c, const Group& group, const Limit& limit, Judgement& out) {
    if (group.not_applicable == Truth::yes) {
        out.outcome = "not_applicable";
        out.reason = Reason::declared_outside;
        return;
    }
    if (group.excluded == Truth::yes && group.waived == Truth::yes) {
        out.outcome = "cannot_tell";
        out.reason = Reason::conflict;
        return;
    }
    if (group.excluded == Truth::yes) {
        out.outcome = "not_applicable";
        out.reason = Reason::excluded;
        out.excluded = 1;
        return;
    }
    if (c.norm.kind == "completeness") {
        judge_required(group, limit, out);
    } else if (c.norm.kind == "deadline") {
        judge_deadline(c, group, limit, out);
    } else if (c.norm.kind == "not_duplicate") {
        judge_repetition(group, limit, out);
    } else {
        judge_measure(c, group, limit, out);
    }
    // Without a day there is no window either: the missing day is the reason to name.
    const bool unknown =
        group.where == Truth::unknown || group.not_applicable == Truth::unknown || group.excluded == Truth::unknown;
    if (unknown && out.reason != Reason::no_due) return unknown_subject(out);
    if (out.outcome != "breached") return;
    if (group.waived == Truth::yes) {
        out.outcome = "waived";
        out.reason = Reason::waived;
        return;
    }
    bool some = false;
    for (const Truth part : group.evidence) some = some || part == Truth::yes;
    for (const Truth part : group.evidence) out.incomplete_evidence.push_back(some && part != Truth::yes ? 1 : 0);
}

}  // namespace sauro::rulebook
