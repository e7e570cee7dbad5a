#include "modules/findings/store.hpp"

#include <fmt/format.h>

namespace sauro::findings::store {
namespace {

constexpr std::string_view columns =
    "id, norm, period, unit, area, subject, unit_path, mission_row, severity, measured, limit_text, message, rulebook, "
    "state, recurring, resolved_said, disputed, first_seen, last_seen, fixed_at, assigned_account, assigned_name, "
    "due_date, explanation, explained_by, explained_at, waiver_body, waiver_number, waiver_date, sort_key, version";

Row row_of(const db::Row& row) {
    int at = 0;
    const auto text = [&] { return row.str(static_cast<std::size_t>(at++)); };
    const auto some = [&] { return row.opt_text(static_cast<std::size_t>(at++)); };
    const auto number = [&] { return row.integer(static_cast<std::size_t>(at++)); };
    const auto maybe = [&] { return row.opt_integer(static_cast<std::size_t>(at++)); };
    Row out;
    for (auto* field : {&out.id, &out.norm, &out.period, &out.unit, &out.area, &out.subject, &out.unit_path,
                        &out.mission_row, &out.severity})
        *field = text();
    out.measured = some();
    out.limit = some();
    out.message = text();
    out.rulebook = text();
    out.state = text();
    out.recurring = number();
    out.resolved_said = number() != 0;
    out.disputed = number() != 0;
    out.first_seen = number();
    out.last_seen = number();
    out.fixed_at = maybe();
    for (auto* field : {&out.assigned_account, &out.assigned_name, &out.due_date, &out.explanation, &out.explained_by})
        *field = some();
    out.explained_at = maybe();
    for (auto* field : {&out.waiver_body, &out.waiver_number, &out.waiver_date}) *field = some();
    out.sort_key = text();
    out.version = number();
    return out;
}

std::vector<db::Value> values_of(const Row& row) {
    return {
        row.id,           row.norm,         row.period,           row.unit,          row.area,        row.subject,
        row.unit_path,    row.mission_row,  row.severity,         row.measured,      row.limit,       row.message,
        row.rulebook,     row.state,        row.recurring,        row.resolved_said, row.disputed,    row.first_seen,
        row.last_seen,    row.fixed_at,     row.assigned_account, row.assigned_name, row.due_date,    row.explanation,
        row.explained_by, row.explained_at, row.waiver_body,      row.waiver_number, row.waiver_date, row.sort_key,
        row.version};
}

}  // namespace

Result<std::optional<Row>> find(db::Snapshot& snapshot, std::string_view id) {
    return snapshot.one(fmt::format("SELECT {} FROM findings WHERE id = ?", columns), {id}, row_of);
}

Status insert(db::Tx& tx, const Row& row) {
    const auto values = values_of(row);
    std::string marks;
    for (std::size_t i = 0; i < values.size(); ++i) marks += i == 0 ? "?" : ",?";
    TRYV(tx.execute(fmt::format("INSERT INTO findings ({}) VALUES ({})", columns, marks), db::Params(values)));
    return {};
}

Status update(db::Tx& tx, const Row& row) {
    TRYV(tx.execute(
        "UPDATE findings SET severity = ?, measured = ?, limit_text = ?, message = ?, rulebook = ?, state = ?, "
        "recurring = ?, resolved_said = ?, disputed = ?, first_seen = ?, last_seen = ?, fixed_at = ?, "
        "assigned_account = ?, assigned_name = ?, due_date = ?, explanation = ?, explained_by = ?, explained_at = ?, "
        "waiver_body = ?, waiver_number = ?, waiver_date = ?, sort_key = ?, version = version + 1 WHERE id = ?",
        {row.severity,         row.measured,      row.limit,       row.message,
         row.rulebook,         row.state,         row.recurring,   row.resolved_said,
         row.disputed,         row.first_seen,    row.last_seen,   row.fixed_at,
         row.assigned_account, row.assigned_name, row.due_date,    row.explanation,
         row.explained_by,     row.explained_at,  row.waiver_body, row.waiver_number,
         row.waiver_date,      row.sort_key,      row.id}));
    return {};
}

Result<std::vector<Row>> standing(db::Snapshot& snapshot, std::string_view scope, bool exactly,
                                  std::string_view period) {
    return snapshot.all(fmt::format("SELECT {} FROM findings WHERE unit_path >= ? AND unit_path < ? AND period = ? AND "
                                    "state <> 'fixed'",
                                    columns),
                        {scope, exactly ? std::string(scope) + '\x01' : end_of(scope), period}, row_of);
}

Result<std::optional<Row>> of_group(db::Snapshot& snapshot, const Row& like) {
    return snapshot.one(
        fmt::format("SELECT {} FROM findings WHERE norm = ? AND period = ? AND unit_path = ? AND unit = "
                    "? AND area = ? AND subject = ?",
                    columns),
        {like.norm, like.period, like.unit_path, like.unit, like.area, like.subject}, row_of);
}

Status add_event(db::Tx& tx, std::string_view finding, const Event& event) {
    TRYV(
        tx.execute("INSERT INTO finding_events (finding_id, seq, at, kind, actor, actor_name, text) SELECT ?, "
                   "COALESCE(MAX(seq), 0) + 1, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), "
                   "CAST(? AS TEXT) FROM finding_events WHERE finding_id = ?",
                   {finding, event.at, event.kind, event.actor, event.actor_name, event.text, finding}));
    return {};
}

Result<std::vector<Event>> events(db::Snapshot& snapshot, std::string_view finding, int limit) {
    return snapshot.all(
        "SELECT seq, at, kind, actor, actor_name, text FROM finding_events WHERE finding_id = ? ORDER BY seq DESC "
        "LIMIT ?",
        {finding, limit}, [](const db::Row& row) {
            return Event{row.integer(0), row.integer(1), row.str(2), row.str(3), row.str(4), row.str(5)};
        });
}

Result<Page> list(db::Snapshot& snapshot, const Filter& filter) {
    std::string sql = fmt::format("SELECT {} FROM findings WHERE ", columns);
    std::vector<db::Value> params{filter.scope, end_of(filter.scope)};
    // A wide scope is most of the table: walk the order and drop the few others; a narrow one is found by its path.
    sql += filter.wide && snapshot.dialect() == db::Dialect::sqlite ? "+unit_path >= ? AND +unit_path < ?"
                                                                    : "unit_path >= ? AND unit_path < ?";
    const auto with = [&](const char* condition, const Text& value) {
        if (!value) return;
        sql += fmt::format(" AND {}", condition);
        params.emplace_back(*value);
    };
    with("norm = ?", filter.norm);
    with("severity = ?", filter.severity);
    with("period = ?", filter.period);
    with("assigned_account = ?", filter.assigned);
    with("due_date <= ?", filter.due_to);
    with("unit = ?", filter.unit);
    with("area = ?", filter.area);
    with("';' || mission_row || ';' LIKE '%;' || ? || ';%'", filter.row);
    with("sort_key > ?", filter.after);
    if (filter.unassigned) sql += " AND assigned_account IS NULL";
    if (filter.recurring) sql += " AND recurring > 0";
    if (filter.state == "active") {
        sql += " AND state IN ('open', 'explained')";
    } else if (filter.state != "all") {
        with("state = ?", filter.state);
    }
    sql += " ORDER BY sort_key LIMIT ?";
    params.emplace_back(filter.limit + 1);
    Page page;
    TRY(page.rows, snapshot.all(sql, db::Params(params), row_of));
    if (page.rows.size() > static_cast<std::size_t>(filter.limit)) {
        page.rows.pop_back();
        page.next = page.rows.back().sort_key;
    }
    return page;
}

std::string sort_key(std::string_view severity, base::Millis first_seen, std::string_view id) {
    constexpr base::Millis far = 9'999'999'999'999;
    const char urgency = severity == "error" ? '0' : severity == "warning" ? '1' : '2';
    return fmt::format("{}{:013}{}", urgency, far - first_seen, id);
}

std::string end_of(std::string_view path) {
    std::string end(path);
    if (!end.empty()) ++end.back();  // '/' → '0'
    return end;
}

}  // namespace sauro::findings::store
