// Time of each step of a unit, and what the year still allows.
#include "modules/documents/allowance.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct StepFigureView {
    std::string step, name, median_text;
    std::int64_t median_minutes = 0, count = 0;
    bool slowest = false;
};
BOOST_DESCRIBE_STRUCT(StepFigureView, (), (step, name, median_text, median_minutes, count, slowest))
struct TimesOut {
    std::vector<StepFigureView> items;
    std::int64_t window = 0;  // at most so many stays of a step, of the last twelve months
};
BOOST_DESCRIBE_STRUCT(TimesOut, (), (items, window))
struct StepIn {
    std::string step;
};
BOOST_DESCRIBE_STRUCT(StepIn, (), (step))
struct StepRowView {
    std::string document, subject, direction, text;
    Text symbol;
    std::int64_t entered_at = 0, left_at = 0, minutes = 0;
};
BOOST_DESCRIBE_STRUCT(StepRowView, (), (document, subject, direction, text, symbol, entered_at, left_at, minutes))
struct StepRowsOut {
    std::string step, name;
    std::vector<StepRowView> items;
};
BOOST_DESCRIBE_STRUCT(StepRowsOut, (), (step, name, items))

}  // namespace

void add_figure_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.read<json::Nothing, TimesOut>(
        {Method::get, "/api/v1/units/{unit}/issuing/times", "issuing.times",
         "Thời gian từng bước ban hành của đơn vị (trung vị, giờ làm việc)", Verb::view},
        [services](api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) -> Result<TimesOut> {
            TRY(const auto figures, issuing::step_figures(snapshot, ctx.unit.id, services->calendar, ctx.now));
            TimesOut out{{}, issuing::kWindow};
            for (const auto& f : figures) {
                out.items.push_back({f.step, std::string(flow::step_name(f.step)), flow::duration_text(f.median),
                                     f.median, f.count, f.slowest});
            }
            return out;
        });
    registry.read<StepIn, StepRowsOut>(
        {Method::get, "/api/v1/units/{unit}/issuing/times/{step}", "issuing.step_rows",
         "Các lượt đã tính vào thời gian của một bước, lâu nhất trước", Verb::view},
        [services](api::Ctx& ctx, const StepIn& in, db::Snapshot& snapshot) -> Result<StepRowsOut> {
            TRY(const auto rows, issuing::step_rows(snapshot, ctx.unit.id, in.step, services->calendar, ctx.now));
            StepRowsOut out{in.step, std::string(flow::step_name(in.step)), {}};
            for (const auto& r : rows) {
                out.items.push_back({r.document_id, r.subject, r.direction, flow::duration_text(r.minutes), r.symbol,
                                     r.entered_at, r.left_at, r.minutes});
            }
            return out;
        });
    registry.read<json::Nothing, AllowanceView>(
        {Method::get, "/api/v1/units/{unit}/issuing/allowance", "issuing.allowance",
         "Hạn mức văn bản của năm: đã ban hành, hạn mức, dự báo, của đơn vị và cả khối bên dưới", Verb::view},
        [services](api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) -> Result<AllowanceView> {
            TRY(const auto unit, store::find_unit(snapshot, ctx.unit.id));
            if (!unit) return no_such_document();
            return allowance_of(snapshot, *unit, services->rulebook, services->baselines, ctx.today());
        });
}

}  // namespace sauro::documents
