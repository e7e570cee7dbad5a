// A document text as sentences and clauses with positions, and phrase search in it. Offsets are bytes here; findings
// carry code points.
#pragma once
#include <algorithm>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docread/document.hpp"
#include "rulebook/prose/phrases.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {

struct Span {
    std::size_t start = 0, end = 0;
    bool empty() const { return start >= end; }
};

class Prose {
  public:
    explicit Prose(std::string_view text);
    // It keeps a view: a text that nobody holds would be gone at the next statement.
    template <std::same_as<std::string> Text>
    explicit Prose(Text&&) = delete;

    std::string_view text() const { return text_; }
    std::string_view of(Span span) const { return text_.substr(span.start, span.end - span.start); }
    // Lower case, tone placement unified, every white space a blank; byte for byte beside the text.
    std::string_view lower(Span span) const {
        return std::string_view(lower_).substr(span.start, span.end - span.start);
    }

    // From the text to the list of recipients, and those of a regulation enclosed behind it; sentences end at . ? ! or
    // where a new paragraph starts.
    const std::vector<Span>& sentences() const { return sentences_; }
    // Sentences in groups, as paragraphs and items of lists hold them.
    const std::vector<Span>& paragraphs() const { return paragraphs_; }
    std::size_t body_end() const { return body_end_; }
    // Sentences cut further at ';' — one directive each.
    std::vector<Span> clauses(Span sentence) const;

    // First place inside `span` where the phrase stands as whole words; it begins with a letter or digit.
    std::optional<Span> find(std::string_view phrase, Span span) const;
    std::optional<Span> find_any(const Phrases& phrases, Span span) const;
    // Every place, in order; where two phrases begin at one place, the longer.
    std::vector<Span> all(const Phrases& phrases, Span span) const;
    bool starts_with(std::string_view phrase, Span span) const;
    bool starts_with_any(const Phrases& phrases, Span span) const;
    // First place where a phrase stands with its capitals, and none of `but`.
    std::optional<Span> find_cased(const Phrases& phrases, const Phrases& but, Span span) const;
    // Where the first word of the span begins, behind a number or dash that lists it.
    std::size_t first_word(Span span) const;

    std::size_t codepoint(std::size_t byte) const { return index_.codepoint_at(byte); }
    std::size_t byte(std::size_t codepoint) const { return index_.byte_at(std::min(codepoint, index_.size())); }
    Span trimmed(Span span) const;

  private:
    // A word of the text: where it begins, and its hash in lower case and as it is written.
    struct Word {
        std::uint32_t start, lower, cased;
    };
    std::vector<Word>::const_iterator word_from(std::size_t byte) const;
    void split(std::size_t from);
    std::size_t enclosure() const;
    std::size_t wrap_width() const;
    bool ends_paragraph(std::size_t newline, std::size_t line_start, std::size_t wrapped_at,
                        std::size_t& behind_blanks) const;
    std::string_view text_;
    std::string lower_;
    std::vector<Word> words_;
    text::CodepointIndex index_;
    std::size_t body_end_ = 0;
    std::vector<Span> sentences_, paragraphs_;
};

std::size_t count_words(std::string_view text);  // between blanks; a dash alone is no word
bool opens_item(std::string_view line);          // "-", "1.", "a)", "IV.", "Điều 3"
bool all_capitals(std::string_view text);        // at least two letters, none of them small

}  // namespace sauro::rulebook
