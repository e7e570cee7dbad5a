// How surely a stretch of a draft carries out a task of the superior: signs of the pair, each weighed by what labelled
// pairs taught (tests/substance/pairs.mjs). All signs are computed here and nowhere else. Private to this folder.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/likeness.hpp"

namespace sauro::rulebook {

// One of the two texts of a pair.
struct PairSide {
    Span span;
    Terms terms;
    std::int64_t weight = 0;     // of its words
    std::vector<NamedDay> days;  // of a task its last day alone, where it has one
    int given = 0;               // days from the date of its text to that last one
    unsigned rhythm = 0;         // stretches.hpp
    struct Figure {
        std::string unit;
        Rational value;
    };
    std::vector<Figure> figures;
    bool reports = false;  // to a body above
    bool tells = false;
    bool own_task = false;  // the reader of tasks took it for one
    bool told = false;      // of the past or of how things stand
    bool stands = false;    // "Xã có 402 hộ nuôi": it opens so
    bool cites = false;     // a document
    bool spends = false;    // a sum of money
    int place = 0;          // among its text's: at first in bytes, then per cent of the way from the first to the last
};

inline constexpr std::array<std::string_view, 36> sign_names = {
    "lighter", "task",    "stretch",    "count",    "deeds",     "things",     "who",       "words",   "pairs",
    "rarest",  "no_deed", "no_thing",   "same_day", "in_term",   "soon_after", "other_day", "rhythm",  "no_rhythm",
    "figure",  "unit",    "other_unit", "report",   "no_report", "order",      "row_first", "row_gap", "col_first",
    "col_gap", "longer",  "shorter",    "own_task", "told",      "stands",     "cites",     "spends",  "but_report"};
using PairSigns = std::array<std::int16_t, sign_names.size()>;  // hundredths

// Of every task (row) with every stretch (column).
class Pairing {
  public:
    Pairing() = default;
    Pairing(const TermSpace& space, const std::vector<PairSide*>& tasks, const std::vector<PairSide*>& stretches);
    const PairSigns& of(std::size_t row, std::size_t column) const { return signs_[row * columns_ + column]; }

  private:
    std::size_t columns_ = 0;
    std::vector<PairSigns> signs_;
};

// "base -3.10", "sure 0.50" (from here a pair is one task), "maybe -1.50" (from here people are to say), "least -4.00"
// (under it nothing is told), "others 0.30" and "usual 3.70" (how far `maybe` goes with the sums of the draft's other
// tasks: who tells all of them in other words may tell this one so, too) and a weight for each sign.
class PairWeights {
  public:
    // The error says which entry is wrong.
    static Result<PairWeights> read(const Phrases& entries, std::span<const std::string_view> names = sign_names);
    int sum(std::span<const std::int16_t> signs) const;  // hundredths
    int sure() const { return sure_; }
    int maybe() const { return maybe_; }
    int least() const { return least_; }
    // Of a task beside whose sum stand those of `count` others, `sums` in all.
    int maybe_beside(int sums, int count) const;
    static constexpr int lowest = -500, highest = 600;  // what one of them counts for at most

  private:
    std::vector<int> weights_;
    int base_ = 0, sure_ = 0, maybe_ = 0, least_ = 0, others_ = 0, usual_ = 0;
};

}  // namespace sauro::rulebook
