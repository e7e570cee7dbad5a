// Prose of made-up sentences for tests: Vietnamese syllables in random order, equal for equal seeds.
#pragma once
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::reuse::fixture {

inline std::vector<std::string> words(std::uint32_t seed, std::size_t count) {
    static constexpr std::string_view onsets[] = {"b",  "c",  "ch", "d",  "đ", "g", "h", "kh", "l",  "m", "n",
                                                  "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"};
    static constexpr std::string_view rhymes[] = {"a",   "an", "ang", "anh", "áo",   "ất", "ân",  "ầu",
                                                  "ế",   "ên", "ị",   "inh", "ích",  "ò",  "ong", "ộ",
                                                  "ông", "ới", "ờ",   "ơn",  "ương", "ư",  "ực",  "uyên"};
    std::mt19937 random(seed);
    std::vector<std::string> out(count);
    for (auto& word : out) {
        word = onsets[random() % std::size(onsets)];
        word += rhymes[random() % std::size(rhymes)];
    }
    return out;
}

inline std::string join(const std::vector<std::string>& words, std::size_t begin = 0,
                        std::size_t end = ~std::size_t{0}) {
    std::string out;
    for (std::size_t i = begin; i < words.size() && i < end; ++i) {
        if (!out.empty()) out += i % 17 == 0 ? ". " : " ";
        out += words[i];
    }
    return out;
}
inline std::string prose(std::uint32_t seed, std::size_t count) { return join(words(seed, count)); }

// What a scan read without a Vietnamese model makes of a text: vowels go wrong, consonants mostly stay.
inline std::string scan_badly(std::string_view text, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::next_codepoint(text, at);
        const char32_t plain = text::fold_codepoint(c);
        const bool vowel = plain != 0 && std::u32string_view(U"aeiouy").find(plain) != std::u32string_view::npos;
        if (vowel && c >= 0x80 && random() % 4 == 0) {
            out += "6@18idbw"[random() % 8];
        } else if (plain != 0) {
            text::append_codepoint(out, plain);
        }
    }
    return out;
}

}  // namespace sauro::reuse::fixture
