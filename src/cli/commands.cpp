#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "base/id.hpp"
#include "base/log.hpp"
#include "cli/cli.hpp"

namespace sauro::cli {

Exit exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return Exit::usage;
        case ErrorKind::invalid:
        case ErrorKind::unreadable:
        case ErrorKind::not_found:
        case ErrorKind::conflict:
        case ErrorKind::unauthenticated:
        case ErrorKind::forbidden:
            return Exit::input;
        case ErrorKind::too_large:
        case ErrorKind::unsafe:
        case ErrorKind::throttled:
            return Exit::unsafe;
        case ErrorKind::unavailable:
        case ErrorKind::internal:
            return Exit::internal;
    }
    return Exit::internal;
}

int Context::report(const Error& error) const {
    const std::string& text = english() && !error.message_en.empty() ? error.message_en : error.message;
    std::string line = fmt::format("{}: {}", english() ? "Error" : "Lỗi", text);
    if (!error.clause.empty()) line += fmt::format(" ({}: {})", english() ? "basis" : "căn cứ", error.clause);
    fmt::print(stderr, "{} [{}]\n", line, error.code);
    for (const FieldError& field : error.fields) {
        if (field.path.empty()) continue;  // of no field: the message says it already
        fmt::print(stderr, "  {}: {}\n", field.path, field.message);
    }
    return exit_code(error.kind);
}

void Context::say(const std::string& vi, const std::string& en) const {
    fmt::print(stderr, "{}\n", english() ? en : vi);
}

namespace {

// CLI11 speaks English; people get a Vietnamese sentence and the way to the help.
int report_usage(const Context& context, const CLI::ParseError& error) {
    if (context.english()) {
        fmt::print(stderr, "Usage error: {}\nSee: sauro --help\n", error.what());
        return Exit::usage;
    }
    const std::string kind = error.get_name();
    std::string text = "Dòng lệnh chưa đúng";
    if (kind == "RequiredError")
        text = "Dòng lệnh còn thiếu phần bắt buộc";
    else if (kind == "ExtrasError")
        text = "Dòng lệnh có phần không hiểu được";
    else if (kind == "ValidationError" || kind == "ConversionError")
        text = "Giá trị của một tùy chọn không hợp lệ";
    else if (kind == "ArgumentMismatch")
        text = "Một tùy chọn thiếu giá trị";
    fmt::print(stderr, "Lỗi: {}: {}\nXem cách dùng: sauro --help, hoặc sauro LỆNH --help [usage.{}]\n", text,
               error.what(), kind);
    return Exit::usage;
}

}  // namespace

int main(int argc, char** argv) {
    Context context;
    context.program = argv[0];
    base::log_quiet(true);
    CLI::App root{"Sáu Rõ: hệ thống làm việc của cơ quan theo Kết luận 226-KL/TW", "sauro"};
    root.require_subcommand(1);
    root.fallthrough();
    root.add_option("--lang", context.lang, "Ngôn ngữ thông báo: vi, en")->check(CLI::IsMember({"vi", "en"}));
    add_read(root, context);
    add_check(root, context);
    add_compare(root, context);
    add_rules(root, context);
    add_init(root, context);
    add_serve(root, context);
    add_import(root, context);
    add_inbox(root, context);
    add_load(root, context);
    add_facts(root, context);
    add_evaluate(root, context);
    add_findings(root, context);
    add_plan(root, context);
    add_review(root, context);
    add_user(root, context);
    add_unit(root, context);
    add_audit(root, context);
    add_doctor(root, context);
    add_openapi(root, context);
    add_version(root, context);
    try {
        root.parse(argc, argv);
        return context.run ? context.run() : static_cast<int>(Exit::usage);
    } catch (const CLI::CallForHelp&) {
        fmt::print("{}", root.help());
        return Exit::done;
    } catch (const CLI::ParseError& error) {
        return report_usage(context, error);
    } catch (const std::exception& error) {  // an exception up here is our fault; the id ties the message to the log
        return context.report(fail_internal("cli.exception", error.what()).error());
    }
}

}  // namespace sauro::cli
