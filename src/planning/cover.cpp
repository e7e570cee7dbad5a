#include <algorithm>

#include "planning/board.hpp"

namespace sauro::planning {
namespace {

constexpr int most_looks = 20'000;  // of the exact search of one cluster

// Of one cluster of conferences that clash with one another.
class Cover {
  public:
    Cover(const Board& board, const Some& gone) : board_(board), gone_(gone) {}

    Some of(const std::vector<std::size_t>& cluster) {
        Some moved;
        greedy(cluster, moved);
        best_ = moved;
        looks_ = 0;
        moved.clear();
        search(cluster, moved);
        return best_;
    }

  private:
    bool stands(std::size_t a, std::size_t b, const Some& moved) const {
        ++board_.work;
        return !gone_.contains(a) && !gone_.contains(b) && !moved.contains(a) && !moved.contains(b) &&
               (board_.movable[a] || board_.movable[b]);
    }
    std::int64_t degree(std::size_t i, const Some& moved) const {
        return std::ranges::count_if(board_.beside[i], [&](std::size_t j) { return stands(i, j, moved); });
    }
    void greedy(const std::vector<std::size_t>& cluster, Some& moved) const {
        for (;;) {
            std::optional<std::size_t> best;
            std::int64_t most = 0;
            for (const std::size_t i : cluster) {
                if (!board_.movable[i] || moved.contains(i)) continue;
                const auto here = degree(i, moved);
                if (here > most || (here == most && best && board_.place[i] < board_.place[*best])) {
                    best = i;
                    most = here;
                }
            }
            if (most == 0) return;
            moved.insert(*best);
        }
    }
    std::size_t weight(const Some& some) const {
        std::size_t out = 0;
        for (const std::size_t i : some) out += board_.place[i];
        return out;
    }
    void search(const std::vector<std::size_t>& cluster, Some& moved) {
        if (moved.size() > best_.size() || ++looks_ > most_looks || board_.tired()) return;
        // A clash that stands: one of its two must move.
        for (const std::size_t a : cluster) {
            for (const std::size_t b : board_.beside[a]) {
                if (!stands(a, b, moved)) continue;
                for (const std::size_t one : {a, b}) {
                    if (!board_.movable[one]) continue;
                    moved.insert(one);
                    search(cluster, moved);
                    moved.erase(one);
                }
                return;
            }
        }
        if (std::pair(moved.size(), weight(moved)) < std::pair(best_.size(), weight(best_))) best_ = moved;
    }

    const Board& board_;
    const Some& gone_;
    Some best_;
    int looks_ = 0;
};

}  // namespace

Some fewest_moves(const Board& board, const Some& gone) {
    Some seen, out;
    Cover cover(board, gone);
    for (std::size_t i = 0; i < board.plan.size(); ++i) {
        if (board.beside[i].empty() || gone.contains(i) || !seen.insert(i).second) continue;
        std::vector<std::size_t> cluster{i};
        for (std::size_t at = 0; at < cluster.size(); ++at) {
            for (const std::size_t next : board.beside[cluster[at]]) {
                if (!gone.contains(next) && seen.insert(next).second) cluster.push_back(next);
            }
        }
        out.merge(cover.of(cluster));
    }
    return out;
}

}  // namespace sauro::planning
