#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/id.hpp"
#include "modules/documents/keys.hpp"
#include "modules/documents/store.hpp"
#include "modules/documents/store_row.hpp"

namespace sauro::documents::store {

namespace {

void assign(std::string& to, const db::Row& row, std::size_t c) { to = row.text(c); }
void assign(Text& to, const db::Row& row, std::size_t c) { to = row.opt_text(c); }
void assign(std::int64_t& to, const db::Row& row, std::size_t c) { to = row.integer(c); }
void assign(Number& to, const db::Row& row, std::size_t c) { to = row.opt_integer(c); }
void assign(bool& to, const db::Row& row, std::size_t c) { to = row.boolean(c); }
void assign(std::optional<bool>& to, const db::Row& row, std::size_t c) { to = row.opt_boolean(c); }

// Changes of counters of one write. Every counter row is touched once.
struct CounterChange {
    std::map<std::tuple<std::string, std::string, std::int64_t, std::string>, std::int64_t>
        counts;  // unit, direction, year, status
    std::map<std::tuple<std::string, std::int64_t, std::string, std::string>, std::int64_t>
        volumes;  // unit, year, month, type

    void add(const Record& r, std::int64_t by) {
        counts[{r.unit_id, r.direction, r.register_year, r.status}] += by;
        // A recalled document was issued and still counts; a draft is none yet (INT-02, INT-03 of the rulebook).
        if (r.direction == "out" && r.administrative.value_or(false)) {
            volumes[{r.unit_id, r.register_year, r.counted_on.substr(0, 7), r.document_type.value_or("")}] += by;
        }
    }
    Status apply(db::Tx& tx) const {
        for (const auto& [key, by] : counts) {
            if (by == 0) continue;
            const auto& [unit, direction, year, status] = key;
            TRYV(tx.execute(
                "INSERT INTO document_counts (unit_id, direction, year, status, count) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (unit_id, direction, year, status) DO UPDATE SET count = document_counts.count + "
                "excluded.count",
                {unit, direction, year, status, by}));
        }
        for (const auto& [key, by] : volumes) {
            if (by == 0) continue;
            const auto& [unit, year, month, type] = key;
            TRYV(tx.execute(
                "INSERT INTO document_volumes (unit_id, year, month, document_type, count) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (unit_id, month, document_type) DO UPDATE SET count = document_volumes.count + "
                "excluded.count",
                {unit, year, month, type, by}));
        }
        return {};
    }
};

const std::string& insert_sql() {
    static const std::string sql = [] {
        std::string names, marks;
        const Record blank;
        visit_columns(blank, [&](std::string_view name, const auto&) {
            names += (names.empty() ? "" : ", ") + std::string(name);
            marks += marks.empty() ? "?" : ", ?";
        });
        return "INSERT INTO documents (" + names + ") VALUES (" + marks + ")";
    }();
    return sql;
}

const std::string& update_sql() {
    static const std::string sql = [] {
        std::string sets;
        const Record blank;
        visit_columns(blank, [&](std::string_view name, const auto&) {
            sets += (sets.empty() ? "" : ", ") + std::string(name) + " = ?";
        });
        return "UPDATE documents SET " + sets + " WHERE id = ? AND version = ?";
    }();
    return sql;
}

}  // namespace

const std::string& record_columns() {
    static const std::string names = [] {
        std::string list;
        const Record blank;
        visit_columns(blank, [&](std::string_view name, const auto&) {
            list += (list.empty() ? "d." : ", d.") + std::string(name);
        });
        return list;
    }();
    return names;
}

Record record_of(const db::Row& row) {
    Record record;
    std::size_t column = 0;
    visit_columns(record, [&](std::string_view, auto& member) { assign(member, row, column++); });
    return record;
}

std::vector<db::Value> values_of(const Record& record) {
    std::vector<db::Value> values;
    values.reserve(64);
    visit_columns(record, [&](std::string_view, const auto& member) { values.emplace_back(member); });
    return values;
}

Result<std::optional<Record>> find(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id) {
    const std::string sql = "SELECT " + record_columns() + " FROM documents d WHERE d.id = ?";
    TRY(auto found, snapshot.one(sql, {id}, record_of));
    if (found && !unit_id.empty() && found->unit_id != unit_id) found.reset();
    return found;
}

Result<std::optional<Record>> find_external(db::Snapshot& snapshot, std::string_view external_id) {
    return snapshot.one("SELECT " + record_columns() + " FROM documents d WHERE d.external_id = ?", {external_id},
                        record_of);
}

Status insert(db::Tx& tx, const Record& record) {
    const auto values = values_of(record);
    TRYV(tx.execute(insert_sql(), db::Params(values)));
    CounterChange change;
    change.add(record, 1);
    return change.apply(tx);
}

Status update(db::Tx& tx, const Record& before, Record& after) {
    after.version = before.version + 1;
    auto values = values_of(after);
    values.emplace_back(before.id);
    values.emplace_back(before.version);
    TRY(const auto changed, tx.execute(update_sql(), db::Params(values)));
    if (changed != 1) {
        return fail(ErrorKind::conflict, "document.stale",
                    "Văn bản này vừa được người khác sửa. Hãy xem bản mới rồi sửa lại phần của mình.",
                    "Somebody changed this document meanwhile; look at the new version first.");
    }
    CounterChange change;
    change.add(before, -1);
    change.add(after, 1);
    return change.apply(tx);
}

Status put_text(db::Tx& tx, std::string_view document_id, std::string_view text, std::string_view reading_json) {
    const db::Value reading = reading_json.empty() ? db::Value() : db::Value(reading_json);
    TRYV(
        tx.execute("INSERT INTO document_texts (document_id, text, reading) VALUES (?, ?, ?) "
                   "ON CONFLICT (document_id) DO UPDATE SET text = excluded.text, reading = excluded.reading",
                   {document_id, text, reading}));
    return {};
}

Status note_text_change(db::Tx& tx, const Record& r) {
    constexpr std::string_view next = "(SELECT COALESCE(max(change), 0) + 1 FROM text_numbers)";
    TRY(const auto known,
        tx.execute(fmt::format("UPDATE text_numbers SET change = {} WHERE document_id = ?", next), {r.id}));
    if (known > 0 || r.direction == "draft") return {};
    TRYV(
        tx.execute(fmt::format("INSERT INTO text_numbers (number, document_id, change) SELECT (SELECT "
                               "COALESCE(max(number), 0) + 1 FROM text_numbers), d.document_id, {} FROM document_texts "
                               "d WHERE d.document_id = ?",
                               next),
                   {r.id}));
    return {};
}

Result<std::optional<StoredText>> text_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.one("SELECT text, reading FROM document_texts WHERE document_id = ?", {document_id},
                        [](const db::Row& row) { return StoredText{row.str(0), row.str(1)}; });
}

Status add_event(db::Tx& tx, std::string_view document_id, const Event& event) {
    TRYV(
        tx.execute("INSERT INTO document_events (id, document_id, at, actor, actor_name, action, detail) VALUES (?, ?, "
                   "?, ?, ?, ?, ?)",
                   {base::uuid7(), document_id, event.at, event.actor, event.actor_name, event.action, event.detail}));
    return {};
}

Result<std::vector<Event>> events_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(
        "SELECT at, actor, actor_name, action, detail FROM document_events WHERE document_id = ? ORDER BY id",
        {document_id},
        [](const db::Row& row) { return Event{row.integer(0), row.str(1), row.str(2), row.str(3), row.str(4)}; });
}

Result<std::vector<Duplicate>> duplicates(db::Snapshot& snapshot, const DuplicateQuery& query) {
    constexpr std::size_t most = 20;  // shown to a person: the first ones tell enough
    std::vector<Duplicate> found;
    const auto add = [&](const Record& r, std::string_view reason) {
        const bool known = std::any_of(found.begin(), found.end(), [&](const Duplicate& d) { return d.id == r.id; });
        const bool asked = query.direction.empty() ? r.direction != "draft" : r.direction == query.direction;
        if (known || r.id == query.except_id || !asked) return;
        found.push_back({r.id, r.unit_id, r.number, r.symbol, r.subject, r.arrival_date, std::string(reason),
                         reason == "same_file" ? std::optional<int>(100) : std::nullopt});
    };
    if (!query.file_sha256.empty()) {
        TRYV(
            snapshot.query("SELECT " + record_columns() + " FROM documents d WHERE d.file_sha256 = ? AND d.unit_id = ?",
                           {query.file_sha256, query.unit_id}, [&](const db::Row& row) {
                               add(record_of(row), "same_file");
                               return found.size() < most;
                           }));
    }
    const auto key = symbol_key(query.symbol);
    if (key.empty()) return found;
    const auto issuer = issuer_key(query.issuer);
    // Symbol alone is not enough: every commune has a "05/QĐ-UBND". An issuer or a year that one side does not know
    // cannot tell them apart.
    TRYV(snapshot.query("SELECT " + record_columns() + " FROM documents d WHERE d.unit_id = ? AND d.symbol_key = ?",
                        {query.unit_id, key}, [&](const db::Row& row) {
                            const auto r = record_of(row);
                            const bool same_issuer =
                                issuer.empty() || !r.issuer_key || r.issuer_key->empty() || *r.issuer_key == issuer;
                            const auto year = r.date ? r.date->substr(0, 4) : std::string();
                            const bool same_year = !query.year || year.empty() || year == std::to_string(*query.year);
                            if (same_issuer && same_year) add(r, "same_symbol");
                            return found.size() < most;
                        }));
    return found;
}

}  // namespace sauro::documents::store
