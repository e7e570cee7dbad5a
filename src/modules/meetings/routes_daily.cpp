// Routes of meetings that are no conferences.
#include <algorithm>

#include "modules/meetings/daily.hpp"
#include "modules/meetings/routes.hpp"

namespace sauro::meetings {
namespace {

using api::Verb;
using http::Method;

struct MeetingListIn {
    std::string unit;
    std::optional<base::Date> from, to;
    Flag subtree, like_conference;
    Text status, cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(MeetingListIn, (), (unit, from, to, subtree, like_conference, status, cursor, limit))
struct MeetingIn {
    std::string unit, id;
};
BOOST_DESCRIBE_STRUCT(MeetingIn, (), (unit, id))
struct NewMeetingIn : MeetingDraft {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(NewMeetingIn, (MeetingDraft), (unit))
struct ChangeMeetingIn : MeetingDraft {
    std::string unit, id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ChangeMeetingIn, (MeetingDraft), (unit, id, version))

MeetingFilter filter_of(const api::Ctx& ctx, const MeetingListIn& in) {
    constexpr int most = 200;
    const auto year = base::Period::year(ctx.today().year());
    MeetingFilter filter;
    filter.subtree = in.subtree.value_or(false);
    filter.from = in.from.value_or(year.first).iso();
    filter.to = in.to.value_or(year.last).iso();
    filter.status = in.status;
    filter.only_like_conferences = in.like_conference.value_or(false);
    filter.after = in.cursor.value_or("");
    filter.limit = std::clamp(in.limit.value_or(50), 1, most);
    return filter;
}

}  // namespace

void daily_routes(api::Registry& registry, const rulebook::Rulebook& book) {
    const std::string base = "/api/v1/units/{unit}/meetings", one = base + "/{id}";
    registry.read<MeetingListIn, MeetingPage>(
        {Method::get, base, "meetings.list", "Cuộc họp của đơn vị, mới nhất trước; đếm riêng với hội nghị", Verb::view},
        [](api::Ctx& ctx, const MeetingListIn& in, db::Snapshot& snapshot) {
            return list_meetings(snapshot, ctx, filter_of(ctx, in));
        });
    registry.read<MeetingIn, MeetingDetail>(
        {Method::get, one, "meetings.show", "Một cuộc họp với nơi được mời", Verb::view},
        [book](api::Ctx& ctx, const MeetingIn& in, db::Snapshot& snapshot) {
            return meeting_for(snapshot, ctx, book, in.id);
        });
    registry.read<NewMeetingIn, MeetingFindings>({Method::post, "/api/v1/units/{unit}/meeting-check", "meetings.check",
                                                  "Cuộc họp chưa lưu có tính là hội nghị không", Verb::view},
                                                 [book](api::Ctx& ctx, const NewMeetingIn& in, db::Snapshot& snapshot) {
                                                     return findings_of(snapshot, ctx, book, in);
                                                 });
    registry.write<NewMeetingIn, MeetingDetail>(
        {Method::post, base, "meetings.create", "Ghi một cuộc họp", Verb::draft},
        [book](api::Ctx& ctx, const NewMeetingIn& in, db::Tx& tx) { return add_meeting(tx, ctx, book, in); });
    registry.write<ChangeMeetingIn, MeetingDetail>(
        {Method::put, one, "meetings.change", "Sửa một cuộc họp", Verb::draft},
        [book](api::Ctx& ctx, const ChangeMeetingIn& in, db::Tx& tx) {
            return change_meeting(tx, ctx, book, in.id, in.version, in);
        });
}

}  // namespace sauro::meetings
