// Pairs as people see them: both documents, what differs, what was decided.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/reviews/decisions.hpp"
#include "modules/reviews/store.hpp"

namespace sauro::reviews {

struct Side {
    std::string id, unit, unit_name, status;
    Text symbol, document_type, date;
    std::string subject;
    double share = 0;  // 0…1 of this document that stands in the other
};
BOOST_DESCRIBE_STRUCT(Side, (), (id, unit, unit_name, status, symbol, document_type, date, subject, share))
struct PairItem {
    std::string id, state;
    Side a, b;
    bool joint = false;
    std::vector<Difference> differences;
    std::optional<Decision> decision;
    Text group;  // settled with this group, whose decision holds
};
BOOST_DESCRIBE_STRUCT(PairItem, (), (id, state, a, b, joint, differences, decision, group))
struct ListIn {
    Text state, kind, cursor;  // state: open (default) | decided | closed; kind: differing | joint
    std::optional<bool> own;   // only pairs within the unit itself
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ListIn, (), (state, kind, cursor, own, limit))
struct PairList {
    std::vector<PairItem> items;
    Text next;
};
BOOST_DESCRIBE_STRUCT(PairList, (), (items, next))
Result<PairItem> shown_pair(db::Snapshot&, store::Pair pair, base::Date today, bool history);
Result<PairList> list_pairs(db::Snapshot&, std::string_view unit_id, const ListIn& in, base::Date today);

}  // namespace sauro::reviews
