// A list of words and phrases as norms keep them, ready to be looked for in a text: a word of the text that begins no
// phrase costs one look at a table, however long the list is.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::rulebook {

// Letters and digits, and every byte of a letter with marks.
bool word_byte(char c);
// Of the word that begins at `at`, for `Phrases::at`; `end` is set to where it ends.
std::uint32_t word_hash(std::string_view text, std::size_t at, std::size_t& end);

class Phrases {
  public:
    Phrases() = default;
    Phrases(std::initializer_list<const char*> phrases)
        : Phrases(std::vector<std::string>(phrases.begin(), phrases.end())) {}
    // Phrases begin with a letter or digit; one that does not is never found.
    explicit Phrases(std::vector<std::string> phrases);

    auto begin() const { return phrases_.begin(); }
    auto end() const { return phrases_.end(); }
    bool empty() const { return phrases_.empty(); }
    const std::string& front() const { return phrases_.front(); }
    bool contains(std::string_view whole) const;
    bool operator==(const Phrases& other) const { return phrases_ == other.phrases_; }

    // Bytes of the longest phrase that stands at `at` as whole words and ends by `end`; 0: none. `hash` is that of the
    // word there.
    std::size_t at(std::string_view text, std::size_t at, std::uint32_t hash, std::size_t end) const;

  private:
    struct Slot {
        std::uint32_t hash = 0, from = 0, to = 0;  // of `sorted_`
    };
    std::vector<std::string> phrases_;
    std::vector<std::uint32_t> sorted_;  // by hash of the first word, the longest first
    std::vector<Slot> slots_;            // a power of two, at most half full
};

}  // namespace sauro::rulebook
