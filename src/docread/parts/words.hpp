// A stretch of the folded text as words, with what stands between them; and lists of phrases looked up in it.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "docread/parts/source.hpp"

namespace sauro::docread {

struct Word {
    Span folded;
    char sep = ' ';          // what stands before it: ' ' or the strongest of . ; : ( ) , - /
    bool upper = false;      // begins with a capital
    bool quoted = false;     // inside “…”
    bool bracketed = false;  // inside (…)
};

class Words {
  public:
    Words(const Source& source, Span folded);
    std::size_t size() const { return words_.size(); }
    const Word& operator[](std::size_t i) const { return words_[i]; }
    std::string_view folded(std::size_t i) const { return source_.fold(words_[i].folded); }
    std::string_view raw(std::size_t i) const { return source_.raw(source_.raw_span(words_[i].folded)); }
    const Source& source() const { return source_; }
    Span span() const { return span_; }
    // Folded text of the words [from, to), punctuation between them included.
    Span stretch(std::size_t from, std::size_t to) const;
    std::string text(std::size_t from, std::size_t to) const;  // as written, blanks tidied
    // First word at or after a folded offset.
    std::size_t at(std::size_t folded) const;
    char after(std::size_t i) const { return i + 1 < words_.size() ? words_[i + 1].sep : last_sep_; }

  private:
    const Source& source_;
    Span span_;
    std::vector<Word> words_;
    char last_sep_ = ' ';  // what follows the last word
};

// Phrases in canonical spelling ("chịu trách nhiệm"). Marks weigh in a lookup unless the text lost them: "cử" and "cũ"
// fold to the same letters, only one of them gives out work.
class Lexicon {
  public:
    explicit Lexicon(std::span<const std::string_view> phrases);
    // Number of words of the longest phrase that stands at word `i`; 0 when none does.
    std::size_t match(const Words& words, std::size_t i) const;

  private:
    struct Phrase {
        std::vector<std::string> canonical, folded, bones;
    };
    using Index = std::unordered_map<std::string, std::vector<std::size_t>>;
    std::vector<Phrase> phrases_;  // longest first
    Index first_, bones_;          // first syllable, folded or without its vowels -> phrases
};

}  // namespace sauro::docread
