#include "modules/reviews/groups.hpp"
#include "modules/reviews/routes.hpp"

namespace sauro::reviews {
namespace {

struct GroupIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(GroupIn, (), (id))

}  // namespace

void add_group_routes(api::Registry& registry) {
    using api::Verb;
    using http::Method;
    registry.read<GroupsIn, GroupList>(
        {Method::get, "/api/v1/units/{unit}/review-groups", "reviews.groups",
         "Nhóm văn bản gần nhau của nhiều cơ quan, nhiều ngành, đáng xem nhất trước", Verb::view},
        [](api::Ctx& ctx, const GroupsIn& in, db::Snapshot& snapshot) {
            return list_groups(snapshot, ctx.unit.id, in, ctx.today());
        });
    registry.read<GroupIn, GroupDetail>(
        {Method::get, "/api/v1/units/{unit}/review-groups/{id}", "reviews.group",
         "Một nhóm: các văn bản, ngành, đoạn dùng chung, quyết định và lịch sử", Verb::view},
        [](api::Ctx& ctx, const GroupIn& in, db::Snapshot& snapshot) {
            return shown_group(snapshot, ctx.unit.id, in.id, ctx.today(), true);
        });
    registry.write<DecisionIn, GroupDetail>(
        {Method::post, "/api/v1/units/{unit}/review-groups/{id}/decision", "reviews.decide_group",
         "Ghi kết quả rà và cách xử lý cả nhóm; các cặp chờ rà trong nhóm theo quyết định này", Verb::sign},
        [](api::Ctx& ctx, const DecisionIn& in, db::Tx& tx) -> Result<GroupDetail> {
            TRYV(decide_group(tx, ctx.unit, in, {ctx.who.account_id, ctx.who.name, ctx.now}));
            ctx.audit = {"review group " + in.id, in.issue + (in.action ? " " + *in.action : ""), {}};
            return shown_group(tx, ctx.unit.id, in.id, ctx.today(), false);
        });
}

}  // namespace sauro::reviews
