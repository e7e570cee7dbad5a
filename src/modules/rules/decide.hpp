// An open interpretation decided for the whole installation by the unit that owns it, changed or taken back.
#pragma once
#include "api/api.hpp"
#include "modules/rules/dto.hpp"
#include "modules/rules/store.hpp"

namespace sauro::rules {

struct Deciding {
    std::string interpretation;
    Text choice;  // "(b)" or "b"; absent: the decision that holds is taken back
    std::optional<std::vector<ReadingValue>> values;
    std::string owner, symbol;  // who decided, by which document
    base::Date issued_on;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Deciding, (), (interpretation, choice, values, owner, symbol, issued_on, reason))
struct PreparedDecision {
    Decided decided;
    rulebook::Rulebook next;  // with it
};
// Checked against the rulebook, not stored yet. Errors name the field, and the clause of a value out of its bounds.
Result<PreparedDecision> prepare_decision(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx,
                                          const Deciding& wanted);
// Over the facts of this year: what the decision changes.
Result<ReadingPreview> preview(const rulebook::Rulebook& book, const PreparedDecision& prepared, db::Snapshot& snapshot,
                               base::Date today);
// Writes it and puts the rulebook in place when that is durable.
Status record(const rulebook::Rulebook& book, const PreparedDecision& prepared, db::Tx& tx);

}  // namespace sauro::rules
