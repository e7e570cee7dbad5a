#include <algorithm>
#include <map>

#include "planning/board.hpp"

namespace sauro::planning {
namespace {

class Told {
  public:
    Told(const Board& board, const base::WorkCalendar& calendar, base::Date from)
        : board_(board),
          calendar_(calendar),
          from_(from),
          now_(board.plan.begin(), board.plan.end()),
          gone_(board.plan.size(), false) {
        for (std::size_t i = 0; i < now_.size(); ++i) on_day_[now_[i].date.days()].push_back(i);
        out_.before = out_.after = measure(now_);
    }
    void go(std::size_t i, Because because) {
        Change change{board_.removal[i]->kind, i, board_.removal[i]->into, {}, because, {}, {}};
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
    void move(std::size_t i, Because because) {
        // The day is looked up anew: others have moved or gone, and a merged one has more guests.
        const auto day = day_for(now_, i, calendar_, from_);
        if (!day || *day == now_[i].date) return;
        Measure next = out_.after;
        next.clashes -= clashing(i);
        std::erase(on_day_[now_[i].date.days()], i);
        now_[i].date = *day;
        on_day_[now_[i].date.days()].push_back(i);
        next.clashes += clashing(i);
        note({Kind::move, i, {}, day, because, {}, {}}, next);
    }
    void online(std::size_t i, Because because) {
        Measure next = out_.after;
        next.online += 1;
        now_[i].online = true;
        note({Kind::online, i, {}, {}, because, {}, {}}, next);
    }
    Improvement take() { return std::move(out_); }

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
    const base::WorkCalendar& calendar_;
    const base::Date from_;
    Improvement out_;
    std::vector<Conference> now_;  // one that is gone has nobody
    std::vector<bool> gone_;
    std::map<std::int64_t, std::vector<std::size_t>> on_day_;
};

// The first thing in which it is lighter than the lightest of those that could have been changed in its place.
Because because(const Board& board, std::size_t chosen, const std::vector<std::size_t>& others) {
    if (others.empty()) return Because::only;
    const auto lightest = *std::ranges::min_element(others, {}, [&](std::size_t i) { return board.place[i]; });
    const Burden &a = board.burden[chosen], &b = board.burden[lightest];
    if (b < a) return Because::shortest;
    if (a.duty != b.duty) return Because::duty;
    if (a.stage != b.stage) return Because::stage;
    if (a.guests != b.guests) return Because::guests;
    if (a.cost != b.cost) return Because::cost;
    return a.sooner != b.sooner ? Because::time : Because::equal;
}

}  // namespace

Improvement told(const Board& board, const Choice& choice, const base::WorkCalendar& calendar, base::Date from) {
    Told out(board, calendar, from);
    const auto rest = [&](auto&& fits) {
        std::vector<std::size_t> others;
        for (std::size_t j = 0; j < board.plan.size(); ++j) {
            if (!choice.gone.contains(j) && fits(j)) others.push_back(j);
        }
        return others;
    };
    for (const std::size_t i : choice.gone) {
        Some less = choice.gone;
        less.erase(i);
        const auto now = board.broken(choice.gone);
        out.go(i, because(board, i, rest([&](std::size_t j) {
                              if (!board.may_go(less, j)) return false;
                              Some other = less;
                              other.insert(j);
                              return board.broken(other) <= now;
                          })));
    }
    for (const std::size_t i : choice.moved) {
        const auto& beside = board.beside[i];
        out.move(i, because(board, i, rest([&](std::size_t j) {
                                return board.movable[j] && !choice.moved.contains(j) &&
                                       std::ranges::find(beside, j) != beside.end();
                            })));
    }
    const auto could = rest(
        [&](std::size_t j) { return !board.plan[j].fixed && !board.plan[j].online && !choice.online.contains(j); });
    for (const std::size_t i : choice.online) out.online(i, because(board, i, could));
    return out.take();
}

}  // namespace sauro::planning
