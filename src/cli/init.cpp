#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"

namespace sauro::cli {

void add_init(CLI::App& root, Context& context) {
    struct Options {
        std::string data, database, unit;
        bool sample = false;
    };
    auto options = std::make_shared<Options>();
    auto* command =
        root.add_subcommand("init", "Tạo thư mục dữ liệu với danh mục địa bàn, đơn vị; --sample thêm một tỉnh hư cấu");
    command->add_option("--data", options->data, "Thư mục dữ liệu (được tạo nếu chưa có)")->required();
    command->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    command->add_option("--unit", options->unit,
                        "Mã đơn vị dùng hệ thống; quản trị đầu tiên được giao quyền ở đơn vị này");
    command->add_flag("--sample", options->sample, "Thêm “Tỉnh Minh Họa” hư cấu với số liệu minh họa");
    command->callback([&context, options] {
        context.run = [&context, options]() -> int {
            auto app = app::App::create({options->data, options->database, {}}, options->unit, options->sample);
            if (!app) return context.report(app.error());
            context.say(fmt::format("Đã tạo dữ liệu ở {}.{}", options->data,
                                    options->sample ? " Có Tỉnh Minh Họa (hư cấu, số liệu minh họa)." : ""),
                        fmt::format("Data folder {} is ready.", options->data));
            return Exit::done;
        };
    });
}

}  // namespace sauro::cli
