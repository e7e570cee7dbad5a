// D9: numbers and terms that differ from the superior text which the draft carries out.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rulebook/prose/citations.hpp"
#include "rulebook/prose/rhythms.hpp"
#include "rulebook/superior/figure_pairs.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;
constexpr int nearly_certain = 175;  // of a pair of tasks, in hundredths: what is told as it is told there

std::string words(const Prose& prose, Span span) { return text::collapse_space(prose.of(span)); }

class Comparison {
  public:
    Comparison(const AnalyserInput& in, const docread::Document& superior, Seen& out)
        : in_(in),
          superior_(superior),
          theirs_(superior_of(in.draft, superior).prose),
          out_(out),
          tasks_(coverage_of(in.norm, in.draft, superior)),
          past_(parts_of_past(in.norm, in.draft.prose)) {}

    // Each number of the draft beside the one of the superior that surely speaks of the same thing.
    void numbers() {
        const auto weights = PairWeights::read(list_of(in_.norm, "figure_weights"), figure_sign_names);
        if (!weights) return;  // proven when the norm was loaded
        const FigurePairs& all = figure_pairs(in_.norm, in_.draft, superior_);
        const auto steps = kept_beside(all, *weights);
        constexpr int nearly = 30, certain = 170;  // hundredths
        for (std::size_t from = 0, to = 0; from < all.pairs.size(); from = to) {
            while (to < all.pairs.size() && all.pairs[to].own == all.pairs[from].own) ++to;
            const Quantity& a = all.own[all.pairs[from].own].q;
            const Quantity* best = nullptr;
            std::size_t column = 0;
            int most = 0;
            std::optional<int> most_kept;
            for (std::size_t i = from; i < to; ++i) {
                const FigurePair& pair = all.pairs[i];
                const Quantity& b = all.theirs[pair.theirs].q;
                // Shares of a sum are each budget's own; what a limit or a rate binds is compared.
                const bool binds = b.bound != Quantity::Bound::exact;
                if (a.unit == "đồng" && !binds && !(a.each && b.each)) continue;
                const int sum = weights->sum(pair.signs);
                // Told in other words they share little; what else stands for them must then be the surer. Shares of
                // one text are too many for that.
                if (pair.like < in_.limit.value_or(Rational(1, 2)) && (sum < certain || b.unit == "%")) continue;
                if (sum < weights->maybe()) continue;
                ++compared_;
                if (pair.unlike || keeps(a, b)) most_kept = std::max(most_kept.value_or(sum), sum);
                if (!best || sum > most) best = &b, most = sum, column = pair.theirs;
            }
            if (!best || most_kept == most) continue;
            // Another number of the superior is nearly as near, and kept.
            if (most < weights->sure() || (most_kept && most < *most_kept + nearly) ||
                steps.contains({column, all.own[all.pairs[from].own].sentence_span.start})) {
                doubts_.push_back(beside(a.context, best->context));
                continue;
            }
            difference(a.span, a.context, best->context,
                       fmt::format("dự thảo ghi {}, văn bản cấp trên ghi {}", whole_words(in_.draft.prose, a),
                                   whole_words(theirs_, *best)));
        }
    }

    // What carries out a task of the superior: a term later than its, a number that does not keep its.
    void tasks() {
        for (const auto& match : tasks_.rows) {
            if (!match.row.addressed || match.shared || !match.sure) continue;
            numbers_of(match);
            rhythm_of(match);
            if (match.recurring || !match.own_term || !match.superior.due) day_of_period(match);
            if (!match.superior.due) begins_later(match);
            if (match.recurring || !match.own_term || !match.superior.due) continue;
            ++compared_;
            // Of several days one that keeps the term may be the one meant: "động thổ trước 26/4, giao nhà trước 15/8".
            constexpr int near = 40;
            // The day it begins is none of them.
            const base::Date due = *match.superior.due;
            const bool kept = std::ranges::any_of(days_named(in_.draft, *match.own), [&](const NamedDay& day) {
                // "Xong trước ngày 31/8, trong đó 04 thôn báo cáo sơ bộ ngày 30/5".
                const bool of_a_part = match.own_term->span.end < day.span.start &&
                                       in_.draft.prose.find("trong đó", {match.own_term->span.end, day.span.start});
                return day.last <= due && due.plus_days(-near) <= day.last && !of_a_part &&
                       !begins_on(in_.draft.prose, day);
            });
            if (kept) continue;
            // "trong tháng 6" and "trước ngày 30/6" are one term.
            const bool period = !in_.draft.prose.find("ngày", match.own_term->span);
            if (match.own_term->day <= match.superior.due->plus_days(period ? 1 : 0)) continue;
            const Span there = match.superior.due_span.value_or(match.superior.span);
            difference(match.own_term->span, match.own_term->span, there,
                       fmt::format("dự thảo hẹn “{}”, văn bản cấp trên ghi “{}”",
                                   words(in_.draft.prose, match.own_term->span), words(theirs_, there)));
        }
    }

    std::size_t compared() const { return compared_; }
    const std::vector<std::string>& found() const { return found_; }

    // Numbers that people are to compare.
    const std::vector<Finding::Passage>& doubts() const { return doubts_; }

  private:
    // "Từ ngày 01/8/2026": where the superior tells when it begins.
    void begins_later(const CoverageMatch& match) {
        const auto asked = beginning(superior_of(in_.draft, superior_), match.superior.span),
                   own = beginning(in_.draft, *match.own);
        if (!asked || !own) return;
        ++compared_;
        if (own->first <= asked->first) return;
        difference(own->span, own->span, asked->span,
                   fmt::format("dự thảo bắt đầu {}, văn bản cấp trên ghi {}", words(in_.draft.prose, own->span),
                               words(theirs_, asked->span)));
    }
    // "Từ ngày 05/9", "bắt đầu ngày 10/8".
    static bool begins_on(const Prose& prose, const NamedDay& day) {
        constexpr std::size_t reach = 24;
        auto before = text::trim(prose.lower({day.span.start - std::min(reach, day.span.start), day.span.start}));
        if (before.ends_with("ngày"))
            before = text::trim(before.substr(0, before.size() - std::string_view("ngày").size()));
        return before.ends_with(" từ") || before.ends_with("kể từ") || before == "từ" || before.ends_with("bắt đầu");
    }
    static std::optional<NamedDay> beginning(const Draft& draft, Span span) {
        std::optional<NamedDay> out;
        for (const NamedDay& day : days_named(draft, span)) {
            if (day.first != day.last || !begins_on(draft.prose, day)) continue;
            if (out) return std::nullopt;
            out = day;
        }
        return out;
    }

    // "Trước ngày 20 hằng tháng": a later day of the same period.
    void day_of_period(const CoverageMatch& match) {
        const auto asked = period_day_in(theirs_, match.superior.span),
                   own = period_day_in(in_.draft.prose, *match.own);
        if (!asked || !own || asked->period != own->period) return;
        ++compared_;
        if (own->day <= asked->day) return;
        difference(own->span, own->span, asked->span,
                   fmt::format("dự thảo hẹn “{}”, văn bản cấp trên ghi “{}”", words(in_.draft.prose, own->span),
                               words(theirs_, asked->span)));
    }

    // Done more seldom than the superior asks.
    void rhythm_of(const CoverageMatch& match) {
        const auto asked = days_between(theirs_, match.superior.span), own = days_between(in_.draft.prose, *match.own);
        if (!asked || !own) return;
        ++compared_;
        if (*own <= *asked) return;
        difference(*match.own, *match.own, match.superior.span,
                   fmt::format("dự thảo làm {} ngày một lần, văn bản cấp trên {} ngày một lần", *own, *asked));
    }

    // Of a pair of tasks: what both count, each once.
    void numbers_of(const CoverageMatch& match) {
        const Prose& mine = in_.draft.prose;
        auto asked = quantities_in(theirs_, match.superior.span), told = quantities_in(mine, *match.own);
        const Vocabulary& vocabulary = vocabulary_of(in_.norm, in_.draft);
        std::set<std::size_t> in_parts;
        for (const Quantity& q : told) {
            if (counts_again(mine, q)) in_parts.insert(q.span.start);
        }
        for (auto* list : {&asked, &told}) {
            for (auto& q : *list) to_measure(list_of(in_.norm, "people"), vocabulary, q);
        }
        for (const Quantity& a : told) {
            if (opens_in_past(in_.draft, sentence_of(mine, a.span)) || in_any(past_, a.span)) continue;
            const auto same = [&](const Quantity& q) { return q.unit == a.unit; };
            const auto b = std::ranges::find_if(asked, same);
            if (b == asked.end() || std::ranges::count_if(asked, same) > 1 || std::ranges::count_if(told, same) > 1)
                continue;
            const auto per = [&](const Prose& prose, const Quantity& q) { return per_what(vocabulary, prose, q); };
            const auto here = per(mine, a), there = per(theirs_, *b);
            if (a.falls != b->falls || a.rhythm != b->rhythm || shares_out(here, there, *b)) continue;
            if (in_parts.contains(a.span.start) && a.value < b->value) continue;
            // Things counted without a limit are each office's own; told in other words the pair is less sure, and only
            // a limit binds. Shares are many: of one task they are of its one thing only when the pair is.
            const bool hour = b->unit.starts_with("giờ ");
            const bool counted = b->unit != "%" && b->unit != "phút" && b->unit != "đồng" && !b->measure;
            const bool certain = match.sum >= nearly_certain;
            if (b->bound == Quantity::Bound::exact && !hour && (!certain || counted)) continue;
            if (b->unit == "%" && !certain) continue;
            ++compared_;
            // How long a paper hangs out binds from below; not how soon it is hung out.
            const auto& showing = list_of(in_.norm, "showing_words");
            static const Phrases since = {"kể từ", "sau khi", "từ ngày"};
            const bool shown = b->unit == "phút" && a.value < b->value && a.bound != Quantity::Bound::at_most &&
                               theirs_.find_any(showing, match.superior.span) && mine.find_any(showing, *match.own) &&
                               !theirs_.find_any(since, {b->span.end, b->context.end});
            if (!shown && keeps(a, *b)) continue;
            difference(
                a.span, a.context, b->context,
                fmt::format("dự thảo ghi {}, văn bản cấp trên ghi {}", whole_words(mine, a), whole_words(theirs_, *b)));
        }
    }

    // "Hết tháng 6 đạt 65%, hết tháng 9 đạt 75%": another number of the sentence is the one that keeps the superior's.
    // By the superior's number and the sentence.
    static std::set<std::pair<std::size_t, std::size_t>> kept_beside(const FigurePairs& all,
                                                                     const PairWeights& weights) {
        std::set<std::pair<std::size_t, std::size_t>> out;
        std::vector<int> most(all.own.size(), weights.maybe());
        for (const FigurePair& p : all.pairs) most[p.own] = std::max(most[p.own], weights.sum(p.signs));
        for (const FigurePair& p : all.pairs) {
            // What rather keeps another number of the superior keeps that one: "khai mạc 15 phút, tham luận 10 phút".
            constexpr int nearly = 100;  // hundredths
            if (keeps(all.own[p.own].q, all.theirs[p.theirs].q) &&
                weights.sum(p.signs) >= std::max(weights.maybe(), most[p.own] - nearly))
                out.insert({p.theirs, all.own[p.own].sentence_span.start});
        }
        return out;
    }

    Finding::Passage beside(Span here, Span there) const {
        Finding::Passage one = passage(in_.draft, here);
        one.other = {superior_.file, theirs_.codepoint(there.start), theirs_.codepoint(there.end)};
        return one;
    }

    void difference(Span value, Span here, Span there, std::string why) {
        const bool told = std::ranges::any_of(places_, [&](const Span& p) { return p.start == value.start; });
        if (told) return;
        places_.push_back(value);
        if (out_.passages.size() < passages_shown) out_.passages.push_back(beside(here, there));
        found_.push_back(std::move(why));
    }

    const AnalyserInput& in_;
    const docread::Document& superior_;
    const Prose& theirs_;
    Seen& out_;
    const CoverageTable& tasks_;
    std::vector<Span> past_;  // parts of the draft that tell of the past
    std::size_t compared_ = 0;
    std::vector<Finding::Passage> doubts_;
    std::vector<std::string> found_;
    std::vector<Span> places_;
};

}  // namespace

Seen consistent_superior(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Seen out;
    std::size_t compared = 0;
    std::vector<Finding::Passage> doubts;
    std::vector<std::string> found;
    for (const auto& superior : in.draft.context.against) {
        if (superior.text.empty() && superior.tasks.empty()) continue;
        Comparison comparison(in, superior, out);
        comparison.numbers();
        comparison.tasks();
        compared += comparison.compared();
        std::ranges::copy(comparison.doubts(), std::back_inserter(doubts));
        std::ranges::copy(comparison.found(), std::back_inserter(found));
    }
    if (in.draft.context.against.empty() || compared == 0) {
        out.outcome = "cannot_tell";
        out.message = in.draft.context.against.empty()
                          ? "Chưa có lời văn của văn bản cấp trên để so số liệu và thời hạn"
                          : "Chưa thấy số liệu hay thời hạn nào nói về cùng một việc để so";
        out.missing = "văn bản cấp trên có số liệu, thời hạn của cùng một việc";
        return out;
    }
    out.measured = fmt::format("{}", found.size());
    out.limit = "0";
    out.outcome = !found.empty() ? "breached" : !doubts.empty() ? "cannot_tell" : "met";
    if (found.empty() && !doubts.empty()) {
        out.message = fmt::format("{} số liệu giống nhiều số của văn bản cấp trên, cần người đối chiếu", doubts.size());
        out.missing = "người đối chiếu số liệu với văn bản cấp trên";
        doubts.resize(std::min(doubts.size(), passages_shown));
        out.passages = std::move(doubts);
        return out;
    }
    if (found.empty()) {
        out.message = fmt::format("{} số liệu, thời hạn cùng việc đều khớp văn bản cấp trên hoặc chặt hơn", compared);
        return out;
    }
    constexpr std::size_t told = 5;
    for (std::size_t i = 0; i < found.size() && i < told; ++i) out.message += (i ? "; " : "") + found[i];
    if (found.size() > told) out.message += "…";
    return out;
}

}  // namespace sauro::rulebook
