#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "json/json.hpp"
#include "rulebook/describe.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string folder, id, data, database, period, as_of;
    bool json = false;
};

int print(const Context&, const boost::json::value& value) {
    fmt::print("{}\n", json::write(value));
    return Exit::done;
}

int list(const Context& context, const Options& options, const rulebook::Rulebook& book) {
    if (options.json) return print(context, rulebook::list_json(book, base::today()));
    for (const auto& norm : book.norms()) fmt::print("{}\n", rulebook::one_line(norm));
    fmt::print(stderr, "{}", rulebook::verification_text(book, base::today()));
    return Exit::done;
}

int show(const Context& context, const Options& options, const rulebook::Rulebook& book) {
    const auto* norm = book.find(options.id);
    if (norm == nullptr) {
        return context.report(fail(ErrorKind::not_found, "norm.unknown",
                                   fmt::format("Không có quy tắc “{}”. Xem danh sách: sauro rules list.", options.id),
                                   fmt::format("No norm \"{}\". See: sauro rules list.", options.id))
                                  .error());
    }
    if (options.json) return print(context, rulebook::norm_json(book, *norm));
    fmt::print("{}", rulebook::norm_text(book, *norm));
    return Exit::done;
}

int coverage(const Context& context, const Options& options, const rulebook::Rulebook& book) {
    if (options.json) return print(context, rulebook::coverage_json(book, base::today()));
    fmt::print("{}", rulebook::coverage_text(book));
    fmt::print(stderr, "{}", rulebook::verification_text(book, base::today()));
    return Exit::done;
}

int test(const Context& context, const Options& options, const rulebook::Rulebook& book) {
    auto results = rulebook::run_cases(book);
    if (!results) return context.report(results.error());
    std::int64_t failed = 0;
    boost::json::array rows;
    for (const auto& r : *results) {
        if (!r.passed) {
            ++failed;
            fmt::print(stderr, "HỎNG {} “{}”: muốn {}, được {}\n", r.norm, r.name, r.expected, r.actual);
        }
        if (options.json)
            rows.push_back({{"norm", r.norm},
                            {"case", r.name},
                            {"expected", r.expected},
                            {"actual", r.actual},
                            {"passed", r.passed}});
    }
    const std::int64_t passed = static_cast<std::int64_t>(results->size()) - failed;
    if (options.json)
        print(context, boost::json::object{{"cases", std::move(rows)}, {"passed", passed}, {"failed", failed}});
    else
        fmt::print("{} passed, {} failed\n", passed, failed);
    return failed == 0 ? Exit::done : Exit::breach;
}

// The rulebook in use against the one of --rulebook, over the facts of a data folder.
int diff(const Context& context, const Options& options, const rulebook::Rulebook& book) {
    rulebook::EvaluateRequest request;
    request.as_of = base::today();
    if (!options.as_of.empty()) {
        auto day = base::Date::parse_iso(options.as_of);
        if (!day) return context.report(day.error());
        request.as_of = *day;
    }
    auto period = options.period.empty() ? Result<base::Period>(base::Period::year(request.as_of.year()))
                                         : base::Period::parse(options.period);
    if (!period) return context.report(period.error());
    request.period = *period;
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    rulebook::Difference found;
    const auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(found, rulebook::difference((*app)->rulebook(), book, snapshot, request));
        return {};
    });
    if (!status) return context.report(status.error());
    if (options.json) return print(context, rulebook::difference_json(found));
    fmt::print("{}", rulebook::difference_text(found));
    return Exit::done;
}

}  // namespace

void add_rules(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("rules", "Bộ quy tắc: mọi quy tắc, điều khoản, mức máy kiểm được, các ca kiểm");
    command->require_subcommand(0, 1);
    command->fallthrough();
    command->add_option("--rulebook", options->folder, "Thư mục quy tắc khác với bộ kèm theo");
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    using Action = int (*)(const Context&, const Options&, const rulebook::Rulebook&);
    const auto with_book = [&context, options](Action action) {
        return [&context, options, action] {
            context.run = [&context, options, action]() -> int {
                auto book = app::rulebook_from(options->folder);
                if (!book) return context.report(book.error());
                return action(context, *options, *book);
            };
        };
    };
    auto* showing = command->add_subcommand("show", "Một quy tắc với mọi chi tiết");
    showing->add_option("ID", options->id, "Mã quy tắc")->required();
    showing->final_callback(with_book(show));
    command->add_subcommand("list", "Danh sách quy tắc")->final_callback(with_book(list));
    command->add_subcommand("coverage", "Máy kiểm được bao nhiêu trên mỗi văn bản")
        ->final_callback(with_book(coverage));
    command->add_subcommand("test", "Chạy mọi ca kiểm, dịch mỗi tham số một bước")->final_callback(with_book(test));
    auto* comparing =
        command->add_subcommand("diff", "Phát hiện nào thêm, bớt, đổi nếu dùng bộ quy tắc của --rulebook");
    comparing->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    comparing->add_option("--database", options->database,
                          "Cơ sở dữ liệu PostgreSQL thay cho tệp đi kèm: postgresql://…");
    comparing->add_option("--period", options->period, "2026 | 2026-Q1 | 2026-H1 | 2026-03 (mặc định: năm nay)");
    comparing->add_option("--as-of", options->as_of, "Ngày đánh giá YYYY-MM-DD (mặc định: hôm nay)");
    comparing->final_callback(with_book(diff));
    command->callback([&context, command, with_book] {
        if (command->get_subcommands().empty()) with_book(list)();
    });
}

}  // namespace sauro::cli
