// One spelling for one syllable: the tone sits where the older school puts it ("hòa", "thủy", "khỏe"), whatever was
// typed.
#include <array>
#include <string>

#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::text {
namespace {

constexpr std::size_t kLongest = 8;  // "nghiêng" has seven letters; a longer run is no Vietnamese syllable

struct Syllable {
    std::array<char32_t, kLongest> letter{};
    std::size_t size = 0;
};

// Which vowel of letters [first, last) carries the tone.
std::size_t tone_seat(const std::array<char32_t, kLongest>& letter, std::size_t first, std::size_t last, bool coda) {
    for (std::size_t i = last; i-- > first;) {
        if (has_vowel_mark(letter[i])) return i;
    }
    const std::size_t vowels = last - first;
    if (vowels <= 1) return first;
    if (coda) return last - 1;
    return vowels == 2 ? first : first + 1;
}

void place_tone(Syllable& s) {
    std::array<char32_t, kLongest> plain = s.letter;
    Tone tone = Tone::none;
    std::size_t tones = 0, first = s.size, last = 0;
    for (std::size_t i = 0; i < s.size; ++i) {
        const Vowel v = split_vowel(s.letter[i]);
        if (v.plain == 0) continue;
        plain[i] = v.plain;
        if (first == s.size) first = i;
        last = i + 1;
        if (v.tone != Tone::none) tone = v.tone, ++tones;
    }
    if (tones != 1) return;
    for (std::size_t i = first; i < last; ++i) {
        if (split_vowel(plain[i]).plain == 0) return;  // vowels on both sides of a consonant: not one syllable
    }
    // "qu" and "gi" before another vowel are consonants: quý, giá.
    if (last - first >= 2 && first >= 1) {
        const bool qu = plain[first - 1] == U'q' && plain[first] == U'u';
        const bool gi = plain[first - 1] == U'g' && plain[first] == U'i';
        if (qu || gi) ++first;
    }
    const std::size_t seat = tone_seat(plain, first, last, last < s.size);
    plain[seat] = with_tone(plain[seat], tone);
    s.letter = plain;
}

}  // namespace

std::string canonical(std::string_view utf8) {
    const std::string lower = to_lower(nfc(utf8));
    std::string out;
    out.reserve(lower.size());
    Syllable syllable;
    bool too_long = false;
    const auto flush = [&] {
        if (!too_long) place_tone(syllable);
        for (std::size_t i = 0; i < syllable.size; ++i) append_codepoint(out, syllable.letter[i]);
        syllable.size = 0;
    };
    for (std::size_t at = 0; at < lower.size();) {
        const char32_t c = next_codepoint(lower, at);
        if (!is_letter(c)) {
            flush();
            too_long = false;
            append_codepoint(out, c);
            continue;
        }
        if (syllable.size == kLongest) {
            too_long = true;
            flush();
        }
        syllable.letter[syllable.size++] = c;
    }
    flush();
    return out;
}

}  // namespace sauro::text
