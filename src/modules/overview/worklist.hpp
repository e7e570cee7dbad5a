// What needs work: findings in order of urgency, told with the names of units and records.
#pragma once
#include <vector>

#include "modules/overview/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::overview {

Result<Findings> worklist(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                          const std::vector<rulebook::Finding>& findings);

}  // namespace sauro::overview
