#include "planning/board.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace sauro::planning {
namespace {

constexpr int near_days = 45;
constexpr int whole_year = 366;

std::vector<std::vector<std::size_t>> graph_of(std::span<const Conference> plan) {
    std::vector<Seat> seats;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        for (const auto who : plan[i].who)
            seats.push_back({who, static_cast<std::int32_t>(i), plan[i].date, plan[i].hours});
    }
    std::vector<std::vector<std::size_t>> out(plan.size());
    for (const auto& clash : clashes(seats)) {
        const auto a = static_cast<std::size_t>(clash.a), b = static_cast<std::size_t>(clash.b);
        if (plan[a].other && plan[b].other) continue;
        out[a].push_back(b);
        out[b].push_back(a);
    }
    return out;
}

// The guests of `i` sit nowhere else at the hours of `into`.
bool fits(std::span<const Conference> plan, std::size_t i, std::size_t into) {
    Conference guests = plan[into];
    guests.who = plan[i].who;
    for (std::size_t k = 0; k < plan.size(); ++k) {
        if (k != i && k != into && clash(guests, plan[k])) return false;
    }
    return true;
}

// A wide one goes into a wide one, so that no other becomes wide; of several the closest.
std::optional<Removal> removal_of(std::span<const Conference> plan, const std::vector<Subject>& subjects,
                                  std::size_t i) {
    const Conference& one = plan[i];
    if (one.fixed) return std::nullopt;
    std::optional<Removal> best;
    double closest = 0;
    for (std::size_t j = 0; j < plan.size(); ++j) {
        if (j == i || plan[j].fixed || plan[j].other || (one.wide && !plan[j].wide)) continue;
        const auto close = mergeable(one, subjects[i], plan[j], subjects[j]);
        if (!close || *close <= closest || !fits(plan, i, j)) continue;
        best = Removal{Kind::merge, j};
        closest = *close;
    }
    if (!best && one.replaceable) best = Removal{Kind::replace, std::nullopt};
    return best;
}

Burden burden_of(const Conference& one) {
    return {one.duty, static_cast<int>(one.stage), one.who.size(),
            one.cost.value_or(std::numeric_limits<std::int64_t>::max()), -one.date.days()};
}

}  // namespace

std::optional<base::Date> day_for(std::span<const Conference> plan, std::size_t one, const base::WorkCalendar& calendar,
                                  base::Date from) {
    for (const int reach : {near_days, whole_year}) {
        const auto days = free_days(plan, one, plan[one].date, calendar, {.reach = reach, .most = 1, .from = from});
        if (!days.empty()) return days.front();
    }
    return std::nullopt;
}

Board board_of(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar,
               base::Date from) {
    Board out{plan, limits, 0, {}, {}, graph_of(plan), {}, {}, {}, {}};
    std::vector<Subject> subjects;
    for (const auto& one : plan) {
        out.own += one.other ? 0 : 1;
        subjects.push_back(one.other ? Subject() : subject_of(one));
        out.burden.push_back(burden_of(one));
    }
    for (std::size_t i = 0; i < plan.size(); ++i) {
        if (plan[i].wide && !plan[i].other) out.wide.push_back(i);
        out.removal.push_back(removal_of(plan, subjects, i));
        out.movable.push_back(!plan[i].fixed && !out.beside[i].empty() && day_for(plan, i, calendar, from).has_value());
    }
    for (std::size_t a = 0; a < plan.size(); ++a) {
        for (const std::size_t b : out.beside[a]) {
            if (a < b && !out.movable[a] && !out.movable[b]) out.stuck.emplace_back(a, b);
        }
    }
    std::vector<std::size_t> order(plan.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return out.burden[i]; });
    out.place.resize(plan.size());
    for (std::size_t at = 0; at < order.size(); ++at) out.place[order[at]] = at;
    return out;
}

std::int64_t Board::total_over(const Some& gone) const {
    if (!limits.most) return 0;
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(own - gone.size()) - *limits.most);
}

std::int64_t Board::wide_over(const Some& gone) const {
    if (!limits.most_wide) return 0;
    const auto left = std::ranges::count_if(wide, [&](std::size_t i) { return !gone.contains(i); });
    return std::max<std::int64_t>(0, left - *limits.most_wide);
}

std::int64_t Board::broken(const Some& gone) const {
    return total_over(gone) + wide_over(gone) + std::ranges::count_if(stuck, [&](const auto& pair) {
               return !gone.contains(pair.first) && !gone.contains(pair.second);
           });
}

std::int64_t Board::online_short(const Some& gone) const {
    if (!limits.online_percent) return 0;
    std::int64_t online = 0, total = 0;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        if (plan[i].other || gone.contains(i)) continue;
        ++total;
        online += plan[i].online ? 1 : 0;
    }
    return std::max<std::int64_t>(0, (*limits.online_percent * total + 99) / 100 - online);
}

bool Board::may_go(const Some& gone, std::size_t i) const {
    if (!removal[i] || gone.contains(i)) return false;
    if (removal[i]->into && gone.contains(*removal[i]->into)) return false;
    return std::ranges::none_of(gone, [&](std::size_t g) { return removal[g]->into == i; });
}

bool Board::needed(const Some& gone) const {
    const auto now = broken(gone);
    return std::ranges::all_of(gone, [&](std::size_t i) {
        Some less = gone;
        less.erase(i);
        return broken(less) > now;
    });
}

Some Board::without_needless(Some gone) const {
    // The heaviest stay if they may.
    std::vector<std::size_t> order(gone.begin(), gone.end());
    std::ranges::sort(order, std::greater(), [&](std::size_t i) { return place[i]; });
    for (const std::size_t i : order) {
        Some less = gone;
        less.erase(i);
        if (broken(less) == broken(gone)) gone = std::move(less);
    }
    return gone;
}

}  // namespace sauro::planning
