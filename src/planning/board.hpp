// A plan as the search for an improvement sees it. Internal to the library.
#pragma once
#include <compare>
#include <set>
#include <utility>

#include "planning/planning.hpp"

namespace sauro::planning {

using Some = std::set<std::size_t>;  // conferences, by index

// What is lost by changing a conference, the heaviest first: a duty of its own, work done for it, people to be told,
// money, and little time left (the earlier day).
struct Burden {
    bool duty = false;
    int stage = 0;
    std::size_t guests = 0;
    std::int64_t cost = 0, sooner = 0;
    auto operator<=>(const Burden&) const = default;
};

struct Removal {
    Kind kind = Kind::replace;
    std::optional<std::size_t> into;
};

struct Board {
    std::span<const Conference> plan;
    Limits limits;
    std::size_t own = 0;
    std::vector<std::size_t> wide;                           // own ones that count against the cap of the area
    std::vector<std::optional<Removal>> removal;             // how it may go; nothing: it may not
    std::vector<std::vector<std::size_t>> beside;            // clashes
    std::vector<bool> movable;                               // a free day exists within the year
    std::vector<std::pair<std::size_t, std::size_t>> stuck;  // clashes that no move solves
    std::vector<Burden> burden;
    std::vector<std::size_t> place;  // in the order of their burdens, the lightest 0

    std::int64_t total_over(const Some& gone) const;
    std::int64_t wide_over(const Some& gone) const;
    // What only leaving the plan mends: too many, too many wide ones, clashes that no move solves.
    std::int64_t broken(const Some& gone) const;
    std::int64_t online_short(const Some& gone) const;
    // One that receives another must stay, and one that goes receives nobody.
    bool may_go(const Some& gone, std::size_t i) const;
    // Nothing goes without need: each that stayed would leave more broken.
    bool needed(const Some& gone) const;
    Some without_needless(Some gone) const;

    mutable std::int64_t work = 0;
    // Comparisons of all searches together, so that no plan takes longer than seconds; then what was found stands.
    bool tired() const { return work > 5'000'000; }
};
Board board_of(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar,
               base::Date from);

// Near its day if one is there, else anywhere in the year.
std::optional<base::Date> day_for(std::span<const Conference> plan, std::size_t one, const base::WorkCalendar& calendar,
                                  base::Date from);

// The fewest conferences, and of as few the lightest, that must leave their hour so that no clash is left that a move
// can solve.
Some fewest_moves(const Board& board, const Some& gone);

struct Choice {
    Some gone, moved, online;
    std::size_t size() const { return gone.size() + moved.size() + online.size(); }
};
// The list of changes, one after the other on a copy of the plan, so that each shows what it does.
Improvement told(const Board& board, const Choice& choice, const base::WorkCalendar& calendar, base::Date from);

}  // namespace sauro::planning
