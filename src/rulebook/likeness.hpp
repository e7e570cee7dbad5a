// How much two short texts say the same in other words: shared words weigh by their rarity, words that are neighbours
// in both once more. What only one of them says is measured in words alone: a text told in other words has other pairs
// throughout. Whole numbers, so that a threshold of the rulebook is exact.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rulebook/phrases.hpp"
#include "rulebook/rational.hpp"

namespace sauro::rulebook {

// Words that mean one thing in this trade ("rà soát", "đối chiếu") and words that say nothing; lower case, as lists of
// norms are.
struct Vocabulary {
    explicit Vocabulary(const Phrases& same_meaning, const Phrases& empty_words);
    // Syllables of a text, each phrase of a group as the group's first; "" where a sentence or clause ends.
    std::vector<std::string> read(std::string_view text) const;

  private:
    std::map<std::string, std::vector<std::pair<std::vector<std::string>, std::string>>, std::less<>> phrases_;
    std::map<std::string, bool, std::less<>> empty_;
};

// What a text holds: sorted ids of words and neighbouring pairs.
using Terms = std::vector<std::uint32_t>;

class TermSpace {
  public:
    explicit TermSpace(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
    Terms add(std::string_view text);           // every text that is compared, before the first comparison
    std::int64_t weight(const Terms& a) const;  // of its words; not of pairs
    struct Meeting {
        std::size_t count = 0;    // terms that both hold; a phrase is two
        std::int64_t weight = 0;  // and what they weigh
    };
    Meeting meet(const Terms& a, const Terms& b) const;
    // Shared weight as a part of the lighter text; above 1 where much is said in the same order.
    Rational likeness(const Meeting& shared, std::int64_t one, std::int64_t other) const;

  private:
    enum class Kind : std::uint8_t { word, phrase, pair };  // a phrase of the vocabulary is a word of its own
    std::int64_t rarity(std::int64_t holders) const;
    std::int64_t weight_of(std::uint32_t term) const;
    const Vocabulary& vocabulary_;
    std::unordered_map<std::string, std::uint32_t> ids_;
    std::vector<std::int64_t> holders_;
    std::vector<Kind> kinds_;
    std::int64_t texts_ = 0;
};

}  // namespace sauro::rulebook
