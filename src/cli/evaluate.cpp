#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "cli/findings.hpp"
#include "rulebook/parallel.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, unit, period, as_of, norm;
    bool json = false;
};

int run_evaluate(const Context& context, const Options& options) {
    rulebook::EvaluateRequest request;
    request.as_of = base::today();
    if (!options.as_of.empty()) {
        auto date = base::Date::parse_iso(options.as_of);
        if (!date) return context.report(date.error());
        request.as_of = *date;
    }
    auto period = options.period.empty() ? Result<base::Period>(base::Period::year(request.as_of.year()))
                                         : base::Period::parse(options.period);
    if (!period) return context.report(period.error());
    request.period = *period;
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    if (!options.norm.empty()) {
        if ((*app)->rulebook().find(options.norm) == nullptr) {
            return context.report(
                fail(ErrorKind::not_found, "norm.unknown",
                     fmt::format("Không có quy tắc “{}”. Xem danh sách: sauro rules list.", options.norm),
                     fmt::format("No norm \"{}\". See: sauro rules list.", options.norm))
                    .error());
        }
        request.norm = options.norm;
    }
    if (!options.unit.empty()) {
        auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(auto unit, (*app)->units().find(snapshot, options.unit));
            if (!unit) return fail(app::unknown_unit(options.unit));
            request.unit_path = unit->path;
            return {};
        });
        if (!status) return context.report(status.error());
    }
    auto evaluated = rulebook::evaluate_together((*app)->rulebook(), (*app)->database(), request);
    if (!evaluated) return context.report(evaluated.error());
    const auto& findings = *evaluated;
    const Summary summary = summarise(findings);
    if (options.json) {
        boost::json::object out;
        out["period"] = request.period.code;
        out["as_of"] = request.as_of.iso();
        out["rulebook"] = (*app)->rulebook().hash();
        out["results"] = results_json(findings);
        auto counts = summary_json(summary, {});
        counts["cannot_tell_missing_fact"] = summary.missing_fact;  // what Phát hiện counts
        out["summary"] = std::move(counts);
        fmt::print("{}\n", json::write(out));
    } else {
        print_findings(findings, summary, {});
    }
    return Exit::done;
}

}  // namespace

void add_evaluate(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("evaluate", "Đánh giá các quy tắc trên số liệu của một kỳ");
    command->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    command->add_option("--database", options->database,
                        "Cơ sở dữ liệu PostgreSQL thay cho tệp đi kèm: postgresql://…");
    command->add_option("--unit", options->unit, "Chỉ đơn vị này và các đơn vị dưới nó");
    command->add_option("--period", options->period, "2026 | 2026-Q1 | 2026-H1 | 2026-03 (mặc định: năm nay)");
    command->add_option("--as-of", options->as_of, "Ngày đánh giá YYYY-MM-DD (mặc định: hôm nay)");
    command->add_option("--norm", options->norm, "Chỉ quy tắc này");
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_evaluate(context, *options); }; });
}

}  // namespace sauro::cli
