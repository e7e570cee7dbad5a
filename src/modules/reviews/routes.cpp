#include "modules/reviews/routes.hpp"

#include <algorithm>

#include "modules/reviews/decisions.hpp"
#include "modules/reviews/listing.hpp"
#include "modules/reviews/relations.hpp"
#include "modules/reviews/store.hpp"

namespace sauro::reviews {
namespace {

using api::Verb;
using http::Method;

struct PairIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(PairIn, (), (id))
struct PairDetail : PairItem {
    std::vector<PairItem> near;  // other pairs with one of the two: the group
};
BOOST_DESCRIBE_STRUCT(PairDetail, (PairItem), (near))
// Counted up to a thousand; `more`: there are more of the open ones.
struct Summary {
    std::int64_t open = 0, differing = 0, joint = 0, decided = 0, waiting = 0, overdue = 0, done = 0;
    bool more = false;
    std::int64_t groups_open = 0, groups_waiting = 0, groups_overdue = 0, groups_done = 0;
    // The search: documents of this run looked at and still waiting (up to ten thousand; to_look_at_more: even more),
    // when the run began and when it last went on. idle: documents have waited for a minute and nothing went on.
    std::int64_t looked_at = 0, to_look_at = 0;
    bool to_look_at_more = false, idle = false;
    std::optional<base::Millis> run_started, last_step;
};
BOOST_DESCRIBE_STRUCT(Summary, (),
                      (open, differing, joint, decided, waiting, overdue, done, more, groups_open, groups_waiting,
                       groups_overdue, groups_done, looked_at, to_look_at, to_look_at_more, idle, run_started,
                       last_step))

struct RelationsIn {
    Text state, cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(RelationsIn, (), (state, cursor, limit))
struct SettleIn {
    std::string id;
    bool confirm = false;
    std::optional<base::Date> date;
};
BOOST_DESCRIBE_STRUCT(SettleIn, (), (id, confirm, date))
struct StandingIn {
    std::string symbol;
    std::optional<base::Date> as_of;
};
BOOST_DESCRIBE_STRUCT(StandingIn, (), (symbol, as_of))

Recorder recorder(const api::Ctx& ctx) { return {ctx.who.account_id, ctx.who.name, ctx.now}; }

Result<PairDetail> detail(api::Ctx& ctx, const std::string& id, db::Snapshot& snapshot) {
    TRY(auto pair, store::pair(snapshot, ctx.unit.id, id));
    if (!pair) {
        return fail(ErrorKind::not_found, "review.not_found",
                    "Không có cặp văn bản này, hoặc bạn chưa có quyền xem. Mở lại danh sách rà soát.",
                    "No such pair, or you may not view it.");
    }
    constexpr int most = 10;
    std::vector<std::string> seen = {pair->id};
    PairDetail out;
    for (const auto number : {pair->a_number, pair->b_number}) {
        TRY(const auto keys, store::pairs_of(snapshot, number, most));
        for (const auto& key : keys) {
            if (std::ranges::find(seen, key.id) != seen.end()) continue;
            seen.push_back(key.id);
            TRY(auto other, store::pair(snapshot, ctx.unit.id, key.id));  // below this unit only
            if (!other) continue;
            TRY(auto item, shown_pair(snapshot, std::move(*other), ctx.today(), false));
            out.near.push_back(std::move(item));
        }
    }
    TRY(static_cast<PairItem&>(out), shown_pair(snapshot, std::move(*pair), ctx.today(), true));
    return out;
}

Result<Summary> summary(api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) {
    Summary out;
    TRYV(snapshot.query(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN differing > 0 THEN 1 ELSE 0 END), 0) AS BIGINT), "
        "CAST(COALESCE(SUM(joint), 0) AS BIGINT) FROM (SELECT differing, joint FROM review_pair_scopes WHERE unit_id = "
        "? AND state = 'open' ORDER BY rank DESC, pair_id DESC LIMIT 1001) x",
        {ctx.unit.id}, [&](const db::Row& row) {
            constexpr std::int64_t most = 1000;
            out.open = std::min(row.integer(0), most);
            out.more = row.integer(0) > most;
            out.differing = row.integer(1);
            out.joint = row.integer(2);
            return false;
        }));
    TRYV(snapshot.query(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN r.done_on IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), "
        "CAST(COALESCE(SUM(CASE WHEN r.done_on IS NULL AND r.due IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), "
        "CAST(COALESCE(SUM(CASE WHEN r.done_on IS NULL AND r.due < ? THEN 1 ELSE 0 END), 0) AS BIGINT) FROM (SELECT "
        "pair_id FROM review_pair_scopes WHERE unit_id = ? AND state = 'decided' LIMIT 1000) s JOIN document_reviews r "
        "ON r.pair_id = s.pair_id",
        {ctx.today().iso(), ctx.unit.id}, [&](const db::Row& row) {
            out.decided = row.integer(0);
            out.done = row.integer(1);
            out.waiting = row.integer(2);
            out.overdue = row.integer(3);
            return false;
        }));
    TRYV(
        snapshot.query("SELECT COUNT(*) FROM (SELECT 1 FROM review_group_scopes WHERE unit_id = ? AND sector = '' AND "
                       "state = 'open' LIMIT 1000) x",
                       {ctx.unit.id}, [&](const db::Row& row) {
                           out.groups_open = row.integer(0);
                           return false;
                       }));
    TRYV(snapshot.query(
        "SELECT CAST(COALESCE(SUM(CASE WHEN r.done_on IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), "
        "CAST(COALESCE(SUM(CASE WHEN r.done_on IS NULL AND r.due IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), "
        "CAST(COALESCE(SUM(CASE WHEN r.done_on IS NULL AND r.due < ? THEN 1 ELSE 0 END), 0) AS BIGINT) FROM (SELECT "
        "group_id FROM review_group_scopes WHERE unit_id = ? AND sector = '' AND state = 'decided' LIMIT 1000) s JOIN "
        "document_reviews r ON r.group_id = s.group_id",
        {ctx.today().iso(), ctx.unit.id}, [&](const db::Row& row) {
            out.groups_done = row.integer(0);
            out.groups_waiting = row.integer(1);
            out.groups_overdue = row.integer(2);
            return false;
        }));
    TRY(const auto progress, store::progress(snapshot));
    constexpr base::Millis pause = 60'000;
    out.looked_at = progress.run_documents;
    out.to_look_at = progress.waiting;
    out.to_look_at_more = progress.waiting == store::most_waiting;
    out.idle = progress.waiting > 0 && ctx.now - std::max(progress.last_step, progress.waiting_since) > pause;
    if (progress.run_started > 0) out.run_started = progress.run_started;
    if (progress.last_step > 0) out.last_step = progress.last_step;
    return out;
}

}  // namespace

void add_routes(api::Registry& registry) {
    add_group_routes(registry);
    registry.read<ListIn, PairList>({Method::get, "/api/v1/units/{unit}/reviews", "reviews.list",
                                     "Cặp văn bản đã ban hành có lời văn trùng nhau, đáng xem nhất trước", Verb::view},
                                    [](api::Ctx& ctx, const ListIn& in, db::Snapshot& snapshot) {
                                        return list_pairs(snapshot, ctx.unit.id, in, ctx.today());
                                    });
    registry.read<json::Nothing, Summary>({Method::get, "/api/v1/units/{unit}/review-summary", "reviews.summary",
                                           "Số cặp chờ rà, đã quyết định, quá hạn; máy đã xem đến đâu", Verb::view},
                                          summary);
    registry.read<PairIn, PairDetail>(
        {Method::get, "/api/v1/units/{unit}/reviews/{id}", "reviews.show",
         "Một cặp: hai văn bản, số liệu khác nhau, quyết định và lịch sử, các cặp gần", Verb::view},
        [](api::Ctx& ctx, const PairIn& in, db::Snapshot& snapshot) { return detail(ctx, in.id, snapshot); });
    registry.write<DecisionIn, PairDetail>(
        {Method::post, "/api/v1/units/{unit}/reviews/{id}/decision", "reviews.decide",
         "Ghi kết quả rà và cách xử lý một cặp", Verb::sign},
        [](api::Ctx& ctx, const DecisionIn& in, db::Tx& tx) -> Result<PairDetail> {
            TRYV(decide(tx, ctx.unit, in, recorder(ctx)));
            ctx.audit = {"review " + in.id, in.issue + (in.action ? " " + *in.action : ""), {}};
            return detail(ctx, in.id, tx);
        });
    registry.read<RelationsIn, RelationPage>(
        {Method::get, "/api/v1/units/{unit}/document-relations", "relations.list",
         "Sổ văn bản đang hiệu lực: văn bản nào thay thế, bãi bỏ, sửa đổi, bổ sung văn bản nào", Verb::view},
        [](api::Ctx& ctx, const RelationsIn& in, db::Snapshot& snapshot) {
            return relations(snapshot, ctx.unit.id, in.state.value_or("confirmed"), in.cursor, in.limit.value_or(50));
        });
    registry.write<RelationIn, Relation>(
        {Method::post, "/api/v1/units/{unit}/document-relations", "relations.record",
         "Ghi một dòng vào sổ văn bản đang hiệu lực", Verb::register_document},
        [](api::Ctx& ctx, const RelationIn& in, db::Tx& tx) -> Result<Relation> {
            TRY(auto made, record(tx, ctx.unit, in, recorder(ctx)));
            ctx.audit = {"relation " + made.id, made.newer + " " + made.relation + " " + made.older, {}};
            return made;
        });
    registry.write<SettleIn, Relation>(
        {Method::post, "/api/v1/units/{unit}/document-relations/{id}/settle", "relations.settle",
         "Xác nhận hoặc bỏ qua một dòng máy đọc được từ lời văn", Verb::register_document},
        [](api::Ctx& ctx, const SettleIn& in, db::Tx& tx) -> Result<Relation> {
            TRY(auto made, settle(tx, ctx.unit, in.id, in.confirm, in.date, recorder(ctx)));
            ctx.audit = {"relation " + made.id, made.state, {}};
            return made;
        });
    registry.read<StandingIn, Standing>(
        {Method::get, "/api/v1/units/{unit}/document-standing", "relations.standing",
         "Một số, ký hiệu còn hiệu lực không vào một ngày, và chuỗi thay thế", Verb::view},
        [](api::Ctx& ctx, const StandingIn& in, db::Snapshot& snapshot) {
            return standing(snapshot, ctx.unit.path, in.symbol, in.as_of.value_or(ctx.today()));
        });
}

}  // namespace sauro::reviews
