// Facts: what `sauro load` takes (kinds) and what norms may look at (views). Both are declared by modules as data.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "db/db.hpp"

namespace sauro::facts {

enum class Type { text, integer, boolean, date, number, list, object };

struct Field {
    std::string name;
    Type type = Type::text;
    bool required = false;
    std::vector<std::string> one_of;  // allowed words, empty = any
    std::string refers;               // kind this id points to ("unit"), resolved by the kind's `store`
    std::string note;                 // Vietnamese, for the documentation of the format
};

// A parsed line: only declared keys, right types, NFC text; a key left out is absent (unknown), not false.
using Record = std::map<std::string, db::Value, std::less<>>;  // lists and objects stand as compact JSON text

struct Kind {
    std::string name;  // "conference"
    std::vector<Field> fields;
    // Insert or refuse inside the load's transaction. A repeated id with the same content is "unchanged", with other content an error fact.duplicate.
    enum class Stored { created, unchanged };
    std::function<Result<Stored>(db::Tx&, const Record&)> store;
};

// A documented SQL view that the rulebook reads; column `id` names the fact, `unit`, `area`, `date` (ISO) where they exist.
struct View {
    std::string name;  // "conferences": SQL view fact_conferences
    struct Column {
        std::string name;
        Type type = Type::text;
        std::string note;
    };
    std::vector<Column> columns;
    std::string unit_column, area_column, date_column;  // for grouping; empty when the view has none
};

}  // namespace sauro::facts
