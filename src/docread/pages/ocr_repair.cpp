#include "docread/pages/ocr_repair.hpp"

#include <algorithm>
#include <array>

#include "text/letters.hpp"
#include "text/syllable.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

std::u32string wide(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) out += text::next_codepoint(utf8, at);
    return out;
}
std::string narrow(std::u32string_view s) {
    std::string out;
    for (const char32_t c : s) text::append_codepoint(out, c);
    return out;
}

char32_t look_alike(char32_t c) {
    switch (c) {
        case 0x2044:
        case 0x2215:
            return U'/';
        case 0xD0:  // Icelandic
        case 0x189:
            return U'Đ';
        case 0xF0:
            return U'đ';
        case 0xA6:
            return U'|';
        default:
            return c;
    }
}

bool good(std::u32string_view letters) {
    std::u32string lower;
    for (const char32_t c : letters) lower += text::lower_codepoint(c);
    return text::is_vietnamese_syllable(narrow(lower));
}

bool is_marked(char32_t c) { return text::is_marked_vietnamese(text::lower_codepoint(c)); }

// "ThƯờng" -> "Thường", "TỈnh" -> "Tỉnh"; "TTr", "HĐND" stay.
void settle_case(std::u32string& s, std::size_t begin, std::size_t end) {
    std::size_t lower = 0;
    for (std::size_t i = begin; i < end; ++i) lower += text::is_upper(s[i]) ? 0 : 1;
    if (lower == 0 || end - begin < 3) return;
    bool marked = false;
    for (std::size_t i = begin + 1; i < end; ++i) marked = marked || (text::is_upper(s[i]) && is_marked(s[i]));
    if (!marked || !good(std::u32string_view(s).substr(begin, end - begin))) return;
    for (std::size_t i = begin + 1; i < end; ++i) s[i] = text::lower_codepoint(s[i]);
}

// "ĐẢẲNG" -> "ĐẢNG": one vowel, seen twice with other marks.
void drop_double(std::u32string& s, std::size_t begin, std::size_t& end) {
    if (good(std::u32string_view(s).substr(begin, end - begin)) || end - begin > 8) return;
    for (std::size_t i = begin; i + 1 < end; ++i) {
        if (!is_marked(s[i]) || !is_marked(s[i + 1])) continue;
        const text::Vowel a = text::split_vowel(text::lower_codepoint(s[i])),
                          b = text::split_vowel(text::lower_codepoint(s[i + 1]));
        if (a.plain == 0 || b.plain == 0 || text::fold_codepoint(s[i]) != text::fold_codepoint(s[i + 1])) continue;
        for (const std::size_t gone : {i + 1, i}) {
            std::u32string one(std::u32string_view(s).substr(begin, end - begin));
            one.erase(gone - begin, 1);
            if (!good(one)) continue;
            s.erase(gone, 1);
            --end;
            return;
        }
    }
}

// "BÍTHƯ" -> "BÍ THƯ": two syllables without a blank; the second takes the longest beginning it can.
void part_syllables(std::u32string& s, std::size_t begin, std::size_t& end) {
    const std::u32string_view whole = std::u32string_view(s).substr(begin, end - begin);
    if (whole.size() < 4 || whole.size() > 13 || std::none_of(whole.begin(), whole.end(), is_marked) || good(whole))
        return;
    std::size_t cut = 0;
    for (std::size_t i = 2; i + 2 <= whole.size(); ++i) {
        if (!good(whole.substr(0, i)) || !good(whole.substr(i))) continue;
        cut = i;
        break;
    }
    if (cut == 0) return;
    s.insert(begin + cut, 1, U' ');
    ++end;
}

// "l1", "lI" -> "II": a number of Rome.
void settle_numeral(std::u32string& s, std::size_t begin, std::size_t end) {
    bool letter = false;
    for (std::size_t i = begin; i < end; ++i) {
        if (s[i] != U'I' && s[i] != U'l' && s[i] != U'1' && s[i] != U'|') return;
        letter = letter || s[i] == U'I' || s[i] == U'l';
    }
    if (!letter || end - begin < 2 || end - begin > 3) return;
    for (std::size_t i = begin; i < end; ++i) s[i] = U'I';
}

void repair_word(std::string& word) {
    std::u32string s = wide(text::nfc(word));
    for (char32_t& c : s) c = look_alike(c);
    std::size_t core = s.size();
    while (core > 0 && (s[core - 1] == U'.' || s[core - 1] == U',' || s[core - 1] == U';')) --core;
    settle_numeral(s, 0, core);
    for (std::size_t i = 0; i < s.size();) {
        if (!text::is_letter(s[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < s.size() && text::is_letter(s[end])) ++end;
        drop_double(s, i, end);
        settle_case(s, i, end);
        part_syllables(s, i, end);
        i = end;
    }
    word = narrow(s);
}

struct Pair {
    std::string_view first, wrong, second, right;
};
// Two tones of one letter are easily taken for each other; the words beside say which it was. `first` or `second`
// stands before or behind `wrong`; canonical spelling.
constexpr std::array kPairs = {Pair{"", "đẳng", "cộng", "đảng"}, Pair{"", "đẳng", "ủy", "đảng"},
                               Pair{"", "đẳng", "viên", "đảng"}, Pair{"", "đẳng", "bộ", "đảng"},
                               Pair{"", "đẳng", "đoàn", "đảng"}, Pair{"tổ chức", "đẳng", "", "đảng"},
                               Pair{"cộng", "sẳn", "", "sản"},   Pair{"cộng", "sẵn", "", "sản"},
                               Pair{"ban", "đẳng", "", "đảng"},  Pair{"trung ương", "đẳng", "", "đảng"}};

// The replacement in the case of what it replaces.
std::string in_case_of(std::string_view wrong, std::string_view right) {
    const std::u32string w = wide(wrong);
    std::u32string r = wide(right);
    if (w.empty() || !text::is_upper(w[0])) return std::string(right);
    const bool all = w.size() > 1 && text::is_upper(w[1]);
    for (std::size_t i = 0; i < (all ? r.size() : 1); ++i) r[i] = text::upper_codepoint(r[i]);
    return narrow(r);
}

// "31UBND-VP" behind "Số:" -> "31/UBND-VP": a number and a notation never touch.
void restore_slash(std::string& word) {
    std::size_t digits = 0;
    while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
    if (digits == 0 || digits > 4 || digits + 2 > word.size()) return;
    std::size_t at = digits;
    if (const char32_t c = text::next_codepoint(word, at); !text::is_letter(c) || !text::is_upper(c)) return;
    if (word.find('/') == std::string::npos && word.find('-') != std::string::npos) word.insert(digits, 1, '/');
}

std::string bare(std::string_view word) {
    std::string out = text::canonical(word);
    while (!out.empty() && std::string_view(",.;:)\"").find(out.back()) != std::string_view::npos) out.pop_back();
    return out;
}

}  // namespace

void repair_reading(PageWords& page) {
    auto& words = page.words;
    for (PageWord& w : words) {
        repair_word(w.text);
        if (w.text == "V/" || w.text == "V/V" || w.text == "Vv") w.text = "V/v";
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string before = text::fold(words[i - 1].text);
        if (before == "so:" || before == "so") restore_slash(words[i].text);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string here = bare(words[i].text);
        if (i > 0 && (here == "ï" || here == "ì" || here == "í" || here == "l")) {
            const std::string before = bare(words[i - 1].text);
            if (before == "quý" || before == "phần" || before == "kỳ" || before == "khóa")
                words[i].text.replace(0, here.size(), "I");
        }
        if (here != "đẳng" && here != "sẳn" && here != "sẵn") continue;
        const std::string before = i > 0 ? bare(words[i - 1].text) : std::string();
        const std::string two = i > 1 ? bare(words[i - 2].text) + ' ' + before : std::string();
        const std::string after = i + 1 < words.size() ? bare(words[i + 1].text) : std::string();
        for (const Pair& p : kPairs) {
            if (here != p.wrong || (!p.second.empty() && after != p.second)) continue;
            if (!p.first.empty() && before != p.first && two != p.first) continue;
            const std::size_t length = p.wrong.size();  // canonical keeps the number of bytes of these letters
            if (words[i].text.size() < length) break;
            words[i].text =
                in_case_of(std::string_view(words[i].text).substr(0, length), p.right) + words[i].text.substr(length);
            break;
        }
    }
}

}  // namespace sauro::docread
