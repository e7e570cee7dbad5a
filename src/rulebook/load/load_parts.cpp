// Parts of a norm that stand in mappings of their own: parameters, exceptions, evidence, obligations.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/impl.hpp"

namespace sauro::rulebook {

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
    const auto& node = owner.node("parameters");
    if (!node.is_mapping()) return owner.wrong("parameters", "“parameters” phải là một nhóm “tên: …”.");
    constexpr std::size_t most = 20;
    if (node.entries.size() > most)
        return owner.wrong("parameters",
                           fmt::format("có {} tham số, quá {}; tách quy tắc.", node.entries.size(), most));
    for (const auto& entry : node.entries) {
        Parameter parameter;
        parameter.name = entry.first.text;
        const std::string what = fmt::format("{}, tham số “{}”", owner.what(), parameter.name);
        TRY(auto map, Mapping::of(entry.second, file, what, {"stricter", "note", "step", "values"}));
        TRY(parameter.stricter, map.word("stricter", {"lower", "higher", "constant"}));
        TRY(parameter.note, map.text_or("note", ""));
        TRY(auto values, map.list("values"));
        if (values.empty()) return map.wrong("values", "tham số chưa có giá trị nào.");
        const bool upper = parameter.name.starts_with("max"), lower = parameter.name.starts_with("min");
        if ((upper && parameter.stricter == "higher") || (lower && parameter.stricter == "lower"))
            return map.wrong("stricter", fmt::format("mức “{}” là mức {}, nên chặt hơn là {}; ghi “stricter: {}”.",
                                                     parameter.name, upper ? "tối đa" : "tối thiểu",
                                                     upper ? "thấp hơn" : "cao hơn", upper ? "lower" : "higher"));
        bool percent = false, first = true;
        for (const auto& value : values) {
            TRY(auto loaded, load_value(value, file, what));
            percent = loaded.text.ends_with('%');
            const bool date = base::Date::parse_iso(loaded.text).has_value();
            if (!first && date != parameter.is_date)
                return schema_error(file, line_of(value),
                                    fmt::format("{}: giá trị phải cùng là ngày hay cùng là số.", what));
            parameter.is_date = date;
            first = false;
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
        norm.parameters.push_back(std::move(parameter));
    }
    return {};
}

Status load_exceptions(const Mapping& owner, const std::string& file, Norm& norm) {
    constexpr std::size_t most = 20;  // each is held against each other
    TRY(auto items, owner.list("except", most));
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

Result<ParameterValue> load_value(const Yaml& node, const std::string& file, const std::string& what) {
    TRY(auto map, Mapping::of(node, file, what + ", giá trị", {"from", "value", "clause"}));
    ParameterValue out;
    TRY(auto from, map.date("from"));
    if (!from) return map.wrong("", "thiếu “from” (ngày bắt đầu có hiệu lực).");
    out.from = *from;
    TRY(out.text, map.text("value"));
    if (const auto day = base::Date::parse_iso(out.text)) {
        out.value = Rational(day->days());
    } else {
        auto number = Rational::parse(out.text);
        if (!number) return map.wrong("value", number.error().message);
        out.value = *number;
        if (out.value < Rational(0))
            return map.wrong("value", fmt::format("giá trị {} là số âm; ghi số từ 0 trở lên.", out.text));
    }
    TRY(out.clause, map.text("clause"));
    return out;
}

void set_exclusive(Deadline& deadline, const std::string& exclusive) {
    deadline.exclusive = exclusive == "true";
    deadline.exclusive_column = exclusive == "true" || exclusive == "false" ? "" : exclusive;
}

Status load_obligation(const Mapping& owner, const std::string& file, const std::vector<facts::View>& views,
                       Norm& norm) {
    if (owner.has("expected")) {
        TRY(auto map, Mapping::of(owner.node("expected"), file, owner.what() + ", expected",
                                  {"fact", "where", "recorded_in", "every"}));
        Expectation expected;
        TRY(expected.fact, map.text_or("fact", "units"));
        TRY(expected.where, map.text_or("where", ""));
        if (!find_view(views, expected.fact))
            return map.wrong("fact", fmt::format("không có dữ kiện “{}”.", expected.fact));
        TRY(expected.recorded_in, map.texts("recorded_in"));
        for (const auto& fact : expected.recorded_in) {
            if (!find_view(views, fact)) return map.wrong("recorded_in", fmt::format("không có dữ kiện “{}”.", fact));
        }
        if (map.has("every")) {
            TRY(expected.every, map.word("every", {"quarter", "half", "year"}));
        }
        norm.expected = std::move(expected);
    }
    if (owner.has("deadline")) {
        TRY(auto map, Mapping::of(owner.node("deadline"), file, owner.what() + ", deadline",
                                  {"due", "from", "done", "working_days", "exclusive"}));
        Deadline deadline;
        TRY(deadline.due, map.text_or("due", ""));
        TRY(deadline.from, map.text_or("from", ""));
        TRY(deadline.done, map.texts("done"));
        TRY(deadline.working_days, map.flag("working_days"));
        TRY(const auto exclusive, map.text_or("exclusive", "false"));
        set_exclusive(deadline, exclusive);
        norm.deadline = std::move(deadline);
    }
    if (owner.has("link")) {
        TRY(auto map, Mapping::of(owner.node("link"), file, owner.what() + ", link", {"column", "fact", "when"}));
        Link link;
        TRY(link.column, map.text("column"));
        TRY(link.fact, map.text_or("fact", norm.fact));
        TRY(link.when, map.text_or("when", ""));
        if (!find_view(views, link.fact)) return map.wrong("fact", fmt::format("không có dữ kiện “{}”.", link.fact));
        norm.link = std::move(link);
    }
    TRY(norm.same, owner.texts("same"));
    TRY(norm.query, owner.text_or("query", ""));
    return {};
}

}  // namespace sauro::rulebook
