#include "modules/units/bodies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/text.hpp"

namespace sauro::units {
namespace {

struct Pattern {
    std::string level, area_kind, suffix, name, bloc, body, parent_suffix, parent_scope, short_forms;
};

Result<std::vector<Pattern>> patterns() {
    TRY(const Csv csv, embedded_csv("standard_bodies.csv", {"level", "area_kind", "suffix", "name_pattern", "bloc",
                                                            "body", "parent_suffix", "parent_scope", "short"}));
    std::vector<Pattern> table;
    table.reserve(csv.rows.size());
    for (const CsvRow& row : csv.rows) {
        const auto& f = row.fields;
        if (!is_level(f[0]) || !is_bloc(f[4]) || (f[7] != "root" && f[7] != "area" && f[7] != "parent_area"))
            return fail_internal("units.standard_bodies", fmt::format("data/standard_bodies.csv line {}", row.line));
        table.push_back({f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8]});
    }
    return table;
}

// The row for one body of one area while it is of `kind`: the area's own row before the kind's before the general one.
const Pattern* choose(std::span<const Pattern> table, const AreaDraft& area, std::string_view kind,
                      std::string_view suffix) {
    const Pattern* best = nullptr;
    int best_weight = 0;
    for (const Pattern& row : table) {
        if (row.level != area.level || row.suffix != suffix) continue;
        int weight = 0;
        if (row.area_kind == "*") weight = 1;
        if (row.area_kind == kind) weight = 2;
        if (row.area_kind.starts_with("code:") && std::string_view(row.area_kind).substr(5) == area.code) weight = 3;
        if (weight > best_weight) {
            best = &row;
            best_weight = weight;
        }
    }
    return best_weight > 0 ? best : nullptr;
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

std::string rendered(const Pattern& pattern, const AreaName& area) {
    std::string name = pattern.name;
    replace(name, "{kind}", area.kind);
    replace(name, "{name}", area.name);
    return name;
}

std::optional<UnitDraft> body_of(std::span<const Pattern> table, const AreaDraft& area, const std::string& suffix) {
    const Pattern* now = choose(table, area, area.names.back().kind, suffix);
    // A row with an empty name says: this area has no such body.
    if (now == nullptr || now->name.empty()) return std::nullopt;
    UnitDraft unit;
    unit.code = fmt::format("{}.{}", area.code, suffix);
    unit.area = area.code;
    unit.level = area.level;
    unit.bloc = now->bloc;
    unit.body = now->body;
    if (now->parent_scope == "root") unit.parent = now->parent_suffix;
    if (now->parent_scope == "area") unit.parent = fmt::format("{}.{}", area.code, now->parent_suffix);
    if (now->parent_scope == "parent_area")
        unit.parent = fmt::format("{}.{}", area.parent.value_or(""), now->parent_suffix);
    unit.short_forms = now->short_forms;
    unit.valid_from = area.valid_from;
    unit.sample = area.sample;
    unit.external = area.external;
    for (const AreaName& period : area.names) {
        const Pattern* then = choose(table, area, period.kind, suffix);
        if (then == nullptr || then->name.empty()) continue;
        std::string name = rendered(*then, period);
        if (!unit.names.empty() && unit.names.back().name == name) {
            unit.names.back().valid_to = period.valid_to;
        } else {
            unit.names.push_back({std::move(name), period.valid_from, period.valid_to});
        }
    }
    return unit;
}

}  // namespace

KindAndName split_full_name(std::string_view full_name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kinds{{{"Tỉnh ", "tỉnh"},
                                                                                         {"Thành phố ", "thành phố"},
                                                                                         {"Xã ", "xã"},
                                                                                         {"Phường ", "phường"},
                                                                                         {"Đặc khu ", "đặc khu"}}};
    for (const auto& [prefix, kind] : kinds) {
        if (full_name.starts_with(prefix)) return {std::string(kind), std::string(full_name.substr(prefix.size()))};
    }
    return {"", std::string(full_name)};
}

Result<std::vector<UnitDraft>> standard_bodies(std::span<const AreaDraft> areas) {
    TRY(const std::vector<Pattern> table, patterns());
    std::vector<std::pair<std::string, std::string>> suffixes;  // level, suffix, in order of the table: parents first
    for (const Pattern& row : table) {
        if (std::ranges::find(suffixes, std::pair(row.level, row.suffix)) == suffixes.end())
            suffixes.emplace_back(row.level, row.suffix);
    }
    std::vector<UnitDraft> units;
    units.reserve(areas.size() * 6);
    for (const AreaDraft& area : areas) {
        for (const auto& [level, suffix] : suffixes) {
            if (level != area.level) continue;
            if (auto unit = body_of(table, area, suffix)) units.push_back(*std::move(unit));
        }
    }
    return units;
}

Result<std::vector<UnitDraft>> central_bodies() {
    TRY(const Csv csv, embedded_csv("central_bodies.csv", {"code", "name", "bloc", "body", "parent", "short"}));
    std::vector<UnitDraft> units;
    for (const CsvRow& row : csv.rows) {
        const auto& f = row.fields;
        if (!is_bloc(f[2]))
            return fail_internal("units.central_bodies", fmt::format("data/central_bodies.csv line {}", row.line));
        UnitDraft unit;
        unit.code = f[0];
        unit.area = nation_code;
        unit.level = "central";
        unit.bloc = f[2];
        unit.body = f[3];
        if (!f[4].empty()) unit.parent = f[4];
        unit.names.push_back({f[1], "", std::nullopt});
        unit.short_forms = f[5];
        units.push_back(std::move(unit));
    }
    return units;
}

std::string folded_words(const UnitDraft& unit) {
    std::string words = " ";
    const auto add = [&words](std::string_view text) {
        for (const std::string& syllable : text::folded_syllables(text)) {
            words += syllable;
            words += ' ';
        }
    };
    for (auto named = unit.names.rbegin(); named != unit.names.rend(); ++named) add(named->name);
    add(unit.short_forms);
    return words;
}

std::string spelled_words(const UnitDraft& unit) {
    std::string words;
    for (auto named = unit.names.rbegin(); named != unit.names.rend(); ++named) {
        words += ' ';
        words += text::canonical(named->name);
    }
    return words;
}

}  // namespace sauro::units
