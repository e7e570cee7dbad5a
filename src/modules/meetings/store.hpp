// SQL of conferences and plans, without rules.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "modules/meetings/dto.hpp"

namespace sauro::meetings {

struct Stored {
    std::string id, external_id;  // external_id: the id that fact views show
    std::string unit_id;
    ConferenceDetail detail;
    Text plan_id;
};

struct Plan {
    std::string id, unit_id, state;
    std::int64_t year = 0, version = 0;
    Text symbol, based_on, approved_by, approved_on, note;
};

namespace store {

struct Filter {
    std::string unit_id, path;  // path: with everything below, when `subtree`
    bool subtree = false;
    std::string from, to;  // days, both included
    Text status, mode, scope;
    bool only_unplanned = false;
    std::string after;  // "date id" of the last row seen
    int limit = 50;
};
Result<ConferencePage> list(db::Snapshot& snapshot, const Filter& filter);
// By its id, or by the id that the fact views show; nullopt when it is not of a unit under `path`.
Result<std::optional<Stored>> find(db::Snapshot& snapshot, const std::string& id, const std::string& path);

struct New {
    std::string id;
    ConferenceDraft draft;
    Text proposed_from, basis;
};
Status insert(db::Tx& tx, const std::string& unit_id, std::span<const New> rows, const Text& plan_id, base::Millis now);
Status update(db::Tx& tx, const std::string& id, const ConferenceDraft& draft, base::Millis now);

// When and where the standing conferences of a unit sit.
struct Slot {
    std::string id, date, title;
    Count start_at, end_at;
    Text chair, place, proposed_from;
};
Result<std::vector<Slot>> slots(db::Snapshot& snapshot, const std::string& unit_id, const std::string& from,
                                const std::string& to);

Result<std::optional<Plan>> plan(db::Snapshot& snapshot, const std::string& unit_id, std::int64_t year);
Status put(db::Tx& tx, const Plan& plan, base::Millis now);  // inserts or updates
Result<std::vector<DayCount>> days(db::Snapshot& snapshot, const Filter& filter);

struct Known {
    std::string id, code, name, path, level, bloc, area;
    Text area_parent;
};
// Bodies of the system among these codes.
Result<std::vector<Known>> known_units(db::Snapshot& snapshot, const std::vector<std::string>& codes);

}  // namespace store
}  // namespace sauro::meetings
