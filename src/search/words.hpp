// Words of a text where they stand: runs of letters and digits, combining marks included. Offsets are bytes.
#pragma once
#include <string_view>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::search {

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
