#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "modules/meetings/suggest.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, unit;
    int year = 0;
    bool json = false;
};

void print_figures(const std::vector<meetings::SuggestFigure>& figures, std::string_view indent) {
    for (const auto& one : figures)
        fmt::print("{}{}: {} → {}{} [{}]\n", indent, one.label, one.before, one.after,
                   one.limit ? fmt::format(", mức {}", *one.limit) : "", one.clause);
}

int run_suggest(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    meetings::Suggestions found;
    const auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto unit, (*app)->units().find(snapshot, options.unit));
        if (!unit) return fail(app::unknown_unit(options.unit));
        const auto today = base::today();
        TRY(found, meetings::suggest((*app)->rulebook(), (*app)->calendar(), snapshot, *unit,
                                     options.year == 0 ? today.year() : options.year, today));
        return {};
    });
    if (!status) return context.report(status.error());
    if (options.json) {
        fmt::print("{}\n", json::write(json::to_json(found)));
        return Exit::done;
    }
    if (found.within) fmt::print("Kế hoạch đã trong giới hạn.\n");
    print_figures(found.limits, "");
    int number = 0;
    for (const auto& one : found.items) {
        fmt::print("{}. {}\n   {}\n", ++number, one.text, one.why);
        print_figures(one.figures, "   ");
    }
    for (const auto& text : found.unmet) fmt::print("Chưa đạt: {}\n", text);
    return Exit::done;
}

}  // namespace

void add_plan(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* plan = root.add_subcommand("plan", "Kế hoạch hội nghị của năm");
    plan->require_subcommand(1);
    auto* command =
        plan->add_subcommand("suggest", "Các thay đổi ít nhất đưa kế hoạch về trong giới hạn; không sửa gì");
    command->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    command->add_option("--database", options->database,
                        "Cơ sở dữ liệu PostgreSQL thay cho tệp đi kèm: postgresql://…");
    command->add_option("--unit", options->unit, "Mã đơn vị")->required();
    command->add_option("--year", options->year, "Năm của kế hoạch (mặc định: năm nay)")->check(CLI::Range(2000, 2200));
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_suggest(context, *options); }; });
}

}  // namespace sauro::cli
