#include "docread/parts/source.hpp"

#include <algorithm>
#include <array>

#include "docread/pasted.hpp"
#include "text/letters.hpp"
#include "text/syllable.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

bool is_blank_byte(char c) { return c == ' ' || c == '\t'; }

Span trimmed(std::string_view text, Span s) {
    while (s.begin < s.end && is_blank_byte(text[s.begin])) ++s.begin;
    while (s.end > s.begin && is_blank_byte(text[s.end - 1])) --s.end;
    return s;
}

// A gap left to be filled in by hand ("Số:      /KH-UBND", "ngày      tháng") parts no columns.
bool left_open(std::string_view before) {
    for (const std::string_view word : {"so:", "so", "so :", "ngay", "thang"}) {
        if (before == word || (before.ends_with(word) && before[before.size() - word.size() - 1] == ' ')) return true;
    }
    return false;
}

}  // namespace

std::string normalise(std::string_view utf8) {
    std::string clean;
    clean.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::next_codepoint(utf8, at);
        if (c == U'\r') {
            if (at >= utf8.size() || utf8[at] != '\n') clean += '\n';
        } else if (c == U'\n' || c == U'\f' || c == U'\v' || c == 0x2028 || c == 0x2029 || c == 0x85) {
            clean += '\n';
        } else if (c == U'\t') {
            clean += '\t';
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
                   c == 0xFEFF) {
            continue;
        } else if (c >= 0x80 && text::is_space(c)) {
            clean += ' ';
        } else {
            text::append_codepoint(clean, c);
        }
    }
    return text::nfc(clean);
}

Source::Source(std::string_view normalised) : text_(normalised) {
    folded_.reserve(text_.size());
    origin_.reserve(text_.size() + 1);
    Line line;
    const auto close = [&](std::size_t raw_end, std::size_t folded_end) {
        line.raw = trimmed(text_, {line.raw.begin, raw_end});
        line.folded = trimmed(folded_, {line.folded.begin, folded_end});
        lines_.push_back(line);
    };
    for (std::size_t at = 0; at < text_.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_codepoint(text_, at);
        if (c == U'\n') {
            close(from, folded_.size());
            line.raw.begin = at;
            line.folded.begin = folded_.size() + 1;
        }
        if (const char32_t f = text::fold_codepoint(c)) {
            text::append_codepoint(folded_, f);
            origin_.resize(folded_.size(), static_cast<std::uint32_t>(from));
        }
    }
    close(text_.size(), folded_.size());
    judge();
}

std::size_t Source::raw_end(std::size_t folded_end) const {
    // The end of the code point that gave the last folded byte; marks that fold to nothing belong to it.
    std::size_t raw = raw_at(folded_end - 1);
    const std::size_t next = raw_at(folded_end);
    if (raw < text_.size()) text::next_codepoint(text_, raw);
    return std::min(std::max(raw, std::min(next, raw)), text_.size());
}

std::size_t Source::folded_at(std::size_t raw) const {
    return static_cast<std::size_t>(std::lower_bound(origin_.begin(), origin_.end(), static_cast<std::uint32_t>(raw)) -
                                    origin_.begin());
}

std::size_t Source::line_of(std::size_t raw) const {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), raw,
                                        [](std::size_t at, const Line& l) { return at < l.raw.begin; });
    return after == lines_.begin() ? 0 : static_cast<std::size_t>(after - lines_.begin() - 1);
}

std::vector<Piece> Source::pieces(std::size_t line) const {
    std::vector<Piece> out;
    const Span f = lines_[line].folded;
    std::size_t begin = f.begin;
    // Heads stand in the first lines, feet anywhere before the annexes.
    constexpr std::size_t head_lines = 12;
    const auto close = [&](std::size_t end) {
        const Span piece = trimmed(folded_, {begin, end});
        if (piece.empty()) return;
        const Span raw = raw_span(piece);
        std::size_t part = line < head_lines ? second_column_of_head(this->raw(raw)) : std::string_view::npos;
        if (part == std::string_view::npos) part = second_column_of_foot(this->raw(raw));
        if (part == std::string_view::npos) {
            out.push_back({raw, piece, line});
            return;
        }
        const std::size_t second = folded_at(raw.begin + part);
        const Span left = trimmed(folded_, {piece.begin, second}), right = trimmed(folded_, {second, piece.end});
        for (const Span one : {left, right}) {
            if (!one.empty()) out.push_back({raw_span(one), one, line});
        }
    };
    for (std::size_t i = f.begin; i < f.end;) {
        std::size_t gap = i;
        bool tab = false;  // a tab, or the "|" that pages print between cells
        for (; gap < f.end && (is_blank_byte(folded_[gap]) || folded_[gap] == '|'); ++gap)
            tab = tab || folded_[gap] == '\t' || folded_[gap] == '|';
        if ((tab || gap - i >= 3) && !left_open(std::string_view(folded_).substr(begin, i - begin))) {
            close(i);
            begin = gap;
        }
        i = gap == i ? i + 1 : gap;
    }
    close(f.end);
    return out;
}

void Source::judge() {
    // A sample tells; the rest of a long text was read by the same reader.
    constexpr std::size_t kSample = 60'000;
    const std::string_view sample = text_.substr(0, kSample);
    const text::SyllableCount n = text::count_syllables(sample, 4000);
    // Words of Vietnamese shape that stand even without marks; a share below a tenth cannot be Vietnamese as it is
    // written.
    static constexpr std::array<std::string_view, 12> kPlain = {"cac",   "va",   "cua",  "trong", "khong", "hanh",
                                                                "chinh", "dang", "viec", "nhan",  "cong",  "thuc"};
    std::size_t hits = 0;
    const std::string_view folded = std::string_view(folded_).substr(0, kSample);
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && is_word_byte(folded[end])) ++end;
        if (std::find(kPlain.begin(), kPlain.end(), folded.substr(at, end - at)) != kPlain.end()) ++hits;
        at = end + 1;
    }
    const double good_marks = n.words == 0 ? 1.0 : static_cast<double>(n.marked_good) / static_cast<double>(n.words);
    const double broken = n.words == 0 ? 0.0 : static_cast<double>(n.words - n.good) / static_cast<double>(n.words);
    marks_missing_ = n.words >= 15 && hits * 40 >= n.words &&
                     (text::mark_share(sample) < 0.12 || (good_marks < 0.45 && broken > 0.15));

    // A line is not a paragraph where long lines break off in the middle of a sentence.
    std::size_t follow = 0, carried = 0, longest = 0, full = 0, broken_off = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const std::size_t length = lines_[i].folded.end - lines_[i].folded.begin;
        longest = std::max(longest, length);
        if (lines_[i].blank()) continue;
        const char last = folded_[lines_[i].folded.end - 1];
        const bool stop = last == '.' || last == ';' || last == ':';
        const bool alone = i + 1 == lines_.size() || lines_[i + 1].blank();
        if (length >= 50 && !is_capitals(raw(lines_[i].raw)) && (stop || !alone)) {
            ++full;
            if (!stop && !raw(lines_[i + 1].raw).starts_with('-')) ++broken_off;
        }
        if (alone) continue;
        ++follow;
        if (starts_lower(raw(lines_[i + 1].raw)) && !stop) ++carried;
    }
    hard_wrapped_ =
        longest < 160 && ((follow >= 8 && carried * 4 >= follow) || (broken_off >= 3 && broken_off * 3 >= full));
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool starts_with_word(std::string_view folded, std::string_view word) {
    return folded.starts_with(word) && (folded.size() == word.size() || !is_word_byte(folded[word.size()]));
}

std::size_t find_word(std::string_view folded, std::string_view word, std::size_t from) {
    for (std::size_t at = folded.find(word, from); at != std::string_view::npos; at = folded.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word_byte(folded[at - 1])) && (end == folded.size() || !is_word_byte(folded[end])))
            return at;
    }
    return std::string_view::npos;
}

bool contains_word(std::string_view folded, std::string_view word) {
    return find_word(folded, word) != std::string_view::npos;
}

std::string_view strip(std::string_view text, std::string_view chars) {
    // Whole characters: the last byte of a dash is also that of a letter ("hồ").
    const auto length_at = [](std::string_view s, std::size_t at) {
        std::size_t end = at + 1;
        while (end < s.size() && text::is_continuation(s[end])) ++end;
        return end - at;
    };
    while (!text.empty() && !text::is_continuation(text.front())) {
        const std::size_t length = length_at(text, 0);
        if (chars.find(text.substr(0, length)) == std::string_view::npos) break;
        text.remove_prefix(length);
    }
    while (!text.empty()) {
        std::size_t at = text.size() - 1;
        while (at > 0 && text::is_continuation(text[at])) --at;
        if (chars.find(text.substr(at)) == std::string_view::npos) break;
        text.remove_suffix(text.size() - at);
    }
    return text;
}

bool is_capitals(std::string_view raw, std::size_t slack) {
    std::size_t upper = 0, lower = 0;
    for (std::size_t at = 0; at < raw.size();) {
        const char32_t c = text::next_codepoint(raw, at);
        if (!text::is_letter(c)) continue;
        ++(text::is_upper(c) ? upper : lower);
        if (lower > slack) return false;
    }
    return upper >= 2;
}

bool starts_lower(std::string_view raw) {
    if (raw.empty()) return false;
    std::size_t at = 0;
    const char32_t c = text::next_codepoint(raw, at);
    return text::is_letter(c) && !text::is_upper(c);
}

bool starts_upper(std::string_view raw) {
    if (raw.empty()) return false;
    std::size_t at = 0;
    return text::is_upper(text::next_codepoint(raw, at));
}

bool is_ornament(std::string_view raw) {
    const std::string folded = text::fold(raw);
    if (folded == "o0o" || folded == "-o0o-" || folded == "ooo" || folded == "---o0o---" || folded == "--o0o--")
        return true;
    for (std::size_t at = 0; at < raw.size();) {
        const char32_t c = text::next_codepoint(raw, at);
        if (text::is_letter(c) || text::is_digit(c)) return false;
    }
    return !raw.empty();
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t give_up) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > give_up || b.size() > 200) return give_up + 1;
    std::vector<std::size_t> row(a.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t above = row[i];
            row[i] = std::min({above + 1, row[i - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return std::min(row[a.size()], give_up + 1);
}

}  // namespace sauro::docread
