// The fewest changes that bring a plan within its limits.
#include <algorithm>
#include <set>

#include "planning/planning.hpp"

namespace sauro::planning {
namespace {

constexpr double close_enough = 0.6;  // INT-18: one subject,
constexpr int near_enough = 60;       // within 60 days
constexpr int most_looks = 20'000;    // of the exact search of one cluster

struct Removal {
    Kind kind = Kind::replace;
    std::optional<std::size_t> into;
};

// The plan as a graph: how each conference may go, and who stands in whose way.
struct Board {
    std::span<const Conference> plan;
    Limits limits;
    std::vector<std::optional<Removal>> removal;   // how it may go; nothing: it may not
    std::vector<std::vector<std::size_t>> beside;  // clashes
    std::vector<std::optional<base::Date>> free_day;
};

std::vector<std::vector<std::size_t>> graph_of(std::span<const Conference> plan) {
    std::vector<Seat> seats;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        for (const auto who : plan[i].who)
            seats.push_back({who, static_cast<std::int32_t>(i), plan[i].date, plan[i].hours});
    }
    std::vector<std::vector<std::size_t>> out(plan.size());
    for (const auto& clash : clashes(seats)) {
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
        if (j == i || (one.wide && !plan[j].wide) || apart > near_enough || apart < -near_enough) continue;
        const double close = closeness(words[i], words[j]);
        if (close >= closest && (close > closest || !best)) {
            best = Removal{Kind::merge, j};
            closest = close;
        }
    }
    if (!best && one.replaceable) best = Removal{Kind::replace, std::nullopt};
    return best;
}

Board board_of(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar) {
    Board out{plan, limits, {}, graph_of(plan), {}};
    std::vector<Words> words;
    for (const auto& one : plan) words.push_back(words_of(one.title));
    for (std::size_t i = 0; i < plan.size(); ++i) {
        out.removal.push_back(removal_of(plan, words, i));
        std::optional<base::Date> day;
        if (!plan[i].fixed && !out.beside[i].empty()) {
            const auto days = free_days(plan, i, plan[i].date, calendar, 45, 1);
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
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(board.plan.size() - gone.size()) - *board.limits.most);
}
std::int64_t wide_over(const Board& board, const std::set<std::size_t>& gone) {
    if (!board.limits.most_wide) return 0;
    std::int64_t wide = 0;
    for (std::size_t i = 0; i < board.plan.size(); ++i) wide += board.plan[i].wide && !gone.contains(i) ? 1 : 0;
    return std::max<std::int64_t>(0, wide - *board.limits.most_wide);
}
// How many more must go online.
std::int64_t online_short(const Board& board, const std::set<std::size_t>& gone) {
    if (!board.limits.online_percent) return 0;
    std::int64_t online = 0, total = 0;
    for (std::size_t i = 0; i < board.plan.size(); ++i) {
        if (gone.contains(i)) continue;
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
        if (moved.size() >= best_.size() || ++looks_ > most_looks) return;
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
        if (!may_go(board, gone, in) || ++tries > most_tries) return false;
        gone.insert(in);
        if (broken(board, gone) > broken(board, best.gone)) return false;
        auto next = settle(board, std::move(gone));
        if (next.size() >= best.size()) return false;
        best = std::move(next);
        return true;
    };
    for (bool better = true; better && tries < most_tries;) {
        better = false;
        for (std::size_t in = 0; in < board.plan.size() && tries < most_tries; ++in) {
            if (board.beside[in].empty() || best.gone.contains(in)) continue;
            if (tried(best.gone, in)) {
                better = true;
                continue;
            }
            for (const std::size_t out : std::set(best.gone)) {
                auto gone = best.gone;
                gone.erase(out);
                if (!tried(std::move(gone), in)) continue;
                better = true;
                break;
            }
        }
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
    Told(const Board& board, Improvement& out, const base::WorkCalendar& calendar)
        : board_(board),
          out_(out),
          calendar_(calendar),
          now_(board.plan.begin(), board.plan.end()),
          gone_(board.plan.size(), false) {
        out_.before = out_.after = measured();
    }
    void go(std::size_t i) {
        Change change{board_.removal[i]->kind, i, board_.removal[i]->into, {}, {}, {}};
        gone_[i] = true;
        if (change.into) {
            auto& who = now_[*change.into].who;
            who.insert(who.end(), now_[i].who.begin(), now_[i].who.end());
            std::ranges::sort(who);
            who.erase(std::ranges::unique(who).begin(), who.end());
        }
        note(std::move(change));
    }
    void move(std::size_t i) {
        // The days are looked up anew: others have moved or gone, and a merged one has more guests.
        std::vector<Conference> left;
        std::size_t at = 0;
        for (std::size_t j = 0; j < now_.size(); ++j) {
            if (j == i) at = left.size();
            if (!gone_[j]) left.push_back(now_[j]);
        }
        const auto days = free_days(left, at, now_[i].date, calendar_, 45, 1);
        if (days.empty() || days.front() == now_[i].date) return;
        now_[i].date = days.front();
        note({Kind::move, i, {}, days.front(), {}, {}});
    }
    void online(std::size_t i) {
        now_[i].online = true;
        note({Kind::online, i, {}, {}, {}, {}});
    }

  private:
    Measure measured() const {
        std::vector<Conference> left;
        for (std::size_t i = 0; i < now_.size(); ++i) {
            if (!gone_[i]) left.push_back(now_[i]);
        }
        return measure(left);
    }
    void note(Change change) {
        change.before = out_.after;
        change.after = out_.after = measured();
        out_.changes.push_back(std::move(change));
    }

    const Board& board_;
    Improvement& out_;
    const base::WorkCalendar& calendar_;
    std::vector<Conference> now_;
    std::vector<bool> gone_;
};

}  // namespace

Improvement improve(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar) {
    const Board board = board_of(plan, limits, calendar);
    const Choice plain = greedy_of(board);
    Choice best = swapped(board, settle(board, must_go(board)));
    const auto short_of = [&](const Choice& choice) {
        return broken(board, choice.gone) +
               std::max<std::int64_t>(
                   0, online_short(board, choice.gone) - static_cast<std::int64_t>(choice.online.size()));
    };
    if (short_of(plain) < short_of(best) || (short_of(plain) == short_of(best) && plain.size() < best.size()))
        best = plain;
    Improvement out;
    out.greedy = plain.size();
    Told told(board, out, calendar);
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
