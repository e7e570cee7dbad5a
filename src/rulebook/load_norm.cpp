#include <fmt/format.h>

#include <algorithm>

#include "rulebook/format_page.hpp"
#include "rulebook/impl.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

const std::vector<std::string_view> kinds = {"record_limit", "sum_limit",    "count_cap", "share", "change_vs_baseline",
                                             "cardinality",  "completeness", "deadline",  "text",  "not_duplicate",
                                             "format",       "sql",          "none"};
const std::vector<std::string_view> built = {"record_limit",       "sum_limit",    "count_cap", "share",
                                             "change_vs_baseline", "completeness", "text",      "format"};
const std::vector<std::string_view> forces = {"obligation", "prohibition", "target",    "encouragement",
                                              "permission", "context",     "definition"};
const std::vector<std::string_view> executabilities = {"full",          "over_reports",    "under_reports",
                                                       "measured_only", "human_judgement", "definition"};
const std::vector<std::string_view> norm_keys = {"id",
                                                 "row",
                                                 "clause",
                                                 "statement",
                                                 "verified_on",
                                                 "force",
                                                 "executability",
                                                 "kind",
                                                 "planned",
                                                 "group",
                                                 "applies",
                                                 "fact",
                                                 "where",
                                                 "numerator",
                                                 "measure",
                                                 "upcoming",
                                                 "window",
                                                 "not_applicable",
                                                 "not_applicable_reason",
                                                 "per",
                                                 "limit_column",
                                                 "baseline",
                                                 "required",
                                                 "analyser",
                                                 "lists",
                                                 "element",
                                                 "wanted",
                                                 "side",
                                                 "nouns",
                                                 "except",
                                                 "parameters",
                                                 "alternative",
                                                 "remedy",
                                                 "records",
                                                 "cases",
                                                 "interpretations"};

template <class T>
bool contains(const std::vector<T>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
}

Result<std::vector<Need>> load_needs(const Mapping& owner, std::string_view key, const std::string& file) {
    std::vector<Need> out;
    TRY(auto items, owner.list(key));
    for (const auto& item : items) {
        TRY(auto map, Mapping::of(item, file, owner.what() + ", điều cần có", {"when", "missing"}));
        Need need;
        TRY(need.when, map.text("when"));
        TRY(need.missing, map.text("missing"));
        out.push_back(std::move(need));
    }
    return out;
}

Status load_parameters(const Mapping& owner, const std::string& file, Norm& norm) {
    if (!owner.has("parameters")) return {};
    const auto node = owner.node("parameters");
    if (!node.IsMap()) return owner.wrong("parameters", "“parameters” phải là một nhóm “tên: …”.");
    for (const auto& entry : node) {
        Parameter parameter;
        parameter.name = entry.first.Scalar();
        const std::string what = fmt::format("{}, tham số “{}”", owner.what(), parameter.name);
        TRY(auto map, Mapping::of(entry.second, file, what, {"stricter", "note", "step", "values"}));
        TRY(parameter.stricter, map.word("stricter", {"lower", "higher", "constant"}));
        TRY(parameter.note, map.text_or("note", ""));
        TRY(auto values, map.list("values"));
        if (values.empty()) return map.wrong("values", "tham số chưa có giá trị nào.");
        bool percent = false;
        for (const auto& value : values) {
            TRY(auto loaded, load_value(value, file, what));
            percent = loaded.text.ends_with('%');
            if (!parameter.values.empty() && loaded.from <= parameter.values.back().from) {
                return schema_error(file, line_of(value), fmt::format("{}: ngày bắt đầu phải tăng dần.", what));
            }
            parameter.values.push_back(std::move(loaded));
        }
        if (percent) parameter.step = Rational(1, 100);
        if (map.has("step")) {
            TRY(auto step, map.text("step"));
            TRY(parameter.step, Rational::parse(step));
        }
        if (norm.parameter(parameter.name)) return map.wrong("", "lặp tham số.");
        norm.parameters.push_back(std::move(parameter));
    }
    return {};
}

Status load_exceptions(const Mapping& owner, const std::string& file, Norm& norm) {
    TRY(auto items, owner.list("except"));
    for (const auto& item : items) {
        TRY(auto map,
            Mapping::of(item, file, owner.what() + ", ngoại lệ", {"id", "effect", "when", "needs", "clause", "note"}));
        NormException exception;
        TRY(exception.id, map.text("id"));
        TRY(exception.effect, map.word("effect", {"exclude", "waive"}));
        TRY(exception.when, map.text_or("when", ""));
        TRY(exception.needs, load_needs(map, "needs", file));
        TRY(exception.clause, map.text("clause"));
        TRY(exception.note, map.text_or("note", ""));
        if (exception.effect == "exclude" && exception.when.empty())
            return map.wrong("", "loại trừ phải có điều kiện “when”.");
        if (exception.effect == "exclude" && !exception.needs.empty())
            return map.wrong("needs", "chỉ trường hợp miễn (waive) mới cần bằng chứng.");
        if (exception.effect == "waive" && exception.needs.empty())
            return map.wrong("", "trường hợp miễn phải nêu bằng chứng cần có (“needs”).");
        if (std::ranges::any_of(norm.exceptions, [&](const auto& e) { return e.id == exception.id; }))
            return map.wrong("id", "lặp ngoại lệ.");
        norm.exceptions.push_back(std::move(exception));
    }
    return {};
}

// What must not be left out, so that nothing passes silently.
Status complete(const Mapping& map, const Norm& norm) {
    const bool described_only = norm.executability == "definition" || norm.executability == "human_judgement";
    const bool machinery = !norm.fact.empty() || !norm.analyser.empty() || !norm.cases.empty();
    if (norm.kind == "none" || norm.planned) {
        if (machinery)
            return map.wrong("", "quy tắc chưa kiểm bằng máy (none hoặc planned) không được có fact, analyser, cases.");
        if (norm.planned && described_only)
            return map.wrong("planned", "định nghĩa và việc người xét không có gì để máy kiểm về sau.");
        if (norm.kind == "none" && !norm.planned && !described_only && norm.executability != "measured_only") {
            return map.wrong("kind", "kiểm được bằng máy mà kind là none: ghi loại quy tắc, hoặc planned: true.");
        }
        return {};
    }
    if (!contains(built, norm.kind))
        return map.wrong("kind", fmt::format("loại “{}” chưa kiểm được ở bản này: ghi planned: true.", norm.kind));
    if (described_only)
        return map.wrong("executability", "định nghĩa và việc người xét chỉ ghi điều khoản: kind là none.");
    if (norm.fact.empty() == norm.analyser.empty())
        return map.wrong("", "cần đúng một trong hai: “fact” (dữ kiện) hoặc “analyser” (văn bản).");
    if (norm.cases.empty()) return map.wrong("", "chưa có ca thử (“cases”).");
    const auto some = [&](std::string_view outcome) {
        return std::ranges::any_of(norm.cases, [&](const auto& c) { return c.expect == outcome; });
    };
    if (norm.executability == "measured_only") return {};
    for (auto outcome : {"met", "breached", "cannot_tell"}) {
        if (!some(outcome)) return map.wrong("cases", fmt::format("thiếu ca thử cho kết quả “{}”.", outcome));
    }
    if (std::ranges::any_of(norm.exceptions, [](const auto& e) { return e.effect == "waive"; }) && !some("waived")) {
        return map.wrong("cases", "có trường hợp miễn mà thiếu ca thử “waived”.");
    }
    return {};
}

Status shape_of_kind(const Mapping& map, const Norm& norm) {
    if (norm.fact.empty()) return {};
    const auto need = [&](bool there, std::string_view key) -> Status {
        if (there) return {};
        return map.wrong("", fmt::format("loại “{}” cần “{}”.", norm.kind, key));
    };
    const bool limited = !norm.parameters.empty();
    if (norm.kind == "share") {
        TRYV(need(!norm.numerator.empty(), "numerator"));
        if (limited && !norm.parameters[0].name.starts_with("min") && !norm.parameters[0].name.starts_with("max")) {
            return map.wrong("parameters", "tham số của share mang tên min_… hoặc max_….");
        }
    }
    if (norm.kind == "record_limit" || norm.kind == "sum_limit") TRYV(need(!norm.measure.empty(), "measure"));
    if (norm.kind == "sum_limit") TRYV(need(norm.measure.size() == 1, "measure (đúng một cột)"));
    if (norm.kind == "completeness") TRYV(need(!norm.required.empty(), "required"));
    if (norm.kind == "change_vs_baseline") TRYV(need(norm.baseline.has_value(), "baseline"));
    const bool own_limit = !norm.limit_column.empty() || norm.kind == "completeness";
    if (!own_limit) TRYV(need(limited, "parameters"));
    if (norm.parameters.size() > 1)
        return map.wrong("parameters", "mỗi quy tắc trên dữ kiện có đúng một tham số; tách thành hai quy tắc.");
    if (!norm.not_applicable.empty()) TRYV(need(!norm.not_applicable_reason.empty(), "not_applicable_reason"));
    return {};
}

}  // namespace

Result<ParameterValue> load_value(const YAML::Node& node, const std::string& file, const std::string& what) {
    TRY(auto map, Mapping::of(node, file, what + ", giá trị", {"from", "value", "clause"}));
    ParameterValue out;
    TRY(auto from, map.date("from"));
    if (!from) return map.wrong("", "thiếu “from” (ngày bắt đầu có hiệu lực).");
    out.from = *from;
    TRY(out.text, map.text("value"));
    auto number = Rational::parse(out.text);
    if (!number) return map.wrong("value", number.error().message);
    out.value = *number;
    TRY(out.clause, map.text("clause"));
    return out;
}

Result<Norm> load_norm(const YAML::Node& node, const std::string& file, const Source& source,
                       const std::vector<facts::View>& views) {
    TRY(auto map, Mapping::of(node, file, "quy tắc", norm_keys));
    Norm norm;
    norm.file = file;
    norm.line = map.line();
    norm.source = source.id;
    norm.source_brief = source.brief;
    TRY(norm.id, map.text("id"));
    TRY(map, Mapping::of(node, file, fmt::format("quy tắc {}", norm.id), norm_keys));
    TRY(norm.rows, map.texts("row"));
    if (norm.rows.empty()) return map.wrong("", "thiếu “row” (dòng công việc mà quy tắc phục vụ).");
    TRY(norm.clause, map.text("clause"));
    TRY(norm.statement, map.text("statement"));
    TRY(norm.remedy, map.text("remedy"));
    TRY(auto verified, map.date("verified_on"));
    if (!verified) return map.wrong("", "thiếu “verified_on” (ngày đối chiếu với văn bản gốc).");
    norm.verified_on = *verified;
    TRY(norm.force, map.word("force", forces));
    TRY(norm.executability, map.word("executability", executabilities));
    TRY(norm.kind, map.word("kind", kinds));
    TRY(norm.planned, map.flag("planned"));
    if (map.has("group")) {
        TRY(norm.group, map.word("group", {"the_thuc", "tham_quyen", "noi_dung", "sau_ro", "trung_lap"}));
    }
    if (map.has("applies")) {
        TRY(auto applies, Mapping::of(map.node("applies"), file, map.what() + ", applies",
                                      {"level", "bloc", "from", "interpretation", "system"}));
        TRY(norm.applies.levels, applies.texts("level"));
        TRY(norm.applies.blocs, applies.texts("bloc"));
        for (const auto& level : norm.applies.levels) {
            if (!contains<std::string_view>({"central", "province", "commune"}, level))
                return applies.wrong("level", fmt::format("cấp lạ “{}”.", level));
        }
        for (const auto& bloc : norm.applies.blocs) {
            if (!contains<std::string_view>({"party", "government", "elected", "mass"}, bloc))
                return applies.wrong("bloc", fmt::format("khối lạ “{}”.", bloc));
        }
        TRY(norm.applies.from, applies.date("from"));
        TRY(norm.applies.interpretation, applies.text_or("interpretation", ""));
        if (applies.has("system")) {
            TRY(norm.applies.system, applies.word("system", {"state", "party"}));
        }
    }
    TRY(norm.fact, map.text_or("fact", ""));
    TRY(norm.where, map.text_or("where", ""));
    TRY(norm.numerator, map.text_or("numerator", ""));
    TRY(norm.upcoming, map.text_or("upcoming", ""));
    TRY(norm.not_applicable, map.text_or("not_applicable", ""));
    TRY(norm.not_applicable_reason, map.text_or("not_applicable_reason", ""));
    TRY(norm.limit_column, map.text_or("limit_column", ""));
    TRY(norm.measure, map.texts("measure"));
    TRY(norm.per, map.texts("per"));
    TRY(norm.analyser, map.text_or("analyser", ""));
    TRY(norm.elements, map.texts("element"));
    for (const auto& element : norm.elements) {
        if (!element_named(element)) return map.wrong("element", fmt::format("thành phần lạ “{}”.", element));
    }
    TRY(norm.wanted, map.texts("wanted"));
    for (auto& wanted : norm.wanted) wanted = text::nfc(wanted);
    if (map.has("side")) {
        TRY(norm.side, map.word("side", {"top", "bottom", "left", "right"}));
    }
    if (map.has("window")) {
        TRY(norm.window, map.word("window", {"as_of", "period"}));
    }
    if (map.has("alternative")) {
        TRY(auto other, Mapping::of(map.node("alternative"), file, map.what() + ", alternative",
                                    {"interpretation", "numerator", "text"}));
        Alternative alternative;
        TRY(alternative.interpretation, other.text("interpretation"));
        TRY(alternative.numerator, other.text("numerator"));
        TRY(alternative.text, other.text("text"));
        norm.alternative = std::move(alternative);
    }
    if (map.has("baseline")) {
        TRY(auto base, Mapping::of(map.node("baseline"), file, map.what() + ", baseline", {"measure", "merged_from"}));
        Baseline baseline;
        TRY(baseline.measure, base.word("measure", {"documents", "conferences"}));
        TRY(baseline.merged_from, base.date("merged_from"));
        norm.baseline = std::move(baseline);
    }
    TRY(norm.required, load_needs(map, "required", file));
    for (std::string_view key : {"lists", "nouns"}) {
        if (!map.has(key)) continue;
        const auto group = map.node(key);
        if (!group.IsMap()) return map.wrong(key, fmt::format("“{}” phải là một nhóm.", key));
        for (const auto& entry : group) {
            const std::string name = entry.first.Scalar();
            if (key == "nouns") {
                if (!entry.second.IsScalar()) return map.wrong(key, "“nouns” gồm các cặp “tên: chữ”.");
                norm.nouns[name] = text::nfc(entry.second.Scalar());
                continue;
            }
            if (!entry.second.IsSequence()) return map.wrong(key, "“lists” gồm các cặp “tên: [chữ, …]”.");
            // Names of bodies are told by their capitals; every other phrase is searched in lowered text.
            const bool cased = name.ends_with("bodies") || name.ends_with("leads") || name == "codes";
            for (const auto& item : entry.second) {
                norm.lists[name].push_back(cased ? text::nfc(item.Scalar()) : text::canonical(item.Scalar()));
            }
        }
    }
    TRYV(load_parameters(map, file, norm));
    TRYV(load_exceptions(map, file, norm));
    TRY(norm.interpretations, map.texts("interpretations"));
    if (!norm.analyser.empty() && !contains(analyser_names(), norm.analyser)) {
        return map.wrong("analyser", fmt::format("không có bộ phân tích “{}”.", norm.analyser));
    }
    if (!norm.fact.empty() && !find_view(views, norm.fact))
        return map.wrong("fact", fmt::format("không có dữ kiện “{}”.", norm.fact));
    TRYV(load_cases(map, file, views, norm));
    TRYV(complete(map, norm));
    TRYV(shape_of_kind(map, norm));
    norm.checked = norm.kind != "none" && !norm.planned;
    return norm;
}

}  // namespace sauro::rulebook
