#include "modules/compare/store.hpp"

namespace sauro::compare::store {
namespace {

constexpr std::string_view kRow =
    "SELECT number, id, unit_id, unit_code, unit_name, unit_path, unit_level, direction, book_number, symbol, "
    "document_type, date, issuer, subject, file_sha256 FROM comparable_documents WHERE ";

Row row_of(const db::Row& row) {
    return {row.opt_integer(0), row.str(1),       row.str(2),       row.str(3),         row.str(4),
            row.str(5),         row.str(6),       row.str(7),       row.opt_integer(8), row.opt_text(9),
            row.opt_text(10),   row.opt_text(11), row.opt_text(12), row.str(13),        row.opt_text(14)};
}

}  // namespace

Result<std::optional<Row>> by_number(db::Snapshot& snapshot, std::int64_t number) {
    return snapshot.one(std::string(kRow) + "number = ?", {number}, row_of);
}

Result<std::optional<Row>> by_id(db::Snapshot& snapshot, std::string_view id) {
    return snapshot.one(std::string(kRow) + "id = ?", {id}, row_of);
}

Result<std::string> text_of(db::Snapshot& snapshot, std::string_view document_id) {
    TRY(auto found, snapshot.one("SELECT text FROM document_texts WHERE document_id = ?", {document_id},
                                 [](const db::Row& row) { return row.str(0); }));
    return std::move(found).value_or("");
}

Result<std::vector<Change>> changes_after(db::Snapshot& snapshot, std::int64_t mark, int limit) {
    return snapshot.all(
        "SELECT n.number, n.change, n.document_id, d.direction FROM text_numbers n JOIN documents d ON d.id = "
        "n.document_id WHERE n.change > ? ORDER BY n.change LIMIT ?",
        {mark, limit},
        [](const db::Row& row) { return Change{row.integer(0), row.integer(1), row.str(2), row.str(3)}; });
}

}  // namespace sauro::compare::store
