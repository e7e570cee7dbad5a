#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "planning/planning.hpp"
#include "text/text.hpp"

namespace sauro::planning {

std::vector<Clash> clashes(std::vector<Seat>& seats, std::size_t most) {
    std::ranges::sort(seats, [](const Seat& a, const Seat& b) {
        return std::tuple(a.who, a.date, a.hours.start, a.conference) <
               std::tuple(b.who, b.date, b.hours.start, b.conference);
    });
    std::vector<Clash> found;
    std::vector<const Seat*> open;  // of one body on one day, not yet over
    for (std::size_t i = 0; i < seats.size(); ++i) {
        const Seat& seat = seats[i];
        const bool same = i > 0 && seats[i - 1].who == seat.who && seats[i - 1].date == seat.date;
        if (!same) open.clear();
        std::erase_if(open, [&](const Seat* other) { return other->hours.end <= seat.hours.start; });
        for (const Seat* other : open) {
            if (other->conference == seat.conference) continue;
            found.push_back({std::min(other->conference, seat.conference), std::max(other->conference, seat.conference),
                             seat.who, 1});
        }
        if (open.size() < most) open.push_back(&seat);
    }
    std::ranges::sort(found, {}, [](const Clash& c) { return std::tuple(c.a, c.b, c.who); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const bool same_pair = kept > 0 && found[kept - 1].a == found[i].a && found[kept - 1].b == found[i].b;
        if (!same_pair)
            found[kept++] = found[i];
        else if (found[i - 1].who != found[i].who)
            ++found[kept - 1].people;
    }
    found.resize(kept);
    return found;
}

Measure measure(std::span<const Conference> plan) {
    Measure out;
    std::vector<Seat> seats;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        ++out.total;
        out.online += plan[i].online ? 1 : 0;
        out.wide += plan[i].wide ? 1 : 0;
        for (const auto who : plan[i].who)
            seats.push_back({who, static_cast<std::int32_t>(i), plan[i].date, plan[i].hours});
    }
    out.clashes = static_cast<std::int64_t>(clashes(seats).size());
    return out;
}

Words words_of(std::string_view title) {
    auto words = text::folded_syllables(title);
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    return words;
}

double closeness(const Words& a, const Words& b) {
    if (a.empty() || b.empty()) return 0;
    std::size_t shared = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j)
            ++i;
        else if (*j < *i)
            ++j;
        else
            ++shared, ++i, ++j;
    }
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

std::vector<base::Date> free_days(std::span<const Conference> plan, std::size_t one, base::Date near,
                                  const base::WorkCalendar& calendar, int reach, std::size_t most) {
    const Conference& wanted = plan[one];
    const std::unordered_set<std::int32_t> people(wanted.who.begin(), wanted.who.end());
    std::vector<base::Date> taken;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        if (i == one || !plan[i].hours.overlaps(wanted.hours)) continue;
        if (std::ranges::any_of(plan[i].who, [&](std::int32_t who) { return people.contains(who); }))
            taken.push_back(plan[i].date);
    }
    std::ranges::sort(taken);
    std::vector<base::Date> out;
    const auto offer = [&](base::Date day) {
        if (out.size() < most && day.year() == near.year() && calendar.is_working_day(day) &&
            !std::ranges::binary_search(taken, day))
            out.push_back(day);
    };
    offer(near);
    for (int away = 1; away <= reach && out.size() < most; ++away) {
        offer(near.plus_days(away));
        offer(near.plus_days(-away));
    }
    return out;
}

}  // namespace sauro::planning
