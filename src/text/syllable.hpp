// Is this a syllable Vietnamese could write? Used to tell encodings apart and to recognise a reading that lost its
// marks.
#pragma once
#include <string_view>

namespace sauro::text {

// `lower` is lower-case NFC letters only.
bool is_vietnamese_syllable(std::string_view lower);

struct SyllableCount {
    std::size_t words = 0;        // runs of letters
    std::size_t marked = 0;       // runs with at least one letter beyond a-z
    std::size_t marked_good = 0;  // of these, syllables Vietnamese could write
    std::size_t good = 0;         // all runs Vietnamese could write
};
SyllableCount count_syllables(std::string_view utf8, std::size_t at_most_words = 4000);

}  // namespace sauro::text
