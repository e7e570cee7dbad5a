// Documents as this module sees them, through the view of the documents module.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "db/db.hpp"
#include "modules/compare/compare.hpp"

namespace sauro::compare::store {

struct Row {
    std::optional<std::int64_t> number;
    std::string id, unit_id, unit_code, unit_name, unit_path, unit_level, direction;
    std::optional<std::int64_t> book_number;
    Text symbol, document_type, date, issuer;
    std::string subject;
    Text file_sha256;
};
Result<std::optional<Row>> by_number(db::Snapshot&, std::int64_t number);
Result<std::optional<Row>> by_id(db::Snapshot&, std::string_view id);
Result<std::string> text_of(db::Snapshot&, std::string_view document_id);  // "" when it has none

struct Change {
    std::int64_t number = 0, change = 0;
    std::string id, direction;
};
// What changed after the mark, in order.
Result<std::vector<Change>> changes_after(db::Snapshot&, std::int64_t mark, int limit);

}  // namespace sauro::compare::store
