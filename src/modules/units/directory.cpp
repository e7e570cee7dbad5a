// Units by key, by date, by parent.
#include <fmt/format.h>

#include "base/id.hpp"
#include "modules/units/rows.hpp"

namespace sauro::units {

Unit unit_of(const db::Row& row) {
    Unit unit;
    unit.id = row.str(0);
    unit.code = row.str(1);
    unit.name = row.str(2);
    unit.level = row.str(3);
    unit.bloc = row.str(4);
    unit.body = row.str(5);
    unit.path = row.str(6);
    unit.area = row.str(7);
    unit.parent_id = row.opt_text(8);
    unit.valid_from = row.opt_text(9);
    unit.valid_to = row.opt_text(10);
    unit.sample = row.boolean(11);
    return unit;
}

Result<std::optional<Unit>> find_unit(db::Snapshot& snapshot, std::string_view id_or_code) {
    // A code may look like anything, so a miss by id is tried as a code too.
    if (base::is_uuid(id_or_code)) {
        TRY(auto by_id,
            snapshot.one(fmt::format("SELECT {} FROM units u WHERE u.id = ?", unit_columns), {id_or_code}, unit_of));
        if (by_id) return by_id;
    }
    return snapshot.one(fmt::format("SELECT {} FROM units u WHERE u.code = ?", unit_columns), {id_or_code}, unit_of);
}

Result<std::optional<Unit>> find_unit_as_of(db::Snapshot& snapshot, std::string_view id_or_code, base::Date as_of) {
    TRY(auto unit, find_unit(snapshot, id_or_code));
    const std::string day = as_of.iso();
    if (!unit || (unit->valid_from && *unit->valid_from > day) || (unit->valid_to && *unit->valid_to < day))
        return std::nullopt;
    TRY(auto then, snapshot.one("SELECT name FROM unit_names WHERE unit_id = ? AND valid_from <= ? "
                                "AND (valid_to IS NULL OR valid_to >= ?)",
                                {unit->id, day, day}, [](const db::Row& row) { return row.str(0); }));
    if (then) unit->name = *std::move(then);
    return unit;
}

Result<std::optional<Unit>> find_by_identifier(db::Snapshot& snapshot, std::string_view scheme, std::string_view code) {
    return snapshot.one(
        fmt::format("SELECT {} FROM units u JOIN unit_identifiers i ON i.unit_id = u.id "
                    "WHERE i.scheme = ? AND i.code = ? ORDER BY i.valid_to IS NULL DESC, i.valid_to DESC",
                    unit_columns),
        {scheme, code}, unit_of);
}

Result<std::vector<Unit>> children_of(db::Snapshot& snapshot, std::string_view unit_id, std::string_view after,
                                      int limit) {
    return snapshot.all(
        fmt::format("SELECT {} FROM units u WHERE u.parent_id = ? AND u.code > ? ORDER BY u.code LIMIT ?",
                    unit_columns),
        {unit_id, after, limit}, unit_of);
}

Result<std::vector<std::string>> path_names(db::Snapshot& snapshot, std::string_view path) {
    std::vector<db::Value> codes;
    std::string marks;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        codes.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    if (!codes.empty()) codes.pop_back();
    if (!codes.empty() && std::get<std::string>(codes.front()) == root_code) codes.erase(codes.begin());
    if (codes.empty()) return std::vector<std::string>();
    for (std::size_t i = 0; i < codes.size(); ++i) marks += i == 0 ? "?" : ",?";
    return snapshot.all(fmt::format("SELECT name FROM units WHERE code IN ({}) ORDER BY length(path)", marks),
                        db::Params(codes), [](const db::Row& row) { return row.str(0); });
}

Result<std::optional<api::UnitRef>> Directory::find(db::Snapshot& snapshot, std::string_view id_or_code) {
    TRY(auto unit, find_unit(snapshot, id_or_code));
    if (!unit) return std::nullopt;
    return api::UnitRef{std::move(unit->id),    std::move(unit->code), std::move(unit->name), std::move(unit->path),
                        std::move(unit->level), std::move(unit->bloc), std::move(unit->area)};
}

}  // namespace sauro::units
