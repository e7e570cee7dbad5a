// What words of administrative Vietnamese mean: the word of an office, of the street, of a region, the abbreviation,
// each a way to say one concept (data/concepts.txt). A phrase may say several; which one shows only beside another
// text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rulebook/prose/phrases.hpp"

namespace sauro::rulebook {

struct Concept {
    enum class Class : std::uint8_t { light, who, deed, thing };  // light: says nothing by itself
    Class of = Class::light;
    std::string name;  // its first phrase
};

class Concepts {
  public:
    // Those built into the program; read once.
    static const Concepts& shipped();
    // Lines "class: phrase|phrase|…"; '#' opens a comment. Lower case, as `text::canonical` writes.
    void add_lines(std::string_view lines);
    void add(Concept::Class of, const std::vector<std::string>& phrases);

    struct Phrase {
        std::vector<std::string> words;
        std::vector<std::uint32_t> means;  // concepts, in the order of the file
    };
    // The longest phrase of at most `most` words that the words from `at` on begin with; null when none.
    const Phrase* longest(const std::vector<std::string>& words, std::size_t at,
                          std::size_t most = static_cast<std::size_t>(-1)) const;
    const Concept& concept_of(std::uint32_t id) const { return concepts_[id]; }
    std::size_t size() const { return concepts_.size(); }

  private:
    std::vector<Concept> concepts_;
    std::unordered_map<std::string, std::vector<Phrase>> phrases_;  // by first word, the longest first
};

// Words of a text that is lower case already. Marks stay: "từ" and "tự", "đó" and "đổ" are no one word.
std::vector<std::string> words_of(std::string_view text);

}  // namespace sauro::rulebook
