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

// 1, or less when the stretch is formula for the greater part (`rarity` 0.5 and below; 0.1 at 0.1). A passage may hold
// a formula and is none for that.
double weight_of_rarity(double rarity);
// The same of its wording in either text. Most of a text is never a formula.
bool most_of_a_text(const Stretch& s, std::size_t a_size, std::size_t b_size);
double weight_of_wording(const Stretch& s, const Tokens& a, const Tokens& b);

std::uint64_t folded_hash(const Tokens& tokens);
// Pairs that agree in consonants only are many where a scan was read badly, and nearly none elsewhere.
bool looks_scanned(const std::vector<Stretch>& stretches);
std::vector<Passage> passages_of(const std::vector<Stretch>& stretches, const Tokens& a, const Tokens& b);
Passage whole_passage(const Tokens& a, const Tokens& b);  // both not empty, equal but for marks

}  // namespace sauro::reuse
