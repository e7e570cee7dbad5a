// Words of a text where they stand: runs of letters and digits, combining marks included. Offsets are bytes.
#pragma once
#include <string_view>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::search {

// Bytes of the precomposed Latin letter at `at` (U+00C0…U+024F, U+1E00…U+1EFF: all of Vietnamese), 0 when it is
// something else. Only spares the long way; what it does not know is asked of the tables.
inline std::size_t latin_letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (byte(0) >= 0xC3 && byte(0) <= 0xC8) {
        const bool whole = at + 1 < text.size() && byte(1) >= 0x80 && byte(1) < 0xC0;
        return whole && !(byte(0) == 0xC3 && (byte(1) == 0x97 || byte(1) == 0xB7)) ? 2 : 0;  // × ÷
    }
    if (byte(0) != 0xE1 || at + 2 >= text.size()) return 0;
    return byte(1) >= 0xB8 && byte(1) <= 0xBB && byte(2) >= 0x80 && byte(2) < 0xC0 ? 3 : 0;
}

// each(begin, end) returns false to stop.
template <class Each>
void for_each_word(std::string_view text, Each each) {
    constexpr std::size_t none = std::string_view::npos;
    std::size_t begin = none;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) {  // nearly all of them
            ++at;
            const bool word = (byte | 0x20U) - 'a' < 26U || static_cast<unsigned>(byte) - '0' < 10U;
            if (word) {
                if (begin == none) begin = from;
            } else if (begin != none) {
                if (!each(begin, from)) return;
                begin = none;
            }
            continue;
        }
        if (const std::size_t length = latin_letter_at(text, at); length > 0) {
            at += length;
            if (begin == none) begin = from;
            continue;
        }
        const char32_t c = text::next_codepoint(text, at);
        const bool mark = c >= 0x300 && c <= 0x36F;  // part of the letter before it (NFD)
        if (text::is_letter(c) || text::is_digit(c) || (mark && begin != none)) {
            if (begin == none) begin = from;
        } else if (begin != none) {
            if (!each(begin, from)) return;
            begin = none;
        }
    }
    if (begin != none) each(begin, text.size());
}

}  // namespace sauro::search
