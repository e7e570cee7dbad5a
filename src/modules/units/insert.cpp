#include <fmt/format.h>

#include <unordered_map>

#include "base/id.hpp"
#include "modules/units/batch.hpp"
#include "modules/units/bodies.hpp"

namespace sauro::units {

Status insert_areas(db::Tx& tx, std::span<const AreaDraft> areas) {
    std::set<std::string, std::less<>> standing;
    TRYV(tx.query("SELECT code FROM areas", {}, [&](const db::Row& row) {
        standing.insert(row.str(0));
        return true;
    }));
    Batch rows(tx, "areas", {"code", "level", "parent_code", "merged", "valid_from", "sample", "external"});
    Batch names(tx, "area_names", {"area_code", "name", "full_name", "kind", "valid_from", "valid_to", "basis"});
    std::vector<const AreaDraft*> fresh;
    for (const AreaDraft& area : areas) {
        if (!standing.insert(area.code).second) continue;
        fresh.push_back(&area);
        TRYV(rows.add({area.code, area.level, area.parent, area.merged, area.valid_from, area.sample, area.external}));
    }
    TRYV(rows.flush());
    for (const AreaDraft* area : fresh) {
        for (const AreaName& name : area->names) {
            TRYV(names.add(
                {area->code, name.name, name.full_name, name.kind, name.valid_from, name.valid_to, name.basis}));
        }
    }
    return names.flush();
}

Status insert_units(db::Tx& tx, std::span<const UnitDraft> units) {
    struct Placed {
        std::string id, path;
    };
    std::unordered_map<std::string, Placed> standing;
    TRYV(tx.query("SELECT code, id, path FROM units", {}, [&](const db::Row& row) {
        standing.emplace(row.str(0), Placed{row.str(1), row.str(2)});
        return true;
    }));
    Batch rows(tx, "units",
               {"id", "code", "area_code", "name", "level", "bloc", "body", "parent_id", "path", "valid_from",
                "folded_name", "spelled_name", "sample", "external"});
    std::vector<std::pair<std::string, const UnitDraft*>> renamed;
    for (const UnitDraft& unit : units) {
        if (standing.contains(unit.code)) continue;
        Placed placed{base::uuid7(), fmt::format("{}/", unit.code)};
        std::optional<std::string> parent_id;
        if (unit.parent) {
            const auto parent = standing.find(*unit.parent);
            if (parent == standing.end())
                return fail_internal("units.parent", fmt::format("{} has no parent {}", unit.code, *unit.parent));
            parent_id = parent->second.id;
            placed.path.insert(0, parent->second.path);
        }
        TRYV(rows.add({placed.id, unit.code, unit.area, unit.names.back().name, unit.level, unit.bloc, unit.body,
                       parent_id, placed.path, unit.valid_from, folded_words(unit), spelled_words(unit), unit.sample,
                       unit.external}));
        if (unit.names.size() > 1) renamed.emplace_back(placed.id, &unit);
        standing.emplace(unit.code, std::move(placed));
    }
    TRYV(rows.flush());
    Batch names(tx, "unit_names", {"unit_id", "name", "valid_from", "valid_to"});
    for (const auto& [id, unit] : renamed) {
        for (const UnitDraft::Named& named : unit->names)
            TRYV(names.add({id, named.name, named.valid_from, named.valid_to}));
    }
    return names.flush();
}

}  // namespace sauro::units
