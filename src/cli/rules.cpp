#include <fmt/format.h>

#include "app/app.hpp"
#include "app/local_rules.hpp"
#include "cli/cli.hpp"
#include "json/json.hpp"
#include "rulebook/describe.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string folder, id, file, data, database, period, as_of, choice, owner, symbol, date, reason;
    std::vector<std::string> values;
    bool json = false, revoke = false;
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

int add_local(const Context& context, const Options& options) {
    const auto added = app::add_local_rules({options.data, options.database, options.folder}, options.file);
    if (!added) return context.report(added.error());
    if (options.json) {
        return print(context,
                     boost::json::object{{"source", added->source},
                                         {"unit_path", added->unit_path},
                                         {"norms", boost::json::array(added->norms.begin(), added->norms.end())}});
    }
    fmt::print("Đã nhận {} quy tắc riêng theo {}, áp cho “{}” và các đơn vị bên dưới.\n", added->norms.size(),
               added->source, added->unit_path);
    for (const auto& norm : added->norms) fmt::print("    {}\n", norm);
    fmt::print("Xem thay đổi và áp dụng cho các phát hiện: sauro rules activate\n");
    return Exit::done;
}

int remove_local(const Context& context, const Options& options) {
    const auto removed = app::remove_local_rules({options.data, options.database, options.folder}, options.id);
    if (!removed) return context.report(removed.error());
    fmt::print("Đã bỏ quy tắc riêng theo {}. Áp dụng cho các phát hiện: sauro rules activate\n", options.id);
    return Exit::done;
}

// "KL226.2.2.d3.opening-10:max_minutes=9"
Result<rules::ReadingValue> value_of(const std::string& text) {
    const auto colon = text.find(':'), equals = text.find('=', colon == std::string::npos ? 0 : colon);
    if (colon == std::string::npos || equals == std::string::npos)
        return fail(ErrorKind::invalid, "usage.value",
                    fmt::format("“{}” chưa đúng dạng; ghi QUY_TẮC:THAM_SỐ=GIÁ_TRỊ, ví dụ {}.", text,
                                "KL226.2.2.d3.dissemination-half-day:max_minutes=210"),
                    "Expected NORM:PARAMETER=VALUE.");
    return rules::ReadingValue{text.substr(0, colon), text.substr(colon + 1, equals - colon - 1),
                               text.substr(equals + 1)};
}

int decide(const Context& context, const Options& options) {
    const auto date = base::Date::parse_iso(options.date);
    if (!date) return context.report(date.error());
    rules::Deciding wanted{options.id, {}, {}, options.owner, options.symbol, *date, options.reason};
    if (!options.choice.empty()) wanted.choice = options.choice;
    if (!options.values.empty()) wanted.values.emplace();
    for (const auto& text : options.values) {
        auto value = value_of(text);
        if (!value) return context.report(value.error());
        wanted.values->push_back(*std::move(value));
    }
    const auto done = app::decide_interpretation({options.data, options.database, options.folder}, wanted);
    if (!done) return context.report(done.error());
    if (wanted.choice) {
        fmt::print("Đã ghi: {} theo phương án {}, {} quyết định ngày {}, {}.\n", options.id, options.choice,
                   options.owner, date->vi(), options.symbol);
    } else {
        fmt::print("Đã bãi bỏ quyết định về {}: {}, ngày {}, {}. Trở lại cách hiểu đề xuất.\n", options.id,
                   options.owner, date->vi(), options.symbol);
    }
    fmt::print("Áp dụng cho các phát hiện: sauro rules activate\n");
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
    const auto plain = [&context, options](int (*action)(const Context&, const Options&)) {
        return [&context, options, action] {
            context.run = [&context, options, action] { return action(context, *options); };
        };
    };
    const auto of_data = [options](CLI::App* one) {
        one->add_option("--data", options->data, "Thư mục dữ liệu")->required();
        one->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    };
    auto* adding =
        command->add_subcommand("add", "Nhận quy tắc riêng của một đơn vị, ban hành bằng văn bản của đơn vị đó");
    adding->add_option("FILE", options->file, "Tệp YAML; mẫu ở rulebook/README.md")->required();
    of_data(adding);
    adding->final_callback(plain(add_local));
    auto* removing = command->add_subcommand("remove", "Bỏ quy tắc riêng theo một văn bản");
    removing->add_option("SOURCE", options->id, "Số, ký hiệu văn bản, ví dụ 12-QĐ/TU")->required();
    of_data(removing);
    removing->final_callback(plain(remove_local));
    auto* deciding = command->add_subcommand("decide", "Ghi người có thẩm quyền đã quyết định một cách hiểu");
    deciding->add_option("INTERPRETATION", options->id, "Mã cách hiểu, ví dụ INT-08")->required();
    auto* what = deciding->add_option_group("Quyết định", "Chọn một phương án, hoặc bãi bỏ");
    auto* choice = what->add_option("--option", options->choice, "Phương án được chọn: a, b, c…");
    what->add_flag("--revoke", options->revoke, "Bãi bỏ quyết định đang dùng, trở lại cách hiểu đề xuất");
    what->require_option(1);
    deciding->add_option("--value", options->values, "Mức do cách hiểu để ngỏ: QUY_TẮC:THAM_SỐ=GIÁ_TRỊ")->needs(choice);
    deciding->add_option("--by", options->owner, "Người hoặc cơ quan quyết định")->required();
    deciding->add_option("--symbol", options->symbol, "Số, ký hiệu văn bản quyết định")->required();
    deciding->add_option("--date", options->date, "Ngày quyết định YYYY-MM-DD")->required();
    deciding->add_option("--reason", options->reason, "Lý do")->required();
    of_data(deciding);
    deciding->final_callback(plain(decide));
    command->callback([&context, command, with_book] {
        if (command->get_subcommands().empty()) with_book(list)();
    });
}

}  // namespace sauro::cli
