#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rulebook/impl.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

// What a draft shows above and below its text, and what it is checked with.
const std::vector<std::string_view> head_keys = {"issuer", "system",       "date",         "subject",
                                                 "symbol", "signing_form", "signing_body", "signing_title",
                                                 "level",  "bloc",         "against_text", "against_symbol"};
const std::vector<std::string_view> outcomes = {"met", "breached", "waived", "not_applicable", "cannot_tell"};

Result<db::Value> load_cell(const Yaml& node, const facts::View::Column& column, const std::string& file,
                            const std::string& what) {
    if (node.is_null()) return db::Value();
    const auto wrong = [&](std::string_view expected) {
        return schema_error(file, line_of(node), fmt::format("{}: cột “{}” phải là {}.", what, column.name, expected));
    };
    if (!node.is_scalar()) return wrong("một giá trị");
    const std::string value = node.text;
    using facts::Type;
    if (column.type == Type::boolean) {
        if (value != "true" && value != "false") return wrong("true hoặc false");
        return db::Value(value == "true");
    }
    if (column.type == Type::integer || column.type == Type::number) {
        if (value.empty() || value.size() > 15 || value.find_first_not_of("0123456789") != std::string::npos)
            return wrong("số nguyên");
        return db::Value(static_cast<std::int64_t>(std::stoll(value)));
    }
    if (column.type == Type::date && !base::Date::parse_iso(value)) return wrong("ngày dạng 2026-01-31");
    if (!column.one_of.empty() && std::ranges::find(column.one_of, value) == column.one_of.end())
        return wrong(fmt::format("một trong: {}", fmt::join(column.one_of, ", ")));
    return db::Value(text::nfc(value));
}

Status overlay_values(const Yaml& node, const facts::View& view, const std::string& file, const std::string& what,
                      std::map<std::string, db::Value>& into) {
    if (node.is_null()) return {};
    if (!node.is_mapping()) return schema_error(file, line_of(node), what + ": bản ghi phải là “{cột: giá trị}”.");
    for (const auto& entry : node.entries) {
        const std::string name = entry.first.is_scalar() ? entry.first.text : "";
        const auto column = std::ranges::find(view.columns, name, &facts::View::Column::name);
        if (column == view.columns.end()) {
            return schema_error(file, line_of(entry.first),
                                fmt::format("{}: dữ kiện “{}” không có cột “{}”.", what, view.name, name));
        }
        TRY(into[name], load_cell(entry.second, *column, file, what));
    }
    return {};
}

struct Templates {
    std::map<std::string, std::map<std::string, db::Value>> records;
    const facts::View* view = nullptr;
    const std::vector<facts::View>* views = nullptr;
};

// A | {A: {column: value}, times: n} | {unit: {…}} | {baseline: {…}} | {another fact: {…}}
Result<CaseRecord> load_given(const Yaml& node, const Templates& templates, const std::string& file,
                              const std::string& what) {
    CaseRecord out;
    const auto start = [&](const std::string& name) -> Status {
        const auto found = templates.records.find(name);
        if (found == templates.records.end())
            return schema_error(file, line_of(node),
                                fmt::format("{}: không có mẫu bản ghi “{}” trong records.", what, name));
        out.fact = templates.view->name;
        out.values = found->second;
        return {};
    };
    if (node.is_scalar()) {
        TRYV(start(node.text));
        return out;
    }
    if (!node.is_mapping()) return schema_error(file, line_of(node), what + ": “given” là danh sách mẫu bản ghi.");
    for (const auto& entry : node.entries) {
        const std::string key = entry.first.is_scalar() ? entry.first.text : "";
        if (key == "times") {
            const std::string count = entry.second.is_scalar() ? entry.second.text : "";
            if (count.empty() || count.size() > 4 || count.find_first_not_of("0123456789") != std::string::npos) {
                return schema_error(file, line_of(entry.second), what + ": “times” là số lần, từ 0 đến 9999.");
            }
            out.times = std::stoi(count);
        } else if (const auto* other = templates.records.contains(key) ? nullptr : find_view(*templates.views, key);
                   other || key == "unit" || key == "baseline") {
            out.fact = other ? key : key + "s";
            const auto* view = find_view(*templates.views, out.fact);
            if (!view)
                return schema_error(file, line_of(entry.first),
                                    fmt::format("{}: chưa có dữ kiện “{}”.", what, out.fact));
            TRYV(overlay_values(entry.second, *view, file, what, out.values));
        } else {
            TRYV(start(key));
            TRYV(overlay_values(entry.second, *templates.view, file, what, out.values));
        }
    }
    if (out.fact.empty()) return schema_error(file, line_of(node), what + ": bản ghi không nêu mẫu nào.");
    return out;
}

}  // namespace

Status load_cases(const Mapping& owner, const std::string& file, const std::vector<facts::View>& views, Norm& norm) {
    Templates templates;
    templates.views = &views;
    templates.view = norm.fact.empty() ? nullptr : find_view(views, norm.fact);
    if (owner.has("records")) {
        if (!templates.view) return owner.wrong("records", "chỉ quy tắc trên dữ kiện mới có mẫu bản ghi.");
        const auto& records = owner.node("records");
        if (!records.is_mapping()) return owner.wrong("records", "“records” phải là “A: {…}”.");
        for (const auto& entry : records.entries) {
            TRYV(overlay_values(entry.second, *templates.view, file, owner.what() + ", mẫu bản ghi",
                                templates.records[entry.first.text]));
        }
    }
    TRY(auto items, owner.list("cases"));
    for (const auto& item : items) {
        TRY(auto map, Mapping::of(item, file, owner.what() + ", ca thử",
                                  {"name", "given", "text", "document_type", "document_kind", "implements", "against",
                                   "head", "ocr_suspect", "period", "as_of", "expect", "measured", "excluded", "layout",
                                   "set", "drop", "first", "plain"}));
        Case one;
        one.line = map.line();
        TRY(one.name, map.text("name"));
        TRY(one.expect, map.word("expect", outcomes));
        TRY(one.text, map.text_or("text", ""));
        TRY(one.document_type, map.text_or("document_type", ""));
        TRY(one.document_kind, map.text_or("document_kind", ""));
        TRY(one.implements, map.text_or("implements", ""));
        TRY(one.against, map.texts("against"));
        if (map.has("head")) {
            TRY(auto head, Mapping::of(map.node("head"), file, map.what() + ", head", head_keys));
            for (const auto key : head_keys) {
                if (!head.has(key)) continue;
                TRY(one.head[std::string(key)], head.text(key));
            }
        }
        TRY(one.ocr_suspect, map.flag("ocr_suspect"));
        TRY(one.period, map.text_or("period", one.period));
        TRY(one.as_of, map.text_or("as_of", one.as_of));
        if (!base::Period::parse(one.period)) return map.wrong("period", "kỳ sai.");
        if (!base::Date::parse_iso(one.as_of)) return map.wrong("as_of", "ngày sai.");
        if (map.has("measured")) {
            TRY(one.measured, map.text("measured"));
        }
        if (map.has("excluded")) {
            TRY(auto count, map.text("excluded"));
            TRY(auto number, Rational::parse(count));
            one.excluded = number.numerator();
        }
        constexpr std::size_t most_rows = 1000;
        TRY(auto given, map.list("given", most_rows));
        const bool over_text = !norm.analyser.empty() && (norm.fact.empty() || given.empty());
        if (over_text == one.text.empty() && norm.kind != "format")
            return map.wrong(
                "", over_text ? "ca thử của quy tắc văn bản cần “text”." : "“text” chỉ dùng cho quy tắc văn bản.");
        if (over_text && !given.empty()) return map.wrong("", "“given” không dùng cho quy tắc văn bản.");
        if (!over_text && given.empty() && !norm.expected) return map.wrong("", "ca thử cần “given”.");
        for (const auto& record : given) {
            TRY(auto loaded, load_given(record, templates, file, map.what()));
            one.given.push_back(std::move(loaded));
        }
        norm.cases.push_back(std::move(one));
    }
    return {};
}

}  // namespace sauro::rulebook
