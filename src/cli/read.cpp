#include <fmt/format.h>

#include "cli/cli.hpp"
#include "docread/docread.hpp"
#include "docread/public_json.hpp"
#include "json/json.hpp"

namespace sauro::cli {
namespace {

void print_for_people(const docread::Document& d) {
    const auto line = [](const char* label, const std::optional<std::string>& value) {
        fmt::print("{:<16}{}\n", label, value.value_or("(không đọc được)"));
    };
    const std::string kind = d.kind == "official" ? "văn bản" : d.kind == "press" ? "tin, bài báo chí" : "khác";
    fmt::print("{:<16}{}\n", "Là", kind);
    line("Số, ký hiệu", d.symbol);
    line("Tên loại", d.document_type);
    line("Cơ quan", d.issuer);
    line("Địa danh", d.place);
    line("Ngày", d.date);
    line("Trích yếu", d.subject);
    if (d.signer)
        fmt::print("{:<16}{} {} {}\n", "Người ký", d.signer->form.value_or(""), d.signer->body.value_or(""),
                   d.signer->name.value_or(""));
    fmt::print("{:<16}{}\n", "Nơi nhận", d.recipients.size());
    fmt::print("{:<16}{}\n", "Mục", d.sections.size());
    fmt::print("{:<16}{}\n", "Việc được giao", d.tasks.size());
    if (d.ocr.suspect) fmt::print("{:<16}{}\n", "Lưu ý", "văn bản quét mất dấu tiếng Việt, cần đọc lại bản gốc");
    for (const std::string& warning : d.warnings) fmt::print("{:<16}{}\n", "Lưu ý", warning);
}

}  // namespace

void add_read(CLI::App& root, Context& context) {
    struct Options {
        std::string file;
        bool json = false, layout = false;
    };
    auto options = std::make_shared<Options>();
    auto* command =
        root.add_subcommand("read", "Đọc một tệp: là văn bản gì, của ai, giao việc gì (không cần cơ sở dữ liệu)");
    command->add_option("FILE", options->file, "Tệp txt, html hoặc docx")->required();
    command->add_flag("--json", options->json, "In một đối tượng JSON ra đầu ra chuẩn");
    command->add_flag("--layout", options->layout,
                      "Thêm cách trình bày đo được (trang, đoạn, chữ) vào đối tượng JSON, khóa “layout”");
    command->callback([&context, options] {
        context.run = [&context, options]() -> int {
            auto document = docread::read_file(options->file);
            if (!document) return context.report(document.error());
            if (options->json || options->layout) {
                json::Any out = docread::public_json(*document);
                if (options->layout)
                    out.as_object()["layout"] =
                        document->presentation ? docread::public_json(*document->presentation) : json::Any(nullptr);
                fmt::print("{}\n", json::write(out));
            } else
                print_for_people(*document);
            return Exit::done;
        };
    });
}

}  // namespace sauro::cli
