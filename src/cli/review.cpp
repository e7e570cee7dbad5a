#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "modules/reviews/listing.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, unit;
    int limit = 50;
    bool json = false;
};

void print_pairs(const reviews::PairList& list) {
    for (const auto& pair : list.items) {
        constexpr double hundred = 100;
        const auto name = [](const reviews::Side& side) { return side.symbol.value_or(side.subject); };
        fmt::print("{} ({})  ~  {} ({})  trùng {:.0f} %{}\n", name(pair.a), pair.a.unit, name(pair.b), pair.b.unit,
                   hundred * std::max(pair.a.share, pair.b.share), pair.joint ? "  có thể ban hành liên tịch" : "");
        for (const auto& one : pair.differences) fmt::print("    ghi khác nhau: {} / {}\n", one.a, one.b);
    }
}

int run_review(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    if (auto status = (*app)->follow_texts(); !status) return context.report(status.error());
    auto all = (*app)->review_all([&](std::int64_t documents) {
        if (!options.json) fmt::print(stderr, "\rĐã xem {} văn bản", documents);
    });
    if (!options.json) fmt::print(stderr, "\n");
    if (!all) return context.report(all.error());
    reviews::PairList list;
    if (!options.unit.empty()) {
        const auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto unit, (*app)->units().find(snapshot, options.unit));
            if (!unit) return fail(app::unknown_unit(options.unit));
            TRY(list, reviews::list_pairs(snapshot, unit->id, {{}, {}, {}, {}, options.limit}, base::today()));
            return {};
        });
        if (!status) return context.report(status.error());
    }
    if (!options.json) {
        print_pairs(list);
        return Exit::done;
    }
    boost::json::object out;
    out["documents"] = all->documents;
    out["pairs"] = all->pairs;
    if (!options.unit.empty()) out["items"] = json::to_json(list).at("items");
    fmt::print("{}\n", json::write(out));
    return Exit::done;
}

}  // namespace

void add_review(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* review = root.add_subcommand("review", "Rà soát văn bản đã ban hành");
    review->require_subcommand(1);
    auto* command = review->add_subcommand("run", "Tìm các cặp văn bản trùng lời văn, kể cả số liệu ghi khác nhau");
    command->add_option("--data", options->data, "Thư mục dữ liệu (hệ thống không đang mở trên thư mục này)")
        ->required();
    command->add_option("--database", options->database,
                        "Cơ sở dữ liệu PostgreSQL thay cho tệp đi kèm: postgresql://…");
    command->add_option("--unit", options->unit, "In các cặp của đơn vị này và các đơn vị dưới nó");
    command->add_option("--limit", options->limit, "Số cặp in ra nhiều nhất")
        ->check(CLI::Range(1, 200))
        ->capture_default_str();
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_review(context, *options); }; });
}

}  // namespace sauro::cli
