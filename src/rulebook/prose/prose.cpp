#include "rulebook/prose/prose.hpp"

#include <algorithm>

namespace sauro::rulebook {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t letter_bytes(std::string_view text, std::size_t at) {
    std::size_t n = 1;
    while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0) == 0x80) ++n;
    return n;
}

bool small_letter(std::string_view letter) {
    if (letter.size() == 1) return letter.front() >= 'a' && letter.front() <= 'z';
    return word_byte(letter.front()) && text::to_lower(letter) == letter;
}

// "A" to "G" and "Đ", as parts are lettered; "T. Hà" is a name.
bool capital_letter(std::string_view line) {
    return (line.front() >= 'A' && line.front() <= 'G') || line.starts_with("Đ");
}

}  // namespace

bool opens_item(std::string_view line) {
    if (line.empty()) return true;
    if (std::string_view("-+*").find(line.front()) != std::string_view::npos || line.starts_with("•") ||
        line.starts_with("–") || line.starts_with("—"))
        return true;
    if (line.starts_with("Điều ") || line.starts_with("Mục ") || line.starts_with("Phần ")) return true;
    std::size_t at = 0;
    while (at < line.size() && (digit(line[at]) || (line[at] == '.' && at > 0))) ++at;
    const bool number = at > 0 && at <= 8 && (line[at - 1] == '.' || (at < line.size() && line[at] == ')'));
    if (number && (at >= line.size() || blank(line[at]) || line[at] == ')')) return true;
    // The running number of a row: "3 | Việc | Nơi làm", cells parted by a tab.
    const auto after = std::min(line.find_first_not_of(' ', at), line.size());
    if (at > 0 && after < line.size() && (line[after] == '|' || line[after] == '\t')) return true;
    while (at < line.size() && at < 5 && std::string_view("IVXivx").find(line[at]) != std::string_view::npos) ++at;
    if (at > 0 && at < line.size() && (line[at] == '.' || line[at] == ')')) return true;
    // The Party's way: "I- MỤC ĐÍCH", "1- Văn phòng".
    if (at > 0 && at + 1 < line.size() && line[at] == '-' && blank(line[at + 1])) return true;
    const std::size_t letter = letter_bytes(line, 0);
    if (letter + 1 >= line.size() || !word_byte(line.front())) return false;
    return line[letter] == ')' ||
           (capital_letter(line) && (line[letter] == '.' || line[letter] == '-') && blank(line[letter + 1]));
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool counted = false;  // the word at hand holds a letter or digit already
    for (char c : text) {
        if (blank(c)) {
            counted = false;
        } else if (!counted && word_byte(c)) {
            counted = true;
            ++words;
        }
    }
    return words;
}

bool all_capitals(std::string_view text) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t n = letter_bytes(text, at);
        const auto letter = text.substr(at, n);
        at += n;
        if (!word_byte(letter.front()) || digit(letter.front())) continue;
        if (small_letter(letter)) return false;
        ++letters;
    }
    return letters >= 2;
}

Prose::Prose(std::string_view text) : text_(text), lower_(text::canonical(text)), index_(text) {
    // Same length is what makes positions shared; a rare letter whose case forms differ in length leaves plain ASCII
    // lowering.
    if (lower_.size() != text_.size()) {
        lower_.assign(text_);
        for (char& c : lower_) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
    }
    // A line end inside a sentence is a blank like another: phrases are found across it.
    for (char& c : lower_) {
        if (blank(c)) c = ' ';
    }
    for (std::size_t at = 0, end = 0; at < text_.size(); at = std::max(end, at + 1)) {
        if (!word_byte(text_[at])) {
            end = at;
            continue;
        }
        const std::uint32_t cased = word_hash(text_, at, end);
        words_.push_back({static_cast<std::uint32_t>(at), word_hash(lower_, at, end), cased});
    }
    body_end_ = text_.size();
    for (std::size_t at = lower_.find("nơi nhận"); at != std::string::npos; at = lower_.find("nơi nhận", at + 1)) {
        const bool line_start = at == 0 || text_[at - 1] == '\n';
        if (line_start) body_end_ = at;
    }
    split(0);
    // "Ban hành kèm theo": the regulation itself stands behind the recipients and the signature of the decision.
    if (const std::size_t enclosed = enclosure(); enclosed < text_.size()) {
        body_end_ = text_.size();
        split(enclosed);
    }
}

// Where a line of capitals behind the recipients opens a text of its own; the end of the text without one.
std::size_t Prose::enclosure() const {
    static const Phrases types = {"quy chế", "quy định", "nội quy",      "quy trình", "điều lệ",
                                  "đề án",   "kế hoạch", "chương trình", "phương án", "hướng dẫn"};
    for (std::size_t from = text_.find('\n', body_end_); from < text_.size(); from = text_.find('\n', from)) {
        const Span line = trimmed({++from, std::min(text_.find('\n', from), text_.size())});
        if (starts_with_any(types, line) && all_capitals(of(line))) return line.start;
    }
    return text_.size();
}

Span Prose::trimmed(Span span) const {
    while (span.start < span.end && blank(text_[span.start])) ++span.start;
    while (span.end > span.start && blank(text_[span.end - 1])) --span.end;
    return span;
}

// Text broken into lines by hand, or by the reader of pages, has many lines of nearly one length. 0 when a line is a
// paragraph.
std::size_t Prose::wrap_width() const {
    std::vector<std::size_t> widths;
    for (std::size_t from = 0; from < body_end_;) {
        const std::size_t end = std::min(text_.find('\n', from), body_end_);
        if (end > from) widths.push_back(index_.codepoint_at(end) - index_.codepoint_at(from));
        from = end + 1;
    }
    constexpr std::size_t widest = 130, narrowest = 50, few = 4;
    if (widths.size() < few) return 0;
    const std::size_t longest = *std::ranges::max_element(widths);
    return longest >= narrowest && longest <= widest ? longest : 0;
}

// Whether what stands after a line end is a paragraph of its own.
bool Prose::ends_paragraph(std::size_t newline, std::size_t line_start, std::size_t wrapped_at,
                           std::size_t& behind_blanks) const {
    std::size_t next = newline + 1;
    while (next < body_end_ && (text_[next] == ' ' || text_[next] == '\t' || text_[next] == '\r')) ++next;
    const bool blank_line = next < body_end_ && text_[next] == '\n';
    // Of many empty lines each would look through all that follow.
    next = std::max(next, behind_blanks);
    while (next < body_end_ && blank(text_[next])) ++next;
    behind_blanks = next;
    if (next >= body_end_) return true;
    const std::string_view line = text_.substr(next, std::min<std::size_t>(body_end_ - next, 24));
    if (small_letter(line.substr(0, letter_bytes(line, 0))) && !opens_item(line)) return false;
    if (blank_line || wrapped_at == 0 || opens_item(line)) return true;
    // A line that was broken because the next word had no room goes on, whatever that word begins with ("thứ | Bảy").
    const std::size_t word = std::min(text_.find_first_of(" \n", next), body_end_);
    const std::size_t needed = index_.codepoint_at(newline) - index_.codepoint_at(line_start) + 1 +
                               index_.codepoint_at(word) - index_.codepoint_at(next);
    const Span before = trimmed({line_start, newline});
    return before.empty() || needed <= wrapped_at || text_[before.end - 1] == ':' || all_capitals(of(before));
}

void Prose::split(std::size_t from) {
    std::size_t start = from, line_start = from, paragraph = from, behind_blanks = from;
    const std::size_t wrapped_at = wrap_width();
    const auto close = [&](std::size_t end) {
        const Span span = trimmed({start, end});
        if (!span.empty()) sentences_.push_back(span);
        start = end;
    };
    for (std::size_t i = from; i < body_end_; ++i) {
        const char c = text_[i];
        if (c == '\n') {
            if (ends_paragraph(i, line_start, wrapped_at, behind_blanks)) {
                close(i + 1);
                if (const Span whole = trimmed({paragraph, i}); !whole.empty()) paragraphs_.push_back(whole);
                paragraph = i + 1;
            }
            line_start = i + 1;
            continue;
        }
        if (c != '.' && c != '?' && c != '!') continue;
        if (i + 1 < body_end_ && !blank(text_[i + 1])) continue;  // 2.1, 31.12.2025, T.Ư
        // "1." and "a)" number what follows; they end nothing.
        const Span before = trimmed({start, i});
        if (of(before).size() <= 4 &&
            std::ranges::all_of(of(before), [](char d) { return digit(d) || d == '.' || d == '-' || d == ' '; }))
            continue;
        close(i + 1);
    }
    close(body_end_);
    if (const Span whole = trimmed({paragraph, body_end_}); !whole.empty()) paragraphs_.push_back(whole);
}

std::vector<Span> Prose::clauses(Span sentence) const {
    std::vector<Span> out;
    std::size_t start = sentence.start;
    for (std::size_t i = sentence.start; i <= sentence.end; ++i) {
        if (i < sentence.end && text_[i] != ';') continue;
        const Span span = trimmed({start, i});
        if (!span.empty()) out.push_back(span);
        start = i + 1;
    }
    return out;
}

std::optional<Span> Prose::find(std::string_view phrase, Span span) const {
    std::size_t first_end = 0;
    const std::uint32_t first = word_hash(phrase, 0, first_end);
    if (first_end == 0) return std::nullopt;
    for (auto word = word_from(span.start); word != words_.end() && word->start + phrase.size() <= span.end; ++word) {
        if (word->lower != first) continue;
        const std::size_t end = word->start + phrase.size();
        const bool whole = end >= lower_.size() || !word_byte(lower_[end]) || !word_byte(phrase.back());
        if (whole && std::string_view(lower_).substr(word->start, phrase.size()) == phrase)
            return Span{word->start, end};
    }
    return std::nullopt;
}

std::vector<Prose::Word>::const_iterator Prose::word_from(std::size_t byte) const {
    return std::ranges::lower_bound(words_, byte, {}, &Word::start);
}

std::optional<Span> Prose::find_any(const Phrases& phrases, Span span) const {
    for (auto word = word_from(span.start); word != words_.end() && word->start < span.end; ++word) {
        if (const std::size_t size = phrases.at(lower_, word->start, word->lower, span.end))
            return Span{word->start, word->start + size};
    }
    return std::nullopt;
}

std::vector<Span> Prose::all(const Phrases& phrases, Span span) const {
    std::vector<Span> out;
    for (auto word = word_from(span.start); word != words_.end() && word->start < span.end; ++word) {
        const std::size_t size = phrases.at(lower_, word->start, word->lower, span.end);
        // What lies inside a longer one is part of it.
        if (size > 0 && (out.empty() || word->start + size > out.back().end))
            out.push_back({word->start, word->start + size});
    }
    return out;
}

std::optional<Span> Prose::find_cased(const Phrases& phrases, const Phrases& but, Span span) const {
    for (auto word = word_from(span.start); word != words_.end() && word->start < span.end; ++word) {
        const std::size_t size = phrases.at(text_, word->start, word->cased, span.end);
        if (size > 0 && but.at(text_, word->start, word->cased, span.end) == 0)
            return Span{word->start, word->start + size};
    }
    return std::nullopt;
}

std::size_t Prose::first_word(Span span) const {
    // What numbers a paragraph ("2.", "2.1.", "a)", "-") stands before its first word.
    const auto skip = [&] {
        while (span.start < span.end && !word_byte(text_[span.start])) ++span.start;
    };
    skip();
    std::size_t at = span.start;
    while (at < span.end && (digit(text_[at]) || (text_[at] == '.' && at > span.start))) ++at;
    if (at == span.start) {
        const std::size_t letter = at < span.end ? letter_bytes(text_, at) : 0;
        const auto rest = std::string_view(text_).substr(at, span.end - at);
        const bool part = letter + 1 < rest.size() && capital_letter(rest) && blank(rest[letter + 1]) &&
                          (rest[letter] == '.' || rest[letter] == '-');
        if (part || (at + letter < span.end && text_[at + letter] == ')')) at += letter + 1;
        std::size_t roman = span.start;
        while (roman < span.end && std::string_view("IVX").find(text_[roman]) != std::string_view::npos) ++roman;
        const bool stops = roman > span.start && roman + 1 < span.end;
        if (stops && (text_[roman] == '.' || (text_[roman] == '-' && blank(text_[roman + 1])))) at = roman;
    }
    if (at > span.start && (at >= span.end || !word_byte(text_[at]) || text_[at - 1] == ')')) {
        span.start = at;
        skip();
    }
    return span.start;
}

bool Prose::starts_with_any(const Phrases& phrases, Span span) const {
    const auto word = word_from(first_word(span));
    return word != words_.end() && word->start < span.end && phrases.at(lower_, word->start, word->lower, span.end) > 0;
}

bool Prose::starts_with(std::string_view phrase, Span span) const {
    span.start = first_word(span);
    // Compared in place: a search through the rest of the span would make a hostile text cost its square.
    const std::size_t end = span.start + phrase.size();
    if (phrase.empty() || end > span.end || std::string_view(lower_).substr(span.start, phrase.size()) != phrase)
        return false;
    return end >= lower_.size() || !word_byte(lower_[end]) || !word_byte(phrase.back());
}

}  // namespace sauro::rulebook
