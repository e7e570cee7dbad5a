// The syllables of a text as arrays, ready for alignment.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "reuse/syllables.hpp"

namespace sauro::reuse {

struct Tokens {
    std::vector<Syllable> all;
    std::vector<std::uint32_t> solid;  // indices of those with a skeleton; alignment is seeded on these
    // Syllables of formulae (quốc hiệu, legal bases, recipients, closing clauses): they count a tenth.
    std::vector<bool> formula;
    std::size_t size() const { return all.size(); }
};

// `base` is added to the byte offsets: a window of a longer text. Formulae are marked when `with_formulae`.
Tokens tokenise(std::string_view text, bool with_formulae, std::uint32_t base = 0);

// Marks what is formula by its wording, whatever the corpus. Linear.
void mark_formulae(std::string_view text, Tokens& tokens);

}  // namespace sauro::reuse
