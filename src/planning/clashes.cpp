#include <algorithm>
#include <tuple>

#include "planning/planning.hpp"
#include "text/text.hpp"

namespace sauro::planning {

namespace {

// Those of one day: each pair once, with the first who sits in both.
void fold(std::vector<Clash>& found, std::vector<Clash>& out) {
    std::ranges::sort(found, {}, [](const Clash& c) { return std::tuple(c.a, c.b, c.who); });
    for (std::size_t i = 0; i < found.size(); ++i) {
        const bool same_pair = i > 0 && found[i - 1].a == found[i].a && found[i - 1].b == found[i].b;
        if (!same_pair)
            out.push_back(found[i]);
        else if (found[i - 1].who != found[i].who)
            ++out.back().people;
    }
    found.clear();
}

}  // namespace

std::vector<Clash> clashes(std::vector<Seat>& seats, std::size_t most) {
    if (!std::ranges::is_sorted(seats, {}, &Seat::date)) std::ranges::sort(seats, {}, &Seat::date);
    std::vector<Clash> found, out;
    std::vector<const Seat*> open;  // of one body on one day, not yet over
    for (auto day = seats.begin(); day != seats.end();) {
        const auto end = std::find_if(day, seats.end(), [&](const Seat& seat) { return seat.date != day->date; });
        std::sort(day, end, [](const Seat& a, const Seat& b) {
            return std::tie(a.who, a.hours.start, a.conference) < std::tie(b.who, b.hours.start, b.conference);
        });
        for (auto seat = day; seat != end; ++seat) {
            if (seat == day || std::prev(seat)->who != seat->who) open.clear();
            std::erase_if(open, [&](const Seat* other) { return other->hours.end <= seat->hours.start; });
            for (const Seat* other : open) {
                if (other->conference == seat->conference) continue;
                found.push_back({std::min(other->conference, seat->conference),
                                 std::max(other->conference, seat->conference), seat->who, 1});
            }
            if (open.size() < most) open.push_back(&*seat);
        }
        fold(found, out);
        day = end;
    }
    std::ranges::sort(out, {}, [](const Clash& c) { return std::tuple(c.a, c.b); });
    return out;
}

bool clash(const Conference& a, const Conference& b) {
    if (a.date != b.date || !a.hours.overlaps(b.hours)) return false;
    for (auto i = a.who.begin(), j = b.who.begin(); i != a.who.end() && j != b.who.end();) {
        if (*i == *j) return true;
        *i < *j ? ++i : ++j;
    }
    return false;
}

Measure measure(std::span<const Conference> plan) {
    Measure out;
    std::vector<Seat> seats;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        for (const auto who : plan[i].who)
            seats.push_back({who, static_cast<std::int32_t>(i), plan[i].date, plan[i].hours});
        if (plan[i].other) continue;
        ++out.total;
        out.online += plan[i].online ? 1 : 0;
        out.wide += plan[i].wide ? 1 : 0;
    }
    out.clashes = std::ranges::count_if(clashes(seats), [&](const Clash& one) {
        return !plan[static_cast<std::size_t>(one.a)].other || !plan[static_cast<std::size_t>(one.b)].other;
    });
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
                                  const base::WorkCalendar& calendar, const Looking& looking) {
    const Conference& wanted = plan[one];
    std::vector<bool> invited;
    for (const auto who : wanted.who) {
        if (static_cast<std::size_t>(who) >= invited.size()) invited.resize(static_cast<std::size_t>(who) + 1);
        invited[static_cast<std::size_t>(who)] = true;
    }
    const auto sits = [&](std::int32_t who) {
        return static_cast<std::size_t>(who) < invited.size() && invited[static_cast<std::size_t>(who)];
    };
    std::vector<base::Date> taken;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const auto apart = plan[i].date.days() - near.days();
        if (i == one || apart > looking.reach || apart < -looking.reach || !plan[i].hours.overlaps(wanted.hours))
            continue;
        if (std::ranges::any_of(plan[i].who, sits)) taken.push_back(plan[i].date);
    }
    std::ranges::sort(taken);
    std::vector<base::Date> out;
    const auto offer = [&](base::Date day) {
        if (out.size() < looking.most && day >= looking.from && day.year() == near.year() &&
            calendar.is_working_day(day) && !std::ranges::binary_search(taken, day))
            out.push_back(day);
    };
    offer(near);
    for (int away = 1; away <= looking.reach && out.size() < looking.most; ++away) {
        offer(near.plus_days(away));
        offer(near.plus_days(-away));
    }
    return out;
}

}  // namespace sauro::planning
