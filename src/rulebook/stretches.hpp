// Stretches of a draft that may carry out a task of the superior; private to this folder. Offsets are bytes.
#pragma once
#include <string>
#include <vector>

#include "rulebook/analysers.hpp"
#include "rulebook/likeness.hpp"

namespace sauro::rulebook {

// Beyond these a text is no plan, and every pair is compared.
inline constexpr std::size_t most_tasks = 400;

// How often something is done: bits for day, week, month, quarter, year.
unsigned rhythm_in(const Prose& prose, Span span);
// The text without a part of it, as a rule the name of who does it.
std::string without(std::string text, const std::optional<std::string>& part);

// A stretch of the draft that may carry out a task of the superior.
struct Candidate {
    Span span, paragraph;
    Terms terms;
    bool tells = false;       // says that something is reported or sent
    bool reports = false;     // to a body above
    bool only_tells = false;  // reports it in so many words
    unsigned rhythm = 0;
    std::vector<NamedDay> days;
};
std::vector<Candidate> candidates(const Norm& norm, const Draft& draft, const std::vector<OwnTask>& own,
                                  TermSpace& space);

}  // namespace sauro::rulebook
