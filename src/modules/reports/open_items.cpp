#include "modules/reports/open_items.hpp"

namespace sauro::reports {

Result<std::vector<OpenItem>> open_items(db::Snapshot& snapshot, const std::string& unit_id, base::Date until) {
    return snapshot.all(
        "SELECT id, form, period, due FROM reports WHERE unit_id = ? AND due IS NOT NULL AND due <= ? AND filed_on IS "
        "NULL ORDER BY due, id LIMIT 100",
        {unit_id, until.iso()},
        [](const db::Row& row) { return OpenItem{row.str(0), row.str(1), row.str(2), row.str(3)}; });
}

}  // namespace sauro::reports
