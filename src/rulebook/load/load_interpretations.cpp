// The questions that the texts leave open, the choices, and what a choice or a decision changes.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

const std::vector<std::string_view> keys = {"id",    "question", "choices", "proposed", "reason", "status",
                                            "owner", "date",     "norms",   "readings", "values"};

Result<Change> load_change(const Yaml& node, const std::string& file, const Rulebook::Impl& book) {
    TRY(auto map, Mapping::of(node, file, "phương án khác",
                              {"norm", "where", "numerator", "per", "exclusive", "nouns", "records", "cases"}));
    Change out;
    TRY(out.norm, map.text("norm"));
    TRY(out.where, map.text_or("where", ""));
    TRY(out.numerator, map.text_or("numerator", ""));
    TRY(out.per, map.texts("per"));
    TRY(out.exclusive, map.text_or("exclusive", ""));
    TRYV(load_nouns(map, out.nouns));
    const auto found = book.index.find(out.norm);
    if (found == book.index.end() || !book.norms[found->second].checked)
        return map.wrong("norm", fmt::format("không có quy tắc “{}” mà máy kiểm được.", out.norm));
    if (out.where.empty() && out.numerator.empty() && out.per.empty() && out.exclusive.empty())
        return map.wrong("",
                         fmt::format("chưa đổi gì ở {}: cần “where”, “numerator”, “per” hoặc “exclusive”.", out.norm));
    Norm norm = book.norms[found->second];
    if (!out.exclusive.empty() && !norm.deadline)
        return map.wrong("exclusive", fmt::format("{} không có hạn (“deadline”).", out.norm));
    if (!out.numerator.empty() && norm.numerator.empty())
        return map.wrong("numerator", fmt::format("{} không phải là tỉ lệ.", out.norm));
    norm.cases.clear();
    TRYV(load_cases(map, file, book.views, norm));
    if (norm.cases.empty()) return map.wrong("cases", fmt::format("cách tính khác của {} cần ca thử.", out.norm));
    out.cases = std::move(norm.cases);
    return out;
}

Result<Open> load_open(const Mapping& owner, const std::string& id, const std::string& file,
                       const Rulebook::Impl& book) {
    Open out{id, file, owner.line(), {}, {}};
    TRY(const auto readings, owner.list("readings"));
    for (const auto& node : readings) {
        TRY(auto map, Mapping::of(node, file, id + ", phương án khác", {"choice", "changes"}));
        Reading reading;
        TRY(reading.choice, map.text("choice"));
        TRY(const auto changes, map.list("changes"));
        if (changes.empty()) return map.wrong("changes", "phương án này chưa đổi quy tắc nào.");
        for (const auto& change : changes) {
            TRY(auto loaded, load_change(change, file, book));
            reading.changes.push_back(std::move(loaded));
        }
        out.readings.push_back(std::move(reading));
    }
    TRY(const auto values, owner.list("values"));
    for (const auto& node : values) {
        TRY(auto map, Mapping::of(node, file, id + ", mức để ngỏ", {"norm", "parameter", "least", "most"}));
        OpenValue open;
        TRY(open.norm, map.text("norm"));
        TRY(open.parameter, map.text("parameter"));
        TRY(open.least, map.text("least"));
        TRY(open.most, map.text("most"));
        out.values.push_back(std::move(open));
    }
    return out;
}

}  // namespace

Status load_interpretations(const Yaml& root, const std::string& file, Rulebook::Impl& book) {
    TRY(auto top, Mapping::of(root, file, "tệp cách hiểu", {"interpretations"}));
    TRY(auto items, top.list("interpretations"));
    for (const auto& item : items) {
        TRY(auto map, Mapping::of(item, file, "cách hiểu", keys));
        Interpretation one;
        TRY(one.id, map.text("id"));
        TRY(one.question, map.text("question"));
        TRY(one.choices, map.texts("choices"));
        TRY(one.proposed, map.text("proposed"));
        TRY(one.reason, map.text("reason"));
        TRY(one.status, map.word("status", {"proposed", "decided"}));
        TRY(one.norms, map.texts("norms"));
        TRY(auto owner, map.text_or("owner", ""));
        TRY(auto date, map.date("date"));
        if (!owner.empty()) one.owner = owner;
        if (date) one.date = date->iso();
        one.file = file;
        one.line = map.line();
        if (one.choices.size() < 2) return map.wrong("choices", fmt::format("{} cần ít nhất hai phương án.", one.id));
        if (one.status == "decided" && (!one.owner || !one.date)) {
            return map.wrong(
                "status",
                fmt::format("{} ghi là đã quyết thì phải có người quyết (“owner”) và ngày (“date”).", one.id));
        }
        if (std::ranges::any_of(book.interpretations, [&](const auto& i) { return i.id == one.id; }))
            return map.wrong("id", fmt::format("{} bị lặp.", one.id));
        book.interpretations.push_back(std::move(one));
    }
    return {};
}

Status load_readings(const Yaml& root, const std::string& file, Rulebook::Impl& book) {
    TRY(auto top, Mapping::of(root, file, "tệp cách hiểu", {"interpretations"}));
    TRY(auto items, top.list("interpretations"));
    for (const auto& item : items) {
        TRY(auto map, Mapping::of(item, file, "cách hiểu", keys));
        TRY(const auto id, map.text("id"));
        if (!map.has("readings") && !map.has("values")) continue;
        TRY(auto open, load_open(map, id, file, book));
        book.open.push_back(std::move(open));
    }
    return {};
}

// Decisions that a rulebook brings along, in the order they were taken: the last one of an interpretation holds.
Status load_decisions(const Yaml& root, const std::string& file, Rulebook::Impl& book) {
    TRY(auto top, Mapping::of(root, file, "tệp quyết định cách hiểu", {"decisions"}));
    TRY(auto items, top.list("decisions"));
    for (const auto& item : items) {
        TRY(auto map,
            Mapping::of(item, file, "quyết định cách hiểu", {"interpretation", "choice", "owner", "symbol", "date"}));
        Decision one;
        TRY(one.interpretation, map.text("interpretation"));
        TRY(one.choice, map.text("choice"));
        TRY(one.owner, map.text("owner"));
        TRY(one.symbol, map.text("symbol"));
        TRY(const auto date, map.date("date"));
        if (!date) return map.wrong("", fmt::format("{} thiếu ngày quyết định (“date”).", one.interpretation));
        one.date = *date;
        if (const auto decided = decide(book, one); !decided) return map.wrong("", decided.error().message);
    }
    return {};
}

}  // namespace sauro::rulebook
