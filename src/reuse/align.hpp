// Which stretches of two texts are the same, seeded on skeletons (a bad scan keeps them), scored on folded syllables.
// Work and memory are linear in the two lengths, whatever repeats.
#pragma once
#include <cstdint>
#include <vector>

#include "reuse/tokens.hpp"

namespace sauro::reuse {

// Token ranges [begin, end) of both texts.
struct Stretch {
    std::uint32_t a_begin = 0, a_end = 0, b_begin = 0, b_end = 0;
    std::uint32_t exact = 0, folded = 0, skeleton = 0;  // aligned pairs by the best way they agree
    double score = 0;
    double similarity() const;  // 0…1
};

// The first text is prepared once and compared with many others.
class Aligner {
  public:
    explicit Aligner(const Tokens& a);
    // Stretches of at least `shortest` agreeing syllables, best first. None repeats what better ones cover on both
    // sides.
    std::vector<Stretch> align(const Tokens& b);

  private:
    struct Run {  // equal skeletons, as indices into `solid`
        std::uint32_t a = 0, b = 0, length = 0;
        std::int32_t previous = -1;
        float score = 0;
        bool used = false;
    };
    void find_runs(const Tokens& b);
    void chain_runs();
    std::uint32_t first_in_a(std::uint64_t key) const;

    const Tokens& a_;
    std::vector<std::uint64_t> keys_;     // of the 4-gram at each solid token of a
    std::vector<std::uint32_t> heads_;    // open hash table: slot -> first position + 1
    std::vector<std::uint32_t> next_;     // position -> next position with the same key + 1
    std::vector<std::uint32_t> covered_;  // per diagonal: end of the last run, in b
    std::vector<Run> runs_;
    std::uint64_t slots_ = 0;
};

inline constexpr std::uint32_t shortest = 12;

}  // namespace sauro::reuse
