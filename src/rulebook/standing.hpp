// Limits of one unit and its area as they stand, and with one unsaved record: one pass over the unit's rows serves
// every norm that counts them. Same judge and same sentences as evaluate and evaluate_record.
#pragma once
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

struct StandingRequest {
    std::vector<std::string> norms;         // share, cap and reduction over one fact, by unit or by area
    std::map<std::string, db::Value> unit;  // of the fact view: unit, unit_path, area, level, bloc
    base::Period period;
    base::Date as_of;
    std::optional<std::map<std::string, db::Value>> record = {};  // columns of the fact view; absent = unknown
    std::optional<std::string> replaces = {};                     // id of the saved record it would take the place of
};
struct Standing {
    std::string norm;
    std::optional<Finding> now;    // nothing: no row yet
    std::optional<Finding> after;  // with the record; nothing: the norm does not look at it, or there is no record
};
// In the order of `norms`; those that do not apply to the unit are left out.
Result<std::vector<Standing>> standing(const Rulebook& book, db::Snapshot& snapshot, const StandingRequest& request);

}  // namespace sauro::rulebook
