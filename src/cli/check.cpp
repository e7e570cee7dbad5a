#include <fmt/format.h>

#include "app/app.hpp"
#include "base/file.hpp"
#include "cli/cli.hpp"
#include "cli/findings.hpp"
#include "docread/docread.hpp"
#include "docread/public_json.hpp"
#include "json/json.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string file, as, data, rulebook;
    std::vector<std::string> against, registers;
    bool json = false;
};

int run_check(const Context& context, const Options& options) {
    auto document = docread::read_file(options.file);
    if (!document) return context.report(document.error());
    rulebook::CheckContext check;
    if (!options.as.empty()) {
        auto unit = app::describe_unit(options.as, options.data);
        if (!unit) return context.report(unit.error());
        check.unit_level = unit->level;
        check.unit_bloc = unit->bloc;
    }
    for (const std::string& path : options.against) {
        auto superior = docread::read_file(path);
        if (!superior) return context.report(superior.error());
        check.against.push_back(std::move(*superior));
    }
    rulebook::LegalRegister legal = rulebook::LegalRegister::shipped();
    for (const std::string& path : options.registers) {
        auto content = base::read_file(path, 32U << 20);
        if (!content) return context.report(content.error());
        if (auto added = legal.add_file(path, *content); !added) return context.report(added.error());
    }
    check.legal = &legal;
    auto book = app::rulebook_from(options.rulebook);
    if (!book) return context.report(book.error());
    const auto findings = rulebook::check(*book, *document, check);
    const Summary summary = summarise(findings);
    if (options.json) {
        boost::json::object out;
        auto shown = docread::public_json(*document);
        shown.as_object().erase("text");
        out["document"] = std::move(shown);
        out["findings"] = findings_json(findings);
        out["summary"] = summary_json(summary, book->hash());
        boost::json::array coverage;
        for (const auto& superior : check.against) {
            boost::json::object one;
            one["file"] = superior.file;
            one["rows"] = coverage_json(rulebook::coverage(*book, superior, *document, check));
            coverage.push_back(std::move(one));
        }
        out["coverage"] = std::move(coverage);
        fmt::print("{}\n", json::write(out));
    } else {
        print_findings(findings, summary);
    }
    return summary.breached > 0 ? Exit::breach : Exit::done;
}

}  // namespace

void add_check(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command =
        root.add_subcommand("check", "Kiểm tra một dự thảo theo các quy tắc mà chỉ cần văn bản là kiểm được");
    command->add_option("FILE", options->file, "Dự thảo: txt, html hoặc docx")->required();
    command->add_option("--as", options->as, "Mã đơn vị ban hành, ví dụ 01.TU");
    command->add_option("--against", options->against, "Văn bản cấp trên để so (nhiều tệp được)");
    command->add_option("--register", options->registers,
                        "Sổ văn bản còn hiệu lực của đơn vị (CSV hoặc mỗi dòng một JSON), thêm vào sổ kèm theo");
    command->add_option("--data", options->data,
                        "Thư mục dữ liệu có đơn vị của --as; bỏ trống thì dùng danh mục kèm theo");
    command->add_option("--rulebook", options->rulebook, "Thư mục quy tắc khác với bộ kèm theo");
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_check(context, *options); }; });
}

}  // namespace sauro::cli
