// The register of documents in force: which document replaced, repealed, amended or supplemented which, from what day,
// and what is in force on a day. Rows of a unit hold for the units below it.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::reviews {

// One symbol in any spelling: folded, without blanks and leading zeros (as documents.symbol_key).
std::string symbol_key(std::string_view symbol);

struct Relation {
    std::string id, unit, newer, older, relation;  // replaces | repeals | amends | supplements
    std::optional<std::string> clause;             // "" or absent: the whole document
    std::string date, state, source;               // state: proposed | confirmed | rejected; source: text | person
    std::optional<std::string> recorded_name;
};
BOOST_DESCRIBE_STRUCT(Relation, (), (id, unit, newer, older, relation, clause, date, state, source, recorded_name))

struct RelationIn {
    std::string newer, older, relation;
    std::optional<std::string> clause;
    base::Date date;
};
BOOST_DESCRIBE_STRUCT(RelationIn, (), (newer, older, relation, clause, date))

struct RelationPage {
    std::vector<Relation> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(RelationPage, (), (items, next))

// in_force | partly_amended | replaced | repealed | recalled, by what is recorded; nothing recorded: in_force.
struct Standing {
    std::string symbol, as_of, state;
    std::vector<Relation> by;        // what newer documents did to it up to the day
    std::vector<Relation> did;       // what it did to older ones
    std::vector<std::string> chain;  // from the oldest known to the newest, by replacement
};
BOOST_DESCRIBE_STRUCT(Standing, (), (symbol, as_of, state, by, did, chain))

struct Recorder {
    std::string account, name;
    base::Millis now = 0;
};
Result<Relation> record(db::Tx&, const api::UnitRef& unit, const RelationIn& in, const Recorder& who);
// A proposal read from a text becomes a fact, or not; only once.
Result<Relation> settle(db::Tx&, const api::UnitRef& unit, std::string_view id, bool confirm,
                        std::optional<base::Date> date, const Recorder& who);
// From a text at registration; what stands already stays.
Status propose(db::Tx&, std::string_view unit_id, const std::string& newer, const std::string& older,
               std::string_view relation, const std::string& date, base::Millis now);
// What the flow of documents did: the newer one was drafted to replace the older and is released. A fact, not a
// proposal.
Status replaced_by_flow(db::Tx&, std::string_view unit_id, const std::string& newer, const std::string& older,
                        const std::string& date, base::Millis now);
Result<RelationPage> relations(db::Snapshot&, std::string_view unit_id, std::string_view state,
                               const std::optional<std::string>& cursor, int limit);
Result<Standing> standing(db::Snapshot&, std::string_view unit_path, const std::string& symbol, base::Date as_of);
// What newer documents did to any of these, confirmed for the unit of this path or one above it, whatever the day; a
// hundred lines a symbol and unit.
// Day and issuer of a paper with that symbol in the registers of the unit or of those above it; nothing when there is
// none, or more than one.
struct Paper {
    std::optional<std::string> date, issuer;
};
Result<std::optional<Paper>> paper_of(db::Snapshot&, std::string_view unit_path, const std::string& symbol);

Result<std::vector<Relation>> done_to(db::Snapshot&, std::string_view unit_path,
                                      const std::vector<std::string>& symbols);
// Pairs of documents that went out of force by `today` are closed; at most a hundred relations a call.
Status close_superseded(db::Tx&, base::Date today);

}  // namespace sauro::reviews
