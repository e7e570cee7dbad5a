#include <fmt/format.h>
#include <unistd.h>

#include "app/app.hpp"
#include "audit/audit.hpp"
#include "base/number.hpp"
#include "cli/cli.hpp"
#include "facts/load.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string file, data, database;
    bool dry_run = false, json = false;
};

Status journal(db::Tx& tx, const facts::LoadReport& report) {
    return audit::append(tx, {base::now_ms(), "cli", "", "facts.load", report.sha256, facts::journal_detail(report)});
}

int run_load(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    facts::LoadOptions load;
    load.dry_run = options.dry_run;
    load.journal = journal;
    if (::isatty(STDERR_FILENO) == 1) {
        load.progress = [](std::uint64_t at, std::uint64_t total) {
            fmt::print(stderr, "\r{:3}%", total == 0 ? 100 : at * 100 / total);
        };
    }
    auto report = facts::load((*app)->database(), (*app)->kinds(), options.file, load);
    if (!report) return context.report(report.error());
    if (options.json) fmt::print("{}\n", facts::write_json(*report));
    for (const auto& wrong : report->errors) {
        fmt::print(stderr, "{} {}: {} {}: {}\n", context.english() ? "line" : "dòng", wrong.line, wrong.kind,
                   wrong.what.path, wrong.what.message);
    }
    const auto& totals = report->totals;
    if (!report->errors.empty()) {
        context.say(fmt::format("Không nạp dòng nào: {} dòng có lỗi. Sửa các dòng trên rồi nạp lại cả tệp.",
                                base::vi_number(totals.errors)),
                    fmt::format("Nothing was loaded: {} lines are wrong. Correct them and load the whole file again.",
                                totals.errors));
        return Exit::input;
    }
    context.say(fmt::format("{}{} mới, {} đã có từ trước.", options.dry_run ? "Thử, chưa ghi: " : "Đã nạp: ",
                            base::vi_number(totals.created), base::vi_number(totals.unchanged)),
                fmt::format("{}{} created, {} unchanged.", options.dry_run ? "Dry run: " : "Loaded: ", totals.created,
                            totals.unchanged));
    return Exit::done;
}

}  // namespace

void add_load(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("load", "Nạp sự việc từ tệp JSONL; một dòng sai thì không nạp dòng nào");
    command->add_option("FACTS", options->file, "Tệp, mỗi dòng một đối tượng JSON")->required();
    command->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    command->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    command->add_flag("--dry-run", options->dry_run, "Chỉ thử, không ghi");
    command->add_flag("--json", options->json, "In kết quả từng dòng thành một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_load(context, *options); }; });
}

}  // namespace sauro::cli
