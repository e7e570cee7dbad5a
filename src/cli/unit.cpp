#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "modules/units/units.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, text, as_of;
    int limit = 20;
    bool json = false;
};

boost::json::object shown(const units::Unit& unit) {
    return {{"code", unit.code}, {"name", unit.name}, {"level", unit.level},  {"bloc", unit.bloc},
            {"area", unit.area}, {"path", unit.path}, {"sample", unit.sample}};
}

Result<std::vector<units::Unit>> find(db::Snapshot& snapshot, const Options& o) {
    return units::search(snapshot, {o.text, {}, {}, {std::string(units::root_code) + "/"}, o.limit});
}

Result<std::vector<units::Unit>> show(db::Snapshot& snapshot, const Options& o) {
    base::Date day = base::today();
    if (!o.as_of.empty()) {
        TRY(day, base::Date::parse_iso(o.as_of));
    }
    TRY(auto unit, units::find_unit_as_of(snapshot, o.text, day));
    if (!unit) return fail(app::unknown_unit(o.text));
    return std::vector{std::move(*unit)};
}

int run(const Context& context, const Options& o,
        Result<std::vector<units::Unit>> (*look)(db::Snapshot&, const Options&)) {
    auto app = app::App::open({o.data, o.database, {}});
    if (!app) return context.report(app.error());
    std::vector<units::Unit> rows;
    auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(rows, look(snapshot, o));
        return {};
    });
    if (!status) return context.report(status.error());
    boost::json::array out;
    for (const auto& row : rows) {
        if (o.json)
            out.push_back(shown(row));
        else
            fmt::print("{:<16} {}\n", row.code, row.name);
    }
    if (o.json) fmt::print("{}\n", json::write(boost::json::object{{"items", std::move(out)}}));
    return Exit::done;
}

}  // namespace

void add_unit(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("unit", "Đơn vị: tìm theo tên không cần dấu, xem theo ngày");
    command->require_subcommand(1);
    const auto sub = [&](const char* name, const char* help, const char* what, auto look) {
        auto* made = command->add_subcommand(name, help);
        made->add_option(what, options->text)->required();
        made->add_option("--data", options->data, "Thư mục dữ liệu")->required();
        made->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
        made->add_flag("--json", options->json, "In một đối tượng JSON");
        made->callback([&context, options, look] {
            context.run = [&context, options, look] { return run(context, *options, look); };
        });
        return made;
    };
    sub("find", "Tìm đơn vị", "TEN", find)
        ->add_option("--limit", options->limit, "Số dòng nhiều nhất")
        ->capture_default_str();
    sub("show", "Một đơn vị, tên đúng vào ngày hỏi", "MA", show)
        ->add_option("--as-of", options->as_of, "Ngày YYYY-MM-DD");
}

}  // namespace sauro::cli
