// The fewest changes that bring a plan within its limits, and of as few those that cost least.
#include <algorithm>

#include "planning/board.hpp"

namespace sauro::planning {
namespace {

constexpr std::size_t few = 8;  // so many may go: all their sets are tried
constexpr int most_exchanges = 1500;

// Given which go, the rest is settled: which move, and which of the in-person ones go online, the lightest first.
Choice settle(const Board& board, Some gone) {
    Choice out;
    out.gone = std::move(gone);
    out.moved = fewest_moves(board, out.gone);
    std::vector<std::size_t> could;
    for (std::size_t i = 0; i < board.plan.size(); ++i) {
        if (!board.plan[i].fixed && !board.plan[i].online && !out.gone.contains(i)) could.push_back(i);
    }
    std::ranges::sort(could, {}, [&](std::size_t i) { return board.place[i]; });
    const auto missing = static_cast<std::size_t>(board.online_short(out.gone));
    if (could.size() > missing) could.resize(missing);
    out.online.insert(could.begin(), could.end());
    return out;
}

std::int64_t short_of(const Board& board, const Choice& choice) {
    return board.broken(choice.gone) +
           std::max<std::int64_t>(0, board.online_short(choice.gone) - static_cast<std::int64_t>(choice.online.size()));
}
std::size_t weight(const Board& board, const Choice& choice) {
    std::size_t out = 0;
    for (const Some* some : {&choice.gone, &choice.moved, &choice.online}) {
        for (const std::size_t i : *some) out += board.place[i];
    }
    return out;
}
bool better(const Board& board, const Choice& a, const Choice& b) {
    return std::tuple(short_of(board, a), a.size(), weight(board, a)) <
           std::tuple(short_of(board, b), b.size(), weight(board, b));
}

// What going is worth beside what it must mend: a clash less to solve by a move, one less to bring online.
int worth(const Board& board, const Some& gone, std::size_t i) {
    const bool clashing = std::ranges::any_of(board.beside[i], [&](std::size_t j) { return !gone.contains(j); });
    return (clashing ? 2 : 0) + (board.plan[i].online ? 0 : 1);
}

Some must_go(const Board& board) {
    Some gone;
    for (;;) {
        const auto now = board.broken(gone);
        if (now == 0) break;
        std::optional<std::size_t> best;
        std::pair<std::int64_t, int> most;
        for (std::size_t i = 0; i < board.plan.size(); ++i) {
            if (!board.may_go(gone, i)) continue;
            Some next = gone;
            next.insert(i);
            const std::pair here{now - board.broken(next), worth(board, gone, i)};
            if (here.first == 0 || (best && here < most)) continue;
            if (best && here == most && board.place[i] > board.place[*best]) continue;
            best = i;
            most = here;
        }
        if (!best) break;
        gone.insert(*best);
    }
    return board.without_needless(std::move(gone));
}

// One of those that go against one that stays, as long as it gets better. Only what clashes can spare a move.
Choice exchanged(const Board& board, Choice best) {
    int tries = 0;
    for (bool again = true; again;) {
        again = false;
        for (std::size_t in = 0; in < board.plan.size(); ++in) {
            if (board.beside[in].empty() || !board.removal[in]) continue;
            for (const std::size_t out : Some(best.gone)) {
                if (best.gone.contains(in) || ++tries > most_exchanges || board.tired()) break;
                Some gone = best.gone;
                gone.erase(out);
                if (!board.may_go(gone, in)) continue;
                gone.insert(in);
                if (!board.needed(gone)) continue;
                auto next = settle(board, std::move(gone));
                if (!better(board, next, best)) continue;
                best = std::move(next);
                again = true;
            }
        }
    }
    return best;
}

// Of few that may go: every set of them is tried.
Choice best_of_all(const Board& board, const std::vector<std::size_t>& may, Choice best) {
    for (std::size_t set = 0; set < std::size_t{1} << may.size(); ++set) {
        Some gone;
        bool fits = true;
        for (std::size_t i = 0; i < may.size() && fits; ++i) {
            if (((set >> i) & 1U) == 0) continue;
            fits = board.may_go(gone, may[i]);
            gone.insert(may[i]);
        }
        if (!fits || !board.needed(gone)) continue;
        auto next = settle(board, std::move(gone));
        if (better(board, next, best)) best = std::move(next);
    }
    return best;
}

// The plain way: whatever mends, one after the other.
Choice greedy_of(const Board& board) {
    Some gone;
    for (std::size_t i = 0; i < board.plan.size() && board.broken(gone) > 0; ++i) {
        if (!board.may_go(gone, i)) continue;
        Some next = gone;
        next.insert(i);
        if (board.broken(next) < board.broken(gone)) gone = std::move(next);
    }
    return settle(board, board.without_needless(std::move(gone)));
}

}  // namespace

Improvement improve(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar,
                    base::Date from) {
    const Board board = board_of(plan, limits, calendar, from);
    const Choice plain = greedy_of(board);
    Choice best = settle(board, must_go(board));
    std::vector<std::size_t> may;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        if (board.removal[i]) may.push_back(i);
    }
    best = may.size() <= few ? best_of_all(board, may, std::move(best)) : exchanged(board, std::move(best));
    if (better(board, plain, best)) best = plain;
    Improvement out = told(board, best, calendar, from);
    out.greedy = plain.size();
    if (limits.most && out.after.total > *limits.most) out.unmet.emplace_back("most");
    if (limits.most_wide && out.after.wide > *limits.most_wide) out.unmet.emplace_back("most_wide");
    if (limits.online_percent && 100 * out.after.online < *limits.online_percent * out.after.total)
        out.unmet.emplace_back("online_percent");
    if (out.after.clashes > 0) out.unmet.emplace_back("clashes");
    return out;
}

}  // namespace sauro::planning
