#include <fmt/format.h>

#include "app/app.hpp"
#include "audit/audit.hpp"
#include "cli/cli.hpp"
#include "docread/docread.hpp"

namespace sauro::cli {
namespace {

// Looks at a data folder as it stands and says what is right and what is not; changes nothing but what opening it
// migrates.
int examine(const Context& context, const std::string& data, const std::string& database) {
    int bad = 0;
    const auto line = [&](const char* what, const Status& status) {
        if (!status) ++bad;
        fmt::print("{}  {}{}\n", status ? "đạt " : "HỎNG", what, status ? "" : ": " + status.error().message);
    };
    auto app = app::App::open({data, database, {}});
    line("mở thư mục dữ liệu, lược đồ đúng phiên bản", app ? Status{} : Status(std::unexpected(app.error())));
    if (!app) return context.report(app.error());
    line("bộ quy tắc đọc được, mọi ca kiểm đạt", [&]() -> Status {
        TRY(const auto results, rulebook::run_cases((*app)->rulebook()));
        for (const auto& r : results) {
            if (!r.passed) return fail(ErrorKind::invalid, "rules.case_failed", fmt::format("{} “{}”", r.norm, r.name));
        }
        return {};
    }());
    line("nhật ký nguyên vẹn", (*app)->database().read([](db::Snapshot& snapshot) -> Status {
        TRY(const auto verdict, audit::verify(snapshot));
        if (verdict.first_altered)
            return fail(ErrorKind::invalid, "audit.altered",
                        fmt::format("dòng {}: {}", *verdict.first_altered, verdict.reason));
        return {};
    }));
    // What is missing here makes single files unreadable, not the data bad.
    const docread::ReaderTools tools = docread::reader_tools();
    const auto tool = [](const char* what, bool there, const char* package) {
        fmt::print("{}  {}{}{}\n", there ? "đạt " : "thiếu", what, there ? "" : ": cài gói Debian ",
                   there ? "" : package);
    };
    tool("đọc PDF", tools.pdf, "libpoppler-cpp0v5");
    tool("nhận dạng chữ bản quét", tools.ocr, "libtesseract5");
    tool("mô hình tiếng Việt (vie)", !tools.model.empty(), "tesseract-ocr-vie");
    line("mọi tệp gốc của văn bản còn trong kho, đúng mã băm", (*app)->verify_files());
    return bad == 0 ? Exit::done : Exit::breach;
}

}  // namespace

void add_doctor(CLI::App& root, Context& context) {
    struct Options {
        std::string data, database;
    };
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("doctor", "Kiểm tra thư mục dữ liệu");
    command->add_option("--data", options->data, "Thư mục dữ liệu")->required();
    command->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    command->callback([&context, options] {
        context.run = [&context, options] { return examine(context, options->data, options->database); };
    });
}

}  // namespace sauro::cli
