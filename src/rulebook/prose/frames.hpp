// What a clause speaks of, weighed: every list of words is a concept ("person", "pay", "each_time"); a concept found,
// the one that opens the clause, and two of them in their order close together each bear a weight. The sum says how
// surely the clause is what the norm looks for. The weights come from labelled sentences (tests/substance/train.mjs)
// and stand in the norm, where a person can read them.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "rulebook/prose/prose.hpp"

namespace sauro::rulebook {

struct Sign {
    std::size_t concept_id;
    Span span;
    int weight = 0;  // its share of the sum, in hundredths
};

// Concepts that need no list. The first six are found in the text; the others are what the grammar of doers and times
// sees (`grammar_of` in analysers.hpp).
enum class BuiltIn : std::size_t {
    money,
    big_money,
    percent,
    each_person,
    each_time,
    each_thing,
    vague_doer,
    loose_doer,
    named_doer,
    group_beside,
    vague_word,
    open_phrase,
    said_time
};

// The few that weigh most, as they stand in the text, in its order.
std::vector<std::string> heaviest(const Prose& prose, std::vector<Sign> signs);

class Frames {
  public:
    // `lists["concepts"]` names the lists that are concepts; `lists["weights"]` holds "base -3.10", "sure 0.50",
    // "maybe -0.50", "person 0.40", "^person 0.20" (opens the clause), "person>pay 1.10" (in this order). The error
    // says which entry is wrong. Sums of money, shares and rates ("5 triệu đồng", "30%", "đồng/người") are concepts of
    // their own: money, big_money, percent, each_person, each_time, each_thing.
    static Result<Frames> read(const std::map<std::string, Phrases>& lists);

    struct Reading {
        int sum = 0;  // hundredths
        std::vector<Sign> signs;
    };
    Reading weigh(const Prose& prose, Span clause, const std::vector<Sign>& seen = {}) const;
    // What a clause is weighed by, each once, named as `weights` name it: what the weights are learned from
    // (tests/substance/train.mjs).
    std::vector<std::string> features(const Prose& prose, Span clause, const std::vector<Sign>& seen = {}) const;
    int sure() const { return sure_; }
    int maybe() const { return maybe_; }

  private:
    std::vector<Sign> signs_in(const Prose& prose, Span clause, const std::vector<Sign>& seen) const;
    // Calls opening(i), alone(i) and pair(i, j) with places in `signs`, each feature once.
    void each_feature(const std::vector<Sign>& signs, const auto& opening, const auto& alone, const auto& pair) const;
    std::optional<std::size_t> id_of(std::string_view name) const;

    std::vector<std::string> names_;
    Phrases phrases_;
    std::map<std::string, std::size_t, std::less<>> concept_of_;  // phrase → concept
    std::vector<int> alone_, opening_, pair_;                     // pair_: first × count + second
    int base_ = 0, sure_ = 0, maybe_ = 0;
};

}  // namespace sauro::rulebook
