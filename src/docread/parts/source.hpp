// A text made ready for reading: normalised, folded beside it with a way back, cut into lines and pieces of lines.
// Inside docread all offsets are bytes: `f…` in the folded text, others in the text itself. analyse() turns them into
// code points at the end.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::docread {

struct Span {
    std::size_t begin = 0, end = 0;
    bool empty() const { return begin >= end; }
};

struct Line {
    Span raw, folded;  // without blanks around
    bool blank() const { return raw.empty(); }
};

// A piece of a line: two-column heads and feet come with tabs or wide gaps between the columns.
struct Piece {
    Span raw, folded;
    std::size_t line = 0;
};

// NFC, "\n" line ends, plain blanks; control signs and zero-width signs are gone.
std::string normalise(std::string_view utf8);

class Source {
  public:
    explicit Source(std::string_view normalised);

    std::string_view text() const { return text_; }
    std::string_view folded() const { return folded_; }
    const std::vector<Line>& lines() const { return lines_; }

    std::string_view raw(Span s) const { return text_.substr(s.begin, s.end - s.begin); }
    std::string_view fold(Span s) const { return std::string_view(folded_).substr(s.begin, s.end - s.begin); }
    // Folded offset -> offset in the text, and back (to the first folded byte at or after it).
    std::size_t raw_at(std::size_t folded) const { return folded < origin_.size() ? origin_[folded] : text_.size(); }
    std::size_t folded_at(std::size_t raw) const;
    Span raw_span(Span folded) const { return {raw_at(folded.begin), folded.end == 0 ? 0 : raw_end(folded.end)}; }
    std::size_t line_of(std::size_t raw) const;

    std::vector<Piece> pieces(std::size_t line) const;
    bool marks_missing() const { return marks_missing_; }  // Vietnamese read without its marks
    bool hard_wrapped() const { return hard_wrapped_; }    // a line is not a paragraph

  private:
    std::size_t raw_end(std::size_t folded_end) const;
    void judge();

    std::string_view text_;
    std::string folded_;
    std::vector<std::uint32_t> origin_;
    std::vector<Line> lines_;
    bool marks_missing_ = false, hard_wrapped_ = false;
};

// Helpers over folded text.
bool starts_with_word(std::string_view folded, std::string_view word);  // `word` then no letter or digit
bool contains_word(std::string_view folded, std::string_view word);
std::size_t find_word(std::string_view folded, std::string_view word, std::size_t from = 0);
std::string_view strip(std::string_view text, std::string_view chars);
bool is_word_byte(char c);
// Letters are capitals, at least two of them; `slack` lower-case letters forgiven (a bad reading).
bool is_capitals(std::string_view raw, std::size_t slack = 0);
bool starts_lower(std::string_view raw);
bool starts_upper(std::string_view raw);
bool is_ornament(std::string_view raw);  // "*", "-----", "o0o"
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t give_up);

}  // namespace sauro::docread
