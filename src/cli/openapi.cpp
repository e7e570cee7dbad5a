#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"

namespace sauro::cli {

void add_openapi(CLI::App& root, Context& context) {
    auto* command = root.add_subcommand("openapi", "In mô tả OpenAPI của giao diện HTTP, sinh từ bảng đường dẫn");
    command->callback([&context] {
        context.run = [&context]() -> int {
            auto described = app::openapi();
            if (!described) return context.report(described.error());
            fmt::print("{}\n", json::write_pretty(*described));
            return Exit::done;
        };
    });
}

}  // namespace sauro::cli
