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
#include "modules/documents/check.hpp"
#include "rulebook/prepare.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string file, as, data, rulebook, repair, clean, type, system;
    std::vector<std::string> against, registers;
    bool json = false;
};

// Makes the safe changes, writes the new file, reads it again: what is said to be mended was looked at.
struct Mended {
    std::string file;
    std::vector<std::string> fixed, left;  // norms
    bool same_text = false;
};

// The output of a change is never the file it was made from.
Status refuse_same_file(const std::string& from, const std::string& to) {
    std::error_code none;
    if (!std::filesystem::equivalent(from, to, none)) return {};
    return fail(ErrorKind::usage, "check.repair_same_file",
                "Tệp ghi ra trùng với tệp đang kiểm. Chọn tên khác để giữ bản gốc.",
                "The output would overwrite the input.");
}

// Changes accepted, comments gone; repair_docx() has read the result and found the same words.
Status clean(const Options& options) {
    TRYV(refuse_same_file(options.file, options.clean));
    docread::Repair repair;
    repair.clean = true;
    TRY(const std::string bytes, docread::repair_docx(options.file, repair));
    return base::write_file_durably(options.clean, bytes);
}

Result<Mended> mend(const Options& options, const rulebook::Rulebook& book, const docread::Document& document,
                    const rulebook::CheckContext& check, const rulebook::Said& said,
                    const std::vector<rulebook::Finding>& findings) {
    if (document.format != "docx") {
        return fail(ErrorKind::usage, "check.repair_format",
                    "Chỉ sửa được tệp .docx. Lưu văn bản thành .docx rồi chạy lại với --repair.",
                    "Only .docx can be repaired.");
    }
    TRYV(refuse_same_file(options.file, options.repair));
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

// The draft with what it is checked with. With a data folder it is prepared as the page of the unit prepares it;
// without one there are the standard bodies and the files that were named.
struct Prepared {
    std::unique_ptr<app::App> app;
    rulebook::Rulebook book;
    rulebook::Said said;
    documents::PreparedCheck check;
};

Result<Prepared> prepare(const Options& options, const docread::Document& document) {
    Prepared out;
    if (!options.type.empty()) out.said.document_type = options.type;
    if (!options.system.empty()) out.said.system = options.system;
    auto& context = out.check.context;
    if (!options.data.empty()) {
        if (options.as.empty())
            return fail(ErrorKind::usage, "check.data_without_unit",
                        "--data cần --as: quy tắc riêng và sổ văn bản là của một đơn vị. Thêm --as MÃ_ĐƠN_VỊ.",
                        "--data needs --as: whose rules and registers?");
        TRY(out.app, app::App::open({options.data, {}, options.rulebook}));
        out.book = out.app->rulebook();
        TRY(out.check, out.app->prepare_check(options.as, document, out.said));
        out.said.unit_bloc = context.unit_bloc;
    } else {
        TRY(out.book, app::rulebook_from(options.rulebook));
        if (!options.as.empty()) {
            TRY(const auto unit, app::standard_unit(options.as));
            context.unit_level = unit.level;
            context.unit_bloc = out.said.unit_bloc = unit.bloc;
        }
        out.check.document = rulebook::completed(document, out.said);
        out.check.legal = std::make_shared<rulebook::LegalRegister>(rulebook::LegalRegister::shipped());
        context.legal = out.check.legal.get();
    }
    for (const std::string& path : options.against) {
        TRY(auto superior, docread::read_file(path));
        context.against.push_back(std::move(superior));
    }
    for (const std::string& path : options.registers) {
        TRY(const auto content, base::read_file(path, 32U << 20));
        TRYV(out.check.legal->add_file(path, content));
    }
    return out;
}

int run_check(const Context& context, const Options& options) {
    auto document = docread::read_file(options.file);
    if (!document) return context.report(document.error());
    if (!options.clean.empty()) {
        if (const auto done = clean(options); !done) return context.report(done.error());
    }
    auto prepared = prepare(options, *document);
    if (!prepared) return context.report(prepared.error());
    const auto& [app, book, said, ready] = *prepared;
    const auto& check = ready.context;
    auto [findings, coverage_rows] = rulebook::check_with_coverage(book, ready.document, check);
    const Summary summary = summarise(findings);
    std::optional<Mended> mended;
    if (!options.repair.empty()) {
        auto done = mend(options, book, *document, check, said, findings);
        if (!done) return context.report(done.error());
        mended = std::move(*done);
    }
    if (options.json) {
        boost::json::object out;
        auto shown = docread::public_json(*document);
        shown.as_object().erase("text");
        out["document"] = std::move(shown);
        out["findings"] = findings_json(findings, check.against);
        out["summary"] = summary_json(summary, book.hash());
        boost::json::array coverage;
        for (std::size_t i = 0; i < check.against.size(); ++i) {
            boost::json::object one;
            one["file"] = check.against[i].file;
            one["rows"] = coverage_json(coverage_rows[i]);
            coverage.push_back(std::move(one));
        }
        out["coverage"] = std::move(coverage);
        if (!options.clean.empty()) {
            out["clean"] = boost::json::object{{"file", options.clean},
                                               {"changes", document->leftovers.changes},
                                               {"comments", document->leftovers.comments}};
        }
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
        if (!options.clean.empty()) {
            fmt::print("Đã ghi “{}”: chấp nhận {} chỗ sửa theo dõi, bỏ {} ý kiến bên lề; chữ giữ nguyên.\n",
                       options.clean, document->leftovers.changes, document->leftovers.comments);
        }
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
                        "Thư mục dữ liệu: dùng sổ văn bản và quy tắc riêng của đơn vị --as, như màn hình dự thảo");
    command->add_option("--rulebook", options->rulebook, "Thư mục quy tắc khác với bộ kèm theo");
    command->add_option("--repair", options->repair, "Sửa phần trình bày sửa được an toàn rồi ghi ra tệp .docx này");
    command->add_option("--clean", options->clean,
                        "Chấp nhận mọi chỗ sửa theo dõi, bỏ ý kiến bên lề rồi ghi ra tệp .docx này");
    command->add_flag("--json", options->json, "In một đối tượng JSON");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_check(context, *options); }; });
}

}  // namespace sauro::cli
