// Stores a record in a table of its own: the common case of a kind, so that references, repeated ids and sample marks
// work the same everywhere.
#pragma once
#include <string>
#include <vector>

#include "facts/facts.hpp"

namespace sauro::facts {

struct TableColumn {
    std::string field;     // key in the record
    std::string column;    // in the table
    std::string lookup{};  // SQL with one `?` that finds the referred row's id; empty = the value itself
    std::string refers{};  // kind named in the message when the lookup finds nothing
};

// The table has besides: id (UUIDv7), external_id UNIQUE, content_key UNIQUE where `by_content`, sample, created_at.
struct TableSpec {
    std::string kind, table;
    std::vector<TableColumn> columns;
    bool by_content = false;  // lines may come without id
    std::vector<std::string>
        natural_key{};  // columns that are UNIQUE together; a second row of the same key is compared as well
};

// Runs after a row was created (children rows); `id` is ours.
using AfterInsert = std::function<Status(db::Tx&, const std::string& id, const Record&)>;

std::function<Result<Kind::Stored>(db::Tx&, const Record&)> table_store(TableSpec spec, AfterInsert after = {});

// The text under a key of a record; "" when it is not there or no text.
std::string text_of(const Record& record, std::string_view key);

// Lookup of a unit by its code, the reference that most kinds have.
inline TableColumn unit_column(std::string field, std::string column) {
    return {std::move(field), std::move(column), "SELECT id FROM units WHERE code = ?", "unit"};
}

// A view of the usual shape: id, unit, unit_path, area, level, bloc, area_merged, date, sample, then its own columns.
View unit_view(std::string name, std::vector<View::Column> own);
// The view with the words that keys of this kind allow in columns of the same name ("decision_by" of "decision.by").
View with_words(View view, const Kind& kind);
// Words of the columns that tell the level and the bloc of a unit.
const std::vector<std::string>& levels();
const std::vector<std::string>& blocs();

}  // namespace sauro::facts
