// What could not be judged for want of a fact: a number for each norm and unit; the sum is the `cannot_tell` of the
// page.
#pragma once
#include <vector>

#include "modules/findings/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

struct UnknownItem {
    std::string norm, statement, clause_text, period, unit, where, missing;  // missing: one example, in words
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownItem, (), (norm, statement, clause_text, period, unit, where, missing, count))
struct UnknownPage {
    std::vector<UnknownItem> items;
    Text next;
};
BOOST_DESCRIBE_STRUCT(UnknownPage, (), (items, next))

struct UnknownFilter {
    std::string scope;  // path: of every unit under it
    Text norm, after;   // after: `next` of the page before
    int limit = 50;
};
// In order of unit, norm and period.
Result<UnknownPage> unknowns(db::Snapshot&, const rulebook::Rulebook&, const UnknownFilter&);

}  // namespace sauro::findings
