#include "modules/reviews/listing.hpp"

namespace sauro::reviews {
namespace {

Result<Side> side_of(db::Snapshot& snapshot, const std::string& id, double share) {
    TRY(auto found, store::by_id(snapshot, id));
    if (!found) return fail_internal("review.document", id);
    auto& d = *found;
    return Side{d.id, d.unit_code, d.unit_name, d.status, d.symbol, d.document_type, d.date, d.subject, share};
}

}  // namespace

Result<PairItem> shown_pair(db::Snapshot& snapshot, store::Pair pair, base::Date today, bool history) {
    PairItem item;
    TRY(item.a, side_of(snapshot, pair.a_document, pair.share_a));
    TRY(item.b, side_of(snapshot, pair.b_document, pair.share_b));
    TRY(item.decision, decision_of(snapshot, Reviewed::Of::pair, pair.id, today, history));
    item.id = std::move(pair.id);
    item.state = std::move(pair.state);
    item.joint = pair.joint;
    item.group = std::move(pair.group);
    item.differences = std::move(pair.differences);
    return item;
}

Result<PairList> list_pairs(db::Snapshot& snapshot, std::string_view unit_id, const ListIn& in, base::Date today) {
    const auto kind = in.kind.value_or("");
    TRY(auto page, store::list(snapshot, {std::string(unit_id), in.state.value_or("open"), in.own.value_or(false),
                                          kind == "joint", kind == "differing", in.cursor, in.limit.value_or(30)}));
    PairList out;
    out.next = std::move(page.next);
    for (auto& pair : page.rows) {
        TRY(auto item, shown_pair(snapshot, std::move(pair), today, false));
        out.items.push_back(std::move(item));
    }
    return out;
}

}  // namespace sauro::reviews
