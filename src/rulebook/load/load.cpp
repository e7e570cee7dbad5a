#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "rulebook/impl.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> rulebook();
}

namespace sauro::rulebook {
namespace {

Result<Source> load_source(const Yaml& node, const std::string& file) {
    TRY(auto map, Mapping::of(node, file, "nguồn", {"id", "brief", "title", "issued", "issuer", "unit_path"}));
    Source out;
    TRY(out.id, map.text("id"));
    TRY(out.brief, map.text("brief"));
    TRY(out.title, map.text("title"));
    TRY(out.issuer, map.text("issuer"));
    TRY(auto issued, map.date("issued"));
    if (!issued) return map.wrong("", "thiếu “issued” (ngày ban hành).");
    out.issued = *issued;
    TRY(out.unit_path, map.text_or("unit_path", ""));
    const bool local = file.starts_with("local/");
    if (local != !out.unit_path.empty())
        return map.wrong(local ? "" : "unit_path", local ? "quy tắc riêng phải nêu “unit_path” (đơn vị áp dụng)."
                                                         : "chỉ tệp quy tắc riêng mới có “unit_path”.");
    if (local && !out.unit_path.ends_with('/'))
        return map.wrong("unit_path", "đường dẫn đơn vị phải kết thúc bằng “/”.");
    return out;
}

// What is wrong with the files, each with its place; a mistake in one norm does not hide the next.
using Errors = std::vector<Error>;

Error all_of_them(const Errors& errors) {
    constexpr std::size_t shown = 20;
    Error out = errors.front();
    if (errors.size() == 1) return out;
    out.message = fmt::format("Bộ quy tắc có {} lỗi:", errors.size());
    for (std::size_t i = 0; i < errors.size() && i < shown; ++i) out.message += "\n" + errors[i].message;
    if (errors.size() > shown) out.message += fmt::format("\n… và {} lỗi nữa.", errors.size() - shown);
    out.message_en = fmt::format("{} mistakes in the rulebook", errors.size());
    for (const auto& error : errors) out.fields.push_back({"", error.code, error.message});
    return out;
}

struct File {
    std::string name;
    Yaml root;
};
// What names norms and interpretations is read after all of them.
struct Later {
    std::vector<File> readings, decisions;
};

Status load_file(const base::EmbeddedFile& embedded, Rulebook::Impl& book, Later& later, Errors& errors) {
    const std::string file(embedded.name);
    TRY(auto root, parse_yaml(embedded.content, file));
    if (file.starts_with("overlays/")) {
        TRY(auto overlays, load_overlay(root, file));
        std::ranges::move(overlays, std::back_inserter(book.overlays));
        return {};
    }
    if (root.is_mapping() && root["interpretations"].is_defined()) {
        TRYV(load_interpretations(root, file, book));
        later.readings.push_back({file, std::move(root)});
        return {};
    }
    if (root.is_mapping() && root["decisions"].is_defined()) {
        later.decisions.push_back({file, std::move(root)});
        return {};
    }
    if (root.is_mapping() && root["authority"].is_defined()) {
        TRY(book.authority, load_authority(root, file));
        return {};
    }
    TRY(auto map, Mapping::of(root, file, "tệp quy tắc", {"source", "norms", "layouts"}));
    TRY(auto source, load_source(map.node("source"), file));
    TRY(auto norms, map.list("norms"));
    if (norms.empty()) return map.wrong("", "tệp chưa có quy tắc nào.");
    for (const auto& node : norms) {
        auto norm = load_norm(node, file, source, book.views);
        if (norm && norm->kind == "format") {
            if (auto sampled = load_samples(root["layouts"], node, file, *norm); !sampled)
                norm = std::unexpected(sampled.error());
        }
        if (!norm) {
            errors.push_back(norm.error());
            continue;
        }
        if (const auto before = book.index.find(norm->id); before != book.index.end()) {
            const Norm& first = book.norms[before->second];
            errors.push_back(schema_error(file, norm->line,
                                          fmt::format("quy tắc {} trùng với {}:{}.", norm->id, first.file, first.line))
                                 .error());
            continue;
        }
        book.index.emplace(norm->id, book.norms.size());
        book.norms.push_back(*std::move(norm));
    }
    book.sources.push_back(std::move(source));
    return {};
}

Status check_citations(const Rulebook::Impl& book, const Norm& norm) {
    std::vector<std::string> cited = norm.interpretations;
    if (!norm.applies.interpretation.empty()) cited.push_back(norm.applies.interpretation);
    if (norm.alternative) cited.push_back(norm.alternative->interpretation);
    for (const auto& id : cited) {
        if (std::ranges::find(book.interpretations, id, &Interpretation::id) == book.interpretations.end())
            return schema_error(norm.file, norm.line,
                                fmt::format("quy tắc {} dẫn cách hiểu “{}” không có.", norm.id, id));
    }
    return {};
}

void connect(Rulebook::Impl& book, Errors& errors) {
    const auto note = [&](Status status) {
        if (!status) errors.push_back(status.error());
    };
    for (std::size_t i = 0; i < book.norms.size(); ++i) {
        const Norm& norm = book.norms[i];
        note(check_citations(book, norm));
        if (!norm.checked) continue;
        auto plan = plan_for(book, norm);
        if (!plan) {
            errors.push_back(plan.error());
            continue;
        }
        plan->norm = i;
        book.plans.push_back(*std::move(plan));
    }
    if (!errors.empty()) return;  // what names a norm below would only repeat that the norm is missing
    prove_readings(book, errors);
    for (const auto& one : book.interpretations) {
        for (const auto& id : one.norms) {
            if (!book.index.contains(id))
                note(schema_error(one.file, one.line, fmt::format("{} nêu quy tắc “{}” không có.", one.id, id)));
        }
    }
    for (const auto& overlay : book.overlays) {
        const auto found = book.index.find(overlay.norm);
        if (found == book.index.end()) {
            note(schema_error(overlay.file, overlay.line,
                              fmt::format("quy định riêng “{}” nêu quy tắc “{}” không có.", overlay.id, overlay.norm)));
        } else {
            const auto checked = check_overlay(overlay, book.norms[found->second]);
            note(checked);
            if (checked) note(not_looser_than_above(overlay, book.norms[found->second], book.overlays));
        }
    }
}

}  // namespace

Result<Plan> plan_for(const Rulebook::Impl& book, const Norm& norm) {
    Plan plan;
    if (norm.fact.empty()) return plan;
    if (norm.baseline && (!find_view(book.views, "units") || !find_view(book.views, "baselines"))) {
        return schema_error(norm.file, norm.line,
                            fmt::format("quy tắc {} cần dữ kiện “units” và “baselines”.", norm.id));
    }
    auto compiled = compile(norm, book.views);
    if (compiled) {
        TRYV(exceptions_apart(norm, compiled->view));
        TRY(compiled->counting, compile_counting(norm, book.views, *compiled));
        return compiled;
    }
    return schema_error(norm.file, norm.line,
                        fmt::format("quy tắc {}: {}{}", norm.id, compiled.error().message,
                                    compiled.error().message.ends_with('.') ? "" : "."));
}

Result<std::vector<Overlay>> load_overlay(const Yaml& root, const std::string& file) {
    TRY(auto top, Mapping::of(root, file, "tệp quy định riêng", {"overlay", "tighten", "withdraw"}));
    TRY(auto head, Mapping::of(top.node("overlay"), file, "quy định riêng", {"id", "unit_path", "source"}));
    Overlay base;
    base.file = file;
    TRY(base.id, head.text("id"));
    TRY(base.unit_path, head.text("unit_path"));
    TRY(base.source, head.text("source"));
    if (!base.unit_path.ends_with('/')) return head.wrong("unit_path", "đường dẫn đơn vị phải kết thúc bằng “/”.");
    std::vector<Overlay> out;
    TRY(auto items, top.list("tighten"));
    for (const auto& item : items) {
        TRY(auto map, Mapping::of(item, file, "siết tham số", {"norm", "parameter", "values"}));
        Overlay one = base;
        one.line = map.line();
        TRY(one.norm, map.text("norm"));
        TRY(one.parameter, map.text("parameter"));
        const auto again = std::ranges::find_if(
            out, [&](const Overlay& o) { return o.norm == one.norm && o.parameter == one.parameter; });
        if (again != out.end())
            return map.wrong("parameter", fmt::format("“{}” của {} đã siết ở dòng {}; ghi mọi giá trị vào một chỗ.",
                                                      one.parameter, one.norm, again->line));
        TRY(auto values, map.list("values"));
        if (values.empty()) return map.wrong("", "chưa có giá trị nào.");
        for (const auto& value : values) {
            TRY(auto loaded, load_value(value, file, "siết tham số"));
            one.values.push_back(std::move(loaded));
        }
        out.push_back(std::move(one));
    }
    TRY(auto withdrawn, top.list("withdraw"));
    for (const auto& item : withdrawn) {
        TRY(auto map, Mapping::of(item, file, "bỏ ngoại lệ", {"norm", "exception", "from", "clause"}));
        Overlay one = base;
        one.line = map.line();
        TRY(one.norm, map.text("norm"));
        TRY(one.exception, map.text("exception"));
        TRY(auto from, map.date("from"));
        if (!from) return map.wrong("", "thiếu “from” (ngày bắt đầu có hiệu lực).");
        ParameterValue value{*from, "", {}, ""};
        TRY(value.clause, map.text("clause"));
        one.values.push_back(std::move(value));
        out.push_back(std::move(one));
    }
    if (out.empty()) return top.wrong("", "quy định riêng chưa siết gì: cần “tighten” hoặc “withdraw”.");
    return out;
}

const facts::View* find_view(const std::vector<facts::View>& views, std::string_view name) {
    const auto found = std::ranges::find(views, name, &facts::View::name);
    return found == views.end() ? nullptr : &*found;
}

const Plan* Rulebook::Impl::plan_of(std::string_view norm) const {
    const auto found = index.find(norm);
    if (found == index.end()) return nullptr;
    const auto plan = std::ranges::find(plans, found->second, &Plan::norm);
    return plan == plans.end() ? nullptr : &*plan;
}

const Open* Rulebook::Impl::open_of(std::string_view interpretation) const {
    const auto found = std::ranges::find(open, interpretation, &Open::interpretation);
    return found == open.end() ? nullptr : &*found;
}

// Replaced rulebooks are kept: they are small, replaced seldom, and somebody may still read a norm of one.
struct Rulebook::State {
    std::atomic<const Impl*> current{nullptr};
    std::mutex guard;
    std::vector<std::shared_ptr<const Impl>> kept;

    void put(std::shared_ptr<const Impl> impl) {
        const std::scoped_lock lock(guard);
        kept.push_back(std::move(impl));
        current = kept.back().get();
    }
};

Result<Rulebook> Rulebook::load(std::span<const base::EmbeddedFile> files, std::span<const facts::View> views,
                                const base::WorkCalendar& calendar) {
    auto impl = std::make_shared<Impl>();
    impl->views.assign(views.begin(), views.end());
    impl->calendar = calendar;
    std::vector<base::EmbeddedFile> sorted(files.begin(), files.end());
    std::ranges::sort(sorted, {}, &base::EmbeddedFile::name);
    base::Sha256 hash;
    Errors errors;
    Later later;
    for (const auto& file : sorted) {
        // Name and length stand before each content, so that moving text from one file to another changes the hash.
        hash.update(fmt::format("{}\n{}\n", file.name, file.content.size()));
        hash.update(file.content);
        if (auto loaded = load_file(file, *impl, later, errors); !loaded) errors.push_back(loaded.error());
    }
    // A norm that is not there for its own mistake is not called unknown as well.
    for (const auto& [name, root] : errors.empty() ? later.readings : std::vector<File>{}) {
        if (auto loaded = load_readings(root, name, *impl); !loaded) errors.push_back(loaded.error());
    }
    for (const auto& [name, root] : errors.empty() ? later.decisions : std::vector<File>{}) {
        if (auto loaded = load_decisions(root, name, *impl); !loaded) errors.push_back(loaded.error());
    }
    if (impl->norms.empty() && errors.empty())
        return fail(ErrorKind::invalid, "rulebook.empty", "Bộ quy tắc không có quy tắc nào.",
                    "The rulebook holds no norm.");
    impl->replaced.clear();  // what a rulebook brings decided is how its files have it
    connect(*impl, errors);
    if (!errors.empty()) return fail(all_of_them(errors));
    impl->hash = impl->files_hash = "sha256:" + hash.finish();
    return Rulebook(std::move(impl));
}

Result<std::vector<std::pair<std::string, std::string>>> files_of(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code code;
    std::vector<std::pair<std::string, std::string>> contents;
    if (!fs::is_directory(folder, code)) {
        return fail(ErrorKind::unreadable, "rulebook.folder",
                    fmt::format("Không có thư mục quy tắc “{}”. Hãy kiểm tra đường dẫn.", folder),
                    fmt::format("No rulebook folder '{}'.", folder));
    }
    for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        if (!it->is_regular_file(code) || it->path().extension() != ".yaml") continue;
        TRY(auto bytes, base::read_file(it->path(), 8U << 20));
        contents.emplace_back(fs::relative(it->path(), folder, code).generic_string(), std::move(bytes));
    }
    if (code)
        return fail(ErrorKind::unreadable, "rulebook.folder",
                    fmt::format("Không đọc được thư mục quy tắc “{}”: {}.", folder, code.message()));
    return contents;
}

Result<Rulebook> Rulebook::load_folder(const std::string& folder, std::span<const facts::View> views,
                                       const base::WorkCalendar& calendar) {
    TRY(const auto contents, files_of(folder));
    std::vector<base::EmbeddedFile> files;
    for (const auto& [name, bytes] : contents) files.push_back({name, bytes});
    TRY(auto book, load(files, views, calendar));
    // Only of a folder that somebody edits: the built-in rulebook must start on a machine whose clock is behind.
    Errors early;
    for (const Norm& norm : book.norms()) {
        if (norm.verified_on <= base::today()) continue;
        early.push_back(schema_error(norm.file, norm.line,
                                     fmt::format("quy tắc {}: “verified_on” {} ở sau hôm nay; ghi ngày đã thật sự đối "
                                                 "chiếu với văn bản gốc.",
                                                 norm.id, norm.verified_on.vi()))
                            .error());
    }
    if (!early.empty()) return fail(all_of_them(early));
    return book;
}

Rulebook::Rulebook(std::shared_ptr<const Impl> impl) : state_(std::make_shared<State>()) {
    state_->put(std::move(impl));
}
const Rulebook::Impl& Rulebook::impl() const { return *state_->current.load(); }
void Rulebook::replace(const Rulebook& next) {
    std::shared_ptr<const Impl> impl;
    {
        const std::scoped_lock lock(next.state_->guard);
        impl = next.state_->kept.back();
    }
    state_->put(std::move(impl));
}
const std::vector<Norm>& Rulebook::norms() const { return impl().norms; }
const std::vector<Interpretation>& Rulebook::interpretations() const { return impl().interpretations; }
const std::vector<Source>& Rulebook::sources() const { return impl().sources; }
const std::string& Rulebook::hash() const { return impl().hash; }
const Norm* Rulebook::find(std::string_view id) const {
    const auto& book = impl();
    const auto found = book.index.find(id);
    return found == book.index.end() ? nullptr : &book.norms[found->second];
}

std::span<const base::EmbeddedFile> embedded_rulebook() { return embedded::rulebook(); }

}  // namespace sauro::rulebook
