// Reports that a unit owes and has not filed, nearest due first; for "Việc hôm nay".
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::reports {

struct OpenItem {
    std::string id, form, period, due;  // due: ISO day
};
// At most 100; later ones than `until` are left out.
Result<std::vector<OpenItem>> open_items(db::Snapshot& snapshot, const std::string& unit_id, base::Date until);

}  // namespace sauro::reports
