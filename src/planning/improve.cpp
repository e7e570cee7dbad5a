// The fewest changes that bring a plan within its limits.
#include <algorithm>
#include <map>
#include <set>

#include "planning/planning.hpp"

namespace sauro::planning {
namespace {

constexpr double close_enough = 0.6;  // INT-18: one subject,
constexpr int near_enough = 60;       // within 60 days
constexpr int most_looks = 20'000;    // of the exact search of one cluster
// Comparisons of all searches together, so that no plan takes longer than seconds; then greedy answers stand.
constexpr std::int64_t most_work = 5'000'000;
constexpr std::size_t few = 8;  // so many may go: all their sets are tried

struct Removal {
    Kind kind = Kind::replace;
    std::optional<std::size_t> into;
};

// The plan as a graph: how each conference may go, and who stands in whose way.
struct Board {
    std::span<const Conference> plan;
    Limits limits;
    std::size_t own = 0;
    std::vector<std::optional<Removal>> removal;   // how it may go; nothing: it may not
    std::vector<std::vector<std::size_t>> beside;  // clashes
    std::vector<std::optional<base::Date>> free_day;
    mutable std::int64_t work = 0;
    bool tired() const { return work > most_work; }
};

std::vector<std::vector<std::size_t>> graph_of(std::span<const Conference> plan) {
    std::vector<Seat> seats;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        for (const auto who : plan[i].who)
            seats.push_back({who, static_cast<std::int32_t>(i), plan[i].date, plan[i].hours});
    }
    std::vector<std::vector<std::size_t>> out(plan.size());
    for (const auto& clash : clashes(seats)) {
        if (plan[static_cast<std::size_t>(clash.a)].other && plan[static_cast<std::size_t>(clash.b)].other) continue;
        out[static_cast<std::size_t>(clash.a)].push_back(static_cast<std::size_t>(clash.b));
        out[static_cast<std::size_t>(clash.b)].push_back(static_cast<std::size_t>(clash.a));
    }
    return out;
}

// A wide one goes into a wide one, so that no other becomes wide; of several the closest.
std::optional<Removal> removal_of(std::span<const Conference> plan, const std::vector<Words>& words, std::size_t i) {
    const Conference& one = plan[i];
    if (one.fixed) return std::nullopt;
    std::optional<Removal> best;
    double closest = close_enough;
    for (std::size_t j = 0; j < plan.size(); ++j) {
        const auto apart = one.date.days() - plan[j].date.days();
        if (j == i || plan[j].fixed || plan[j].other || (one.wide && !plan[j].wide) || apart > near_enough ||
            apart < -near_enough)
            continue;
        const double close = closeness(words[i], words[j]);
        if (close >= closest && (close > closest || !best)) {
            best = Removal{Kind::merge, j};
            closest = close;
        }
    }
    if (!best && one.replaceable) best = Removal{Kind::replace, std::nullopt};
    return best;
}

Board board_of(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar,
               const Looking& looking) {
    Board out{plan, limits, 0, {}, graph_of(plan), {}};
    std::vector<Words> words;
    for (const auto& one : plan) {
        out.own += one.other ? 0 : 1;
        words.push_back(one.other ? Words() : words_of(one.title));
    }
    for (std::size_t i = 0; i < plan.size(); ++i) {
        out.removal.push_back(removal_of(plan, words, i));
        std::optional<base::Date> day;
        if (!plan[i].fixed && !out.beside[i].empty()) {
            const auto days = free_days(plan, i, plan[i].date, calendar, looking);
            if (!days.empty()) day = days.front();
        }
        out.free_day.push_back(day);
    }
    return out;
}

// One that receives another must stay, and one that goes receives nobody.
bool may_go(const Board& board, const std::set<std::size_t>& gone, std::size_t i) {
    if (!board.removal[i] || gone.contains(i)) return false;
    if (board.removal[i]->into && gone.contains(*board.removal[i]->into)) return false;
    return std::ranges::none_of(gone, [&](std::size_t g) { return board.removal[g]->into == i; });
}

std::int64_t total_over(const Board& board, const std::set<std::size_t>& gone) {
    if (!board.limits.most) return 0;
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(board.own - gone.size()) - *board.limits.most);
}
std::int64_t wide_over(const Board& board, const std::set<std::size_t>& gone) {
    if (!board.limits.most_wide) return 0;
    std::int64_t wide = 0;
    for (std::size_t i = 0; i < board.plan.size(); ++i)
        wide += board.plan[i].wide && !board.plan[i].other && !gone.contains(i) ? 1 : 0;
    return std::max<std::int64_t>(0, wide - *board.limits.most_wide);
}
// How many more must go online.
std::int64_t online_short(const Board& board, const std::set<std::size_t>& gone) {
    if (!board.limits.online_percent) return 0;
    std::int64_t online = 0, total = 0;
    for (std::size_t i = 0; i < board.plan.size(); ++i) {
        if (board.plan[i].other || gone.contains(i)) continue;
        ++total;
        online += board.plan[i].online ? 1 : 0;
    }
    const std::int64_t needed = (*board.limits.online_percent * total + 99) / 100;
    return std::max<std::int64_t>(0, needed - online);
}

// The fewest conferences of one cluster that must leave their hour so that no clash is left. Movable ones only; an edge
// between two that may not move stays.
class Cover {
  public:
    Cover(const Board& board, const std::set<std::size_t>& gone) : board_(board), gone_(gone) {}

    std::set<std::size_t> all() {
        std::set<std::size_t> seen, out;
        for (std::size_t i = 0; i < board_.plan.size(); ++i) {
            if (gone_.contains(i) || seen.contains(i) || board_.beside[i].empty()) continue;
            std::vector<std::size_t> cluster{i};
            seen.insert(i);
            for (std::size_t at = 0; at < cluster.size(); ++at) {
                for (const std::size_t next : board_.beside[cluster[at]]) {
                    if (!gone_.contains(next) && seen.insert(next).second) cluster.push_back(next);
                }
            }
            best_.clear();
            std::set<std::size_t> moved;
            greedy(cluster, moved);
            best_ = moved;
            looks_ = 0;
            moved.clear();
            search(cluster, moved);
            out.insert(best_.begin(), best_.end());
        }
        return out;
    }

  private:
    bool stands(std::size_t a, std::size_t b, const std::set<std::size_t>& moved) const {
        ++board_.work;
        return !gone_.contains(a) && !gone_.contains(b) && !moved.contains(a) && !moved.contains(b) &&
               (board_.free_day[a] || board_.free_day[b]);
    }
    std::size_t degree(std::size_t i, const std::set<std::size_t>& moved) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(board_.beside[i], [&](std::size_t j) { return stands(i, j, moved); }));
    }
    void greedy(const std::vector<std::size_t>& cluster, std::set<std::size_t>& moved) const {
        for (;;) {
            std::size_t best = 0, most = 0;
            for (const std::size_t i : cluster) {
                if (!board_.free_day[i] || moved.contains(i)) continue;
                if (const std::size_t here = degree(i, moved); here > most) {
                    best = i;
                    most = here;
                }
            }
            if (most == 0) return;
            moved.insert(best);
        }
    }
    void search(const std::vector<std::size_t>& cluster, std::set<std::size_t>& moved) {
        if (moved.size() >= best_.size() || ++looks_ > most_looks || board_.tired()) return;
        // A clash that stands: one of its two must move.
        for (const std::size_t a : cluster) {
            for (const std::size_t b : board_.beside[a]) {
                if (!stands(a, b, moved)) continue;
                for (const std::size_t one : {a, b}) {
                    if (!board_.free_day[one]) continue;
                    moved.insert(one);
                    search(cluster, moved);
                    moved.erase(one);
                }
                return;
            }
        }
        best_ = moved;
    }

    const Board& board_;
    const std::set<std::size_t>& gone_;
    std::set<std::size_t> best_;
    int looks_ = 0;
};

struct Choice {
    std::set<std::size_t> gone, moved, online;
    std::size_t size() const { return gone.size() + moved.size() + online.size(); }
};

// Given which go, the rest is settled: which move, and how many go online (the latest of the in-person ones first).
Choice settle(const Board& board, std::set<std::size_t> gone) {
    Choice out;
    out.gone = std::move(gone);
    out.moved = Cover(board, out.gone).all();
    auto missing = online_short(board, out.gone);
    for (std::size_t i = board.plan.size(); i-- > 0 && missing > 0;) {
        if (board.plan[i].fixed || board.plan[i].online || out.gone.contains(i)) continue;
        out.online.insert(i);
        --missing;
    }
    return out;
}

std::int64_t broken(const Board& board, const std::set<std::size_t>& gone) {
    return total_over(board, gone) + wide_over(board, gone);
}

// What taking it away is worth beside the limit it must serve: a clash solved, an in-person one less.
double worth(const Board& board, const std::set<std::size_t>& gone, std::size_t i) {
    const auto clashing = std::ranges::count_if(board.beside[i], [&](std::size_t j) { return !gone.contains(j); });
    return (board.plan[i].wide && wide_over(board, gone) > 0 ? 100.0 : 0.0) + (clashing > 0 ? 1.0 : 0.0) +
           0.01 * static_cast<double>(clashing) + (board.plan[i].online ? 0.0 : 0.6) +
           (board.removal[i]->kind == Kind::merge ? 0.05 : 0.0);
}

std::set<std::size_t> must_go(const Board& board) {
    std::set<std::size_t> gone;
    for (;;) {
        const auto now = broken(board, gone);
        if (now == 0) return gone;
        std::optional<std::size_t> best;
        double most = 0;
        for (std::size_t i = 0; i < board.plan.size(); ++i) {
            if (!may_go(board, gone, i)) continue;
            if (total_over(board, gone) == 0 && !board.plan[i].wide) continue;
            const double here = worth(board, gone, i);
            if (!best || here > most) {
                best = i;
                most = here;
            }
        }
        if (!best) return gone;
        gone.insert(*best);
    }
}

// One of those that go against one that stays, or one more that spares two other changes, as long as the list gets
// shorter. Only what clashes can spare a move; the rest is settled by its worth.
Choice swapped(const Board& board, Choice best) {
    int tries = 0;
    constexpr int most_tries = 1500;
    const auto tried = [&](std::set<std::size_t> gone, std::size_t in) {
        if (!may_go(board, gone, in) || ++tries > most_tries || board.tired()) return false;
        gone.insert(in);
        if (broken(board, gone) > broken(board, best.gone)) return false;
        auto next = settle(board, std::move(gone));
        if (next.size() >= best.size()) return false;
        best = std::move(next);
        return true;
    };
    for (bool shorter = true; shorter && tries < most_tries;) {
        shorter = false;
        for (std::size_t in = 0; in < board.plan.size() && tries < most_tries; ++in) {
            if (board.beside[in].empty() || best.gone.contains(in)) continue;
            if (tried(best.gone, in)) {
                shorter = true;
                continue;
            }
            for (const std::size_t out : std::set(best.gone)) {
                auto gone = best.gone;
                gone.erase(out);
                if (!tried(std::move(gone), in)) continue;
                shorter = true;
                break;
            }
        }
    }
    return best;
}

std::int64_t short_of(const Board& board, const Choice& choice) {
    return broken(board, choice.gone) + std::max<std::int64_t>(0, online_short(board, choice.gone) -
                                                                      static_cast<std::int64_t>(choice.online.size()));
}
bool better(const Board& board, const Choice& a, const Choice& b) {
    return std::pair(short_of(board, a), a.size()) < std::pair(short_of(board, b), b.size());
}

// Of few that may go: every set of them is tried.
Choice best_of_all(const Board& board, const std::vector<std::size_t>& may, Choice best) {
    for (std::size_t set = 1; set < std::size_t{1} << may.size(); ++set) {
        std::set<std::size_t> gone;
        for (std::size_t i = 0; i < may.size(); ++i) {
            if ((set >> i) & 1U) gone.insert(may[i]);
        }
        if (std::ranges::any_of(
                gone, [&](std::size_t i) { return board.removal[i]->into && gone.contains(*board.removal[i]->into); }))
            continue;
        auto next = settle(board, std::move(gone));
        if (better(board, next, best)) best = std::move(next);
    }
    return best;
}

// The plain way: whatever mends most, one after the other.
Choice greedy_of(const Board& board) {
    std::set<std::size_t> gone;
    for (std::size_t i = 0; i < board.plan.size() && broken(board, gone) > 0; ++i) {
        if (!may_go(board, gone, i)) continue;
        auto next = gone;
        next.insert(i);
        if (broken(board, next) < broken(board, gone)) gone = std::move(next);
    }
    return settle(board, std::move(gone));
}

// Applied to a copy of the plan, so that each line shows what it does.
class Told {
  public:
    Told(const Board& board, Improvement& out, const base::WorkCalendar& calendar, const Looking& looking)
        : board_(board),
          out_(out),
          calendar_(calendar),
          looking_(looking),
          now_(board.plan.begin(), board.plan.end()),
          gone_(board.plan.size(), false) {
        for (std::size_t i = 0; i < now_.size(); ++i) on_day_[now_[i].date.days()].push_back(i);
        out_.before = out_.after = measure(now_);
    }
    void go(std::size_t i) {
        Change change{board_.removal[i]->kind, i, board_.removal[i]->into, {}, {}, {}};
        Measure next = out_.after;
        next.total -= 1;
        next.online -= now_[i].online ? 1 : 0;
        next.wide -= now_[i].wide ? 1 : 0;
        next.clashes -= clashing(i);
        gone_[i] = true;
        if (change.into) {
            next.clashes -= clashing(*change.into);
            auto& who = now_[*change.into].who;
            who.insert(who.end(), now_[i].who.begin(), now_[i].who.end());
            std::ranges::sort(who);
            who.erase(std::ranges::unique(who).begin(), who.end());
            next.clashes += clashing(*change.into);
        }
        now_[i].who.clear();
        note(std::move(change), next);
    }
    void move(std::size_t i) {
        // The days are looked up anew: others have moved or gone, and a merged one has more guests.
        const auto days = free_days(now_, i, now_[i].date, calendar_, looking_);
        if (days.empty() || days.front() == now_[i].date) return;
        Measure next = out_.after;
        next.clashes -= clashing(i);
        std::erase(on_day_[now_[i].date.days()], i);
        now_[i].date = days.front();
        on_day_[now_[i].date.days()].push_back(i);
        next.clashes += clashing(i);
        note({Kind::move, i, {}, days.front(), {}, {}}, next);
    }
    void online(std::size_t i) {
        Measure next = out_.after;
        next.online += now_[i].online ? 0 : 1;
        now_[i].online = true;
        note({Kind::online, i, {}, {}, {}, {}}, next);
    }

  private:
    std::int64_t clashing(std::size_t i) const {
        const auto day = on_day_.find(now_[i].date.days());
        return std::ranges::count_if(day->second,
                                     [&](std::size_t j) { return j != i && !gone_[j] && clash(now_[i], now_[j]); });
    }
    void note(Change change, const Measure& next) {
        change.before = out_.after;
        change.after = out_.after = next;
        out_.changes.push_back(std::move(change));
    }

    const Board& board_;
    Improvement& out_;
    const base::WorkCalendar& calendar_;
    const Looking looking_;
    std::vector<Conference> now_;  // one that is gone has nobody
    std::vector<bool> gone_;
    std::map<std::int64_t, std::vector<std::size_t>> on_day_;
};

}  // namespace

Improvement improve(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar,
                    base::Date from) {
    const Looking looking{.most = 1, .from = from};
    const Board board = board_of(plan, limits, calendar, looking);
    const Choice plain = greedy_of(board);
    Choice best = settle(board, must_go(board));
    std::vector<std::size_t> may;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        if (board.removal[i]) may.push_back(i);
    }
    best = may.size() <= few ? best_of_all(board, may, std::move(best)) : swapped(board, std::move(best));
    if (better(board, plain, best)) best = plain;
    Improvement out;
    out.greedy = plain.size();
    Told told(board, out, calendar, looking);
    for (const std::size_t i : best.gone) told.go(i);
    for (const std::size_t i : best.moved) told.move(i);
    for (const std::size_t i : best.online) told.online(i);
    if (limits.most && out.after.total > *limits.most) out.unmet.emplace_back("most");
    if (limits.most_wide && out.after.wide > *limits.most_wide) out.unmet.emplace_back("most_wide");
    if (limits.online_percent && 100 * out.after.online < *limits.online_percent * out.after.total)
        out.unmet.emplace_back("online_percent");
    if (out.after.clashes > 0) out.unmet.emplace_back("clashes");
    return out;
}

}  // namespace sauro::planning
