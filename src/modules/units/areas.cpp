// Areas as they stood on a day.
#include "modules/units/units.hpp"
#include "text/text.hpp"

namespace sauro::units {
namespace {

// Dates are ISO text, so they compare as text; '' and NULL begin before every day.
constexpr std::string_view area_columns =
    "SELECT a.code, a.level, a.parent_code, a.merged, a.valid_from, a.valid_to, a.sample, n.name, n.full_name, n.kind "
    "FROM areas a JOIN area_names n ON n.area_code = a.code AND n.valid_from <= ? "
    "AND (n.valid_to IS NULL OR n.valid_to >= ?) "
    "WHERE (a.valid_from IS NULL OR a.valid_from <= ?) AND (a.valid_to IS NULL OR a.valid_to >= ?) AND ";

Area area_of(const db::Row& row) {
    Area area;
    area.code = row.str(0);
    area.level = row.str(1);
    area.parent = row.opt_text(2);
    area.merged = row.opt_boolean(3);
    area.valid_from = row.opt_text(4);
    area.valid_to = row.opt_text(5);
    area.sample = row.boolean(6);
    area.name = row.str(7);
    area.full_name = row.str(8);
    area.kind = row.str(9);
    return area;
}

}  // namespace

bool is_level(std::string_view word) { return word == "central" || word == "province" || word == "commune"; }
bool is_bloc(std::string_view word) {
    return word == "party" || word == "government" || word == "elected" || word == "mass";
}

Result<std::vector<Area>> areas_of(db::Snapshot& snapshot, std::string_view parent, base::Date as_of) {
    const std::string day = as_of.iso();
    return snapshot.all(std::string(area_columns) + "a.parent_code = ? ORDER BY a.code", {day, day, day, day, parent},
                        area_of);
}

Result<std::optional<Area>> find_area(db::Snapshot& snapshot, std::string_view code, base::Date as_of) {
    const std::string day = as_of.iso();
    return snapshot.one(std::string(area_columns) + "a.code = ?", {day, day, day, day, code}, area_of);
}

Result<std::vector<AreaName>> names_of_area(db::Snapshot& snapshot, std::string_view code) {
    return snapshot.all(
        "SELECT name, full_name, kind, valid_from, valid_to, basis FROM area_names WHERE area_code = ? ORDER BY "
        "valid_from",
        {code}, [](const db::Row& row) {
            return AreaName{row.str(0), row.str(1), row.str(2), row.str(3), row.opt_text(4), row.opt_text(5)};
        });
}

Result<std::vector<std::string>> succeeded_by(db::Snapshot& snapshot, std::string_view code) {
    return snapshot.all("SELECT old_name FROM area_successions WHERE new_code = ? ORDER BY old_name", {code},
                        [](const db::Row& row) { return row.str(0); });
}

Result<std::vector<std::string>> successors_of(db::Snapshot& snapshot, std::string_view old_name) {
    // 63 rows: folding them here costs less than a column for it.
    const std::string wanted = text::fold(text::trim(old_name));
    std::vector<std::string> codes;
    TRYV(snapshot.query("SELECT old_name, new_code FROM area_successions ORDER BY new_code", {},
                        [&](const db::Row& row) {
                            if (text::fold(row.text(0)) == wanted) codes.push_back(row.str(1));
                            return true;
                        }));
    return codes;
}

}  // namespace sauro::units
