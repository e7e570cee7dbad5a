// The superior's tasks beside the draft's own; private to this folder, the table itself is public (rulebook.hpp).
#pragma once
#include <vector>

#include "rulebook/analysers.hpp"

namespace sauro::rulebook {

struct CoverageMatch {
    TaskCoverage row;
    const docread::Task* superior = nullptr;
    std::optional<std::size_t> own;  // index into own_tasks
    Rational likeness;
};
struct CoverageTable {
    std::vector<OwnTask> own;
    std::vector<CoverageMatch> rows;
};
// `least`: how much of the lighter of two tasks both must share.
CoverageTable cover(const Norm& norm, const Draft& draft, const docread::Document& superior, const Rational& least);
// Money, people or means in the draft: one clause for all is enough (INT-28).
std::optional<Span> resources_in(const Norm& norm, const Draft& draft);

}  // namespace sauro::rulebook
