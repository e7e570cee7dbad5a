// Stretches of a draft that may carry out a task of the superior; private to this folder. Offsets are bytes.
#pragma once
#include <string>
#include <vector>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/rhythms.hpp"
#include "rulebook/superior/pairing.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {

// Beyond these a text is no plan, and every pair is compared.
inline constexpr std::size_t most_tasks = 400;

// The text without a part of it, as a rule the name of who does it.
std::string without(std::string text, const std::optional<std::string>& part);

// A stretch of the draft that may carry out a task of the superior.
struct Candidate : PairSide {
    Span paragraph;
    bool only_tells = false;  // reports it to a body above, in so many words
};
std::vector<Candidate> candidates(const Norm& norm, const Draft& draft, const std::vector<OwnTask>& own,
                                  TermSpace& space);

bool spends(const PairSide& side);
std::vector<PairSide::Figure> figures_in(const Norm& norm, const Vocabulary& vocabulary, const Prose& prose, Span span);

// What the superior asks, beside every stretch of the draft that may answer it.
struct TaskPairs {
    std::vector<CoverageMatch> rows;
    std::vector<PairSide> tasks;  // of each row
    std::vector<Candidate> stretches;
    TermSpace space;
    Pairing signs;
};
TaskPairs task_pairs(const Norm& norm, const Draft& draft, const docread::Document& superior);

}  // namespace sauro::rulebook
