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

// One entry of the history of an interpretation; `decision.choice` "" takes the one before it back.
struct Decided {
    rulebook::Decision decision;
    std::string reason, actor, actor_name;
    std::int64_t at = 0;
};
// Everything offices keep over the rulebook, oldest first.
struct Kept {
    std::vector<Change> changes;
    std::vector<Decided> decided;
};

namespace store {
Result<Kept> all(db::Snapshot& snapshot);
Result<std::string> newest(db::Snapshot& snapshot);  // changes with every row; "" when there is none
Status add(db::Tx& tx, const Change& change);
Status add(db::Tx& tx, const Decided& decided);
}  // namespace store

std::vector<LocalRule> rules_of(std::vector<Change> changes);
Result<rulebook::Overlay> overlay_of(const rulebook::Rulebook& book, const LocalRule& rule);
// Decisions that hold: the last of each interpretation, unless it was taken back.
std::vector<rulebook::Decision> standing(const std::vector<Decided>& decided);
// The running rulebook with these; what it no longer takes is named and left out.
rulebook::Localised localised(const rulebook::Rulebook& book, const Kept& kept);

}  // namespace sauro::rules
