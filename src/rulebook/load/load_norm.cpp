#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/hash.hpp"
#include "rulebook/format/format_page.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/prose/frames.hpp"
#include "rulebook/superior/figure_pairs.hpp"
#include "rulebook/superior/pairing.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

const std::vector<std::string_view> kinds = {"record_limit", "sum_limit",    "count_cap", "share", "change_vs_baseline",
                                             "cardinality",  "completeness", "deadline",  "text",  "not_duplicate",
                                             "format",       "sql",          "none"};
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
                                                 "expected",
                                                 "deadline",
                                                 "link",
                                                 "same",
                                                 "query",
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

// The rows of work the system serves, by their letters: D1 to D11, M1 to M20 …
bool is_row(std::string_view row) {
    static constexpr std::array<std::pair<char, int>, 7> rows = {
        {{'D', 11}, {'M', 20}, {'W', 21}, {'P', 3}, {'C', 7}, {'T', 6}, {'S', 3}}};
    for (const auto& [letter, last] : rows) {
        int number = 0;
        const auto read =
            std::from_chars(row.data() + std::min<std::size_t>(1, row.size()), row.data() + row.size(), number);
        if (row.starts_with(letter) && read.ec == std::errc() && read.ptr == row.data() + row.size())
            return number >= 1 && number <= last;
    }
    return false;
}

template <class T>
bool contains(const std::vector<T>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
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
    if (described_only)
        return map.wrong("executability", "định nghĩa và việc người xét chỉ ghi điều khoản: kind là none.");
    if ((norm.kind == "text" || norm.kind == "format") && norm.analyser.empty())
        return map.wrong("kind", fmt::format("loại “{}” cần “analyser” (bộ phân tích văn bản).", norm.kind));
    if (norm.fact.empty() && norm.analyser.empty())
        return map.wrong("", "cần “fact” (dữ kiện) hoặc “analyser” (văn bản).");
    // A text measured when it is written: the analyser reads the draft, records keep what it measured.
    if (!norm.fact.empty() && !norm.analyser.empty() && norm.kind != "record_limit")
        return map.wrong("", "“fact” và “analyser” chỉ đi cùng nhau ở loại record_limit.");
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

// A day comes from the record, or from the parameter: a day itself, or a number of days counted from somewhere.
Status check_deadline(const Mapping& map, const Norm& norm) {
    const Deadline& due = *norm.deadline;
    const bool by_set = norm.kind == "completeness" && norm.expected;
    if (norm.kind != "deadline" && !by_set)
        return map.wrong("deadline", "“deadline” chỉ dùng cho loại deadline và completeness có “expected”.");
    if (by_set && (!due.due.empty() || (!due.from.empty() && due.from != "period_start" && due.from != "period_end")))
        return map.wrong("deadline",
                         "hạn của completeness là ngày của tham số, hoặc tính từ period_start, period_end.");
    if ((norm.kind == "deadline") == due.done.empty())
        return map.wrong("deadline", "“done” (cột ngày làm xong) là của loại deadline, và loại đó phải có.");
    const Parameter* parameter = norm.parameters.empty() ? nullptr : &norm.parameters.front();
    if (!due.due.empty()) {
        if (parameter || !due.from.empty())
            return map.wrong("deadline", "đã có cột “due” thì không có “from” và không có tham số.");
        return {};
    }
    if (!parameter)
        return map.wrong("deadline", "hạn cần cột “due”, hoặc tham số là ngày, hoặc “from” với tham số số ngày.");
    if (parameter->is_date != due.from.empty())
        return map.wrong("deadline",
                         "tham số là ngày thì không có “from”; tham số là số ngày thì “from” nêu tính từ đâu.");
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
    const auto only = [&](std::string_view key, std::string_view kind) -> Status {
        if (!map.has(key) || norm.kind == kind) return {};
        return map.wrong(key, fmt::format("“{}” chỉ dùng cho loại “{}”.", key, kind));
    };
    TRYV(only("link", "not_duplicate"));
    TRYV(only("same", "not_duplicate"));
    TRYV(only("query", "sql"));
    if (norm.kind == "not_duplicate" && norm.link.has_value() != norm.same.empty())
        return map.wrong("",
                         "loại “not_duplicate” cần đúng một trong hai: “link” (cột nêu bản ghi trước) hoặc “same”.");
    if (norm.kind == "deadline") TRYV(need(norm.deadline.has_value(), "deadline"));
    if (norm.kind == "sql") TRYV(need(!norm.query.empty(), "query"));
    if (norm.deadline) TRYV(check_deadline(map, norm));
    if (norm.kind == "record_limit" || norm.kind == "sum_limit") TRYV(need(!norm.measure.empty(), "measure"));
    if (norm.kind == "sum_limit") TRYV(need(norm.measure.size() == 1, "measure (đúng một cột)"));
    if (norm.kind == "completeness") TRYV(need(!norm.required.empty(), "required"));
    if (norm.kind == "change_vs_baseline") TRYV(need(norm.baseline.has_value(), "baseline"));
    const bool own_limit =
        !norm.limit_column.empty() || norm.kind == "completeness" || norm.kind == "deadline" || norm.kind == "sql";
    if (!own_limit) TRYV(need(limited, "parameters"));
    if (norm.parameters.size() > 1)
        return map.wrong("parameters", "mỗi quy tắc trên dữ kiện có đúng một tham số; tách thành hai quy tắc.");
    if (!norm.not_applicable.empty()) TRYV(need(!norm.not_applicable_reason.empty(), "not_applicable_reason"));
    return {};
}

// Two norms with the same fingerprint come to the same verdicts.
std::string fingerprint_of(const Yaml& node) {
    static const std::vector<std::string_view> words = {"row",         "statement",    "remedy",  "nouns",
                                                        "verified_on", "cases",        "records", "interpretations",
                                                        "force",       "executability"};
    base::Sha256 hash;
    for (const auto& entry : node.entries) {
        const std::string key = entry.first.text;
        if (contains(words, key)) continue;
        const std::string value = flat(entry.second);
        hash.update(fmt::format("{} {}\n", key, value.size()) + value);
    }
    return hash.finish();
}

}  // namespace

Status load_nouns(const Mapping& owner, std::map<std::string, std::string>& nouns) {
    if (!owner.has("nouns")) return {};
    const auto& group = owner.node("nouns");
    if (!group.is_mapping()) return owner.wrong("nouns", "“nouns” phải là một nhóm.");
    for (const auto& entry : group.entries) {
        if (!entry.second.is_scalar()) return owner.wrong("nouns", "“nouns” gồm các cặp “tên: chữ”.");
        nouns[entry.first.text] = text::nfc(entry.second.text);
    }
    return {};
}

Result<Norm> load_norm(const Yaml& node, const std::string& file, const Source& source,
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
    for (const auto& row : norm.rows) {
        if (!is_row(row)) return map.wrong("row", fmt::format("không có dòng công việc “{}”.", row));
    }
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
                                      {"level", "bloc", "from", "until", "interpretation", "system"}));
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
        TRY(norm.applies.until, applies.date("until"));
        if (norm.applies.from && norm.applies.until && *norm.applies.until < *norm.applies.from)
            return applies.wrong("until", "ngày hết áp dụng (“until”) phải từ ngày bắt đầu (“from”) trở đi.");
        TRY(norm.applies.interpretation, applies.text_or("interpretation", ""));
        if (applies.has("system")) {
            TRY(norm.applies.system, applies.word("system", {"state", "party"}));
        }
    }
    norm.applies.unit_path = source.unit_path;
    TRY(norm.fact, map.text_or("fact", ""));
    if (!source.unit_path.empty() && norm.fact.empty() && norm.kind != "none")
        return map.wrong("kind", "quy tắc riêng chỉ đặt được cho dữ kiện đã ghi (“fact”), chưa đặt được cho lời văn.");
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
        TRY(norm.window, map.word("window", {"as_of", "period", "standing"}));
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
        TRY(baseline.measure, base.word("measure", {"documents", "conferences", "meetings", "reports"}));
        TRY(baseline.merged_from, base.date("merged_from"));
        norm.baseline = std::move(baseline);
    }
    TRY(norm.required, load_needs(map, "required", file));
    TRYV(load_nouns(map, norm.nouns));
    if (map.has("lists")) {
        const auto& group = map.node("lists");
        if (!group.is_mapping()) return map.wrong("lists", "“lists” phải là một nhóm.");
        for (const auto& entry : group.entries) {
            const std::string name = entry.first.text;
            if (!entry.second.is_sequence()) return map.wrong("lists", "“lists” gồm các cặp “tên: [chữ, …]”.");
            // Names of bodies are told by their capitals; every other phrase is searched in lowered text.
            const bool cased = name.ends_with("bodies") || name.ends_with("leads") || name == "codes";
            std::vector<std::string> phrases;
            for (const auto& item : entry.second.items)
                phrases.push_back(cased ? text::nfc(item.text) : text::canonical(item.text));
            norm.lists[name] = Phrases(std::move(phrases));
        }
    }
    if (norm.lists.contains("concepts")) {
        auto frames = Frames::read(norm.lists);
        if (!frames) return map.wrong("lists", frames.error().message + ".");
        norm.frames = std::make_shared<const Frames>(std::move(*frames));
    }
    const std::pair<const char*, std::span<const std::string_view>> weighed[] = {{"pair_weights", sign_names},
                                                                                 {"figure_weights", figure_sign_names}};
    for (const auto& [name, signs] : weighed) {
        const auto list = norm.lists.find(name);
        if (list == norm.lists.end()) continue;
        const auto weights = PairWeights::read(list->second, signs);
        if (!weights) return map.wrong("lists", weights.error().message + ".");
    }
    TRYV(load_obligation(map, file, views, norm));
    TRYV(load_parameters(map, file, norm));
    for (const auto& parameter : norm.parameters) {
        const ParameterValue& first = parameter.values.front();
        if (first.from < source.issued)
            return map.wrong("parameters",
                             fmt::format("tham số “{}” có giá trị từ {}, trước ngày {} ban hành ({}); sửa “from”.",
                                         parameter.name, first.from.vi(), source.id, source.issued.vi()));
    }
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
    norm.fingerprint = fingerprint_of(node);
    return norm;
}

}  // namespace sauro::rulebook
