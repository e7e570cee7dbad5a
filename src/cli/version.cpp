#include <fmt/format.h>

#include "app/app.hpp"
#include "cli/cli.hpp"

namespace sauro::cli {

void add_version(CLI::App& root, Context& context) {
    auto* command = root.add_subcommand("version", "Phiên bản chương trình và mã băm của bộ quy tắc kèm theo");
    command->callback([&context] {
        context.run = [&context]() -> int {
            auto book = app::shipped_rulebook();
            if (!book) return context.report(book.error());
            fmt::print("sauro {}\nrulebook {}\n", app::version, book->hash());
            return Exit::done;
        };
    });
}

}  // namespace sauro::cli
