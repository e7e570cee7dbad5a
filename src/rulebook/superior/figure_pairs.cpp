#include "rulebook/superior/figure_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace sauro::rulebook {
namespace {

constexpr std::size_t most_quantities = 600;
constexpr std::int16_t whole = 100;

enum S : std::size_t {
    lighter,
    of_own,
    of_theirs,
    sentence,
    deeds,
    things,
    words,
    neighbours,
    rarest,
    no_thing,
    bound,
    no_bound,
    same_value,
    far,
    per,
    other_per,
    one_per,
    money,
    counted,
    share,
    once,
    one_task,
    elsewhere,
    order,
    row_first,
    row_gap,
    col_first,
    col_gap,
    own_exact,
    exact,
    other_unit
};
static_assert(other_unit + 1 == std::tuple_size_v<FigureSigns>);

std::int16_t small(double value) { return static_cast<std::int16_t>(std::clamp(value, -999.0, 999.0)); }
std::int16_t hundredths(const Rational& value, double most) {
    return small(std::min(value.approximate() * whole, most));
}

std::vector<Quantity> all_quantities(const Norm& norm, const Prose& prose, std::size_t from) {
    std::vector<Quantity> out;
    for (const Span& one : prose.sentences()) {
        if (one.end <= from) continue;
        if (prose.starts_with_any(list_of(norm, "grounds"), one)) continue;
        for (auto& q : quantities_in(prose, one)) {
            if (out.size() == most_quantities) return out;
            out.push_back(std::move(q));
        }
    }
    return out;
}

bool is_counted(const Quantity& q) { return !q.measure && q.unit != "%" && q.unit != "đồng" && q.unit != "phút"; }

std::vector<Counted> placed(const Norm& norm, const Vocabulary& vocabulary, const Prose& prose,
                            std::vector<Quantity> list, TermSpace& space) {
    std::vector<Counted> out;
    for (auto& q : list) {
        const Span around = sentence_of(prose, q.span);
        const bool again = !out.empty() && out.back().sentence_span.start == around.start;
        // What the number itself says is no sign that both speak of one thing.
        std::string context(prose.of({q.context.start, q.span.start}));
        context += " . ";
        context += prose.of({q.span.end, q.context.end});
        if (q.unit != "%" && q.unit != "đồng") context += " . " + q.unit;
        Counted one;
        one.sentence_span = around;
        one.terms = space.add(context);
        if (again) space.add_again(*out.back().sentence);
        one.sentence = again ? out.back().sentence : std::make_shared<const Terms>(space.add(prose.of(around)));
        one.per = per_what(vocabulary, prose, q);
        one.word = first_word_of_unit(q.unit);
        one.listed = counts_again(prose, q);
        to_measure(list_of(norm, "people"), vocabulary, q);
        one.q = std::move(q);
        out.push_back(std::move(one));
    }
    if (!out.empty()) {
        const auto first = out.front().q.span.start, length = std::max<std::size_t>(out.back().q.span.start - first, 1);
        for (Counted& one : out) one.place = static_cast<int>(100 * (one.q.span.start - first) / length);
    }
    return out;
}

// One says by how much, how often, of each, or in several parts, what the other says in all.
bool unlike(const Counted& own, const Counted& theirs) {
    // So much for each of something is the more in all: it cannot keep a bound that it alone breaks.
    const bool over = theirs.per.empty() && theirs.q.bound == Quantity::Bound::at_most && theirs.q.value < own.q.value;
    return own.q.falls != theirs.q.falls || own.q.rhythm != theirs.q.rhythm ||
           (!over && shares_out(own.per, theirs.per, theirs.q)) || (own.listed && own.q.value < theirs.q.value);
}

// Which way each binds: a pair that binds the same way speaks of one limit.
void bounds_of(const Quantity& a, const Quantity& b, FigureSigns& out) {
    using enum Quantity::Bound;
    if (a.bound == b.bound && a.bound != exact) out[S::bound] = whole;
    if (a.bound != b.bound && a.bound != exact && b.bound != exact) out[no_bound] = whole;
    if (a.bound == exact) out[own_exact] = whole;
    if (b.bound == exact) out[S::exact] = whole;
}

// Where the tasks of the superior that hold a number of it are surely carried out.
std::vector<Span> carried_out(const CoverageTable& table, Span there) {
    std::vector<Span> out;
    for (const auto& row : table.rows) {
        if (row.sure && row.own && row.superior.span.start <= there.start && there.start < row.superior.span.end)
            out.push_back(*row.own);
    }
    return out;
}

// What the sentences around two numbers share: the numbers of one sentence ask once.
class Around {
  public:
    struct Shared {
        std::size_t count = 0;
        Rational like;
    };
    explicit Around(const TermSpace& space) : space_(space) {}
    const Shared& of(const Counted& a, const Counted& b) {
        const auto [at, fresh] = known_.try_emplace({a.sentence_span.start, b.sentence_span.start});
        if (fresh) {
            const auto met = space_.meet(*a.sentence, *b.sentence);
            at->second = {met.count, space_.likeness(met, a.sentence_weight, b.sentence_weight)};
        }
        return at->second;
    }

  private:
    const TermSpace& space_;
    std::map<std::pair<std::size_t, std::size_t>, Shared> known_;
};

// "Công an xã hai người, dân quân ba người": parts of one count.
void mark_listed(std::vector<Counted>& list) {
    std::map<std::pair<std::size_t, std::string_view>, std::size_t> times;
    for (const Counted& one : list) ++times[{one.sentence_span.start, one.word}];
    for (Counted& one : list)
        one.listed = one.listed || (is_counted(one.q) && times[{one.sentence_span.start, one.word}] > 1);
}

// A measure that a text uses once measures one thing ("36 m2", "ba chục mét vuông").
void mark_single(std::vector<Counted>& list) {
    std::map<std::string_view, std::size_t> times;
    for (const Counted& one : list) ++times[one.word];
    for (Counted& one : list) one.single = times[one.word] == 1;
}

// How a pair stands beside the others of its own number and of the superior's.
void beside_others(FigurePairs& all) {
    const auto like = [](const FigurePair& p) { return p.signs[lighter] + p.signs[sentence]; };
    struct Best {
        int first = 0, second = 0;
        void take(int sum) {
            if (sum > first)
                second = std::exchange(first, sum);
            else
                second = std::max(second, sum);
        }
        int without(int sum) const { return sum == first ? second : first; }
    };
    std::vector<Best> rows(all.own.size()), columns(all.theirs.size());
    for (const FigurePair& one : all.pairs) {
        rows[one.own].take(like(one));
        columns[one.theirs].take(like(one));
    }
    const auto put = [](std::int16_t& first, std::int16_t& gap, int value) {
        first = value >= 0 ? whole : std::int16_t{0};
        gap = small(std::clamp<int>(value, -whole, whole));
    };
    for (FigurePair& one : all.pairs) {
        const int sum = like(one);
        put(one.signs[row_first], one.signs[row_gap], sum - rows[one.own].without(sum));
        put(one.signs[col_first], one.signs[col_gap], sum - columns[one.theirs].without(sum));
    }
}

}  // namespace

bool keeps(const Quantity& own, const Quantity& superior) {
    if (own.value == superior.value) return true;
    // "Ít nhất 65%" and "các dự án giải ngân dưới 20%" measure two things.
    if (superior.bound == Quantity::Bound::at_least && own.below) return true;
    // Who lives "từ 04 km trở lên" is to have it: a farther line leaves some out.
    if (superior.scope ||
        (superior.unit == "km" && superior.bound == Quantity::Bound::at_least && own.bound == superior.bound))
        return own.value < superior.value;
    if (superior.unit.starts_with("giờ ")) return own.value < superior.value;  // an hour of a day: the earlier one
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
    // More copies, classes or trees than were asked.
    static const std::vector<std::string> times = {"ngày làm việc", "tuần", "tháng", "năm"};
    const bool time = std::ranges::find(times, superior.unit) != times.end();
    if (is_counted(superior) && !time && own.value > superior.value) return true;
    if (counted && !superior.each && own.value < superior.value) return true;
    // A target that the draft raises.
    if (superior.reached && own.value > superior.value && own.bound != Quantity::Bound::at_most) return true;
    return superior.unit == "%" && own.value > superior.value && own.bound != Quantity::Bound::at_most;
}

std::vector<Span> parts_of_past(const Norm& norm, const Prose& prose) {
    std::vector<Span> out;
    bool open = false;
    for (const Span& paragraph : prose.paragraphs()) {
        const Span text{prose.first_word(paragraph), paragraph.end};
        if (all_capitals(prose.of(text))) {
            open = prose.starts_with_any(list_of(norm, "told_sections"), text);
            if (open) out.push_back(paragraph);
        } else if (open) {
            out.back().end = paragraph.end;
        }
    }
    return out;
}

bool in_any(const std::vector<Span>& parts, Span span) {
    return std::ranges::any_of(parts,
                               [&](const Span& part) { return part.start <= span.start && span.start < part.end; });
}

bool counts_again(const Prose& prose, const Quantity& q) {
    static const std::vector<std::string> times = {"ngày làm việc", "ngày", "tuần", "tháng", "năm"};
    if (std::ranges::find(times, q.unit) != times.end()) return false;  // "mở từ ngày 06/7, mỗi lớp 2 ngày"
    const std::string_view text = prose.lower(q.span);
    const auto blank = text.find(' ');
    return is_counted(q) && blank != std::string_view::npos &&
           prose.all({std::string(text.substr(blank + 1)).c_str()}, sentence_of(prose, q.span)).size() > 1;
}

bool shares_out(const std::string& own_per, const std::string& their_per, const Quantity& superior) {
    if (own_per.empty() || own_per == their_per) return false;
    // "Bốn buổi, mỗi buổi năm giờ" beside "không dưới 16 giờ trong năm".
    static const std::vector<std::string> sittings = {"buổi", "phiên", "tiết", "lần", "đợt"};
    const std::string first = own_per.substr(0, own_per.find(' '));
    return is_counted(superior) || (their_per.empty() && superior.bound == Quantity::Bound::at_least &&
                                    std::ranges::find(sittings, first) != sittings.end());
}

Span sentence_of(const Prose& prose, Span span) {
    const auto after =
        std::ranges::upper_bound(prose.sentences(), span.start, {}, [](const Span& s) { return s.start; });
    return after == prose.sentences().begin() ? span : *std::prev(after);
}

bool opens_in_past(const Draft& draft, Span sentence) {
    constexpr std::size_t opening = 24;
    const Span head{draft.prose.first_word(sentence), std::min(sentence.end, sentence.start + 3 * opening)};
    const auto days = days_named(draft, head);
    return !days.empty() && days.front().span.start < head.start + opening && days.front().last < draft.day();
}

std::string per_what(const Vocabulary& vocabulary, const Prose& prose, const Quantity& q) {
    static const Phrases each = {"mỗi", "từng", "cứ một", "một"};
    constexpr std::size_t reach = 100, noun = 24;
    const Span before{std::max(q.context.start, q.span.start - std::min(q.span.start, reach)), q.span.start};
    const auto found = prose.all(each, before);
    if (found.empty()) return "";
    const std::size_t from = found.back().end;
    return vocabulary.unit(prose.lower({from, std::min(before.end, from + noun)}));
}

namespace {

bool counts_bodies(const Prose& prose, const Quantity& q) {
    static const Phrases bodies = {
        "xã",   "phường",      "đặc khu",    "các xã",    "số xã",      "thôn",     "bản",    "ấp",         "khóm",
        "buôn", "tổ dân phố",  "chi bộ",     "đảng bộ",   "cơ quan",    "đơn vị",   "sở",     "trường học", "phòng",
        "ban",  "các cơ quan", "các đơn vị", "số đơn vị", "địa phương", "các thôn", "số thôn"};
    constexpr std::size_t reach = 24;
    const Span behind = prose.trimmed({q.span.end, std::min(prose.body_end(), q.span.end + reach)});
    return !behind.empty() && prose.starts_with_any(bodies, behind);
}

}  // namespace

const FigurePairs& figure_pairs(const Norm& norm, const Draft& draft, const docread::Document& superior) {
    auto& known = draft.figures[&superior];
    if (known) return *known;
    const Prose &mine = draft.prose, &theirs = superior_of(draft, superior).prose;
    const CoverageTable& table = coverage_of(norm, draft, superior);
    const Vocabulary& vocabulary = vocabulary_of(norm, draft);
    TermSpace space(vocabulary);
    FigurePairs out;
    auto told = all_quantities(norm, mine, mine.byte(draft.title_end()));
    const auto past = parts_of_past(norm, mine);
    std::erase_if(told, [&](const Quantity& q) {
        if (in_any(past, q.span)) return true;
        // "mới 31% biết bơi": how things stand.
        return opens_in_past(draft, sentence_of(mine, q.span)) ||
               mine.find_any(list_of(norm, "past_of_draft"), sentence_of(mine, q.span)) ||
               text::trim(mine.lower({q.context.start, q.span.start})).ends_with("mới") ||
               mine.find_any(list_of(norm, "told_of_draft"), {q.context.start, q.span.start});
    });
    auto asked = all_quantities(norm, theirs, 0);
    // What the superior tells of the past binds nobody: "mới đạt 71%". Nor what it sets other bodies.
    std::erase_if(asked, [&](const Quantity& q) {
        const bool theirs_to_do = std::ranges::any_of(table.rows, [&](const CoverageMatch& match) {
            const Span& s = match.superior.span;
            return !match.row.addressed && s.start <= q.span.start && q.span.start < s.end;
        });
        return theirs_to_do || theirs.find_any(list_of(norm, "told"), {q.context.start, q.span.start}).has_value();
    });
    out.own = placed(norm, vocabulary, mine, std::move(told), space);
    out.theirs = placed(norm, vocabulary, theirs, std::move(asked), space);
    for (auto* list : {&out.own, &out.theirs}) {
        for (Counted& one : *list) {
            one.weight = space.weight(one.terms);
            one.sentence_weight = space.weight(*one.sentence);
        }
        mark_single(*list);
        mark_listed(*list);
    }
    const std::string level = issuer_of(draft.authority, draft.document, draft.context).level;
    const auto here = level == "commune"    ? Quantity::Level::commune
                      : level == "province" ? Quantity::Level::province
                                            : Quantity::Level::any;
    std::vector<std::vector<Span>> done;
    for (const Counted& one : out.theirs) done.push_back(carried_out(table, one.q.span));
    Around sentences(space);
    for (std::size_t i = 0; i < out.own.size(); ++i) {
        const Counted& a = out.own[i];
        for (std::size_t k = 0; k < out.theirs.size(); ++k) {
            const Counted& b = out.theirs[k];
            if (a.q.unit != b.q.unit && !(is_counted(b.q) && a.word == b.word)) continue;
            // What is set for one level binds no other.
            const auto meant = a.q.level == Quantity::Level::any ? here : a.q.level;
            if (b.q.level != Quantity::Level::any && meant != Quantity::Level::any && b.q.level != meant) continue;
            // "100% xã, phường có điểm hỗ trợ nộp trực tuyến" counts bodies, "hồ sơ nộp trực tuyến đạt 88%" files.
            if (b.q.unit == "%" && counts_bodies(theirs, b.q) && !counts_bodies(mine, a.q)) continue;
            FigurePair pair{i, k, Rational(0), unlike(a, b), {}};
            const auto shared = space.meet(a.terms, b.terms);
            const auto& around = sentences.of(a, b);
            if (shared.count == 0 && around.count == 0) continue;
            const std::int64_t weight = std::min(a.weight, b.weight);
            const Rational like = space.likeness(shared, weight, weight);
            pair.like = std::max(like, around.like);
            auto& s = pair.signs;
            constexpr double most = 150;
            s[lighter] = hundredths(like, most);
            s[of_own] = a.weight > 0 ? hundredths(Rational(shared.weight, a.weight), most) : std::int16_t{0};
            s[of_theirs] = b.weight > 0 ? hundredths(Rational(shared.weight, b.weight), most) : std::int16_t{0};
            s[sentence] = hundredths(around.like, most);
            const auto up_to = [](std::size_t n) {
                return small(static_cast<double>(std::min<std::size_t>(n, 3) * whole));
            };
            s[deeds] = up_to(shared.of_kind[2]);
            s[things] = up_to(shared.of_kind[3]);
            s[words] = up_to(shared.of_kind[0]);
            s[neighbours] = up_to(shared.of_kind[4]);
            s[rarest] = small(static_cast<double>(shared.rarest) * whole);
            if (shared.things == 0) s[no_thing] = whole;
            bounds_of(a.q, b.q, s);
            if (a.q.unit != b.q.unit) s[other_unit] = whole;
            if (a.q.value == b.q.value) s[same_value] = whole;
            const double times = b.q.value == Rational(0) || a.q.value == Rational(0)
                                     ? 3
                                     : std::abs(std::log2(a.q.value.approximate() / b.q.value.approximate()));
            s[far] = small(std::min(times, 3.0) * whole);
            if (!a.per.empty() && !b.per.empty()) s[a.per == b.per ? per : other_per] = whole;
            if (a.per.empty() != b.per.empty()) s[one_per] = whole;
            if (b.q.unit == "đồng") s[money] = whole;
            if (b.q.unit == "%") s[share] = whole;
            if (is_counted(b.q)) s[counted] = whole;
            if (a.word == b.word && a.single && b.single) s[once] = whole;
            for (const Span& span : done[k]) {
                const bool stands = span.start <= a.q.span.start && a.q.span.start < span.end;
                s[stands ? one_task : elsewhere] = whole;
            }
            s[order] = small(whole - std::abs(a.place - b.place));
            out.pairs.push_back(std::move(pair));
        }
    }
    keep_named_case(out, mine, theirs);
    beside_others(out);
    known = std::make_shared<const FigurePairs>(std::move(out));
    return *known;
}

}  // namespace sauro::rulebook
