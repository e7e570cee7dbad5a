#include "reuse/syllables.hpp"

#include "text/letters.hpp"

namespace sauro::reuse::detail {
namespace {

constexpr std::uint8_t circumflex = 0x40, breve = 0x80, horn = 0xC0;

Cell mark_cell(char32_t c) {
    switch (c) {
        case 0x0300:
            return {mark, 0, 1, 0};
        case 0x0301:
            return {mark, 0, 2, 0};
        case 0x0309:
            return {mark, 0, 3, 0};
        case 0x0303:
            return {mark, 0, 4, 0};
        case 0x0323:
            return {mark, 0, 5, 0};
        case 0x0302:
            return {mark, circumflex, 0, 0};
        case 0x0306:
            return {mark, breve, 0, 0};
        case 0x031B:
            return {mark, horn, 0, 0};
        default:
            return {mark, 0, 0, 0};
    }
}

std::uint8_t vowel_mark(char32_t plain) {
    switch (plain) {
        case U'â':
        case U'ê':
        case U'ô':
            return circumflex;
        case U'ă':
            return breve;
        case U'ơ':
        case U'ư':
            return horn;
        default:
            return 0;
    }
}

Cell cell_of(char32_t c) {
    if (text::is_combining_mark(c)) return mark_cell(c);
    const char32_t folded = text::fold_codepoint(c);
    if (folded == 0) return {ignorable, 0, 0, 0};
    if (folded >= U'a' && folded <= U'z') {
        Cell cell{letter, static_cast<std::uint8_t>(folded - U'a' + 1), 0, 0};
        const text::Vowel vowel = text::split_vowel(text::lower_codepoint(c));
        if (vowel.plain != 0) {
            cell.code |= vowel_mark(vowel.plain);
            cell.tone = static_cast<std::uint8_t>(vowel.tone);
        } else if (folded == U'd' && c > 0x7F) {
            cell.code |= circumflex;  // đ; no other d of ours carries a mark
        }
        return cell;
    }
    if (folded >= U'0' && folded <= U'9') return {letter, static_cast<std::uint8_t>(folded - U'0' + 27), 0, 0};
    if (text::is_letter(folded) || text::is_digit(folded)) return {other, 0, 0, 0};
    return {};
}

}  // namespace

Cells::Cells() {
    for (char32_t c = 0; c < low.size(); ++c) low[c] = cell_of(c);
    for (char32_t c = 0; c < latin.size(); ++c) latin[c] = cell_of(c + 0x1E00);
}

const Cells& cells() {
    static const Cells built;
    return built;
}

Cell slow_cell(char32_t c) { return cell_of(c); }
char32_t fold_other(char32_t c) { return text::fold_codepoint(c); }

}  // namespace sauro::reuse::detail
