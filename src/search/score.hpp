// Final order and snippets: the same arithmetic for both engines, on the few rows they bring.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

#include "search/terms.hpp"

namespace sauro::search {

class Scorer {
  public:
    explicit Scorer(const Asked& asked);

    struct Found {
        double score = 0;
        std::size_t at = std::string_view::npos;  // byte where the best run of words begins; npos = nothing found
        bool phrase = false;                      // all asked words stand here in order, side by side
    };
    static constexpr std::size_t usual =
        8'192;  // bytes of a body; a match further on is found, but not ranked by its place
    Found look(std::string_view text, std::size_t most = usual);
    // Typed words in order in the title weigh most; words whose marks differ from the typed ones count little.
    double total(const Found& title, const Found& body) const { return 3 * title.score + body.score; }

  private:
    struct Match {
        std::uint32_t bits = 0;   // which of the asked words this one is
        std::uint32_t exact = 0;  // … whole, and with the marks as typed (or typed without marks)
    };
    Match match(std::string_view word);
    Match compare(std::string_view word) const;

    // Whether the first two bytes of a word can begin an asked word, in whatever case and with whatever marks: nearly
    // all others are passed over at a glance.
    bool may_match(std::string_view word) const {
        if (word.size() < 2) return true;
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
        return begins_[byte(0) << 8U | byte(1)];
    }
    void may_begin(std::string_view folded, bool open);

    const Asked& asked_;
    std::bitset<65'536> begins_;
    // Words seen before, by their first eight bytes: a text has few different words.
    struct Seen {
        std::uint64_t word = 0;
        Match match;
    };
    std::array<Seen, 1024> seen_{};
};

// At most 200 code points of plain text around byte `at`, white space collapsed, cut at words, "…" where something is
// left out.
std::string snippet(std::string_view body, std::size_t at);

}  // namespace sauro::search
