#include "modules/tasks/open_items.hpp"

namespace sauro::tasks {

Result<std::vector<OpenItem>> open_items(db::Snapshot& snapshot, const std::string& unit_id, base::Date until) {
    return snapshot.all(
        "SELECT t.id, COALESCE(t.work, ''), t.due, COALESCE(g.name, ''), COALESCE(t.source, '') FROM tasks t "
        "LEFT JOIN units g ON g.id = t.assigner_id "
        "WHERE t.lead_id = ? AND t.due IS NOT NULL AND t.due <= ? AND t.status = 'open' ORDER BY t.due, t.id LIMIT 100",
        {unit_id, until.iso()},
        [](const db::Row& row) { return OpenItem{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4)}; });
}

}  // namespace sauro::tasks
