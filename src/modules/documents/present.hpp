// Rows as the public JSON. Internal to the module.
#pragma once
#include <vector>

#include "base/time.hpp"
#include "modules/documents/store.hpp"

namespace sauro::documents {

struct Shown {
    const base::WorkCalendar& calendar;
    base::Date today;
};
Result<std::vector<Document>> present(db::Snapshot&, const std::vector<Record>&, const Shown&);
Result<Document> present_one(db::Snapshot&, const Record&, const Shown&);

// "còn 2 ngày làm việc", "quá hạn 2 ngày", "hạn hôm nay"
std::string due_text(base::Date due, const Shown&);

}  // namespace sauro::documents
