// The rulebook that waits to be put in force, against the one in force.
#pragma once
#include "modules/findings/dto.hpp"
#include "modules/findings/findings.hpp"

namespace sauro::findings {

// Over the facts of this year so far. Only norms that differ are evaluated.
Result<RulebookChange> waiting_change(db::Snapshot& snapshot, const Rules& rules, base::Date today);

}  // namespace sauro::findings
