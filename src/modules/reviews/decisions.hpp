// What people decide about a pair: one row of document_reviews, which the norms of 226-KL/TW 2.1 ¶2 read, with history.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "modules/reviews/relations.hpp"
#include "modules/reviews/store.hpp"

namespace sauro::reviews {

using store::Text;

struct DecisionIn {
    std::string id;            // of the pair, or of the group
    std::int64_t version = 0;  // 0: the first decision
    std::string issue;         // none ("không chồng chéo") | overlap | contradiction | unfit | similar
    Text action;               // keep | amend | supplement | replace | merge | joint | repeal
    Text owner;                // unit or role that does it
    std::optional<base::Date> due, done_on;
    Text result, note;  // symbol of the document that came of it; progress in words
};
BOOST_DESCRIBE_STRUCT(DecisionIn, (), (id, version, issue, action, owner, due, done_on, result, note))

struct Event {
    base::Millis at = 0;
    std::string who, detail;
};
BOOST_DESCRIBE_STRUCT(Event, (), (at, who, detail))

struct Decision {
    std::int64_t version = 0;
    std::string unit, date, issue;
    Text action, owner, due, done_on, result, note;
    bool overdue = false;
    std::vector<Event> history;   // newest first
    base::Millis decided_at = 0;  // first
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (version, unit, date, issue, action, owner, due, done_on, result, note, overdue, history))

// What a decision is about, as the fact names it.
struct Reviewed {
    enum class Of : std::uint8_t { pair, group };
    Of of = Of::pair;
    std::string id, unit_id, document, other;  // unit: the issuer; of several, the unit that decides
    bool other_sector = false;
};
Result<std::optional<Decision>> decision_of(db::Snapshot&, Reviewed::Of of, std::string_view id, base::Date today,
                                            bool history);
Status check_decision(const DecisionIn& in);
// `version`: of the decision that stands, 0 for none.
Status keep_decision(db::Tx&, const Reviewed& reviewed, std::int64_t version, const DecisionIn& in,
                     const Recorder& who);
// The pair must lie below the unit. Refuses what the rules of the norm cannot follow: an overlap without a way to deal
// with it, without who does it or by when.
Status decide(db::Tx&, const api::UnitRef& unit, const DecisionIn& in, const Recorder& who);

}  // namespace sauro::reviews
