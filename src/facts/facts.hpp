// Facts: what `sauro load` takes (kinds) and what norms may look at (views). Both are declared by modules as data.
#pragma once
#include <cstdint>
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
    std::vector<std::string> one_of{};  // allowed words, empty = any
    std::string refers{};               // kind this id points to ("unit"), resolved by the kind's `store`
    std::string note{};                 // Vietnamese, for the documentation of the format
    std::vector<Field> members{};       // Type::object: its keys; they stand in the record flattened, "decision.by"
    std::optional<std::int64_t> min{};  // integers: the smallest allowed, 0 when unset
    Status (*check)(std::string_view value) = nullptr;  // texts: a further shape, such as a reporting period
    std::string
        null_means{};  // word that an explicit null stands for, where that differs from a key left out (unknown)
};

// A parsed line: only declared keys, right types, NFC text; a key left out is absent (unknown), not false.
// Lists stand as compact JSON text. A kind whose `id` is not required gets the key "@content" when the line has none:
// content and how often it came before in the same file, so that the same file loaded again changes nothing.
using Record = std::map<std::string, db::Value, std::less<>>;
inline constexpr std::string_view content_key = "@content";
inline constexpr std::string_view sample_key =
    "@sample";  // 1: an invented fact of the sample world; never comes from a file

struct Kind {
    std::string name;  // "conference"
    std::vector<Field> fields;
    // Insert or refuse inside the load's transaction. A repeated id with the same content is "unchanged", with other
    // content an error fact.duplicate. Refuse with the helpers below: a line whose reference is unknown (their code, or
    // one ending in ".unknown") is tried again after the others (lines may come in any order). An error "db.…" ends the
    // load at once, because PostgreSQL takes no further statement after one.
    enum class Stored { created, unchanged };
    std::function<Result<Stored>(db::Tx&, const Record&)> store;
};

// error fact.unknown_reference on `field`: "đơn vị "X09" chưa có …"
[[nodiscard]] std::unexpected<Error> unknown_reference(std::string_view field, std::string_view kind,
                                                       std::string_view id);
// error fact.duplicate: the id stands already with other content; `differs` names the first field that does.
[[nodiscard]] std::unexpected<Error> duplicate(std::string_view kind, std::string_view id, std::string_view differs);

// A documented SQL view that the rulebook reads; column `id` names the fact, `unit`, `area`, `date` (ISO) where they
// exist.
struct View {
    std::string name;  // "conferences": SQL view fact_conferences
    struct Column {
        std::string name;
        Type type = Type::text;
        std::string note{};
        std::vector<std::string> one_of{};  // every word the column can hold, empty = any text
    };
    std::vector<Column> columns;
    std::string unit_column{}, area_column{}, date_column{};  // for grouping; empty when the view has none

    // Facts of which there are many give the same rows once more before units are joined to them: SQL view rows_<name>
    // with `unit_id`, `id`, `date` (never null) and these `columns`. Counting looks there and joins units last. `table`
    // is where a change of such a row happens; unit_id and date are its columns there.
    // Where the table has columns that rows_<name> does not read and that are written often, `watched` names those it
    // reads.
    struct Source {
        std::string table, unit_id, date;  // "documents", "unit_id", "counted_on"
        std::vector<std::string> columns;
        std::vector<std::string> watched{};
    };
    std::optional<Source> source{};

    // Facts of which there are many can be looked through before anything is joined to them: SQL view scan_<name> gives
    // `row_id` (fact_<name> has it too, beside its documented columns) and these columns. Where only open rows are
    // asked for, the few that may be open are found there. In such a view date, unit, unit_path, level and bloc always
    // have a value. A column "<key>_row", in both, tells apart the groups of the column <key>.
    std::vector<std::string> scan{};
    // Statements that bring up to date what the view keeps beside its rows; each does a part, and no row when all is
    // done. What is not kept yet the view works out from its rows: its answer is the same, only later.
    std::vector<std::string> refresh{};
};

}  // namespace sauro::facts
