// The Vietnamese letter as base, vowel mark and tone; and one code point folded. Tables are built at compile time or
// once.
#pragma once
#include <cstdint>

namespace sauro::text {

enum class Tone : std::uint8_t { none, grave, acute, hook, tilde, dot };

struct Vowel {
    char32_t plain =
        0;  // lower case, vowel mark kept, tone taken off: one of a ă â e ê i o ô ơ u ư y; 0 when no Vietnamese vowel
    Tone tone = Tone::none;
};

// Splits a lower-case precomposed letter.
Vowel split_vowel(char32_t lower);
// Puts a tone on one of the twelve vowels.
char32_t with_tone(char32_t plain, Tone tone);
// "ă â ê ô ơ ư": the vowel carries a mark of its own.
bool has_vowel_mark(char32_t plain);

// One code point for matching: lower case, no mark; U'\0' when nothing remains (a combining mark, a zero-width sign).
// Code points whose canonical decomposition has more than one base letter (Hangul and the like) are folded by fold()
// itself.
char32_t fold_codepoint(char32_t c);
char32_t lower_codepoint(char32_t c);
char32_t upper_codepoint(char32_t c);
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);
// A letter with a mark that Vietnamese writes (đ counts), precomposed; or a combining mark.
bool is_marked_vietnamese(char32_t lower);
bool is_combining_mark(char32_t c);

}  // namespace sauro::text
