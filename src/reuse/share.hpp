// Shares of a text, formulae counting a tenth.
#pragma once
#include <cstdint>
#include <vector>

#include "reuse/align.hpp"
#include "reuse/reuse.hpp"

namespace sauro::reuse {

// Prepared once for a text; each stretch then costs nothing.
class Share {
  public:
    explicit Share(const Tokens& tokens);
    // Of the union of the ranges [begin, end), 0…1.
    double of(std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges) const;
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
