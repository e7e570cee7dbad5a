// Rows of local_rules and what they mean on a day.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "rulebook/local.hpp"

namespace sauro::rules {

struct Change {
    std::string id, unit_id, unit_code, unit_name, unit_path;
    std::string norm, parameter, exception;
    std::string action;  // tighten | end
    std::string value;
    base::Date starts_on;
    std::string symbol;
    base::Date issued_on;
    std::string issuer, clause, actor, actor_name;
    std::int64_t at = 0;
};
// One tightening with the time it holds: until the unit's next change of the same norm and target.
struct LocalRule {
    Change change;
    std::optional<base::Date> until;
    std::string ended_by;  // symbol of the document that ended or replaced it
    bool never() const { return until && *until <= change.starts_on; }
};

namespace store {
Result<std::vector<Change>> all(db::Snapshot& snapshot);
Result<std::string> newest(db::Snapshot& snapshot);  // id; "" when there is none
Status add(db::Tx& tx, const Change& change);
}  // namespace store

std::vector<LocalRule> rules_of(std::vector<Change> changes);
Result<rulebook::Overlay> overlay_of(const rulebook::Rulebook& book, const LocalRule& rule);
// The running rulebook with these; what it no longer takes is logged and left out.
rulebook::Localised localised(const rulebook::Rulebook& book, const std::vector<LocalRule>& rules);

}  // namespace sauro::rules
