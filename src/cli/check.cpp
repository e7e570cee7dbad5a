#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/app.hpp"
#include "base/file.hpp"
#include "cli/cli.hpp"
#include "cli/findings.hpp"
#include "docread/docread.hpp"
#include "docread/public_json.hpp"
#include "docread/repair.hpp"
#include "json/json.hpp"
#include "rulebook/prepare.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string file, as, data, rulebook, repair, type, system;
    std::vector<std::string> against, registers;
    bool json = false;
};

// Makes the safe changes, writes the new file, reads it again: what is said to be mended was looked at.
struct Mended {
    std::string file;
    std::vector<std::string> fixed, left;  // norms
    bool same_text = false;
};

Result<Mended> mend(const Options& options, const rulebook::Rulebook& book, const docread::Document& document,
                    const rulebook::CheckContext& check, const rulebook::Said& said,
                    const std::vector<rulebook::Finding>& findings) {
    if (document.format != "docx") {
        return fail(ErrorKind::usage, "check.repair_format",
                    "Chỉ sửa được tệp .docx. Lưu văn bản thành .docx rồi chạy lại với --repair.",
                    "Only .docx can be repaired.");
    }
    std::error_code none;
    if (std::filesystem::equivalent(options.file, options.repair, none)) {
        return fail(ErrorKind::usage, "check.repair_same_file",
                    "Tệp ghi ra trùng với tệp đang kiểm. Chọn tên khác để giữ bản gốc.",
                    "The output would overwrite the input.");
    }
    docread::Repair repair;
    std::vector<std::string> asked;
    for (const auto& finding : findings) {
        if (finding.repair.empty()) continue;
        repair.add(finding.repair);
        asked.push_back(finding.norm);
    }
    Mended out{options.repair, {}, {}, true};
    TRY(const std::string bytes, docread::repair_docx(options.file, repair));
    TRYV(base::write_file_durably(options.repair, bytes));
    TRY(const docread::Document after, docread::read_file(options.repair));
    out.same_text = after.text == document.text;
    const auto again = rulebook::check(book, rulebook::completed(after, said), check);
    for (const std::string& norm : asked) {
        const auto found = std::ranges::find(again, norm, &rulebook::Finding::norm);
        const bool still = found != again.end() && found->outcome == "breached";
        (still ? out.left : out.fixed).push_back(norm);
    }
    return out;
}

int run_check(const Context& context, const Options& options) {
    auto document = docread::read_file(options.file);
    if (!document) return context.report(document.error());
    rulebook::CheckContext check;
    rulebook::Said said;
    if (!options.as.empty()) {
        auto unit = app::describe_unit(options.as, options.data);
        if (!unit) return context.report(unit.error());
        check.unit_level = unit->level;
        check.unit_bloc = said.unit_bloc = unit->bloc;
    }
    if (!options.type.empty()) said.document_type = options.type;
    if (!options.system.empty()) said.system = options.system;
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
    const auto draft = rulebook::completed(*document, said);
    const auto findings = rulebook::check(*book, draft, check);
    const Summary summary = summarise(findings);
    std::optional<Mended> mended;
    if (!options.repair.empty()) {
        auto done = mend(options, *book, *document, check, said, findings);
        if (!done) return context.report(done.error());
        mended = std::move(*done);
    }
    if (options.json) {
        boost::json::object out;
        auto shown = docread::public_json(*document);
        shown.as_object().erase("text");
        out["document"] = std::move(shown);
        out["findings"] = findings_json(findings, check.against);
        out["summary"] = summary_json(summary, book->hash());
        boost::json::array coverage;
        for (const auto& superior : check.against) {
            boost::json::object one;
            one["file"] = superior.file;
            one["rows"] = coverage_json(rulebook::coverage(*book, superior, draft, check));
            coverage.push_back(std::move(one));
        }
        out["coverage"] = std::move(coverage);
        if (mended) {
            out["repair"] =
                boost::json::object{{"file", mended->file},
                                    {"fixed", boost::json::array(mended->fixed.begin(), mended->fixed.end())},
                                    {"left", boost::json::array(mended->left.begin(), mended->left.end())},
                                    {"same_text", mended->same_text}};
        }
        fmt::print("{}\n", json::write(out));
    } else {
        print_findings(findings, summary, check.against);
        if (mended) {
            fmt::print("Đã ghi “{}”: sửa {} quy tắc trình bày{}; {}.\n", mended->file, mended->fixed.size(),
                       mended->left.empty() ? "" : fmt::format(", còn {} phải sửa tay", mended->left.size()),
                       mended->same_text ? "chữ giữ nguyên" : "chữ đọc được đã khác, hãy đối chiếu");
            for (const auto& norm : mended->fixed) fmt::print("    {}\n", norm);
        }
    }
    return summary.breached > 0 ? Exit::breach : Exit::done;
}

}  // namespace

void add_check(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command =
        root.add_subcommand("check", "Kiểm tra một dự thảo theo các quy tắc mà chỉ cần văn bản là kiểm được");
    command->add_option("FILE", options->file, "Dự thảo: txt, html, docx hoặc pdf")->required();
    command->add_option("--as", options->as, "Mã đơn vị ban hành, ví dụ 01.TU");
    command->add_option("--type", options->type, "Loại văn bản khi lời văn không ghi, ví dụ “kế hoạch”");
    command
        ->add_option(
            "--system", options->system,
            "Văn bản của Đảng (party) hay Nhà nước (state) khi lời văn không cho biết; có --as thì theo đơn vị")
        ->check(CLI::IsMember({"party", "state"}));
    command->add_option("--against", options->against, "Văn bản cấp trên để so (nhiều tệp được)");
    command->add_option("--register", options->registers,
                        "Sổ văn bản còn hiệu lực của đơn vị (CSV hoặc mỗi dòng một JSON), thêm vào sổ kèm theo");
    command->add_option("--data", options->data,
                        "Thư mục dữ liệu có đơn vị của --as; bỏ trống thì dùng danh mục kèm theo");
    command->add_option("--rulebook", options->rulebook, "Thư mục quy tắc khác với bộ kèm theo");
    command->add_option("--repair", options->repair, "Sửa phần trình bày sửa được an toàn rồi ghi ra tệp .docx này");
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_check(context, *options); }; });
}

}  // namespace sauro::cli
