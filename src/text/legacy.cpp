#include "text/legacy.hpp"

#include <array>
#include <utility>

#include "text/letters.hpp"
#include "text/syllable.hpp"
#include "text/utf8.hpp"

namespace sauro::text {
namespace {

using Row = std::array<char32_t, 256>;

// TCVN 5712:1993, VN3.
constexpr Row make_tcvn3() {
    Row row{};
    for (std::size_t i = 0; i < 256; ++i) row[i] = static_cast<char32_t>(i);
    constexpr std::u32string_view a1 = U"ĂÂÊÔƠƯĐăâêôơưđ";
    for (std::size_t i = 0; i < a1.size(); ++i) row[0xA1 + i] = a1[i];
    constexpr std::pair<unsigned char, char32_t> rest[] = {
        {0xB5, U'à'}, {0xB6, U'ả'}, {0xB7, U'ã'}, {0xB8, U'á'}, {0xB9, U'ạ'}, {0xBB, U'ằ'}, {0xBC, U'ẳ'}, {0xBD, U'ẵ'},
        {0xBE, U'ắ'}, {0xC6, U'ặ'}, {0xC7, U'ầ'}, {0xC8, U'ẩ'}, {0xC9, U'ẫ'}, {0xCA, U'ấ'}, {0xCB, U'ậ'}, {0xCC, U'è'},
        {0xCE, U'ẻ'}, {0xCF, U'ẽ'}, {0xD0, U'é'}, {0xD1, U'ẹ'}, {0xD2, U'ề'}, {0xD3, U'ể'}, {0xD4, U'ễ'}, {0xD5, U'ế'},
        {0xD6, U'ệ'}, {0xD7, U'ì'}, {0xD8, U'ỉ'}, {0xDC, U'ĩ'}, {0xDD, U'í'}, {0xDE, U'ị'}, {0xDF, U'ò'}, {0xE1, U'ỏ'},
        {0xE2, U'õ'}, {0xE3, U'ó'}, {0xE4, U'ọ'}, {0xE5, U'ồ'}, {0xE6, U'ổ'}, {0xE7, U'ỗ'}, {0xE8, U'ố'}, {0xE9, U'ộ'},
        {0xEA, U'ờ'}, {0xEB, U'ở'}, {0xEC, U'ỡ'}, {0xED, U'ớ'}, {0xEE, U'ợ'}, {0xEF, U'ù'}, {0xF1, U'ủ'}, {0xF2, U'ũ'},
        {0xF3, U'ú'}, {0xF4, U'ụ'}, {0xF5, U'ừ'}, {0xF6, U'ử'}, {0xF7, U'ữ'}, {0xF8, U'ứ'}, {0xF9, U'ự'}, {0xFA, U'ỳ'},
        {0xFB, U'ỷ'}, {0xFC, U'ỹ'}, {0xFD, U'ý'}, {0xFE, U'ỵ'}};
    for (const auto& [byte, letter] : rest) row[byte] = letter;
    return row;
}
constexpr Row kTcvn3 = make_tcvn3();

// Windows-1252 where 0x80…0x9F are typographic signs; shared by the Windows code page and by text that went through it.
constexpr std::array<char32_t, 32> kC1 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                          0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr Row make_1258() {
    Row row{};
    for (std::size_t i = 0; i < 256; ++i) row[i] = i >= 0x80 && i < 0xA0 ? kC1[i - 0x80] : static_cast<char32_t>(i);
    constexpr std::pair<unsigned char, char32_t> own[] = {
        {0xC3, U'Ă'}, {0xCC, 0x300}, {0xD0, U'Đ'}, {0xD2, 0x309}, {0xD5, U'Ơ'}, {0xDD, U'Ư'}, {0xDE, 0x303},
        {0xE3, U'ă'}, {0xEC, 0x301}, {0xF0, U'đ'}, {0xF2, 0x323}, {0xF5, U'ơ'}, {0xFD, U'ư'}, {0xFE, 0x20AB}};
    for (const auto& [byte, letter] : own) row[byte] = letter;
    return row;
}
constexpr Row k1258 = make_1258();

// VNI-Windows: a vowel is followed by a byte that says circumflex or breve and the tone; ơ ư đ and the family of i have
// bytes of their own.
struct VniMark {
    unsigned char lower = 0;  // the upper-case form lies 0x20 below
    char vowel_mark = 0;      // '^' circumflex, '(' breve
    Tone tone = Tone::none;
};
constexpr VniMark kVniMarks[] = {{0xF9, 0, Tone::acute},   {0xF8, 0, Tone::grave},   {0xFB, 0, Tone::hook},
                                 {0xF5, 0, Tone::tilde},   {0xEF, 0, Tone::dot},     {0xE2, '^', Tone::none},
                                 {0xE1, '^', Tone::acute}, {0xE0, '^', Tone::grave}, {0xE5, '^', Tone::hook},
                                 {0xE3, '^', Tone::tilde}, {0xE4, '^', Tone::dot},   {0xEA, '(', Tone::none},
                                 {0xE9, '(', Tone::acute}, {0xE8, '(', Tone::grave}, {0xFA, '(', Tone::hook},
                                 {0xFC, '(', Tone::tilde}, {0xEB, '(', Tone::dot}};
constexpr std::pair<unsigned char, char32_t> kVniSingles[] = {
    {0xF4, U'ơ'}, {0xD4, U'Ơ'}, {0xF6, U'ư'}, {0xD6, U'Ư'}, {0xF1, U'đ'}, {0xD1, U'Đ'},
    {0xED, U'í'}, {0xEC, U'ì'}, {0xE6, U'ỉ'}, {0xF3, U'ĩ'}, {0xF2, U'ị'}, {0xEE, U'ỵ'},
    {0xCD, U'Í'}, {0xCC, U'Ì'}, {0xC6, U'Ỉ'}, {0xD3, U'Ĩ'}, {0xD2, U'Ị'}, {0xCE, U'Ỵ'}};

// The vowel `base` (any case) with a VNI mark byte, or 0 when the two do not go together.
char32_t join_vni(char32_t base, unsigned char mark) {
    const bool upper = is_upper(base);
    char32_t plain = lower_codepoint(base);
    for (const VniMark& m : kVniMarks) {
        if (mark != m.lower && mark != m.lower - 0x20) continue;
        if (m.vowel_mark == '^') plain = plain == U'a' ? U'â' : plain == U'e' ? U'ê' : plain == U'o' ? U'ô' : 0;
        if (m.vowel_mark == '(') plain = plain == U'a' ? U'ă' : 0;
        if (plain == 0 || split_vowel(plain).plain != plain) return 0;
        const char32_t joined = with_tone(plain, m.tone);
        return upper ? upper_codepoint(joined) : joined;
    }
    return 0;
}

// ".VnTimeH" shows lower-case codes as capitals: a word whose plain letters are all capitals was meant in capitals
// throughout.
void restore_capitals(std::u32string& word) {
    // "VÒ" may be "Về" or "VỀ": only a capital further in tells.
    bool inner_upper = false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] >= 0x80 || !is_letter(word[i])) continue;
        if (!is_upper(word[i])) return;
        inner_upper = inner_upper || i > 0;
    }
    if (!inner_upper) return;
    for (char32_t& c : word) c = upper_codepoint(c);
}

std::string spell_tcvn3(std::u32string_view letters) {
    std::string out;
    std::u32string word;
    const auto flush = [&] {
        restore_capitals(word);
        for (const char32_t c : word) append_codepoint(out, c);
        word.clear();
    };
    for (const char32_t c : letters) {
        if (is_letter(c) && word.size() < 64) {
            word += c;
            continue;
        }
        flush();
        append_codepoint(out, c);
    }
    flush();
    return out;
}

std::string spell_vni(std::u32string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        char32_t c = bytes[i];
        for (const auto& [byte, letter] : kVniSingles) {
            if (c == byte) {
                c = letter;
                break;
            }
        }
        if (i + 1 < bytes.size() && bytes[i + 1] >= 0xC0 && bytes[i + 1] <= 0xFF) {
            if (const char32_t joined = join_vni(c, static_cast<unsigned char>(bytes[i + 1]))) {
                c = joined;
                ++i;
            }
        }
        append_codepoint(out, c);
    }
    return out;
}

}  // namespace

std::string from_tcvn3(std::string_view bytes) {
    std::u32string letters;
    letters.reserve(bytes.size());
    for (const char b : bytes) letters += kTcvn3[static_cast<unsigned char>(b)];
    return spell_tcvn3(letters);
}

std::string from_vni(std::string_view bytes) {
    std::u32string wide;
    wide.reserve(bytes.size());
    for (const char b : bytes) {
        const auto u = static_cast<unsigned char>(b);
        wide += u >= 0x80 && u < 0xA0 ? kC1[u - 0x80U] : static_cast<char32_t>(u);
    }
    return spell_vni(wide);
}

std::string from_windows_1258(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 4);
    for (const char b : bytes) append_codepoint(out, k1258[static_cast<unsigned char>(b)]);
    return out;
}

std::optional<std::string> repair_legacy_font_text(std::string_view utf8) {
    // Word processors keep the bytes as Latin-1 letters, with a few signs moved: TCVN3 "ã" (0xB7) is often stored as
    // U+2219.
    std::u32string wide;
    std::size_t high = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        char32_t c = next_codepoint(utf8, at);
        if (c == 0x2219) c = 0xB7;
        if (c == 0x00AD || (c >= 0xA1 && c <= 0xFF)) ++high;
        if (c > 0xFF && c < 0x2000) return std::nullopt;  // a real Vietnamese letter beyond Latin-1
        wide += c;
    }
    if (high * 20 < utf8.size()) return std::nullopt;
    const auto quality = [](std::string_view text) {
        const SyllableCount n = count_syllables(text, 1500);
        return n.marked == 0 ? 0.0 : static_cast<double>(n.marked_good) / static_cast<double>(n.marked);
    };
    std::u32string tcvn;
    for (const char32_t c : wide) tcvn += c <= 0xFF ? kTcvn3[c] : c;
    std::string as_tcvn3 = spell_tcvn3(tcvn), as_vni = spell_vni(wide);
    const double plain = quality(utf8), t = quality(as_tcvn3), v = quality(as_vni);
    if (t < 0.8 && v < 0.8) return std::nullopt;
    if (plain + 0.2 > (t > v ? t : v)) return std::nullopt;
    return t > v ? std::move(as_tcvn3) : std::move(as_vni);
}

}  // namespace sauro::text
