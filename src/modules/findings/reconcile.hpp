// One scope brought up to date: its verdicts now against the rows that stand.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "modules/findings/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

// Where each unit of a scope stands.
struct Places {
    struct Unit {
        std::string path, area, level;
    };
    std::map<std::string, Unit, std::less<>> units;         // by code
    std::map<std::string, std::string, std::less<>> leads;  // area code → path of its highest unit
    static Result<Places> read(db::Snapshot&, std::string_view scope);
};

// Scopes that together hold every unit once: the highest unit of each province, and each central body by itself.
Result<std::vector<std::string>> whole_scopes(db::Snapshot&);
// What to evaluate when the facts of a unit changed: the body that leads its area, since caps count whoever convened.
Result<std::string> scope_of(db::Snapshot&, std::string_view unit_path);

struct Difference {
    struct Seen {
        store::Row row;        // as it should stand; `id` empty: not known before
        std::string outcome;   // breached | waived | gone
        std::string reason{};  // of "gone", in words
    };
    std::vector<Seen> rows;
    struct Unknown {
        std::string unit_path, norm, period, missing;
        std::int64_t count = 0, before = 0;
    };
    std::vector<Unknown> unknowns;
    struct Note {
        std::string unit_path, norm, period, text;
    };
    std::vector<Note> notes;  // all of them; what stands and is not here goes
    std::string scope;
    bool alone = false;  // this unit only, not what lies below
};
// Pure reading; bounded by what stands in the scope, not by its facts.
Result<Difference> compare(const rulebook::Rulebook&, db::Snapshot&, std::string_view scope, base::Date today,
                           base::Millis now);
// Some of it, in one write; reads each row again, because people may have answered meanwhile.
Status apply(db::Tx&, std::span<const Difference::Seen> rows, std::span<const Difference::Unknown> unknowns,
             base::Date today, base::Millis now);
Status apply_notes(db::Tx&, const Difference&);

}  // namespace sauro::findings
