#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "facts/load.hpp"

namespace sauro::cli {

void add_facts(CLI::App& root, Context& context) {
    auto* command = root.add_subcommand("facts", "Các loại sự việc mà lệnh load nhận, từng khóa một (Markdown)");
    command->callback([&context] {
        context.run = [] {
            fmt::print("{}", facts::describe(app::fact_kinds()));
            return static_cast<int>(Exit::done);
        };
    });
}

}  // namespace sauro::cli
