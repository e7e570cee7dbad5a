#include <algorithm>
#include <tuple>

#include "planning/planning.hpp"

namespace sauro::planning {

namespace {

// Pairs of one day with how many sit in both; people come one after the other. Conferences of a day stand together in
// most lists: a square of counts serves them, else the pairs are sorted.
class Pairs {
  public:
    void begin(std::span<const Seat> day) {
        const auto [low, high] = std::ranges::minmax(day, {}, &Seat::conference);
        first_ = low.conference;
        side_ = static_cast<std::size_t>(high.conference - low.conference) + 1;
        square_ = side_ <= most_side;
        if (!square_) return;
        counts_.assign(side_ * side_, Clash{0, 0, -1, 0});
        last_.assign(side_ * side_, -1);
    }
    void add(std::int32_t a, std::int32_t b, std::int32_t who) {
        if (a > b) std::swap(a, b);
        if (!square_) return found_.push_back({a, b, who, 1});
        Clash& one = counts_[static_cast<std::size_t>(a - first_) * side_ + static_cast<std::size_t>(b - first_)];
        if (one.people == 0) one = {a, b, who, 0};
        auto& last = last_[static_cast<std::size_t>(&one - counts_.data())];
        if (last == who) return;  // two seats of one body
        last = who;
        ++one.people;
    }
    void end(std::vector<Clash>& out) {
        if (square_) {
            std::ranges::copy_if(counts_, std::back_inserter(out), [](const Clash& one) { return one.people > 0; });
            return;
        }
        std::ranges::sort(found_, {}, [](const Clash& c) { return std::tuple(c.a, c.b, c.who); });
        for (std::size_t i = 0; i < found_.size(); ++i) {
            const bool same_pair = i > 0 && found_[i - 1].a == found_[i].a && found_[i - 1].b == found_[i].b;
            if (!same_pair)
                out.push_back(found_[i]);
            else if (found_[i - 1].who != found_[i].who)
                ++out.back().people;
        }
        found_.clear();
    }

  private:
    static constexpr std::size_t most_side = 128;
    std::int32_t first_ = 0;
    std::size_t side_ = 0;
    bool square_ = false;
    std::vector<Clash> counts_, found_;
    std::vector<std::int32_t> last_;  // who was counted last for a pair
};

// Seats of a day by who and start. Few people beside the seats: they are dealt out, nothing is compared.
class ByPerson {
  public:
    explicit ByPerson(const std::vector<Seat>& seats) {
        for (const auto& seat : seats) most_ = std::max(most_, static_cast<std::size_t>(seat.who));
    }
    std::span<const Seat> sorted(std::span<Seat> day) {
        const auto before = [](const Seat& a, const Seat& b) {
            return std::tie(a.who, a.hours.start, a.conference) < std::tie(b.who, b.hours.start, b.conference);
        };
        if (most_ > 4 * day.size()) {
            std::ranges::sort(day, before);
            return day;
        }
        place_.assign(most_ + 2, 0);
        for (const auto& seat : day) ++place_[static_cast<std::size_t>(seat.who) + 1];
        for (std::size_t i = 1; i < place_.size(); ++i) place_[i] += place_[i - 1];
        dealt_.resize(day.size());
        for (const auto& seat : day) dealt_[place_[static_cast<std::size_t>(seat.who)]++] = seat;
        for (std::size_t i = 0, from = 0; i <= most_; from = place_[i++])
            std::sort(dealt_.begin() + static_cast<std::ptrdiff_t>(from),
                      dealt_.begin() + static_cast<std::ptrdiff_t>(place_[i]), before);
        return dealt_;
    }

  private:
    std::size_t most_ = 0;
    std::vector<std::size_t> place_;
    std::vector<Seat> dealt_;
};

}  // namespace

std::vector<Clash> clashes(std::vector<Seat>& seats, std::size_t most) {
    if (!std::ranges::is_sorted(seats, {}, &Seat::date)) std::ranges::sort(seats, {}, &Seat::date);
    std::vector<Clash> out;
    Pairs pairs;
    ByPerson people(seats);
    std::vector<const Seat*> open;  // of one body on one day, not yet over
    for (auto from = seats.begin(); from != seats.end();) {
        const auto end = std::find_if(from, seats.end(), [&](const Seat& seat) { return seat.date != from->date; });
        const auto day = people.sorted({from, end});
        pairs.begin(day);
        for (auto seat = day.begin(); seat != day.end(); ++seat) {
            if (seat == day.begin() || std::prev(seat)->who != seat->who) open.clear();
            std::erase_if(open, [&](const Seat* other) { return other->hours.end <= seat->hours.start; });
            for (const Seat* other : open) {
                if (other->conference != seat->conference) pairs.add(other->conference, seat->conference, seat->who);
            }
            if (open.size() < most) open.push_back(&*seat);
        }
        pairs.end(out);
        from = end;
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
