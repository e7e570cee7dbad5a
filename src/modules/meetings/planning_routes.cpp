// Routes of clashes, free days and suggestions.
#include <algorithm>

#include "modules/meetings/routes.hpp"
#include "modules/meetings/suggest.hpp"

namespace sauro::meetings {
namespace {

using api::Verb;
using http::Method;

constexpr int most_pairs = 100;

struct ClashIn {
    std::string unit;
    std::int64_t year = 0;
    std::optional<base::Date> day;  // only that one
    Flag subtree;
    Text cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ClashIn, (), (unit, year, day, subtree, cursor, limit))
struct OneIn {
    std::string unit, id;
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (unit, id))
struct FreeIn : ConferenceDraft {
    std::string unit;
    Text id;  // of the saved one that it is
};
BOOST_DESCRIBE_STRUCT(FreeIn, (ConferenceDraft), (unit, id))
struct PlanYearIn {
    std::string unit;
    std::int64_t year = 0;
};
BOOST_DESCRIBE_STRUCT(PlanYearIn, (), (unit, year))
struct TakeIn : Take {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(TakeIn, (Take), (unit))
struct UndoIn {
    std::string unit;
    std::vector<UndoStep> steps;
};
BOOST_DESCRIBE_STRUCT(UndoIn, (), (unit, steps))

Result<base::Period> year_of(std::int64_t year) {
    if (year < 2000 || year > 2200)
        return fail(ErrorKind::invalid, "meeting.year", "Năm không hợp lệ. Nhập năm có bốn chữ số.", "Wrong year.");
    return base::Period::year(static_cast<int>(year));
}

Result<ClashPage> clashes(api::Ctx& ctx, const ClashIn& in, db::Snapshot& snapshot, const rulebook::Rulebook& book) {
    TRY(const auto period, year_of(in.year));
    store::Filter filter;
    filter.unit_id = ctx.unit.id;
    filter.path = ctx.unit.path;
    filter.subtree = in.subtree.value_or(false);
    filter.from = in.day.value_or(period.first).iso();
    filter.to = in.day.value_or(period.last).iso();
    filter.after = in.cursor.value_or("");
    filter.limit = std::clamp(in.limit.value_or(50), 1, most_pairs);
    TRY(auto out, clashes_of(snapshot, filter));
    if (const auto* norm = book.find("KL226.2.2.d1.coordinate")) {
        out.norm = norm->id;
        out.clause = norm->source + ", mục " + norm->clause;
    }
    return out;
}

}  // namespace

void planning_routes(api::Registry& registry, const rulebook::Rulebook& book, const base::WorkCalendar& calendar) {
    const std::string base = "/api/v1/units/{unit}/";
    registry.read<ClashIn, ClashPage>(
        {Method::get, base + "conference-clashes", "conferences.clashes",
         "Hội nghị trùng ngày giờ có chung nơi được mời hoặc người chủ trì", Verb::view},
        [book](api::Ctx& ctx, const ClashIn& in, db::Snapshot& snapshot) { return clashes(ctx, in, snapshot, book); });
    registry.read<OneIn, FreeDays>(
        {Method::get, base + "conferences/{id}/free-days", "conferences.free_days_of",
         "Ngày làm việc gần nhất mà mọi nơi được mời của hội nghị đều trống", Verb::view},
        [calendar](api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot) -> Result<FreeDays> {
            TRY(const auto one, conference_for(snapshot, ctx, in.id));
            return free_days_of(snapshot, ctx.unit, one.detail.stated, one.id, calendar, ctx.today().plus_days(1));
        });
    registry.read<FreeIn, FreeDays>(
        {Method::post, base + "conference-free-days", "conferences.free_days",
         "Ngày trống của mọi nơi được mời, cho hội nghị chưa lưu", Verb::view},
        [calendar](api::Ctx& ctx, const FreeIn& in, db::Snapshot& snapshot) -> Result<FreeDays> {
            TRYV(check_draft(snapshot, ctx, in));
            return free_days_of(snapshot, ctx.unit, in, in.id.value_or(""), calendar, ctx.today().plus_days(1));
        });
    registry.read<PlanYearIn, Suggestions>(
        {Method::get, base + "conference-suggestions", "conferences.suggestions",
         "Các thay đổi ít nhất đưa kế hoạch năm về trong giới hạn", Verb::view},
        [book, calendar](api::Ctx& ctx, const PlanYearIn& in, db::Snapshot& snapshot) -> Result<Suggestions> {
            TRY(const auto period, year_of(in.year));
            return suggest(book, calendar, snapshot, ctx.unit, period.first.year(), ctx.today());
        });
    registry.write<TakeIn, Taken>(
        {Method::post, base + "conference-suggestions/take", "conferences.take_suggestion",
         "Làm theo một gợi ý: gộp, thay bằng văn bản, họp trực tuyến, dời ngày", Verb::draft},
        [book](api::Ctx& ctx, const TakeIn& in, db::Tx& tx) { return take(tx, ctx, book, in); });
    registry.write<UndoIn, Taken>(
        {Method::post, base + "conference-suggestions/undo", "conferences.undo_suggestion",
         "Hoàn tác một gợi ý vừa làm", Verb::draft},
        [book](api::Ctx& ctx, const UndoIn& in, db::Tx& tx) { return take_back(tx, ctx, book, in.steps); });
}

}  // namespace sauro::meetings
