// A unit tightens a norm for itself and below with its own document, changes or ends it.
#pragma once
#include "api/api.hpp"
#include "modules/rules/dto.hpp"
#include "modules/rules/store.hpp"

namespace sauro::rules {

struct Tightening {
    std::string norm;
    Text parameter, exception, value;  // a parameter with its value, or a waiver given up
    base::Date from;
    std::string symbol;
    base::Date issued_on;
    std::string issuer, clause;
};
BOOST_DESCRIBE_STRUCT(Tightening, (), (norm, parameter, exception, value, from, symbol, issued_on, issuer, clause))
struct Prepared {
    Change change;
    rulebook::Rulebook next;  // with the change in it
};
// Checked against the rulebook and against what the units above decided; not stored yet.
Result<Prepared> prepare_tightening(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx,
                                    const Tightening& wanted);
struct Ending {
    std::string id;
    base::Date on;
    std::string symbol;
    base::Date issued_on;
    std::string issuer, clause;
};
BOOST_DESCRIBE_STRUCT(Ending, (), (id, on, symbol, issued_on, issuer, clause))
Result<Prepared> prepare_ending(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx,
                                const Ending& wanted);
Result<PreviewView> preview(const rulebook::Rulebook& book, const Prepared& prepared, db::Snapshot& snapshot,
                            const api::Ctx& ctx);

}  // namespace sauro::rules
