// What is said, and never refused, of a conference whose guests, leader or convenor are wanted elsewhere at its hours
// (226-KL/TW, 2.2, first dash).
#pragma once
#include "modules/meetings/clashes.hpp"

namespace sauro::meetings {

// One sentence for each other conference, with who must be in both; at most ten. `id`: of the saved one, "" none. Of a
// conference outside the unit's reach only the convenor is named.
Result<std::vector<std::string>> clash_warnings(db::Snapshot& snapshot, const api::UnitRef& unit,
                                                const ConferenceDraft& draft, const std::string& id);

}  // namespace sauro::meetings
