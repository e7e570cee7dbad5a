// The superior's tasks beside the draft's own; private to this folder, the table itself is public (rulebook.hpp).
#pragma once
#include <vector>

#include "rulebook/check/analysers.hpp"

namespace sauro::rulebook {

struct CoverageMatch {
    TaskCoverage row;
    OwnTask superior;  // its spans are those of the superior's text
    std::optional<Term> own_term;
    std::optional<Span> own;  // the stretch of the draft that carries it out
    int sum = 0;              // how surely it does, in hundredths (pairing.hpp)
    bool sure = false;        // it does
    bool doubtful = false;    // people are to say
    bool recurring = false;   // the superior asks for it again and again
    bool shared = false;  // its stretch carries out another task as well, or rather: the term in it may be the other's
};
struct CoverageTable {
    std::vector<CoverageMatch> rows;
};
// The superior as a draft of its own, and the words that mean one thing; both made once for a draft.
const Draft& superior_of(const Draft& draft, const docread::Document& superior);
const Vocabulary& vocabulary_of(const Norm& norm, const Draft& draft);
// Made once for a draft and a superior, whichever norm asks first; its list `pair_weights` says how signs weigh.
const CoverageTable& coverage_of(const Norm& norm, const Draft& draft, const docread::Document& superior);
// Whether some task of a superior document is surely carried out.
bool carries_out(const Norm& norm, const Draft& draft);
// "2. Số hóa", "Về giao quyền cho chi bộ.": tells what the next is about and sets nothing.
bool is_title(const Prose& prose, Span span);
// Money, people or means in the draft: one clause for all is enough (INT-28).
std::optional<Span> resources_in(const Norm& norm, const Draft& draft);

}  // namespace sauro::rulebook
