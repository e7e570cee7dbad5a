// Groups of close documents, joined from pairs as these are found: at most `most_members`, so a text that a thousand
// communes copied makes several groups; which of them a document joins depends on the order in which they were looked
// at. Derived, until somebody decides: then the group keeps its documents, and later ones are marked as such.
#pragma once
#include <boost/describe.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modules/reviews/decisions.hpp"
#include "modules/reviews/listing.hpp"
#include "modules/reviews/store.hpp"

namespace sauro::reviews {

namespace groups {

inline constexpr std::size_t most_members = 24;
inline constexpr double least_share = 0.3;  // of either document; less is a pair, and no group grows from it (INT-25)

// A pair was found, or its ground was lost for one of its documents; `touched` gets the groups to be described anew.
Status join(db::Tx&, const store::Pair& pair, std::int64_t now, std::set<std::string>& touched);
Status leave(db::Tx&, std::int64_t number, std::set<std::string>& touched);
// Issuers, sectors, rank and the units that see it; once for all changes of a transaction.
Status describe(db::Tx&, const std::set<std::string>& touched);

}  // namespace groups

// Two units of one level, neither above the other, within a year: one joint document may do (INT-27).
bool joint(const store::Document& a, const store::Document& b);

struct Member : Side {
    std::string sector;
    bool late = false;  // came after the decision
};
BOOST_DESCRIBE_STRUCT(Member, (Side), (sector, late))
struct GroupItem {
    std::string id, state;        // open | decided
    std::string proposal;         // joint: one joint document of the issuers; merge: one document of the one issuer
    std::vector<Member> members;  // in the order of their dates; share: of the pair by which each joined
    std::vector<std::string> sectors;
    std::int64_t issuers = 0;
    std::optional<Decision> decision;
};
BOOST_DESCRIBE_STRUCT(GroupItem, (), (id, state, proposal, members, sectors, issuers, decision))
struct GroupList {
    std::vector<GroupItem> items;
    std::vector<std::string> sectors;  // that groups of this unit have, for the filter; on the first page
    Text next;
};
BOOST_DESCRIBE_STRUCT(GroupList, (), (items, sectors, next))
// Words of the central document that others of the group have as well.
struct Shared {
    std::string quote;
    std::vector<std::string> documents;  // ids, the central one among them
};
BOOST_DESCRIBE_STRUCT(Shared, (), (quote, documents))
struct GroupDetail : GroupItem {
    std::string central;  // the document that most others are close to
    std::vector<Shared> passages;
};
BOOST_DESCRIBE_STRUCT(GroupDetail, (GroupItem), (central, passages))
struct GroupsIn {
    Text state, sector, cursor;  // state: open (default) | decided
    std::optional<bool> joint;   // only proposals of a joint document
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(GroupsIn, (), (state, sector, cursor, joint, limit))

Result<GroupList> list_groups(db::Snapshot&, std::string_view unit_id, const GroupsIn& in, base::Date today);
// `passages`: with the shared wording, which reads every text.
Result<GroupDetail> shown_group(db::Snapshot&, std::string_view unit_id, std::string_view id, base::Date today,
                                bool passages);
// The group must lie below the unit; its open pairs are settled with it.
Status decide_group(db::Tx&, const api::UnitRef& unit, const DecisionIn& in, const Recorder& who);

}  // namespace sauro::reviews
