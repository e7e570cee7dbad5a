// Areas (places with official codes) and units (bodies that work in them): import, sample world, names over time,
// search. The interface of the module; the tables are in migrations/0001_units.sql.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::units {

api::Module module();

// ---- filling ----------------------------------------------------------------------------------------------------
inline constexpr std::string_view root_code = "TW";
inline constexpr std::string_view nation_code = "VN";

// The nation of data/*.csv: 34 provinces, 3,321 communes with the changes of their names, the bodies of
// data/standard_bodies.csv in each, central bodies, identifiers. Adds what is missing and touches nothing that stands.
Status import_nation(db::Tx& tx);
Status import_nation(db::Database& database);
// The root unit "TW" and the nation it works in; import_nation does this too.
Status ensure_root(db::Tx& tx);
// The fictional province "MH" (Tỉnh Minh Họa) with 12 communes, marked as sample.
Status create_sample_areas(db::Tx& tx);
Status create_sample_areas(db::Database& database);

// Level and bloc of a body of the nation by its code, from the reference data alone (no database); nullopt = no such
// body.
struct StandardUnit {
    std::string level, bloc;
};
std::optional<StandardUnit> standard_unit(std::string_view code);

// ---- words of the columns ---------------------------------------------------------------------------------------
bool is_level(std::string_view word);  // central province commune
bool is_bloc(std::string_view word);   // party government elected mass

// ---- reading ----------------------------------------------------------------------------------------------------
struct Area {
    std::string code, level;
    std::string name, full_name, kind;  // as of the day asked for
    std::optional<std::string> parent;
    std::optional<bool> merged;
    std::optional<std::string> valid_from, valid_to;
    bool sample = false;
};
struct AreaName {
    std::string name, full_name, kind, valid_from;
    std::optional<std::string> valid_to, basis;
};
// Areas whose parent is `parent`, as they stood on the day, in order of code.
Result<std::vector<Area>> areas_of(db::Snapshot& snapshot, std::string_view parent, base::Date as_of);
Result<std::optional<Area>> find_area(db::Snapshot& snapshot, std::string_view code, base::Date as_of);
Result<std::vector<AreaName>> names_of_area(db::Snapshot& snapshot, std::string_view code);
// Names of the older areas that became this one.
Result<std::vector<std::string>> succeeded_by(db::Snapshot& snapshot, std::string_view code);
// Codes of the areas that took over an older one, found with or without marks ("Hà Giang" -> 08).
Result<std::vector<std::string>> successors_of(db::Snapshot& snapshot, std::string_view old_name);

struct Unit {
    std::string id, code, name, level, bloc, body, path, area;
    std::optional<std::string> parent_id, valid_from, valid_to;
    bool sample = false;
};
Result<std::optional<Unit>> find_unit(db::Snapshot& snapshot, std::string_view id_or_code);
// With the name it had on the day; nullopt when it did not stand yet or any more.
Result<std::optional<Unit>> find_unit_as_of(db::Snapshot& snapshot, std::string_view id_or_code, base::Date as_of);
Result<std::optional<Unit>> find_by_identifier(db::Snapshot& snapshot, std::string_view scheme, std::string_view code);
// One page of the children of a unit, in order of code; `after` is the last code of the page before.
Result<std::vector<Unit>> children_of(db::Snapshot& snapshot, std::string_view unit_id, std::string_view after,
                                      int limit);

struct SearchRequest {
    std::string text;         // "ba dinh", "Hoà", "ubnd"; each word is a beginning; "" = everything, in tree order
    std::string level, bloc;  // "" = any
    std::vector<std::string> scopes;  // path prefixes; none = nothing is found
    int limit = 20;
};
// Found without marks as with them; typed marks order the hits, never filter.
Result<std::vector<Unit>> search(db::Snapshot& snapshot, const SearchRequest& request);
// Names of the ancestors of a path, from the top, without the root and the unit itself.
Result<std::vector<std::string>> path_names(db::Snapshot& snapshot, std::string_view path);

// For api: units by id or code.
class Directory : public api::UnitDirectory {
  public:
    Result<std::optional<api::UnitRef>> find(db::Snapshot& snapshot, std::string_view id_or_code) override;
};

// ---- working days -----------------------------------------------------------------------------------------------
// From data/holidays.csv in the binary. Rows of certainty "pending" are shown in the file but not counted.
base::WorkCalendar calendar();
// From another file of the same columns; the error names the line.
Result<base::WorkCalendar> read_calendar(std::string_view csv);

}  // namespace sauro::units
