// One pass over UTF-8: every syllable with three ids and its bytes. No allocation, no library call for Vietnamese
// letters. Text in NFC and NFD, tone on either vowel ("hoà", "hòa"), capitals: the same ids.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/utf8.hpp"

namespace sauro::reuse {

// Ids are hashes, equal for equal syllables on every machine (they stand in index files).
struct Syllable {
    std::uint32_t begin = 0, end = 0;  // bytes
    std::uint32_t exact = 0;           // spelling with marks
    std::uint32_t folded = 0;          // without marks, đ = d
    std::uint32_t skeleton = 0;        // the consonants a bad scan rarely loses; 0 when none is left
};

inline std::uint64_t mix64(std::uint64_t x) {
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93ULL;
    x ^= x >> 32;
    x *= 0xD6E8FEB86659FD93ULL;
    return x ^ (x >> 32);
}

namespace detail {

enum Kind : std::uint8_t { separator, letter, mark, ignorable, other };

// One code point. `code`: 1…26 a…z, 27…36 digits in the low six bits; circumflex, breve, horn (or the bar of đ) above.
struct Cell {
    std::uint8_t kind = separator;
    std::uint8_t code = 0;
    std::uint8_t tone = 0;  // 1…5
    std::uint8_t unused = 0;
};

struct Cells {
    std::array<Cell, 0x800> low;    // below U+0800: one and two bytes
    std::array<Cell, 0x200> latin;  // U+1E00…U+1FFF
    Cells();
};
const Cells& cells();
Cell slow_cell(char32_t c);
char32_t fold_other(char32_t c);

inline constexpr std::uint64_t folded_mask = 0x3F3F3F3F3F3F3F3FULL;

// After the first letter only c g h m n p t can be a consonant of a Vietnamese syllable ("r" in "tr"); anything else a
// scan shows there ("phdi", "chbng", "chirc") is a vowel read wrongly.
inline constexpr std::uint32_t bits(std::string_view letters) {
    std::uint32_t out = 0;
    for (const char c : letters) out |= 1U << (c - 'a' + 1);
    return out;
}
inline constexpr std::uint32_t first_consonants = bits("bcdfghkmnpqrstvxz");
inline constexpr std::uint32_t inner_consonants = bits("cghmnpt");
inline constexpr std::uint32_t after_t = bits("cghmnptr");

struct Builder {
    std::uint64_t low = 0;              // up to eight letters, eight bits each
    std::uint64_t exact = 0, fold = 0;  // of the letters before them
    std::uint64_t skeleton = 0;
    std::uint64_t allowed = first_consonants;  // digits, above bit 26, never are
    std::uint32_t letters = 0, characters = 0, tones = 0;

    void add(Cell cell) {
        if (characters != 0 && characters % 8 == 0) spill();
        ++characters;
        low = (low << 8) | cell.code;
        tones += cell.tone * 0x9E37U;  // wherever it stands
        const std::uint32_t plain = cell.code & 0x3FU;
        const std::uint64_t longer = skeleton * 32 + plain;
        skeleton = (allowed >> plain) & 1U ? longer : skeleton;  // no branch: the letters of a text are unpredictable
        const bool is_letter = plain <= 26;
        letters += is_letter ? 1 : 0;
        const std::uint64_t next = plain == 20 && letters == 1 ? after_t : inner_consonants;
        allowed = is_letter ? next : allowed;
    }
    void add_other(char32_t folded) {  // a letter outside Latin
        if (characters != 0 && characters % 8 == 0) spill();
        ++characters;
        ++letters;
        low = (low << 8) | 0x3F;
        exact = mix64(exact + folded);
        fold = mix64(fold + folded);
    }
    void combine(Cell cell) {  // only where Vietnamese writes it: ñ and š stay n and s in every normal form
        constexpr std::array<std::uint32_t, 4> bearers = {bits("aeiouy"), bits("aeo"), bits("a"), bits("ou")};
        const std::uint32_t plain = low & 0x3FU;
        if (plain > 26 || ((bearers[cell.code >> 6] >> plain) & 1U) == 0) return;
        tones += cell.tone * 0x9E37U;
        low |= cell.code;
    }
    void spill() {
        exact = mix64(exact ^ low);
        fold = mix64(fold ^ (low & folded_mask));
        low = 0;
    }
    Syllable finish(std::size_t begin, std::size_t end) const {
        Syllable out;
        out.begin = static_cast<std::uint32_t>(begin);
        out.end = static_cast<std::uint32_t>(end);
        const std::uint64_t folded = (low & folded_mask) * 0x9E3779B97F4A7C15ULL + fold;
        const std::uint64_t spelled = (low * 0x9E3779B97F4A7C15ULL + exact) ^ (tones * 0xC2B2AE3D27D4EB4FULL);
        out.folded = static_cast<std::uint32_t>((folded ^ (folded >> 29)) * 0xBF58476D1CE4E5B9ULL >> 32);
        out.exact = static_cast<std::uint32_t>((spelled ^ (spelled >> 29)) * 0xBF58476D1CE4E5B9ULL >> 32);
        if (letters == 0) {
            // Short numbers are what a scan makes of short words ("18" for "lề").
            if (characters >= 3) out.skeleton = out.folded | 1U;
        } else if (skeleton != 0) {
            out.skeleton = static_cast<std::uint32_t>((skeleton * 0x9E3779B97F4A7C15ULL) >> 32) | 1U;
        }
        return out;
    }
};

}  // namespace detail

// each(const Syllable&) for every run of letters and digits. Precondition: text.size() < 2^32.
template <class Each>
void for_each_syllable(std::string_view text, Each&& each) {
    const detail::Cells& table = detail::cells();
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t size = text.size();
    std::size_t at = 0;
    while (at < size) {
        // Outside a word.
        if (bytes[at] < 0x80 && table.low[bytes[at]].kind == detail::separator) {
            ++at;
            continue;
        }
        detail::Builder word;
        std::size_t begin = at, end = at;
        bool open = false;
        while (at < size) {
            const unsigned char lead = bytes[at];
            const std::size_t from = at;
            detail::Cell cell;
            char32_t c = lead;
            if (lead < 0x80) {
                cell = table.low[lead];
                ++at;
            } else if (lead >= 0xC2 && lead <= 0xDF && at + 1 < size && (bytes[at + 1] & 0xC0U) == 0x80) {
                c = static_cast<char32_t>((lead & 0x1FU) << 6 | (bytes[at + 1] & 0x3FU));
                cell = table.low[c];
                at += 2;
            } else if (lead == 0xE1 && at + 2 < size && bytes[at + 1] >= 0xB8 && bytes[at + 1] <= 0xBF &&
                       (bytes[at + 2] & 0xC0U) == 0x80) {
                c = static_cast<char32_t>(0x1000U | (bytes[at + 1] & 0x3FU) << 6 | (bytes[at + 2] & 0x3FU));
                cell = table.latin[c - 0x1E00];
                at += 3;
            } else {
                c = text::next_codepoint(text, at);
                cell = detail::slow_cell(c);
            }
            if (cell.kind == detail::letter) {
                if (!open) begin = from, open = true;
                word.add(cell);
                end = at;
            } else if (cell.kind == detail::separator) {
                break;
            } else if (cell.kind == detail::mark) {
                if (open) word.combine(cell), end = at;
            } else if (cell.kind == detail::other) {
                if (!open) begin = from, open = true;
                word.add_other(detail::fold_other(c));
                end = at;
            }
        }
        if (open) each(word.finish(begin, end));
    }
}

}  // namespace sauro::reuse
