// Final order and snippets: the same arithmetic for both engines, on the few rows they bring.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

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
        32'768;  // bytes of a body; a match further on is found, but not ranked by its place
    Found look(std::string_view text, std::size_t most = usual);
    // Typed words in order in the title weigh most; words whose marks differ from the typed ones count little.
    double total(const Found& title, const Found& body) const { return 3 * title.score + body.score; }

  private:
    struct Match {
        std::uint32_t bits = 0;   // which of the asked words this one is
        std::uint32_t exact = 0;  // … whole, and with the marks as typed (or typed without marks)
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    Match match(std::string_view word);

    // First bytes a matching word may have; all others are passed over at a glance.
    bool may_begin(char first) const { return begins_[static_cast<unsigned char>(first)]; }

    const Asked& asked_;
    std::array<bool, 256> begins_{};
    std::unordered_map<std::string, Match, Hash, std::equal_to<>> seen_;
};

// At most 200 code points of plain text around byte `at`, white space collapsed, cut at words, "…" where something is
// left out.
std::string snippet(std::string_view body, std::size_t at);

}  // namespace sauro::search
