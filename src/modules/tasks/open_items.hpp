// Tasks that a unit leads and has not finished, nearest due first; for "Việc hôm nay".
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::tasks {

struct OpenItem {
    std::string id, work, due;  // due: ISO day
    std::string assigner;       // name of the unit that gave the task, may be empty
    std::string source;         // symbol of the document it comes from, may be empty
};
// At most 100; later ones than `until` are left out.
Result<std::vector<OpenItem>> open_items(db::Snapshot& snapshot, const std::string& unit_id, base::Date until);

}  // namespace sauro::tasks
