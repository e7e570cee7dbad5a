// Rows as people see them: names of units, areas and records, clause and remedy from the rulebook.
#pragma once
#include <span>
#include <vector>

#include "modules/findings/dto.hpp"
#include "modules/findings/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

// A few queries for a page, whatever its length.
Result<std::vector<FindingItem>> show(db::Snapshot&, const rulebook::Rulebook&, std::span<const store::Row>);
Result<FindingDetail> show_one(db::Snapshot&, const rulebook::Rulebook&, const store::Row&);

}  // namespace sauro::findings
