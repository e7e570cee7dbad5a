#include "app/local_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/modules.hpp"
#include "audit/audit.hpp"
#include "base/file.hpp"
#include "json/json.hpp"
#include "modules/units/units.hpp"
#include "text/text.hpp"

namespace sauro::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t largest = 1U << 20;

// "12-QĐ/TU" -> "12-qd-tu.yaml": one document, one file.
std::string file_name(std::string_view source) {
    std::string out;
    for (const char c : text::fold(source)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out + ".yaml";
}

std::unexpected<Error> refuse(const std::string& code, const std::string& why, const std::string& english) {
    return fail(ErrorKind::invalid, code, why, english);
}

Status note(App& app, std::string_view action, const std::string& source, const std::string& detail) {
    return app.database().write([&](db::Tx& tx) {
        return audit::append(tx, {base::now_ms(), "cli", "", std::string(action), source, detail});
    });
}

}  // namespace

fs::path local_rules_folder(const std::string& data) { return fs::path(data) / "quy-tac"; }

Result<RuleFiles> local_rule_files(const std::string& data) {
    RuleFiles out;
    std::error_code none;
    const auto folder = local_rules_folder(data);
    if (data.empty() || !fs::is_directory(folder, none)) return out;
    TRY(out, rulebook::files_of(folder.string()));
    for (auto& [name, content] : out) name = "local/" + name;
    std::ranges::sort(out);
    return out;
}

Result<LocalRules> add_local_rules(const Options& options, const std::string& file) {
    TRY(const auto app, App::open(options));
    TRY(auto content, base::read_file(file, largest));
    auto files = app->rules().files;
    // The name of the file as it was given, for what is wrong with it.
    const std::string name = "local/" + fs::path(file).filename().string();
    std::erase_if(files, [&](const auto& one) { return one.first == name; });
    files.emplace_back(name, content);
    TRY(const auto book, app->rules().load(files));
    const auto own = [&](const rulebook::Norm& norm) { return norm.file == name; };
    const auto first = std::ranges::find_if(book.norms(), own);
    if (first == book.norms().end())
        return refuse("rules.local_empty", fmt::format("Tệp “{}” không có quy tắc nào.", file), "No norm in the file.");
    LocalRules out{first->source, first->applies.unit_path, {}};
    for (const auto& norm : book.norms()) {
        if (own(norm)) out.norms.push_back(norm.id);
    }
    bool known = false;
    TRYV(app->database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto found, snapshot.one("SELECT 1 FROM fact_units WHERE unit_path = ?", {out.unit_path},
                                           [](const db::Row&) { return true; }));
        known = found.has_value();
        return {};
    }));
    if (!known)
        return refuse(
            "rules.local_unit",
            fmt::format("{}: không có đơn vị nào ở “{}”. Đường dẫn là mã các đơn vị từ trên xuống, ví dụ “TW/01.TU/”.",
                        name, out.unit_path),
            "No unit has this path.");
    TRY(const auto results, rulebook::run_cases(book));
    for (const auto& one : results) {
        if (one.passed || std::ranges::find(out.norms, one.norm) == out.norms.end()) continue;
        return refuse("rules.local_case",
                      fmt::format("{}: quy tắc {}, ca thử “{}”: muốn {}, được {}.", name, one.norm, one.name,
                                  one.expected, one.actual),
                      "A case of the file fails.");
    }
    const auto folder = local_rules_folder(options.data);
    std::error_code made;
    fs::create_directories(folder, made);
    if (made)
        return fail(ErrorKind::unavailable, "rules.local_folder",
                    fmt::format("Không tạo được thư mục “{}”: {}.", folder.string(), made.message()));
    TRYV(base::write_file_durably(folder / file_name(out.source), content));
    TRYV(note(*app, "rules.add_local", out.source,
              fmt::format(R"({{"unit_path":"{}","norms":{}}})", out.unit_path, out.norms.size())));
    return out;
}

Status decide_interpretation(const Options& options, const rules::Deciding& wanted) {
    TRY(const auto app, App::open(options));
    return app->database().write([&](db::Tx& tx) -> Status {
        api::Ctx ctx;
        ctx.now = base::now_ms();
        ctx.who.account_id = ctx.who.name = "cli";
        TRY(const auto prepared, rules::prepare_decision(app->rulebook(), tx, ctx, wanted));
        TRYV(rules::record(app->rulebook(), prepared, tx));
        return audit::append(tx, {ctx.now, "cli", "", "rules.decide_interpretation", wanted.interpretation,
                                  json::write({{"choice", wanted.choice.value_or("")},
                                               {"owner", wanted.owner},
                                               {"symbol", wanted.symbol},
                                               {"date", wanted.issued_on.iso()},
                                               {"rulebook", prepared.next.hash()}})});
    });
}

Status remove_local_rules(const Options& options, const std::string& source) {
    TRY(const auto app, App::open(options));
    std::error_code code;
    if (!fs::remove(local_rules_folder(options.data) / file_name(source), code))
        return fail(ErrorKind::not_found, "rules.local_unknown",
                    fmt::format("Không có quy tắc riêng theo “{}” trong “{}”.", source,
                                local_rules_folder(options.data).string()),
                    "No local norms of this document.");
    return note(*app, "rules.remove_local", source, "");
}

}  // namespace sauro::app
