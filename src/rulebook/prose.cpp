#include "rulebook/prose.hpp"

#include <algorithm>

namespace sauro::rulebook {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

// A line that begins so starts a new paragraph: a dash, a number, a capital (not a lower-case letter going on from the
// line before).
bool starts_paragraph(std::string_view line) {
    while (!line.empty() && blank(line.front())) line.remove_prefix(1);
    if (line.empty() || line.front() == '-' || line.front() == '+' || line.front() == '*' || digit(line.front()))
        return true;
    std::size_t letter = 1;
    while (letter < line.size() && (static_cast<unsigned char>(line[letter]) & 0xC0) == 0x80) ++letter;
    const auto head = line.substr(0, letter);
    return text::to_lower(head) != head || !word_byte(head.front());
}

}  // namespace

bool word_byte(char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80;
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (char c : text) {
        const bool word = word_byte(c);
        if (word && !inside) ++words;
        inside = word;
    }
    return words;
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
    body_end_ = text_.size();
    for (std::size_t at = lower_.find("nơi nhận"); at != std::string::npos; at = lower_.find("nơi nhận", at + 1)) {
        const bool line_start = at == 0 || lower_[at - 1] == '\n';
        if (line_start) body_end_ = at;
    }
    split();
}

Span Prose::trimmed(Span span) const {
    while (span.start < span.end && blank(text_[span.start])) ++span.start;
    while (span.end > span.start && blank(text_[span.end - 1])) --span.end;
    return span;
}

void Prose::split() {
    std::size_t start = 0;
    const auto close = [&](std::size_t end) {
        const Span span = trimmed({start, end});
        if (!span.empty()) sentences_.push_back(span);
        start = end;
    };
    for (std::size_t i = 0; i < body_end_; ++i) {
        const char c = text_[i];
        if (c == '\n') {
            if (starts_paragraph(text_.substr(i + 1, body_end_ - i - 1))) close(i + 1);
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
    if (phrase.empty()) return std::nullopt;
    const std::string_view body = std::string_view(lower_).substr(0, span.end);
    for (std::size_t at = body.find(phrase, span.start); at != std::string_view::npos; at = body.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        const bool left = at == 0 || !word_byte(lower_[at - 1]) || !word_byte(phrase.front());
        const bool right = end >= lower_.size() || !word_byte(lower_[end]) || !word_byte(phrase.back());
        if (left && right) return Span{at, end};
    }
    return std::nullopt;
}

std::optional<Span> Prose::find_any(const std::vector<std::string>& phrases, Span span) const {
    std::optional<Span> best;
    for (const auto& phrase : phrases) {
        const auto found = find(phrase, span);
        // The earliest, and of two at one place the longer.
        if (found && (!best || found->start < best->start || (found->start == best->start && found->end > best->end)))
            best = found;
    }
    return best;
}

bool Prose::starts_with(std::string_view phrase, Span span) const {
    // What numbers a paragraph ("2.", "2.1.", "a)", "-") stands before its first word.
    const auto skip = [&] {
        while (span.start < span.end && !word_byte(text_[span.start])) ++span.start;
    };
    skip();
    std::size_t at = span.start;
    while (at < span.end && (digit(text_[at]) || (text_[at] == '.' && at > span.start))) ++at;
    if (at == span.start && at + 1 < span.end && text_[at + 1] == ')') at += 2;
    if (at > span.start && (at >= span.end || !word_byte(text_[at]))) {
        span.start = at;
        skip();
    }
    // Compared in place: a search through the rest of the span would make a hostile text cost its square.
    const std::size_t end = span.start + phrase.size();
    if (phrase.empty() || end > span.end || std::string_view(lower_).substr(span.start, phrase.size()) != phrase)
        return false;
    return end >= lower_.size() || !word_byte(lower_[end]) || !word_byte(phrase.back());
}

}  // namespace sauro::rulebook
