// Shares of a text, formulae counting a tenth.
#pragma once
#include <cstdint>
#include <vector>

#include "reuse/align.hpp"
#include "reuse/reuse.hpp"

namespace sauro::reuse {

// How much the wording of a stretch says about where it comes from: 1 when few documents hold its grams, 0.1 when very
// many do.
class Rarity {
  public:
    void add(std::uint32_t token, double weight);  // tokens ascend
    double of(std::uint32_t begin, std::uint32_t end) const;

  private:
    std::vector<std::uint32_t> tokens_;
    std::vector<double> sums_ = {0};
};

struct Covered {
    std::uint32_t begin = 0, end = 0;  // tokens
    double weight = 1;
};

// Prepared once for a text.
class Share {
  public:
    explicit Share(const Tokens& tokens);
    // Of the union of the ranges, 0…1; where they overlap the heavier one counts.
    double of(std::vector<Covered> ranges) const;
    double weight() const { return sums_.back(); }

  private:
    std::vector<double> sums_;  // of the weights before each token
};

std::uint64_t folded_hash(const Tokens& tokens);
// Pairs that agree in consonants only are many where a scan was read badly, and nearly none elsewhere.
bool looks_scanned(const std::vector<Stretch>& stretches);
std::vector<Passage> passages_of(const std::vector<Stretch>& stretches, const Tokens& a, const Tokens& b);
Passage whole_passage(const Tokens& a, const Tokens& b);  // both not empty, equal but for marks

}  // namespace sauro::reuse
