#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "modules/documents/module.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::vector<std::string> files;
    std::string data, database, unit, direction;
    bool json = false;
};

// A refusal for safety outweighs an unreadable file in the exit code; each file has its own line.
int run_import(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    auto known = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto unit, (*app)->units().find(snapshot, options.unit));
        if (!unit) return fail(app::unknown_unit(options.unit));
        return {};
    });
    if (!known) return context.report(known.error());
    documents::ImportOptions import;
    import.unit = options.unit;
    import.direction = options.direction;
    int code = Exit::done;
    boost::json::array results;
    std::size_t at = 0;
    for (const std::string& file : options.files) {
        ++at;
        boost::json::object row{{"file", file}};
        auto done = documents::import_file((*app)->database(), (*app)->files(), file, import);
        if (done) {
            const bool fresh = done->outcome == documents::Imported::Outcome::registered;
            row["outcome"] = fresh ? "registered" : "duplicate";
            row["id"] = done->document_id;
            row["symbol"] = done->symbol;
            row["subject"] = done->subject;
            row["number"] = done->number;
            if (!options.json) {
                fmt::print("[{}/{}] {}: {} {} {}\n", at, options.files.size(), file,
                           fresh ? "đã vào sổ, số" : "đã có trong sổ, số", done->number, done->symbol);
            }
        } else {
            const Exit one = exit_code(done.error().kind);
            code = std::max<int>(code, one);
            row["outcome"] = one == Exit::unsafe ? "refused" : "failed";
            row["code"] = done.error().code;
            row["message"] = done.error().message;
            fmt::print(stderr, "[{}/{}] {}: ", at, options.files.size(), file);
            context.report(done.error());
        }
        results.push_back(std::move(row));
    }
    if (options.json) fmt::print("{}\n", json::write(boost::json::object{{"results", std::move(results)}}));
    return code;
}

}  // namespace

void add_import(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("import", "Đọc tệp, giữ bản gốc, vào sổ và lập chỉ mục; kết quả từng tệp");
    command->add_option("FILE", options->files, "Một hoặc nhiều tệp")->required();
    command->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    command->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    command->add_option("--unit", options->unit, "Mã đơn vị giữ sổ")->required();
    command->add_option("--direction", options->direction, "in (đến) hoặc out (đi)")
        ->required()
        ->check(CLI::IsMember({"in", "out"}));
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_import(context, *options); }; });
}

}  // namespace sauro::cli
