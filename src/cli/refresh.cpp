// `sauro findings refresh` and `sauro rules activate`: the findings of a data folder, brought up to date by hand.
#include <fmt/format.h>

#include "app/app.hpp"
#include "audit/audit.hpp"
#include "cli/cli.hpp"
#include "modules/findings/findings.hpp"
#include "rulebook/describe.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, rulebook;
};

int run_refresh(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, options.rulebook});
    if (!app) return context.report(app.error());
    findings::Worker worker((*app)->database(), (*app)->rules(), base::now_ms);
    if (auto status = worker.refresh(true); !status) return context.report(status.error());
    std::int64_t open = 0, unknown = 0;
    const auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto counts, findings::counts_of(snapshot));
        open = counts.open + counts.explained;
        unknown = counts.cannot_tell;
        return {};
    });
    if (!status) return context.report(status.error());
    fmt::print("Phát hiện đang có: {}. Chưa kết luận được vì thiếu số liệu: {}.\n", open, unknown);
    return Exit::done;
}

int run_activate(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, options.rulebook});
    if (!app) return context.report(app.error());
    const auto& rules = (*app)->rules();
    const auto now = base::now_ms();
    bool same = false;
    auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto active, findings::active_rules(snapshot, rules));
        if (active.same || !active.book) return {};
        rulebook::EvaluateRequest request;
        request.as_of = base::Date::from_ms(now);
        request.period = base::Period::year(request.as_of.year());
        TRY(const auto found, rulebook::difference(*active.book, rules.given, snapshot, request));
        fmt::print("{}", rulebook::difference_text(found));
        return {};
    });
    if (!status) return context.report(status.error());
    status = (*app)->database().write([&](db::Tx& tx) -> Status {
        TRYV(findings::adopt_first(tx, rules, now));
        TRY(const auto active, findings::active_rules(tx, rules));
        same = active.same;
        if (same) return {};
        TRYV(findings::activate(tx, rules, rules.given, "cli", now));
        return audit::append(tx, {now, "cli", "", "rules.activate", rules.given.hash(), ""});
    });
    if (!status) return context.report(status.error());
    fmt::print("{} {}\n", same ? "Đang áp dụng sẵn bộ quy tắc" : "Từ nay áp dụng bộ quy tắc", rules.given.hash());
    if (!same) fmt::print("Các phát hiện được đánh giá lại khi hệ thống chạy, hoặc ngay: sauro findings refresh\n");
    return Exit::done;
}

void add_options(CLI::App& command, Options& options) {
    command.add_option("--data", options.data, "Thư mục dữ liệu")->required();
    command.add_option("--database", options.database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    command.add_option("--rulebook", options.rulebook, "Thư mục quy tắc thay cho bộ đi kèm");
}

}  // namespace

void add_findings(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("findings", "Phát hiện: tình trạng từng quy tắc ở từng đơn vị");
    command->require_subcommand(1);
    auto* refresh = command->add_subcommand("refresh", "Đánh giá lại toàn bộ, cập nhật mọi phát hiện");
    add_options(*refresh, *options);
    refresh->callback(
        [&context, options] { context.run = [&context, options] { return run_refresh(context, *options); }; });
    auto* activate =
        root.get_subcommand("rules")->add_subcommand("activate", "Áp dụng bộ quy tắc này cho các phát hiện từ nay");
    add_options(*activate, *options);
    activate->callback(
        [&context, options] { context.run = [&context, options] { return run_activate(context, *options); }; });
}

}  // namespace sauro::cli
