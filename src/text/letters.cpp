#include "text/letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <string_view>

namespace sauro::text {
namespace {

// Rows: the twelve vowels; columns: none, grave, acute, hook, tilde, dot (the order of Tone).
constexpr std::array<std::u32string_view, 12> kVowels = {U"aàáảãạ", U"ăằắẳẵặ", U"âầấẩẫậ", U"eèéẻẽẹ",
                                                         U"êềếểễệ", U"iìíỉĩị", U"oòóỏõọ", U"ôồốổỗộ",
                                                         U"ơờớởỡợ", U"uùúủũụ", U"ưừứửữự", U"yỳýỷỹỵ"};

// Latin letters, punctuation and blanks all lie in two short stretches; a table answers for them without a library
// call.
constexpr char32_t kLowEnd = 0x250;
constexpr char32_t kHighBegin = 0x1E00, kHighEnd = 0x2070;

struct Tables {
    std::array<char16_t, kLowEnd> fold_low{}, lower_low{};
    std::array<char16_t, kHighEnd - kHighBegin> fold_high{}, lower_high{};
    std::array<std::uint8_t, kLowEnd> vowel_low{};  // (row + 1) * 8 + tone
    std::array<std::uint8_t, kHighEnd - kHighBegin> vowel_high{};
    Tables();
};

bool dropped(char32_t c) {
    const auto cp = static_cast<UChar32>(c);
    if (c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF)
        return true;  // soft hyphen, zero width
    return u_charType(cp) == U_NON_SPACING_MARK || u_getCombiningClass(cp) != 0;
}

char32_t fold_slow(char32_t c) {
    if (dropped(c)) return 0;
    switch (c) {
        case 0x00D0:
        case 0x00F0:
        case 0x0110:
        case 0x0111:
        case 0x0189:  // đ and the look-alikes old keyboards leave behind
            return U'd';
        case 0x00A0:
        case 0x202F:
        case 0x205F:
        case 0x3000:
            return U' ';
        default:
            break;
    }
    if (c >= 0x2000 && c <= 0x200A) return U' ';
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    icu::UnicodeString parts;
    UChar32 base = static_cast<UChar32>(c);
    if (U_SUCCESS(status) && nfd->getDecomposition(base, parts)) base = parts.char32At(0);
    if (dropped(static_cast<char32_t>(base))) return 0;
    return static_cast<char32_t>(u_foldCase(base, U_FOLD_CASE_DEFAULT));
}

Tables::Tables() {
    for (char32_t c = 0; c < kLowEnd; ++c) {
        fold_low[c] = static_cast<char16_t>(fold_slow(c));
        lower_low[c] = static_cast<char16_t>(u_tolower(static_cast<UChar32>(c)));
    }
    lower_low[0x00D0] = 0x0111;  // Ð typed for Đ
    for (char32_t c = kHighBegin; c < kHighEnd; ++c) {
        fold_high[c - kHighBegin] = static_cast<char16_t>(fold_slow(c));
        lower_high[c - kHighBegin] = static_cast<char16_t>(u_tolower(static_cast<UChar32>(c)));
    }
    for (std::size_t row = 0; row < kVowels.size(); ++row) {
        for (std::size_t tone = 0; tone < 6; ++tone) {
            const char32_t c = kVowels[row][tone];
            const auto code = static_cast<std::uint8_t>((row + 1) * 8 + tone);
            if (c < kLowEnd) vowel_low[c] = code;
            if (c >= kHighBegin && c < kHighEnd) vowel_high[c - kHighBegin] = code;
        }
    }
}

const Tables& tables() {
    static const Tables built;
    return built;
}

}  // namespace

Vowel split_vowel(char32_t lower) {
    const Tables& t = tables();
    std::uint8_t code = 0;
    if (lower < kLowEnd) code = t.vowel_low[lower];
    if (lower >= kHighBegin && lower < kHighEnd) code = t.vowel_high[lower - kHighBegin];
    if (code == 0) return {};
    return {kVowels[code / 8U - 1U][0], static_cast<Tone>(code % 8)};
}

char32_t with_tone(char32_t plain, Tone tone) {
    for (const auto row : kVowels) {
        if (row[0] == plain) return row[static_cast<std::size_t>(tone)];
    }
    return plain;
}

bool has_vowel_mark(char32_t plain) {
    return plain == U'ă' || plain == U'â' || plain == U'ê' || plain == U'ô' || plain == U'ơ' || plain == U'ư';
}

char32_t fold_codepoint(char32_t c) {
    if (c < kLowEnd) return tables().fold_low[c];
    if (c < 0x370) return c < 0x300 ? fold_slow(c) : 0;
    if (c >= kHighBegin && c < kHighEnd) return tables().fold_high[c - kHighBegin];
    return fold_slow(c);
}

char32_t lower_codepoint(char32_t c) {
    if (c < kLowEnd) return tables().lower_low[c];
    if (c >= kHighBegin && c < kHighEnd) return tables().lower_high[c - kHighBegin];
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t upper_codepoint(char32_t c) {
    if (c < 0x80) return c >= U'a' && c <= U'z' ? c - 32 : c;
    return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    return u_isalpha(static_cast<UChar32>(c));
}

bool is_upper(char32_t c) {
    if (c < 0x80) return c >= U'A' && c <= U'Z';
    return lower_codepoint(c) != c && is_letter(c);
}

bool is_digit(char32_t c) { return c < 0x80 ? (c >= U'0' && c <= U'9') : u_isdigit(static_cast<UChar32>(c)); }

bool is_space(char32_t c) {
    if (c < 0x80) return c == U' ' || (c >= 9 && c <= 13);
    return u_isUWhiteSpace(static_cast<UChar32>(c));
}

bool is_marked_vietnamese(char32_t lower) {
    if (lower < 0x80) return false;
    if (lower == U'đ') return true;
    const Vowel v = split_vowel(lower);
    return v.plain != 0 && (v.tone != Tone::none || has_vowel_mark(v.plain));
}

bool is_combining_mark(char32_t c) { return c >= 0x300 && c < 0x370; }

}  // namespace sauro::text
