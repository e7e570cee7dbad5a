// Rows of this module.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::findings::store {

using Text = std::optional<std::string>;

struct Row {
    std::string id, norm, period, unit, area, subject, unit_path, mission_row, severity;
    Text measured, limit;
    std::string message, rulebook, state;
    std::int64_t recurring = 0;
    bool resolved_said = false, disputed = false;
    base::Millis first_seen = 0, last_seen = 0;
    std::optional<base::Millis> fixed_at;
    Text assigned_account, assigned_name, due_date, explanation, explained_by;
    std::optional<base::Millis> explained_at;
    Text waiver_body, waiver_number, waiver_date;
    std::string sort_key;
    std::int64_t version = 1;

    bool standing() const { return state != "fixed"; }
};

Result<std::optional<Row>> find(db::Snapshot&, std::string_view id);
Status insert(db::Tx&, const Row&);
Status update(db::Tx&, const Row&);  // whole row by id; the version goes up
// What stands under a path in a period: everything but what is fixed. `exactly`: of this path alone.
Result<std::vector<Row>> standing(db::Snapshot&, std::string_view scope, bool exactly, std::string_view period);
// The row of a norm's group, in whatever state.
Result<std::optional<Row>> of_group(db::Snapshot&, const Row& like);

struct Event {
    std::int64_t seq = 0;
    base::Millis at = 0;
    std::string kind, actor, actor_name, text;
};
Status add_event(db::Tx&, std::string_view finding, const Event&);  // seq is given here
Result<std::vector<Event>> events(db::Snapshot&, std::string_view finding, int limit);

struct Filter {
    std::string scope;  // path
    bool wide = false;  // the scope is most of what there is
    Text norm, row, severity, period, assigned, due_to, unit, area;
    std::string state = "active";  // active (open or explained) | open | explained | waived | fixed | all
    bool unassigned = false, recurring = false;
    Text after;  // sort key
    int limit = 50;
};
struct Page {
    std::vector<Row> rows;
    Text next;
};
Result<Page> list(db::Snapshot&, const Filter&);

// Urgency (0 most), newest first, id: unique, and one text compares right on both databases.
std::string sort_key(std::string_view severity, base::Millis first_seen, std::string_view id);
// [path, end of everything below it)
std::string end_of(std::string_view path);

}  // namespace sauro::findings::store
