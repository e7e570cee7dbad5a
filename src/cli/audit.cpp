#include "audit/audit.hpp"

#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"

namespace sauro::cli {

void add_audit(CLI::App& root, Context& context) {
    struct Options {
        std::string data, database;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("audit", "Nhật ký thay đổi");
    command->require_subcommand(1);
    auto* verify = command->add_subcommand("verify", "Kiểm chuỗi băm; nêu dòng đầu tiên bị sửa");
    verify->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    verify->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    verify->add_flag("--json", options->json, "In một đối tượng JSON");
    verify->callback([&context, options] {
        context.run = [&context, options]() -> int {
            auto app = app::App::open({options->data, options->database, {}});
            if (!app) return context.report(app.error());
            audit::Verdict verdict;
            auto status = (*app)->database().read([&](db::Snapshot& snapshot) -> Status {
                TRY(verdict, audit::verify(snapshot));
                return {};
            });
            if (!status) return context.report(status.error());
            const bool whole = !verdict.first_altered;
            if (options->json) {
                boost::json::object out{{"rows", verdict.rows}, {"whole", whole}, {"reason", verdict.reason}};
                out["first_altered"] = whole ? boost::json::value(nullptr) : boost::json::value(*verdict.first_altered);
                fmt::print("{}\n", json::write(out));
            } else if (whole) {
                fmt::print("Nhật ký nguyên vẹn: {} dòng.\n", verdict.rows);
            } else {
                fmt::print("Nhật ký đã bị sửa từ dòng {}: {}\n", *verdict.first_altered, verdict.reason);
            }
            return whole ? Exit::done : Exit::breach;
        };
    });
}

}  // namespace sauro::cli
