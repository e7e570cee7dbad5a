// The nation from data/*.csv. Everything is added once; a second import finds it standing and changes nothing.
#include <fmt/format.h>

#include <map>

#include "modules/units/batch.hpp"
#include "modules/units/bodies.hpp"

namespace sauro::units {
namespace {

// On this day the two-level local government began: 34 provinces, communes instead of districts.
constexpr std::string_view reform_day = "2025-07-01";
constexpr std::string_view reform_basis = "202/2025/QH15";
// Unmerged provinces are older than the register. It begins here, with the comparison period of 18541-CV/VPTW.
constexpr std::string_view register_begins = "2024-01-01";

struct Change {
    std::string before, after, date, basis;
};

// code -> its changes in order of date, from every data/changes_*.csv.
Result<std::map<std::string, std::vector<Change>>> changes() {
    std::map<std::string, std::vector<Change>> by_code;
    for (const std::string_view file : {"changes_2025-01-01.csv", "changes_2026-04-30.csv"}) {
        TRY(const Csv csv,
            embedded_csv(file, {"level", "code", "full_name_before", "full_name_after", "effective_date", "basis"}));
        for (const CsvRow& row : csv.rows) {
            const auto& f = row.fields;
            by_code[f[1]].push_back({f[2], f[3], f[4], f[5]});
        }
    }
    return by_code;
}

Result<std::string> day_before(const std::string& iso) {
    TRY(const base::Date day, base::Date::parse_iso(iso));
    return day.plus_days(-1).iso();
}

AreaName named(std::string_view full_name, std::string_view from, std::optional<std::string> basis) {
    KindAndName parts = split_full_name(full_name);
    return {std::move(parts.name), std::string(full_name), std::move(parts.kind),
            std::string(from),     std::nullopt,           std::move(basis)};
}

// The names of one area over time; the CSV's own name is checked to be one link of the chain.
Result<std::vector<AreaName>> names_over_time(const std::string& full_name, std::string_view from,
                                              std::optional<std::string> basis, const std::vector<Change>* list) {
    std::vector<AreaName> names;
    if (list == nullptr) {
        names.push_back(named(full_name, from, std::move(basis)));
        return names;
    }
    names.push_back(named(list->front().before, from, std::move(basis)));
    for (const Change& change : *list) {
        if (change.before != names.back().full_name)
            return fail_internal("units.changes", fmt::format("{} was not named {}", full_name, change.before));
        TRY(names.back().valid_to, day_before(change.date));
        names.push_back(named(change.after, change.date, change.basis));
    }
    return names;
}

AreaDraft nation() {
    AreaDraft area;
    area.code = nation_code;
    area.level = "central";
    area.names.push_back({"Việt Nam", "Cả nước", "quốc gia", "", std::nullopt, std::nullopt});
    return area;
}

struct Succession {
    std::string old_name, new_code;
};

Result<std::vector<AreaDraft>> provinces(const std::map<std::string, std::vector<Change>>& changed,
                                         std::vector<Succession>& successions) {
    TRY(const Csv csv, embedded_csv("provinces.csv", {"code", "name", "full_name", "type", "merged", "merged_from"}));
    std::vector<AreaDraft> areas;
    for (const CsvRow& row : csv.rows) {
        const auto& f = row.fields;
        AreaDraft area;
        area.code = f[0];
        area.level = "province";
        area.parent = nation_code;
        area.merged = f[4] == "yes";
        area.valid_from = *area.merged ? reform_day : register_begins;
        const auto list = changed.find(area.code);
        std::optional<std::string> basis;
        if (*area.merged) basis = reform_basis;
        TRY(area.names,
            names_over_time(f[2], *area.valid_from, basis, list == changed.end() ? nullptr : &list->second));
        if (!*area.merged) successions.push_back({f[1], area.code});
        std::string_view rest = f[5];
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            successions.push_back({std::string(rest.substr(0, end)), area.code});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        areas.push_back(std::move(area));
    }
    return areas;
}

Result<std::vector<AreaDraft>> communes(const std::map<std::string, std::vector<Change>>& changed) {
    TRY(const Csv csv, embedded_csv("communes.csv", {"code", "name", "full_name", "type", "province_code"}));
    std::vector<AreaDraft> areas;
    areas.reserve(csv.rows.size());
    for (const CsvRow& row : csv.rows) {
        const auto& f = row.fields;
        AreaDraft area;
        area.code = f[0];
        area.level = "commune";
        area.parent = f[4];
        area.valid_from = reform_day;
        const auto list = changed.find(area.code);
        TRY(area.names,
            names_over_time(f[2], reform_day, std::nullopt, list == changed.end() ? nullptr : &list->second));
        areas.push_back(std::move(area));
    }
    return areas;
}

Status insert_successions(db::Tx& tx, const std::vector<Succession>& successions) {
    std::set<std::pair<std::string, std::string>> standing;
    TRYV(tx.query("SELECT old_name, new_code FROM area_successions", {}, [&](const db::Row& row) {
        standing.emplace(row.str(0), row.str(1));
        return true;
    }));
    Batch rows(tx, "area_successions", {"old_name", "new_code", "date", "basis"});
    for (const Succession& one : successions) {
        if (!standing.contains({one.old_name, one.new_code}))
            TRYV(rows.add({one.old_name, one.new_code, reform_day, reform_basis}));
    }
    return rows.flush();
}

Status insert_identifiers(db::Tx& tx) {
    TRY(const Csv csv,
        embedded_csv("identifiers.csv", {"scheme", "code", "unit_code", "valid_from", "valid_to", "source"}));
    const auto or_null = [](const std::string& text) {
        return text.empty() ? std::optional<std::string>() : std::optional(text);
    };
    for (const CsvRow& row : csv.rows) {
        const auto& f = row.fields;
        TRYV(
            tx.execute("INSERT INTO unit_identifiers (scheme, code, unit_id, valid_from, valid_to) "
                       "SELECT ?, ?, u.id, ?, ? FROM units u WHERE u.code = ? AND NOT EXISTS "
                       "(SELECT 1 FROM unit_identifiers i WHERE i.scheme = ? AND i.code = ?)",
                       {f[0], f[1], or_null(f[3]), or_null(f[4]), f[2], f[0], f[1]}));
    }
    return {};
}

}  // namespace

Status ensure_root(db::Tx& tx) {
    TRY(const auto standing,
        tx.one("SELECT 1 FROM units WHERE code = ?", {root_code}, [](const db::Row&) { return true; }));
    if (standing) return {};
    const std::vector<AreaDraft> areas{nation()};
    TRYV(insert_areas(tx, areas));
    TRY(const std::vector<UnitDraft> central, central_bodies());
    for (const UnitDraft& unit : central) {
        if (unit.code == root_code) return insert_units(tx, std::span(&unit, 1));
    }
    return fail_internal("units.root", "data/central_bodies.csv has no root");
}

Status import_nation(db::Tx& tx) {
    TRY(const auto changed, changes());
    std::vector<Succession> successions;
    TRY(std::vector<AreaDraft> areas, provinces(changed, successions));
    TRY(std::vector<AreaDraft> lower, communes(changed));
    areas.insert(areas.end(), std::make_move_iterator(lower.begin()), std::make_move_iterator(lower.end()));

    const std::vector<AreaDraft> top{nation()};
    TRYV(insert_areas(tx, top));
    TRYV(insert_areas(tx, areas));
    TRYV(insert_successions(tx, successions));
    TRY(std::vector<UnitDraft> units, central_bodies());
    TRY(std::vector<UnitDraft> bodies, standard_bodies(areas));
    units.insert(units.end(), std::make_move_iterator(bodies.begin()), std::make_move_iterator(bodies.end()));
    TRYV(insert_units(tx, units));
    return insert_identifiers(tx);
}

Status import_nation(db::Database& database) {
    return database.write([](db::Tx& tx) { return import_nation(tx); });
}

}  // namespace sauro::units
