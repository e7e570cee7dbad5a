#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "modules/documents/keys.hpp"
#include "modules/documents/store.hpp"
#include "modules/documents/store_row.hpp"

namespace sauro::documents::store {

namespace {

// Where the last page ended. By list: sort_key and id; by due day: due and id.
struct Cursor {
    std::int64_t key = 0;
    std::string due, id;
};

std::unexpected<Error> bad_cursor() {
    return fail(ErrorKind::invalid, "list.cursor",
                "Dấu trang của danh sách không còn dùng được. Hãy mở lại danh sách từ đầu.",
                "The list cursor is not valid; start from the first page.");
}

Result<Cursor> parse_cursor(std::string_view text, bool by_due) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size() || text.size() > 100) return bad_cursor();
    Cursor cursor;
    cursor.id = std::string(text.substr(colon + 1));
    const auto key = text.substr(0, colon);
    if (by_due) {
        if (!base::Date::parse_iso(key)) return bad_cursor();
        cursor.due = std::string(key);
    } else {
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), cursor.key);
        if (error != std::errc{} || end != key.data() + key.size()) return bad_cursor();
    }
    return cursor;
}

}  // namespace

Result<Page> list(db::Snapshot& snapshot, const ListQuery& query) {
    const bool by_due = query.overdue_on.has_value();
    const int limit = std::clamp(query.limit, 1, 5000);
    std::string sql = "SELECT " + record_columns() + " FROM documents d WHERE d.unit_id = ? AND d.direction = ?";
    std::vector<db::Value> params = {query.unit_id, query.direction};
    const auto where = [&](std::string_view condition, std::initializer_list<db::Value> values) {
        sql += condition;
        params.insert(params.end(), values);
    };
    if (query.status) where(" AND d.status = ?", {*query.status});
    if (query.document_type) where(" AND d.document_type = ?", {*query.document_type});
    if (query.from) where(" AND d.sort_key >= ?", {sort_key(*query.from, 0)});
    if (by_due) where(" AND d.is_open = 1 AND d.due IS NOT NULL AND d.due < ?", {query.overdue_on->iso()});
    std::optional<std::int64_t> before;  // sort keys of the days asked for lie below
    if (query.to) before = sort_key(query.to->plus_days(1), 0);
    if (query.cursor) {
        TRY(const auto cursor, parse_cursor(*query.cursor, by_due));
        if (by_due) {
            where(" AND (d.due, d.id) > (?, ?)", {cursor.due, cursor.id});
        } else {
            where(" AND (d.sort_key, d.id) < (?, ?)", {cursor.key, cursor.id});
            // One upper bound only: with two, SQLite may walk from the other one down to the cursor, and page n costs n
            // pages.
            if (before && cursor.key < *before) before.reset();
        }
    }
    if (before) where(" AND d.sort_key < ?", {*before});
    sql += by_due ? " ORDER BY d.due, d.id" : " ORDER BY d.sort_key DESC, d.id DESC";
    where(" LIMIT ?", {limit + 1});
    Page page;
    TRY(page.rows, snapshot.all(sql, db::Params(params), record_of));
    if (page.rows.size() > static_cast<std::size_t>(limit)) {
        page.rows.pop_back();
        const auto& last = page.rows.back();
        page.next = by_due ? fmt::format("{}:{}", last.due.value_or(""), last.id)
                           : fmt::format("{}:{}", last.sort_key, last.id);
    }
    return page;
}

Result<std::vector<Record>> by_ids(db::Snapshot& snapshot, std::string_view unit_id, std::string_view direction,
                                   const std::vector<std::string>& ids) {
    std::vector<Record> found;
    const std::string sql = "SELECT " + record_columns() + " FROM documents d WHERE d.id = ? AND d.unit_id = ?";
    for (const auto& id : ids) {
        TRYV(snapshot.query(sql, {id, unit_id}, [&](const db::Row& row) {
            auto record = record_of(row);
            if (direction.empty() || record.direction == direction) found.push_back(std::move(record));
            return false;
        }));
    }
    return found;
}

Result<std::vector<std::string>> ids_after(db::Snapshot& snapshot, std::string_view id, std::int64_t limit) {
    return snapshot.all("SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT ?", {id, limit},
                        [](const db::Row& row) { return row.str(0); });
}

Result<std::vector<std::string>> ids_by_number(db::Snapshot& snapshot, std::string_view unit_id,
                                               std::string_view direction, std::int64_t number) {
    return snapshot.all(
        "SELECT d.id FROM registers r JOIN documents d ON d.register_id = r.id AND d.number = ? WHERE r.unit_id = ? "
        "AND r.direction = ?",
        {number, unit_id, direction}, [](const db::Row& row) { return row.str(0); });
}

Result<Counts> counts(db::Snapshot& snapshot, std::string_view unit_id, std::string_view direction, base::Date today) {
    Counts counts;
    TRYV(snapshot.query("SELECT status, count FROM document_counts WHERE unit_id = ? AND direction = ?",
                        {unit_id, direction}, [&](const db::Row& row) {
                            counts.all += row.integer(1);
                            if (row.text(0) == "waiting") counts.waiting += row.integer(1);
                            return true;
                        }));
    TRYV(
        snapshot.query("SELECT COUNT(*) FROM (SELECT 1 FROM documents d WHERE d.unit_id = ? AND d.direction = ? AND "
                       "d.is_open = 1 AND d.due IS NOT NULL "
                       "AND d.due < ? LIMIT 1000) late",
                       {unit_id, direction, today.iso()}, [&](const db::Row& row) {
                           counts.overdue = row.integer(0);
                           return false;
                       }));
    return counts;
}

Status recount(db::Tx& tx) {
    TRYV(tx.execute("DELETE FROM document_counts"));
    TRYV(tx.execute("DELETE FROM document_volumes"));
    TRYV(
        tx.execute("INSERT INTO document_counts (unit_id, direction, year, status, count) "
                   "SELECT unit_id, direction, register_year, status, COUNT(*) FROM documents GROUP BY unit_id, "
                   "direction, register_year, status"));
    TRYV(tx.execute(
        "INSERT INTO document_volumes (unit_id, year, month, document_type, count) "
        "SELECT unit_id, register_year, SUBSTR(counted_on, 1, 7), COALESCE(document_type, ''), COUNT(*) FROM documents "
        "WHERE direction = 'out' AND administrative = 1 GROUP BY unit_id, register_year, SUBSTR(counted_on, 1, 7), "
        "COALESCE(document_type, '')"));
    return {};
}

}  // namespace sauro::documents::store
