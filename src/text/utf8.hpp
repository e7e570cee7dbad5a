// UTF-8 in and out, one code point at a time. Damaged bytes read as U+FFFD, so that every caller is safe on hostile
// input.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace sauro::text {

inline constexpr char32_t kReplacement = 0xFFFD;

// Reads the code point at `at` and moves past it. Precondition: at < text.size().
inline char32_t next_codepoint(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at++);
    if (lead < 0x80) return lead;
    std::size_t more = 0;
    char32_t value = 0;
    unsigned char low = 0x80, high = 0xBF;  // allowed range of the second byte: no overlong form, no surrogate
    if (lead >= 0xC2 && lead <= 0xDF) {
        more = 1, value = lead & 0x1FU;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        more = 2, value = lead & 0x0FU;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        more = 3, value = lead & 0x07U;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return kReplacement;
    }
    for (std::size_t i = 0; i < more; ++i) {
        if (at >= text.size() || byte(at) < low || byte(at) > high) return kReplacement;
        value = (value << 6) | (byte(at++) & 0x3FU);
        low = 0x80, high = 0xBF;
    }
    return value;
}

inline void append_codepoint(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

inline bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace sauro::text
