// From areas to the bodies that work in them, by the table data/standard_bodies.csv; used for the nation and the
// sample.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.hpp"
#include "modules/units/csv.hpp"
#include "modules/units/units.hpp"

namespace sauro::units {

struct AreaDraft {
    std::string code, level;
    std::optional<std::string> parent;
    std::optional<bool> merged;
    std::optional<std::string> valid_from;
    std::vector<AreaName> names;  // in order of time, at least one
    bool sample = false, external = false;
};

struct UnitDraft {
    struct Named {
        std::string name, valid_from;
        std::optional<std::string> valid_to;
    };
    std::string code, area, level, bloc;
    std::optional<std::string> body, parent;  // parent: code
    std::vector<Named> names;                 // in order of time, at least one; the last one is the name today
    std::string short_forms;                  // further words it is searched by
    std::optional<std::string> valid_from;
    bool sample = false, external = false;
};

// "Phường Ba Đình" -> {"phường", "Ba Đình"}; a name that begins with no known kind has kind "".
struct KindAndName {
    std::string kind, name;
};
KindAndName split_full_name(std::string_view full_name);

// The bodies of the areas, parents before children. `outer` gives the parent area of a commune.
Result<std::vector<UnitDraft>> standard_bodies(std::span<const AreaDraft> areas);
Result<std::vector<UnitDraft>> central_bodies();

// Words of the search columns: every name and the short forms, each word between blanks.
std::string folded_words(const UnitDraft& unit);
std::string spelled_words(const UnitDraft& unit);

// Write what is not there yet (by code). Parents must stand before, in the table or earlier in the list.
Status insert_areas(db::Tx& tx, std::span<const AreaDraft> areas);
Status insert_units(db::Tx& tx, std::span<const UnitDraft> units);

}  // namespace sauro::units
