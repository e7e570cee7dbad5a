// Comparing with a document only where the index says that something is shared.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "reuse/share.hpp"

namespace sauro::reuse {

struct Compared {
    double share = 0, source_share = 0, agreement = 0;
    bool ocr_like = false;
    std::vector<Passage> passages;
};

// `positions`: begins of shared grams in the source, in position_unit bytes, any order. `syllables` of the source.
Compared compare_near(Aligner& aligner, const Tokens& a, const Share& share, const Rarity& rarity,
                      std::string_view source, std::vector<std::uint32_t>& positions, std::uint32_t syllables);

}  // namespace sauro::reuse
