#include "rulebook/superior/pairing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace sauro::rulebook {
namespace {

enum S : std::size_t {
    lighter,
    of_task,
    of_stretch,
    count,
    deeds,
    things,
    who,
    words,
    neighbours,
    rarest,
    no_deed,
    no_thing,
    same_day,
    in_term,
    soon_after,
    other_day,
    rhythm,
    no_rhythm,
    figure,
    unit,
    other_unit,
    report,
    no_report,
    order,
    row_first,
    row_gap,
    col_first,
    col_gap,
    longer,
    shorter,
    own_task,
    told,
    stands,
    cites,
    spends,
    but_report
};
static_assert(but_report + 1 == std::tuple_size_v<PairSigns>);

constexpr std::int16_t whole = 100;

std::int16_t small(double value) { return static_cast<std::int16_t>(std::clamp(value, -999.0, 999.0)); }

std::int16_t part(std::int64_t some, std::int64_t of, int most = whole) {
    return of <= 0 ? std::int16_t{0} : small(static_cast<double>(std::min<std::int64_t>(some * whole / of, most)));
}

// A day within a month before the last one carries it out, or within the last quarter of the time given; one as soon
// after it is the same task, late.
void days_of(const PairSide& task, const PairSide& stretch, PairSigns& out) {
    if (task.days.empty() || stretch.days.empty()) return;
    constexpr int quarter = 4;
    const int near = std::max(25, task.given / quarter), late = std::max(65, task.given / quarter);
    const base::Date due = task.days.front().last;
    bool near_it = false;
    for (const NamedDay& day : stretch.days) {
        const auto is = [&](S sign) { out[sign] = whole, near_it = true; };
        if (day.last == due || day.last == due.plus_days(-1)) is(same_day);
        if (day.last <= due && due.plus_days(-near) <= day.last) is(in_term);
        if (due < day.last && day.last <= due.plus_days(late)) is(soon_after);
    }
    if (!near_it) out[other_day] = whole;
}

void figures_of(const PairSide& task, const PairSide& stretch, PairSigns& out) {
    bool one_unit = false, one_figure = false;
    for (const auto& a : task.figures) {
        for (const auto& b : stretch.figures) {
            if (a.unit != b.unit) continue;
            one_unit = true;
            one_figure = one_figure || a.value == b.value;
        }
    }
    if (one_figure) out[figure] = whole;
    if (one_unit) out[unit] = whole;
    if (!one_unit && !task.figures.empty() && !stretch.figures.empty()) out[other_unit] = whole;
}

PairSigns signs_of(const TermSpace& space, const PairSide& task, const PairSide& stretch) {
    PairSigns out{};
    const auto shared = space.meet(task.terms, stretch.terms);
    constexpr int many = 4, most = 150;
    const auto up_to = [](std::size_t n, int limit) { return small(std::min(static_cast<int>(n), limit) * whole); };
    out[lighter] =
        small(std::min<double>(space.likeness(shared, task.weight, stretch.weight).approximate() * whole, most));
    out[of_task] = part(shared.weight, task.weight, most);
    out[of_stretch] = part(shared.weight, stretch.weight, most);
    out[count] = small(std::log2(1.0 + static_cast<double>(shared.count)) * whole);
    out[deeds] = up_to(shared.of_kind[2], 2);
    out[things] = up_to(shared.of_kind[3], many);
    out[who] = up_to(shared.of_kind[1], 2);
    out[words] = up_to(shared.of_kind[0], many);
    out[neighbours] = up_to(shared.of_kind[4], many);
    out[rarest] = small(static_cast<double>(shared.rarest) * whole);
    if (shared.of_kind[2] == 0) out[no_deed] = whole;
    if (shared.of_kind[3] + shared.of_kind[0] == 0) out[no_thing] = whole;
    days_of(task, stretch, out);
    figures_of(task, stretch, out);
    if (task.rhythm != 0) out[(task.rhythm & stretch.rhythm) != 0 ? rhythm : no_rhythm] = whole;
    if (task.reports && stretch.reports) out[report] = whole;
    if (task.reports && !stretch.reports) out[no_report] = whole;
    if (stretch.reports && !task.reports) out[but_report] = whole;
    out[order] = small(whole - std::abs(task.place - stretch.place));
    const double ratio = std::log2((static_cast<double>(stretch.weight) + 1) / (static_cast<double>(task.weight) + 1));
    out[longer] = small(std::max(0.0, ratio) * whole);
    out[shorter] = small(std::max(0.0, -ratio) * whole);
    if (stretch.own_task) out[own_task] = whole;
    if (stretch.told) out[told] = whole;
    if (stretch.stands) out[stands] = whole;
    if (stretch.cites && !task.cites) out[cites] = whole;
    if (stretch.spends && !task.spends) out[spends] = whole;
    return out;
}

// Per cent of the way from the first to the last.
void to_places(const std::vector<PairSide*>& sides) {
    if (sides.empty()) return;
    const auto [first, last] = std::ranges::minmax_element(sides, {}, &PairSide::place);
    const int from = (*first)->place, length = std::max((*last)->place - from, 1);
    for (PairSide* side : sides) side->place = static_cast<int>(100LL * (side->place - from) / length);
}

}  // namespace

Pairing::Pairing(const TermSpace& space, const std::vector<PairSide*>& tasks, const std::vector<PairSide*>& stretches)
    : columns_(stretches.size()) {
    signs_.reserve(tasks.size() * columns_);
    for (const auto* list : {&tasks, &stretches}) {
        for (PairSide* side : *list) side->weight = space.weight(side->terms);
        to_places(*list);
    }
    for (const PairSide* task : tasks) {
        for (const PairSide* stretch : stretches) signs_.push_back(signs_of(space, *task, *stretch));
    }
    // How a pair stands beside the others of its task, in other places, and of its stretch.
    const auto like = [&](std::size_t row, std::size_t column) {
        const PairSigns& one = signs_[row * columns_ + column];
        return one[lighter] + one[of_task];
    };
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> best_row(columns_, none), second_row(columns_, none);
    for (std::size_t column = 0; column < columns_; ++column) {
        for (std::size_t row = 0; row < tasks.size(); ++row) {
            auto &best = best_row[column], &second = second_row[column];
            if (best == none || like(row, column) > like(best, column))
                second = std::exchange(best, row);
            else if (second == none || like(row, column) > like(second, column))
                second = row;
        }
    }
    for (std::size_t row = 0; row < tasks.size(); ++row) {
        std::size_t best = 0;
        for (std::size_t column = 1; column < columns_; ++column) {
            if (like(row, column) > like(row, best)) best = column;
        }
        const auto apart = [&](std::size_t a, std::size_t b) {
            return stretches[a]->span.end <= stretches[b]->span.start ||
                   stretches[b]->span.end <= stretches[a]->span.start;
        };
        int elsewhere = 0;
        for (std::size_t column = 0; column < columns_; ++column) {
            if (apart(best, column)) elsewhere = std::max(elsewhere, like(row, column));
        }
        for (std::size_t column = 0; column < columns_; ++column) {
            PairSigns& one = signs_[row * columns_ + column];
            const bool here = !apart(best, column);
            const int gap = like(row, column) - (here ? elsewhere : like(row, best));
            one[row_first] = here ? whole : std::int16_t{0};
            one[row_gap] = small(std::clamp<int>(gap, -whole, whole));
            const std::size_t other = best_row[column] == row ? second_row[column] : best_row[column];
            const int column_gap = like(row, column) - (other == none ? 0 : like(other, column));
            one[col_first] = column_gap >= 0 ? whole : std::int16_t{0};
            one[col_gap] = small(std::clamp<int>(column_gap, -whole, whole));
        }
    }
}

Result<PairWeights> PairWeights::read(const Phrases& entries, std::span<const std::string_view> names) {
    PairWeights out;
    out.weights_.assign(names.size(), 0);
    for (const auto& entry : entries) {
        const auto wrong = [&](std::string_view why) {
            return fail(ErrorKind::invalid, "rulebook.pair_weights", fmt::format("“{}” {}", entry, why), "");
        };
        const auto blank = entry.find(' ');
        const std::string_view name = std::string_view(entry).substr(0, blank);
        const std::string_view number = blank == std::string::npos ? "" : std::string_view(entry).substr(blank + 1);
        double value = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
        if (number.empty() || read.ec != std::errc() || read.ptr != number.data() + number.size())
            return wrong("không có dạng “tên số”");
        const int weight = static_cast<int>(std::lround(value * whole));
        const std::pair<std::string_view, int*> bars[] = {{"base", &out.base_},     {"sure", &out.sure_},
                                                          {"maybe", &out.maybe_},   {"least", &out.least_},
                                                          {"others", &out.others_}, {"usual", &out.usual_}};
        if (const auto bar = std::ranges::find(bars, name, &std::pair<std::string_view, int*>::first);
            bar != std::end(bars)) {
            *bar->second = weight;
            continue;
        }
        const auto sign = std::ranges::find(names, name);
        if (sign == names.end()) return wrong("nêu một dấu hiệu không có");
        out.weights_[static_cast<std::size_t>(sign - names.begin())] = weight;
    }
    return out;
}

int PairWeights::maybe_beside(int sums, int count) const {
    // One as usual stands beside them, so that two tasks do not say how a text is written.
    return maybe_ + others_ * ((sums + usual_) / (count + 1) - usual_) / whole;
}

int PairWeights::sum(std::span<const std::int16_t> signs) const {
    int out = base_ * whole;
    for (std::size_t i = 0; i < signs.size(); ++i) out += weights_[i] * signs[i];
    return out / whole;
}

}  // namespace sauro::rulebook
