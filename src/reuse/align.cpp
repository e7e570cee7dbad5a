#include "reuse/align.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace sauro::reuse {
namespace {

constexpr std::uint32_t seed = 4;           // skeletons
constexpr std::uint32_t most_repeats = 16;  // of one seed in the first text that are followed
constexpr std::uint32_t widest_gap = 20;    // unequal syllables inside one passage
constexpr std::uint32_t widest_shift = 10;
constexpr std::uint32_t at_the_ends = 16;  // syllables looked at beyond the outer seeds
constexpr std::size_t widest_table = 1600;
constexpr double unequal = 0.8, skeleton_only = 0.35, drop = 10.0, lowest_score = 10.0;
constexpr float lowest_chain = 5;  // a lone seed is chance

struct Pair {
    std::uint32_t a = 0, b = 0;
};

enum class Match : std::uint8_t { none, skeleton, folded, exact };

Match match(const Syllable& a, const Syllable& b) {
    if (a.exact == b.exact) return Match::exact;
    if (a.folded == b.folded) return Match::folded;
    return a.skeleton != 0 && a.skeleton == b.skeleton ? Match::skeleton : Match::none;
}

std::uint64_t seed_key(const Tokens& t, std::size_t at) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < seed; ++i)
        key = (std::rotl(key, 17) ^ t.all[t.solid[at + i]].skeleton) * 0x9E3779B97F4A7C15ULL;
    return key ^ (key >> 31);
}

// Fills in the pairs between two aligned ones, or beyond the outermost, in small tables on the stack.
class Between {
  public:
    Between(const Tokens& a, const Tokens& b) : a_(a), b_(b) {}

    // Longest common part of a[a0, a1) and b[b0, b1), appended in order.
    void fill(std::uint32_t a0, std::uint32_t a1, std::uint32_t b0, std::uint32_t b1, std::vector<Pair>& out) {
        while (a0 < a1 && b0 < b1 && a_.all[a0].folded == b_.all[b0].folded) out.push_back({a0++, b0++});
        std::uint32_t tail = 0;
        while (a0 < a1 && b0 < b1 && a_.all[a1 - 1].folded == b_.all[b1 - 1].folded) --a1, --b1, ++tail;
        const std::uint32_t rows = a1 - a0, columns = b1 - b0;
        if (rows != 0 && columns != 0 && std::size_t{rows + 1} * (columns + 1) <= widest_table) {
            const std::size_t width = columns + 1;
            std::fill_n(table_.begin(), (rows + 1) * width, std::uint16_t{0});
            for (std::uint32_t x = rows; x-- > 0;) {
                for (std::uint32_t y = columns; y-- > 0;) {
                    const auto skip = std::max(table_[(x + 1) * width + y], table_[x * width + y + 1]);
                    const int gain = worth(a_.all[a0 + x], b_.all[b0 + y]);
                    const auto take = static_cast<std::uint16_t>(table_[(x + 1) * width + y + 1] + gain);
                    table_[x * width + y] = gain > 0 ? std::max(take, skip) : skip;
                }
            }
            for (std::uint32_t x = 0, y = 0; x < rows && y < columns;) {
                const std::uint16_t here = table_[x * width + y];
                if (here == table_[(x + 1) * width + y]) {
                    ++x;
                } else if (here == table_[x * width + y + 1]) {
                    ++y;
                } else {
                    out.push_back({a0 + x++, b0 + y++});
                }
            }
        }
        for (std::uint32_t i = 0; i < tail; ++i) out.push_back({a1 + i, b1 + i});
    }

    // Pairs beyond (a, b) in the given direction (+1, -1), nearest first; only as far as agreement outweighs the rest.
    void extend(std::uint32_t a, std::uint32_t b, int direction, std::vector<Pair>& out) {
        const auto room = [&](std::uint32_t at, std::size_t size) {
            return static_cast<std::uint32_t>(std::min<std::size_t>(direction > 0 ? size - at - 1 : at, at_the_ends));
        };
        const std::uint32_t rows = room(a, a_.size()), columns = room(b, b_.size());
        std::array<std::array<float, at_the_ends + 1>, at_the_ends + 1> score;
        std::array<std::array<std::uint8_t, at_the_ends + 1>, at_the_ends + 1> from;
        float best = 0.95F;
        std::uint32_t best_x = 0, best_y = 0;
        for (std::uint32_t x = 0; x <= rows; ++x) {
            for (std::uint32_t y = 0; y <= columns; ++y) {
                if (x == 0 && y == 0) {
                    score[0][0] = 0;
                    continue;
                }
                float top = -1e9F;
                std::uint8_t way = 0;
                if (x > 0 && score[x - 1][y] - 0.6F > top) top = score[x - 1][y] - 0.6F, way = 1;
                if (y > 0 && score[x][y - 1] - 0.6F > top) top = score[x][y - 1] - 0.6F, way = 2;
                if (x > 0 && y > 0) {
                    const Match m = match(at(a_, a, direction, x), at(b_, b, direction, y));
                    const float gain = m == Match::none ? -0.7F : m == Match::skeleton ? 0.2F : 1.0F;
                    if (score[x - 1][y - 1] + gain >= top) {
                        top = score[x - 1][y - 1] + gain;
                        way = m == Match::none ? 3 : 4;
                    }
                }
                score[x][y] = top;
                from[x][y] = way;
                if (top > best && way == 4) best = top, best_x = x, best_y = y;
            }
        }
        const std::size_t begin = out.size();
        for (std::uint32_t x = best_x, y = best_y; x > 0 || y > 0;) {
            const std::uint8_t way = from[x][y];
            if (way == 4) out.push_back({direction > 0 ? a + x : a - x, direction > 0 ? b + y : b - y});
            if (way != 2) --x;
            if (way != 1) --y;
        }
        std::reverse(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
    }

  private:
    static int worth(const Syllable& a, const Syllable& b) {
        const Match m = match(a, b);
        return m == Match::none ? 0 : m == Match::skeleton ? 2 : 5;
    }
    static const Syllable& at(const Tokens& t, std::uint32_t from, int direction, std::uint32_t steps) {
        return t.all[direction > 0 ? from + steps : from - steps];
    }
    const Tokens& a_;
    const Tokens& b_;
    std::array<std::uint16_t, widest_table> table_{};
};

// Cuts a chain of pairs where too much differs, and keeps the parts that hold.
void stretches_of(const std::vector<Pair>& pairs, const Tokens& a, const Tokens& b, std::vector<Stretch>& out) {
    Stretch now, best;
    const auto keep = [&] {
        if (best.score >= lowest_score && best.exact + best.folded + best.skeleton >= shortest) out.push_back(best);
    };
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const Pair p = pairs[i];
        if (now.a_end != 0) {
            const auto apart = std::max(p.a - now.a_end, p.b - now.b_end);
            now.score -= unequal * static_cast<double>(apart);
            if (now.score < 0 || best.score - now.score > drop) {
                keep();
                now = best = {};
            }
        }
        if (now.a_end == 0) now.a_begin = p.a, now.b_begin = p.b;
        now.a_end = p.a + 1;
        now.b_end = p.b + 1;
        switch (match(a.all[p.a], b.all[p.b])) {
            case Match::exact:
                ++now.exact, now.score += 1;
                break;
            case Match::folded:
                ++now.folded, now.score += 1;
                break;
            case Match::skeleton:
                ++now.skeleton, now.score += skeleton_only;
                break;
            case Match::none:
                break;
        }
        if (now.score > best.score) best = now;
    }
    keep();
}

// Marks [begin, end); gives how many were not marked before.
std::uint32_t cover(std::vector<bool>& marks, std::uint32_t begin, std::uint32_t end, bool set) {
    std::uint32_t fresh = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
        if (marks[i]) continue;
        ++fresh;
        if (set) marks[i] = true;
    }
    return fresh;
}

}  // namespace

double Stretch::similarity() const {
    const auto longer = std::max(a_end - a_begin, b_end - b_begin);
    return longer == 0 ? 0 : (exact + 0.9 * folded + 0.6 * skeleton) / longer;
}

Aligner::Aligner(const Tokens& a) : a_(a) {
    const std::size_t count = a.solid.size() < seed ? 0 : a.solid.size() - seed + 1;
    keys_.resize(count);
    next_.assign(count, 0);
    slots_ = std::bit_ceil(std::max<std::size_t>(count * 2, 16));
    heads_.assign(slots_, 0);
    for (std::size_t i = count; i-- > 0;) {  // from the end, so that lists run upwards
        keys_[i] = seed_key(a, i);
        std::uint64_t slot = keys_[i] & (slots_ - 1);
        while (heads_[slot] != 0 && keys_[heads_[slot] - 1] != keys_[i]) slot = (slot + 1) & (slots_ - 1);
        next_[i] = heads_[slot];
        heads_[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

std::uint32_t Aligner::first_in_a(std::uint64_t key) const {
    std::uint64_t slot = key & (slots_ - 1);
    while (heads_[slot] != 0 && keys_[heads_[slot] - 1] != key) slot = (slot + 1) & (slots_ - 1);
    return heads_[slot];
}

// Every token lies in at most `most_repeats` runs started by rare seeds (all of them hold the seed of the last one to
// start), and a frequent seed starts none where a run lies already: the work is linear.
void Aligner::find_runs(const Tokens& b) {
    runs_.clear();
    const std::size_t a_size = a_.solid.size(), b_size = b.solid.size();
    covered_.assign(a_size + b_size + 1, 0);
    if (a_size < seed || b_size < seed) return;
    const auto same = [&](std::size_t i, std::size_t j) {
        return a_.all[a_.solid[i]].skeleton == b.all[b.solid[j]].skeleton;
    };
    std::size_t covered = 0;
    // The run through the seed at (i, j), grown to both sides.
    const auto follow = [&](std::size_t i, std::size_t j) {
        std::uint32_t& done = covered_[j + a_size - i];
        if (done > j) return;
        std::size_t begin = j, end = j + seed;
        while (i > 0 && begin > done && same(i - 1, begin - 1)) --i, --begin;
        for (std::size_t k = i + (end - begin); k < a_size && end < b_size && same(k, end);) ++k, ++end;
        done = static_cast<std::uint32_t>(end);
        covered = std::max(covered, end);
        runs_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(begin),
                         static_cast<std::uint32_t>(end - begin), -1, 0, false});
    };
    for (std::size_t j = 0; j + seed <= b_size; ++j) {
        const std::uint64_t key = seed_key(b, j);
        const std::uint32_t head = first_in_a(key);
        if (head == 0) continue;
        std::uint32_t repeats = 0;
        for (std::uint32_t i = head; i != 0 && repeats <= most_repeats; i = next_[i - 1]) ++repeats;
        if (repeats > most_repeats) {
            if (j < covered) continue;
            // Of many equal places the one that goes on from the run before.
            const std::size_t before = runs_.size();
            if (before != 0) {
                const std::size_t on = j + a_size + runs_.back().a - runs_.back().b;  // a_size: stays above zero
                for (std::size_t i = on < a_size + 2 ? 0 : on - a_size - 2; i + a_size <= on + 2 && i < keys_.size();
                     ++i) {
                    if (keys_[i] == key) follow(i, j);
                }
            }
            if (runs_.size() != before) continue;
        }
        std::uint32_t followed = 0;
        for (std::uint32_t at = head; at != 0 && followed < most_repeats; at = next_[at - 1], ++followed)
            follow(at - 1, j);
    }
}

void Aligner::chain_runs() {
    std::sort(runs_.begin(), runs_.end(),
              [](const Run& x, const Run& y) { return x.b != y.b ? x.b < y.b : x.a < y.a; });
    constexpr std::uint32_t kept = 4;  // latest runs remembered per band of diagonals
    struct Band {
        std::array<std::int32_t, kept> runs{-1, -1, -1, -1};
        std::uint32_t next = 0;
    };
    constexpr std::size_t width = 16;
    const std::size_t a_size = a_.solid.size();
    std::vector<Band> bands(covered_.size() / width + 3);
    for (std::size_t r = 0; r < runs_.size(); ++r) {
        Run& run = runs_[r];
        run.score = static_cast<float>(run.length);
        const std::size_t band = (std::size_t{run.b} + a_size - run.a) / width + 1;
        for (std::size_t near = band - 1; near <= band + 1; ++near) {
            for (const std::int32_t q : bands[near].runs) {
                if (q < 0) continue;
                const Run& before = runs_[static_cast<std::size_t>(q)];
                if (before.a >= run.a || before.b >= run.b) continue;
                const std::int64_t gap_a = std::int64_t{run.a} - before.a - before.length;
                const std::int64_t gap_b = std::int64_t{run.b} - before.b - before.length;
                const std::int64_t trim = std::max<std::int64_t>({0, -gap_a, -gap_b});
                const std::int64_t wide = std::max(gap_a, gap_b) + trim, shift = std::abs(gap_a - gap_b);
                if (trim >= run.length || wide > widest_gap || shift > widest_shift) continue;
                const float score = before.score + static_cast<float>(run.length - trim) -
                                    0.15F * static_cast<float>(wide) - 0.25F * static_cast<float>(shift);
                if (score > run.score) run.score = score, run.previous = q;
            }
        }
        Band& own = bands[band];
        own.runs[own.next++ % kept] = static_cast<std::int32_t>(r);
    }
}

std::vector<Stretch> Aligner::align(const Tokens& b) {
    find_runs(b);
    chain_runs();
    std::vector<std::uint32_t> order(runs_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t x, std::uint32_t y) { return runs_[x].score > runs_[y].score; });
    Between between(a_, b);
    std::vector<Stretch> found;
    std::vector<const Run*> chain;
    std::vector<Pair> pairs, outside;
    for (const std::uint32_t last : order) {
        if (runs_[last].score < lowest_chain) break;
        chain.clear();
        for (auto at = static_cast<std::int32_t>(last); at >= 0; at = runs_[static_cast<std::size_t>(at)].previous) {
            Run& run = runs_[static_cast<std::size_t>(at)];
            if (run.used) break;
            run.used = true;
            chain.push_back(&run);
        }
        if (chain.empty()) continue;
        pairs.clear();
        outside.clear();
        between.extend(a_.solid[chain.back()->a], b.solid[chain.back()->b], -1, outside);
        pairs.assign(outside.rbegin(), outside.rend());
        std::uint32_t a_next = 0, b_next = 0;  // first tokens not aligned yet
        for (auto r = chain.rbegin(); r != chain.rend(); ++r) {
            for (std::uint32_t k = 0; k < (*r)->length; ++k) {
                const std::uint32_t ta = a_.solid[(*r)->a + k], tb = b.solid[(*r)->b + k];
                if (r != chain.rbegin() || k != 0) {
                    if (ta < a_next || tb < b_next) continue;
                    if (ta != a_next && tb != b_next) between.fill(a_next, ta, b_next, tb, pairs);
                }
                pairs.push_back({ta, tb});
                a_next = ta + 1;
                b_next = tb + 1;
            }
        }
        between.extend(a_next - 1, b_next - 1, 1, pairs);
        if (pairs.size() >= shortest) stretches_of(pairs, a_, b, found);
    }
    std::stable_sort(found.begin(), found.end(), [](const Stretch& x, const Stretch& y) { return x.score > y.score; });
    std::vector<bool> in_a(a_.size()), in_b(b.size());
    std::erase_if(found, [&](const Stretch& s) {
        const bool fresh = cover(in_a, s.a_begin, s.a_end, false) * 2 > s.a_end - s.a_begin ||
                           cover(in_b, s.b_begin, s.b_end, false) * 2 > s.b_end - s.b_begin;
        if (!fresh) return true;
        cover(in_a, s.a_begin, s.a_end, true);
        cover(in_b, s.b_begin, s.b_end, true);
        return false;
    });
    return found;
}

}  // namespace sauro::reuse
