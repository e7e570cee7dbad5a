// D9: numbers and terms that differ from the superior text which the draft carries out.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/citations.hpp"
#include "rulebook/likeness.hpp"
#include "rulebook/quantities.hpp"
#include "rulebook/rhythms.hpp"
#include "rulebook/task_coverage.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50, most_quantities = 600;
constexpr int very_sure = 150;  // of a pair of tasks, in hundredths: what is told as it is told there

struct Placed {
    Quantity q;
    std::string word;  // the first of its unit as written
    std::string per;   // "mỗi lớp 30 cháu": of what it is the share
    Terms terms, sentence;
};

std::vector<Quantity> all_quantities(const Norm& norm, const Prose& prose, std::size_t from) {
    std::vector<Quantity> out;
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= from) continue;
        if (prose.starts_with_any(list_of(norm, "grounds"), sentence)) continue;
        for (auto& q : quantities_in(prose, sentence)) {
            if (out.size() == most_quantities) return out;
            out.push_back(std::move(q));
        }
    }
    return out;
}

// Whether the draft's value keeps what the superior asks.
bool keeps(const Quantity& own, const Quantity& superior) {
    if (own.value == superior.value) return true;
    // "Ít nhất 65%" and "các dự án giải ngân dưới 20%" measure two things.
    if (superior.bound == Quantity::Bound::at_least && own.below) return true;
    // Who lives "từ 04 km trở lên" is to have it: a farther line leaves some out.
    if (superior.unit == "km" && superior.bound == Quantity::Bound::at_least && own.bound == superior.bound)
        return own.value < superior.value;
    switch (superior.bound) {
        case Quantity::Bound::at_least:
            return own.value > superior.value;
        case Quantity::Bound::at_most:
            return own.value < superior.value;
        case Quantity::Bound::exact:
            break;
    }
    // More ground, length or weight than was asked.
    if (superior.measure && own.value > superior.value) return true;
    // A limit of its own that the superior's value keeps says nothing against it.
    if (own.bound == Quantity::Bound::at_least && superior.value > own.value && own.unit != "%") return false;
    // The share of the unit of a whole; a number of its own of things that the superior counts for all.
    const bool counted = superior.unit != "%";
    if (superior.whole && !own.whole) return true;
    if (counted && !superior.each && own.value < superior.value) return true;
    // A target that the draft raises.
    return superior.unit == "%" && own.value > superior.value && own.bound != Quantity::Bound::at_most;
}

Span sentence_of(const Prose& prose, Span span) {
    const auto after =
        std::ranges::upper_bound(prose.sentences(), span.start, {}, [](const Span& s) { return s.start; });
    return after == prose.sentences().begin() ? span : *std::prev(after);
}

// "mỗi lớp 30 cháu", "cứ một đầu trâu": what there is so much for each of; "" when it is not said.
std::string per_what(const Vocabulary& vocabulary, const Prose& prose, const Quantity& q) {
    static const Phrases each = {"mỗi", "từng", "cứ một", "một"};
    constexpr std::size_t reach = 60, noun = 24;
    const Span before{std::max(q.context.start, q.span.start - std::min(q.span.start, reach)), q.span.start};
    const auto found = prose.all(each, before);
    if (found.empty()) return "";
    const std::size_t from = found.back().end;
    return vocabulary.unit(prose.lower({from, std::min(before.end, from + noun)}));
}

std::string words(const Prose& prose, Span span) { return text::collapse_space(prose.of(span)); }

class Comparison {
  public:
    Comparison(const AnalyserInput& in, const docread::Document& superior, Seen& out)
        : in_(in),
          superior_(superior),
          theirs_(superior_of(in.draft, superior).prose),
          out_(out),
          tasks_(coverage_of(in.norm, in.draft, superior)) {}

    void numbers() {
        const Prose& mine = in_.draft.prose;
        const Vocabulary& vocabulary = vocabulary_of(in_.norm, in_.draft);
        TermSpace space(vocabulary);
        std::vector<Placed> own, other;
        const auto place = [&](const Prose& prose, std::vector<Quantity> list, std::vector<Placed>& into) {
            for (auto& q : list) {
                // What the number itself says is no sign that both speak of one thing.
                std::string context(prose.of({q.context.start, q.span.start}));
                context += " . ";
                context += prose.of({q.span.end, q.context.end});
                const bool unit_counts = q.unit != "%" && q.unit != "đồng";
                if (unit_counts) context += " . " + q.unit;
                Placed one;
                one.terms = space.add(context);
                one.per = per_what(vocabulary, prose, q);
                if (q.measure || q.unit == "phút" || !one.per.empty())
                    one.sentence = space.add(prose.of(sentence_of(prose, q.span)));
                one.word = first_word_of_unit(q.unit);
                to_measure(list_of(in_.norm, "people"), vocabulary, q);
                one.q = std::move(q);
                into.push_back(std::move(one));
            }
        };
        auto told = all_quantities(in_.norm, mine, mine.byte(in_.draft.title_end()));
        std::erase_if(told, [&](const Quantity& q) {
            // "mới 31% biết bơi": how things stand.
            return mine.find_any(list_of(in_.norm, "past_of_draft"), sentence_of(mine, q.span)) ||
                   text::trim(mine.lower({q.context.start, q.span.start})).ends_with("mới") ||
                   mine.find_any(list_of(in_.norm, "told_of_draft"), {q.context.start, q.span.start});
        });
        place(mine, std::move(told), own);
        auto asked = all_quantities(in_.norm, theirs_, 0);
        // What the superior tells of the past binds nobody: "mới đạt 71%".
        // Nor what it sets other bodies.
        std::vector<Span> of_others;
        for (const auto& match : tasks_.rows) {
            if (!match.row.addressed) of_others.push_back(match.superior.span);
        }
        std::erase_if(asked, [&](const Quantity& q) {
            const bool theirs_to_do = std::ranges::any_of(
                of_others, [&](const Span& s) { return s.start <= q.span.start && q.span.start < s.end; });
            return theirs_to_do ||
                   theirs_.find_any(list_of(in_.norm, "told"), {q.context.start, q.span.start}).has_value();
        });
        place(theirs_, std::move(asked), other);
        const Rational least = this->least();
        // A measure that each text uses once measures one thing ("36 m2", "ba chục mét vuông").
        const auto once = [](const std::vector<Placed>& list, const std::string& unit) {
            return std::ranges::count_if(list, [&](const Placed& p) { return p.word == unit; }) == 1;
        };
        // What the superior counts may be told elsewhere in the draft, in words nearer to it.
        const auto rival = [&](const Placed& a, const Placed& b, const Rational& like) {
            return like < Rational(1) &&
                   std::ranges::any_of(
                       own,
                       [&](const Placed& beside) {
                           if (&beside == &a || beside.q.unit != b.q.unit) return false;
                           const std::int64_t weight = std::min(space.weight(beside.terms), space.weight(b.terms));
                           return like < space.likeness(space.meet(beside.terms, b.terms), weight, weight);
                       });
        };
        const std::string issuer_level = issuer_of(in_.draft.authority, in_.draft.document, in_.draft.context).level;
        const auto here = issuer_level == "commune"    ? Quantity::Level::commune
                          : issuer_level == "province" ? Quantity::Level::province
                                                       : Quantity::Level::any;
        for (const Placed& a : own) {
            const bool measured = (a.q.measure || a.word == "phút") && once(own, a.word) && once(other, a.word);
            const Placed* best = nullptr;
            Rational most, most_kept;  // of all, of those whose number it keeps
            bool kept = false, stands_there = false;
            for (const Placed& b : other) {
                const bool counted = !b.q.measure && b.q.unit != "%" && b.q.unit != "đồng" && b.q.unit != "phút";
                if (a.q.unit != b.q.unit && !(counted && a.word == b.word)) continue;
                // What is set for one level binds no other.
                const auto meant = a.q.level == Quantity::Level::any ? here : a.q.level;
                if (b.q.level != Quantity::Level::any && meant != Quantity::Level::any && b.q.level != meant) continue;
                if (!a.per.empty() && !b.per.empty() && a.per != b.per) continue;
                const bool binds = b.q.bound != Quantity::Bound::exact;
                const std::size_t few = a.q.unit == "%" || (a.q.each && b.q.each && binds) ? 2 : 3;
                const auto shared = space.meet(a.terms, b.terms);
                // Shares of a sum are each budget's own; what a limit or a rate binds is compared.
                const bool own_share = a.q.unit == "đồng" && !binds && !(a.q.each && b.q.each);
                if (own_share) continue;
                // The superior has this very number elsewhere.
                if (shared.count > 0 && a.q.value == b.q.value) stands_there = true;
                if (measured && a.word == b.word && space.meet(a.sentence, b.sentence).count > 0) {
                    ++compared_;
                    best = &b;
                    kept = keeps(a.q, b.q);
                    most = Rational(1);
                    break;
                }
                // "mỗi đội sáu thành viên" beside "mỗi đội ít nhất 08 người": one measure of one thing.
                const bool one_measure =
                    binds && !a.per.empty() && a.per == b.per && space.meet(a.sentence, b.sentence).count > 1;
                if (shared.count < few && !one_measure) continue;
                const std::int64_t weight = std::min(space.weight(a.terms), space.weight(b.terms));
                const Rational like =
                    std::max(space.likeness(shared, weight, weight), one_measure ? least : Rational(0));
                if (like < least) continue;
                ++compared_;
                const bool keeps_it = keeps(a.q, b.q);
                if (keeps_it) most_kept = std::max(most_kept, like);
                if (!best || like > most) {
                    best = &b;
                    most = like;
                    kept = keeps_it;
                } else if (like == most && keeps_it) {
                    kept = true;
                }
            }
            if (!best || kept) continue;
            // Of several numbers in one sentence it keeps another.
            stands_there = stands_there || std::ranges::any_of(other, [&](const Placed& b) {
                               return b.q.unit == a.q.unit && theirs_same_sentence(best->q, b.q) && keeps(a.q, b.q);
                           });
            if (stands_there || most < most_kept + Rational(1, 10) || rival(a, *best, most)) {
                // Another number of the superior is nearly as near, and kept.
                doubts_.push_back(beside(a.q.context, best->q.context));
                continue;
            }
            difference(a.q.span, a.q.context, best->q.context,
                       fmt::format("dự thảo ghi {}, văn bản cấp trên ghi {}", words(mine, a.q.span),
                                   words(theirs_, best->q.span)));
        }
    }

    // What carries out a task of the superior: a term later than its, a number that does not keep its.
    void tasks() {
        for (const auto& match : tasks_.rows) {
            if (!match.row.addressed || match.shared || !match.sure) continue;
            numbers_of(match);
            rhythm_of(match);
            if (match.recurring || !match.own_term || !match.superior.due) continue;
            ++compared_;
            // Of several days one that keeps the term may be the one meant: "động thổ trước 26/4, giao nhà trước 15/8".
            constexpr int near = 40;
            const base::Date due = *match.superior.due;
            const bool kept = std::ranges::any_of(days_named(in_.draft, *match.own), [&](const NamedDay& day) {
                return day.last <= due && due.plus_days(-near) <= day.last;
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
    Rational least() const { return in_.limit.value_or(Rational(1, 2)); }
    bool theirs_same_sentence(const Quantity& a, const Quantity& b) const {
        const Span one = sentence_of(theirs_, a.span);
        return a.span.start != b.span.start && one.start <= b.span.start && b.span.start < one.end;
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
        for (auto* list : {&asked, &told}) {
            for (auto& q : *list) to_measure(list_of(in_.norm, "people"), vocabulary, q);
        }
        for (const Quantity& a : told) {
            const auto same = [&](const Quantity& q) { return q.unit == a.unit; };
            const auto b = std::ranges::find_if(asked, same);
            if (b == asked.end() || std::ranges::count_if(asked, same) > 1 || std::ranges::count_if(told, same) > 1)
                continue;
            const auto per = [&](const Prose& prose, const Quantity& q) { return per_what(vocabulary, prose, q); };
            if (const auto here = per(mine, a), there = per(theirs_, *b);
                !here.empty() && !there.empty() && here != there && match.sum < very_sure)
                continue;
            // Things counted without a limit are each office's own; told in other words the pair is less sure, and only
            // a limit binds.
            const bool hour = b->unit.starts_with("giờ ");
            const bool counted = b->unit != "%" && b->unit != "phút" && b->unit != "đồng" && !b->measure;
            if (b->bound == Quantity::Bound::exact && !hour && (match.sum < very_sure || counted)) continue;
            ++compared_;
            // How long a paper hangs out binds from below; an hour of a day is kept by an earlier one.
            const auto& showing = list_of(in_.norm, "showing_words");
            const bool shown = b->unit == "phút" && a.value < b->value && a.bound != Quantity::Bound::at_most &&
                               theirs_.find_any(showing, match.superior.span) && mine.find_any(showing, *match.own);
            if (!shown && (hour ? a.value <= b->value : keeps(a, *b))) continue;
            difference(
                a.span, a.context, b->context,
                fmt::format("dự thảo ghi {}, văn bản cấp trên ghi {}", words(mine, a.span), words(theirs_, b->span)));
        }
    }

    Finding::Passage beside(Span here, Span there) const {
        Finding::Passage one = passage(in_.draft, here);
        one.other = {superior_.symbol.value_or(superior_.file), theirs_.codepoint(there.start),
                     theirs_.codepoint(there.end)};
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
