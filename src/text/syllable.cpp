#include "text/syllable.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::text {
namespace {

// Longest first, so that "ngh" wins over "ng" and "n".
constexpr std::array<std::u32string_view, 28> kOnsets = {
    U"ngh", U"ng", U"nh", U"gh", U"gi", U"kh", U"ch", U"th", U"tr", U"ph", U"qu", U"b", U"c", U"d",
    U"đ",   U"g",  U"h",  U"k",  U"l",  U"m",  U"n",  U"p",  U"r",  U"s",  U"t",  U"v", U"x", U"w"};

// Rhymes with the tone taken off, sorted by code point for binary search (checked by a test).
constexpr std::u32string_view kRhymeList[] = {
    U"a",    U"ac",   U"ach",  U"ai",   U"am",   U"an",  U"ang",  U"anh", U"ao",  U"ap",   U"at",   U"au",   U"ay",
    U"ă",    U"ăc",   U"ăm",   U"ăn",   U"ăng",  U"ăp",  U"ăt",   U"âc",  U"âm",  U"ân",   U"âng",  U"âp",   U"ât",
    U"âu",   U"ây",   U"e",    U"ec",   U"em",   U"en",  U"eng",  U"eo",  U"ep",  U"et",   U"ê",    U"êch",  U"êm",
    U"ên",   U"ênh",  U"êp",   U"êt",   U"êu",   U"i",   U"ia",   U"ich", U"iêc", U"iêm",  U"iên",  U"iêng", U"iêp",
    U"iêt",  U"iêu",  U"im",   U"in",   U"inh",  U"ip",  U"it",   U"iu",  U"o",   U"oa",   U"oac",  U"oach", U"oai",
    U"oam",  U"oan",  U"oang", U"oanh", U"oao",  U"oap", U"oat",  U"oay", U"oăc", U"oăm",  U"oăn",  U"oăng", U"oăt",
    U"oc",   U"oe",   U"oen",  U"oeo",  U"oet",  U"oi",  U"om",   U"on",  U"ong", U"ooc",  U"oong", U"op",   U"ot",
    U"ô",    U"ôc",   U"ôi",   U"ôm",   U"ôn",   U"ông", U"ôp",   U"ôt",  U"ơ",   U"ơi",   U"ơm",   U"ơn",   U"ơp",
    U"ơt",   U"u",    U"ua",   U"uân",  U"uâng", U"uât", U"uây",  U"uc",  U"uê",  U"uêch", U"uênh", U"ui",   U"um",
    U"un",   U"ung",  U"uôc",  U"uôi",  U"uôm",  U"uôn", U"uông", U"uôt", U"uơ",  U"up",   U"ut",   U"uy",   U"uya",
    U"uych", U"uyên", U"uyêt", U"uynh", U"uyt",  U"uyu", U"ư",    U"ưa",  U"ưc",  U"ưi",   U"ưng",  U"ươc",  U"ươi",
    U"ươm",  U"ươn",  U"ương", U"ươp",  U"ươt",  U"ươu", U"ưt",   U"ưu",  U"y",   U"yêm",  U"yên",  U"yêng", U"yêt",
    U"yêu",  U"ynh",  U"yt"};

const auto& rhymes() {
    static const auto sorted = [] {
        std::array<std::u32string_view, std::size(kRhymeList)> all{};
        std::copy(std::begin(kRhymeList), std::end(kRhymeList), all.begin());
        std::sort(all.begin(), all.end());
        return all;
    }();
    return sorted;
}

bool known_rhyme(std::u32string_view rhyme) { return std::binary_search(rhymes().begin(), rhymes().end(), rhyme); }

// Stopped rhymes (c, ch, p, t) take only sắc and nặng: "phụôc" with hook is no syllable.
bool stopped(std::u32string_view rhyme) {
    const char32_t end = rhyme.back();
    return end == U'c' || end == U'p' || end == U't' || (end == U'h' && rhyme[rhyme.size() - 2] == U'c');
}

}  // namespace

bool is_vietnamese_syllable(std::string_view lower) {
    std::u32string plain;
    Tone tone = Tone::none;
    std::size_t tones = 0;
    for (std::size_t at = 0; at < lower.size();) {
        const char32_t c = next_codepoint(lower, at);
        const Vowel v = split_vowel(c);
        if (v.plain != 0 && v.tone != Tone::none) tone = v.tone, ++tones;
        plain += v.plain != 0 ? v.plain : c;
        if (plain.size() > 7) return false;
    }
    if (plain.empty() || tones > 1) return false;
    const auto fits = [&](std::u32string_view rhyme) {
        if (rhyme.empty() || !known_rhyme(rhyme)) return false;
        return !stopped(rhyme) || tone == Tone::acute || tone == Tone::dot;
    };
    const std::u32string_view whole = plain;
    if (fits(whole)) return true;
    for (const auto onset : kOnsets) {
        if (!whole.starts_with(onset)) continue;
        if (fits(whole.substr(onset.size()))) return true;
        if (onset == U"gi" && fits(whole.substr(1))) return true;  // "gì", "gìn"
    }
    return false;
}

SyllableCount count_syllables(std::string_view utf8, std::size_t at_most_words) {
    SyllableCount out;
    std::string word;
    bool marked = false;
    const auto flush = [&] {
        if (word.empty()) return;
        const bool good = word.size() <= 24 && is_vietnamese_syllable(word);
        ++out.words;
        if (good) ++out.good;
        if (marked) ++out.marked;
        if (marked && good) ++out.marked_good;
        word.clear();
        marked = false;
    };
    for (std::size_t at = 0; at < utf8.size() && out.words < at_most_words;) {
        const char32_t c = lower_codepoint(next_codepoint(utf8, at));
        if (is_letter(c)) {
            if (word.size() <= 24) append_codepoint(word, c);
            if (c >= 0x80) marked = true;
        } else {
            flush();
        }
    }
    flush();
    return out;
}

}  // namespace sauro::text
