#include "rulebook/quote.hpp"

#include <algorithm>
#include <vector>

#include "rulebook/prose/prose.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

using docread::Section;

// "2.1, gạch đầu dòng 3, câu 1" taken apart. -1: the last one; 0: not named.
struct Clause {
    std::string section;
    int paragraph = 0, dash = 0, sentence = 0;
    bool opening = false, leading = false, part = false;
};

std::optional<int> number_after(std::string_view text, std::string_view words) {
    if (!text.starts_with(words)) return std::nullopt;
    int out = 0;
    for (const char c : text.substr(words.size())) {
        if (c < '0' || c > '9' || out > 999) return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return out > 0 ? std::optional(out) : std::nullopt;
}

std::optional<Clause> parse(std::string_view given) {
    const std::string folded = text::fold(given);
    std::string_view rest = folded;
    if (const auto bracket = rest.find('('); bracket != std::string_view::npos) rest = rest.substr(0, bracket);
    Clause out;
    out.part = rest.size() != folded.size();
    for (bool first = true; !rest.empty(); first = false) {
        const auto comma = std::min(rest.find(','), rest.size());
        const std::string piece = text::trim(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (first) {
            if (piece.empty() || piece[0] < '0' || piece[0] > '9') return std::nullopt;
            out.section = piece;
        } else if (piece == "doan mo dau") {
            out.opening = true;
        } else if (piece == "cau dan") {
            out.leading = true;
        } else if (piece == "cau cuoi") {
            out.sentence = -1;
        } else if (piece.starts_with("ve ")) {
            out.part = true;
        } else if (const auto dash = number_after(piece, "gach dau dong ")) {
            out.dash = *dash;
        } else if (const auto paragraph = number_after(piece, "doan ")) {
            out.paragraph = *paragraph;
        } else if (const auto sentence = number_after(piece, "cau ")) {
            out.sentence = *sentence;
        } else {
            return std::nullopt;
        }
    }
    return out;
}

// A label that stands twice names no place for certain.
void find_section(const std::vector<Section>& row, std::string_view label, std::vector<const Section*>& found) {
    for (const auto& section : row) {
        std::string_view own = section.label;
        while (own.ends_with('.')) own.remove_suffix(1);
        if (own == label) found.push_back(&section);
        find_section(section.children, label, found);
    }
}

struct Paragraph {
    Span span;
    bool dash = false;
};

std::size_t letters(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (c & '\xC0') != '\x80'; }));
}

bool starts_dash(std::string_view line) {
    for (const std::string_view mark : {"-", "–", "—", "+", "•"}) {
        if (line.starts_with(mark)) return true;
    }
    return false;
}

// Lines of a page that was wrapped belong together until one ends short, or a dash or a blank line begins anew. A text
// with a long line anywhere is not wrapped: each line is a paragraph.
std::vector<Paragraph> paragraphs(std::string_view text, Span body) {
    struct Line {
        Span span;
        std::size_t length;
    };
    std::vector<Line> lines;
    std::size_t longest = 0;
    for (std::size_t at = body.start; at < body.end;) {
        const std::size_t end = std::min(text.find('\n', at), body.end);
        std::size_t from = at, to = end;
        while (from < to && (text[from] == ' ' || text[from] == '\t')) ++from;
        while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t' || text[to - 1] == '\r')) --to;
        lines.push_back({{from, to}, letters(text.substr(from, to - from))});
        longest = std::max(longest, lines.back().length);
        at = end + 1;
    }
    const bool wrapped = longest <= 130;
    std::vector<Paragraph> out;
    bool open = false;
    for (const auto& line : lines) {
        const std::string_view own = text.substr(line.span.start, line.span.end - line.span.start);
        if (own.empty()) {
            open = false;
            continue;
        }
        const bool dash = starts_dash(own);
        if (open && !dash) {
            out.back().span.end = line.span.end;
        } else {
            out.push_back({line.span, dash});
        }
        const char last = own.back();
        const bool ended = last == '.' || last == ';' || last == ':' || last == '?' || last == '!';
        open = wrapped && !(ended && 10 * line.length < 9 * longest);
    }
    return out;
}

// After the label and, where the section has one, its heading.
Span own_text(std::string_view text, const Section& section, const text::CodepointIndex& index) {
    Span out{index.byte_at(section.start), index.byte_at(section.end)};
    if (!section.children.empty()) out.end = index.byte_at(section.children.front().start);
    out.start = std::min(out.start + section.label.size(), out.end);
    while (out.start < out.end && (text[out.start] == '.' || text[out.start] == ')' || text[out.start] == '-' ||
                                   text[out.start] == '/' || text[out.start] == ' ' || text[out.start] == '\t'))
        ++out.start;
    if (section.title.empty()) return out;
    std::size_t title = letters(section.title);
    while (out.start < out.end && title > 0) {  // a long heading takes several lines
        const std::size_t end = std::min(text.find('\n', out.start), out.end);
        title -= std::min(title, letters(text.substr(out.start, end - out.start)) + 1);
        out.start = std::min(end + 1, out.end);
    }
    return out;
}

std::string shown(std::string_view text, Span span) {
    return text::collapse_space(text.substr(span.start, span.end - span.start));
}

std::vector<Span> sentences_of(std::string_view text, Span paragraph) {
    std::string one_line(text.substr(paragraph.start, paragraph.end - paragraph.start));
    std::ranges::replace(one_line, '\n', ' ');  // else a name at the start of a wrapped line begins a sentence
    const Prose prose(one_line);
    std::vector<Span> out;
    for (const auto& sentence : prose.sentences()) {
        const Span trimmed = prose.trimmed(sentence);
        if (!trimmed.empty()) out.push_back({paragraph.start + trimmed.start, paragraph.start + trimmed.end});
    }
    return out;
}

template <class T>
const T* pick(const std::vector<T>& row, int number) {
    if (row.empty()) return nullptr;
    if (number < 0) return &row.back();
    const auto at = static_cast<std::size_t>(number);
    return at >= 1 && at <= row.size() ? &row[at - 1] : nullptr;
}

}  // namespace

std::optional<Quote> locate_clause(const docread::Document& document, std::string_view given) {
    const auto clause = parse(given);
    if (!clause) return std::nullopt;
    std::vector<const Section*> found;
    find_section(document.sections, clause->section, found);
    if (found.size() != 1) return std::nullopt;
    const std::string_view text = document.text;
    const text::CodepointIndex index(text);
    const auto all = paragraphs(text, own_text(text, *found.front(), index));

    std::vector<Paragraph> row = all;
    if (clause->dash > 0) {
        std::erase_if(row, [](const Paragraph& one) { return !one.dash; });
    } else if (clause->opening || clause->leading) {
        const auto first_dash = std::ranges::find_if(row, &Paragraph::dash);
        row.erase(first_dash, row.end());
    }
    Span span;
    if (clause->dash > 0 || clause->paragraph > 0) {
        const auto* one = pick(row, clause->dash > 0 ? clause->dash : clause->paragraph);
        if (one == nullptr) return std::nullopt;
        span = one->span;
    } else {
        if (row.empty()) return std::nullopt;
        span = {row.front().span.start, row.back().span.end};
    }
    if (clause->sentence != 0) {
        std::vector<Span> sentences;
        if (clause->dash > 0 || clause->paragraph > 0) {
            sentences = sentences_of(text, span);
        } else {
            for (const auto& one : row) {
                const auto more = sentences_of(text, one.span);
                sentences.insert(sentences.end(), more.begin(), more.end());
            }
        }
        const auto* one = pick(sentences, clause->sentence);
        if (one == nullptr) return std::nullopt;
        span = *one;
    }
    // The dash itself is no word of the sentence.
    while (span.start < span.end && starts_dash(text.substr(span.start, span.end - span.start))) {
        span.start += text[span.start] == '-' || text[span.start] == '+' ? 1 : 3;
        while (span.start < span.end && text[span.start] == ' ') ++span.start;
    }
    if (span.empty()) return std::nullopt;
    return Quote{index.codepoint_at(span.start), index.codepoint_at(span.end), shown(text, span), !clause->part};
}

}  // namespace sauro::rulebook
