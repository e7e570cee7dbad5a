// How much two short texts say the same in other words: shared words weigh by their rarity, words that are neighbours
// in both once more. What only one of them says is measured in words alone: a text told in other words has other pairs
// throughout. Whole numbers, so that a threshold of the rulebook is exact.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rulebook/prose/concepts.hpp"
#include "rulebook/rational.hpp"

namespace sauro::rulebook {

// The concepts of the trade, and groups of an office's own ("rà soát|đối chiếu") before them.
class Vocabulary {
  public:
    explicit Vocabulary(const Phrases& same_meaning, const Concepts& shipped = Concepts::shipped());

    struct Token {
        std::string word;                     // as written; "" where a sentence or clause ends
        std::vector<std::uint32_t> concepts;  // what it may mean; none for a word nobody wrote down
    };
    // Words that say something, in their order; numbers and light words are left out.
    std::vector<Token> read(std::string_view text) const;
    // One spelling for a unit of count: "công chức" and "cán bộ".
    std::string unit(std::string_view words) const;
    const Concept& concept_of(std::uint32_t id) const {
        return id < shipped_.size() ? shipped_.concept_of(id)
                                    : own_.concept_of(id - static_cast<std::uint32_t>(shipped_.size()));
    }

  private:
    std::vector<Token> tokens(std::string_view text, bool light) const;
    const Concepts& shipped_;
    Concepts own_;
};

// What a text holds.
struct Terms {
    struct Held {
        std::uint32_t id;
        std::uint32_t token;  // which word or phrase of the text: of its meanings one counts
    };
    std::vector<Held> all;           // by id: words, every meaning of a phrase, neighbouring pairs
    std::vector<std::uint32_t> one;  // one id for each word or phrase
};

class TermSpace {
  public:
    explicit TermSpace(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
    Terms add(std::string_view text);           // every text that is compared, before the first comparison
    void add_again(const Terms& terms);         // the same text, compared for something else
    std::int64_t weight(const Terms& a) const;  // of its words; not of pairs
    struct Meeting {
        std::size_t count = 0;                 // terms that both hold; a phrase is two
        std::size_t things = 0;                // of these what is neither a deed nor somebody
        std::int64_t weight = 0;               // and what they weigh
        std::int64_t rarest = 0;               // of them, how rare
        std::array<std::size_t, 5> of_kind{};  // word, who, deed, thing, neighbouring pair
    };
    Meeting meet(const Terms& a, const Terms& b) const;
    // Shared weight as a part of the lighter text; above 1 where much is said in the same order.
    Rational likeness(const Meeting& shared, std::int64_t one, std::int64_t other) const;

  private:
    enum class Kind : std::uint8_t { word, who, deed, thing, pair };
    std::int64_t rarity(std::int64_t holders) const;
    std::int64_t weight_of(std::uint32_t term) const;
    const Vocabulary& vocabulary_;
    std::unordered_map<std::string, std::uint32_t> ids_;
    std::vector<std::int64_t> holders_;
    std::vector<Kind> kinds_;
    std::int64_t texts_ = 0;
};

}  // namespace sauro::rulebook
