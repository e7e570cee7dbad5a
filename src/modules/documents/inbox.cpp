#include "modules/documents/inbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/id.hpp"
#include "modules/documents/check.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents::inbox {
namespace {

constexpr std::string_view kColumns =
    "id, name, size, state, source, pages, pages_done, code, message, intake_id, document_id, format, ocr_used, "
    "confidence, weakest_field, symbol, date, issuer, subject, created_at, updated_at, rank, staged";

struct Row {
    Item item;
    std::int64_t rank = 0;
    std::string staged;
};
Row row_of(const db::Row& row) {
    Row out;
    Item& i = out.item;
    i.id = row.str(0);
    i.name = row.str(1);
    i.size = row.integer(2);
    i.state = row.str(3);
    i.source = row.str(4);
    i.pages = row.opt_integer(5);
    i.pages_done = row.integer(6);
    i.code = row.opt_text(7);
    i.message = row.opt_text(8);
    i.intake_id = row.opt_text(9);
    i.document_id = row.opt_text(10);
    i.format = row.opt_text(11);
    i.ocr_used = row.boolean(12);
    if (const auto thousandths = row.opt_integer(13)) i.confidence = static_cast<double>(*thousandths) / 1000;
    i.weakest_field = row.opt_text(14);
    i.symbol = row.opt_text(15);
    i.date = row.opt_text(16);
    i.issuer = row.opt_text(17);
    i.subject = row.opt_text(18);
    i.created_at = row.integer(19);
    i.updated_at = row.integer(20);
    out.rank = row.integer(21);
    out.staged = row.str(22);
    return out;
}

Result<std::optional<Row>> find_row(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id) {
    return snapshot.one("SELECT " + std::string(kColumns) + " FROM inbox_items WHERE id = ? AND unit_id = ?",
                        {id, unit_id}, row_of);
}

std::unexpected<Error> no_such_item() {
    return fail(ErrorKind::not_found, "inbox.not_found",
                "Không còn tệp này trong hộp quét. Tải lại danh sách để thấy các tệp còn lại.",
                "This file is no longer in the scan inbox.");
}

bool counted(std::string_view state) {
    return state == "waiting" || state == "reading" || state == "review" || state == "refused";
}

// The one place where a state changes: row, counters and version together. `set` holds further assignments.
Result<bool> move_to(db::Tx& tx, std::string_view unit_id, std::string_view id, std::string_view from,
                     std::string_view to, base::Millis now, std::string_view reader, std::string_view set = {},
                     std::vector<db::Value> values = {}) {
    std::string sql = "UPDATE inbox_items SET state = ?, updated_at = ?";
    std::vector<db::Value> params{to, now};
    if (!set.empty()) {
        sql.append(", ").append(set);
        params.insert(params.end(), values.begin(), values.end());
    }
    sql += " WHERE id = ? AND state = ?";
    params.insert(params.end(), {db::Value(id), db::Value(from)});
    if (!reader.empty()) {
        sql += " AND reader = ?";
        params.emplace_back(reader);
    }
    TRY(const auto changed, tx.execute(sql, params));
    if (changed != 1) return false;
    std::string counters = "UPDATE inbox_queues SET version = version + 1";
    if (counted(from)) counters += fmt::format(", {0} = {0} - 1", from);
    if (counted(to)) counters += fmt::format(", {0} = {0} + 1", to);
    TRYV(tx.execute(counters + " WHERE unit_id = ?", {unit_id}));
    return true;
}

// Least certain first: what a missing field costs is as much as a wrong one.
struct Weakest {
    std::string field;
    std::int64_t thousandths = 1000;
};
Weakest weakest_of(const docread::Document& reading) {
    Weakest weakest;
    const auto take = [&](std::string_view field, double confidence) {
        const auto thousandths = static_cast<std::int64_t>(std::clamp(confidence, 0.0, 1.0) * 1000);
        if (thousandths >= weakest.thousandths) return;
        weakest = {std::string(field), thousandths};
    };
    const std::pair<std::string_view, const std::optional<std::string>*> wanted[] = {
        {"symbol", &reading.symbol},
        {"date", &reading.date},
        {"issuer", &reading.issuer},
        {"document_type", &reading.document_type},
        {"subject", &reading.subject}};
    for (const auto& [field, value] : wanted) {
        if (!*value) take(field, 0);
        const auto mark = std::ranges::find(reading.fields, field, &docread::FieldMark::field);
        if (*value && mark != reading.fields.end()) take(field, mark->confidence);
    }
    return weakest;
}

Status finish_run(db::Tx& tx, std::string_view unit_id, std::int64_t pages) {
    TRYV(tx.execute("UPDATE inbox_queues SET run_done = run_done + 1, run_pages = run_pages + ? WHERE unit_id = ?",
                    {pages, unit_id}));
    return {};
}

}  // namespace

Result<Added> add(db::Tx& tx, const NewItem& in, base::Millis now) {
    TRY(auto same, tx.one("SELECT " + std::string(kColumns) +
                              " FROM inbox_items WHERE unit_id = ? AND sha256 = ? AND state IN ('waiting', "
                              "'reading', 'review', 'registered')",
                          {in.unit_id, in.file.sha256}, row_of));
    if (same) return Added{std::move(same->item), false};
    TRYV(tx.execute("INSERT INTO inbox_queues (unit_id) VALUES (?) ON CONFLICT (unit_id) DO NOTHING", {in.unit_id}));
    TRYV(
        tx.execute("UPDATE inbox_queues SET run_files = 0, run_done = 0, run_pages = 0, run_began = ? "
                   "WHERE unit_id = ? AND waiting = 0 AND reading = 0",
                   {now, in.unit_id}));
    TRYV(
        tx.execute("UPDATE inbox_queues SET waiting = waiting + 1, run_files = run_files + 1, version = version + 1 "
                   "WHERE unit_id = ?",
                   {in.unit_id}));
    const std::string id = base::uuid7();
    TRYV(tx.execute(
        "INSERT INTO inbox_items (id, unit_id, name, size, sha256, staged, source, state, rank, "
        "created_at, updated_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)",
        {id, in.unit_id, in.name, in.file.size, in.file.sha256, in.file.name, in.source, now, now, now, in.actor}));
    TRY(auto made, find_row(tx, in.unit_id, id));
    if (!made) return no_such_item();
    return Added{std::move(made->item), true};
}

Result<std::optional<Claim>> claim(db::Tx& tx, std::string_view reader, std::string_view unit_id, base::Millis now) {
    std::string next = "SELECT unit_id FROM inbox_queues WHERE paused = 0 AND waiting > 0";
    std::vector<db::Value> params;
    if (!unit_id.empty()) {
        next += " AND unit_id = ?";
        params.emplace_back(unit_id);
    }
    std::optional<std::string> unit;
    TRYV(tx.query(next + " ORDER BY served_at LIMIT 1", params, [&](const db::Row& row) {
        unit = row.str(0);
        return false;
    }));
    if (!unit) return std::optional<Claim>();
    TRY(auto found,
        tx.one("SELECT id, unit_id, name, staged, sha256, created_by FROM inbox_items WHERE unit_id = ? AND "
               "state = 'waiting' ORDER BY rank, id LIMIT 1",
               {*unit}, [](const db::Row& row) {
                   return Claim{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5)};
               }));
    if (!found) return std::optional<Claim>();
    TRY(const bool moved,
        move_to(tx, *unit, found->id, "waiting", "reading", now, "",
                "reader = ?, lease_until = ?, pages_done = 0, code = NULL, message = NULL", {reader, now + kLease}));
    TRYV(tx.execute("UPDATE inbox_queues SET served_at = ? WHERE unit_id = ?", {now, *unit}));
    if (!moved) return std::optional<Claim>();
    return found;
}

Result<bool> page_read(db::Tx& tx, const Claim& c, std::string_view reader, std::int64_t done, Number pages,
                       base::Millis now) {
    TRY(const auto changed, tx.execute("UPDATE inbox_items SET pages_done = ?, pages = ?, lease_until = ? WHERE id = ? "
                                       "AND state = 'reading' AND reader = ?",
                                       {done, pages, now + kLease, c.id, reader}));
    if (changed != 1) return false;
    TRYV(tx.execute("UPDATE inbox_queues SET version = version + 1 WHERE unit_id = ?", {c.unit_id}));
    return true;
}

Result<bool> read_done(db::Tx& tx, const Claim& c, std::string_view reader, const PreparedFile& prepared,
                       base::Millis now) {
    const docread::Document& reading = prepared.reading;
    store::Intake intake;
    intake.id = base::uuid7();
    intake.unit_id = c.unit_id;
    intake.file = prepared.file;
    intake.file.name = c.name;
    intake.reading = stored_reading(reading);
    intake.text = reading.text;
    intake.created_at = now;
    intake.created_by = c.actor;
    const Weakest weakest = weakest_of(reading);
    const std::int64_t pages = reading.pages.value_or(1);
    TRYV(store::insert_intake(tx, intake));
    TRY(const bool moved,
        move_to(tx, c.unit_id, c.id, "reading", "review", now, reader,
                "rank = ?, reader = NULL, lease_until = NULL, staged = '', pages = ?, pages_done = ?, intake_id = ?, "
                "format = ?, "
                "ocr_used = ?, confidence = ?, weakest_field = ?, symbol = ?, date = ?, issuer = ?, subject = ?",
                {weakest.thousandths, pages, pages, intake.id, reading.format, reading.ocr.used, weakest.thousandths,
                 weakest.field.empty() ? Text() : Text(weakest.field), reading.symbol, reading.date, reading.issuer,
                 reading.subject}));
    // Ours no more: the intake may not stay behind.
    if (!moved) {
        TRYV(tx.execute("DELETE FROM intakes WHERE id = ?", {intake.id}));
        return false;
    }
    TRYV(finish_run(tx, c.unit_id, pages));
    return true;
}

bool may_stay(const Error& error) { return error.kind != ErrorKind::unsafe; }

Result<bool> read_refused(db::Tx& tx, const Claim& c, std::string_view reader, const Error& error, base::Millis now) {
    TRY(const bool moved, move_to(tx, c.unit_id, c.id, "reading", "refused", now, reader,
                                  "rank = ?, reader = NULL, lease_until = NULL, code = ?, message = ?, staged = ?",
                                  {now, error.code, error.message, may_stay(error) ? c.staged : ""}));
    if (!moved) return false;
    TRYV(finish_run(tx, c.unit_id, 0));
    return true;
}

Status release(db::Tx& tx, std::string_view reader, base::Millis now) {
    TRY(const auto lost,
        tx.all("SELECT id, unit_id FROM inbox_items WHERE state = 'reading' AND (reader = ? OR lease_until < ?)",
               {reader, now}, [](const db::Row& row) { return std::pair(row.str(0), row.str(1)); }));
    for (const auto& [id, unit_id] : lost)
        TRYV(move_to(tx, unit_id, id, "reading", "waiting", now, "", "reader = NULL, lease_until = NULL"));
    return {};
}

Result<std::vector<std::string>> readers(db::Snapshot& snapshot) {
    return snapshot.all("SELECT DISTINCT reader FROM inbox_items WHERE state = 'reading' AND reader IS NOT NULL", {},
                        [](const db::Row& row) { return row.str(0); });
}

Status registered(db::Tx& tx, std::string_view intake_id, std::string_view document_id, base::Millis now) {
    TRY(const auto item, tx.one("SELECT id, unit_id, state FROM inbox_items WHERE intake_id = ?", {intake_id},
                                [](const db::Row& row) { return std::array{row.str(0), row.str(1), row.str(2)}; }));
    if (!item) return {};  // dropped onto the page, not into the inbox
    const auto& [id, unit_id, state] = *item;
    TRYV(move_to(tx, unit_id, id, state, "registered", now, "", "document_id = ?, rank = ?", {document_id, -now}));
    return {};
}

Result<Item> retry(db::Tx& tx, std::string_view unit_id, std::string_view id, base::Millis now) {
    TRY(const auto row, find_row(tx, unit_id, id));
    if (!row) return no_such_item();
    if (row->item.state != "refused") {
        return fail(ErrorKind::conflict, "inbox.state", "Chỉ đọc lại được tệp chưa đọc được. Tải lại danh sách.",
                    "Only a refused file can be read again.");
    }
    if (row->staged.empty()) {
        return fail(
            ErrorKind::conflict, "inbox.gone",
            "Tệp này không được giữ lại (văn bản mật hoặc tệp không an toàn) nên không đọc lại được. Xử lý ngoài "
            "hệ thống, hoặc thả tệp khác.",
            "The file was not kept and cannot be read again.");
    }
    TRYV(move_to(tx, unit_id, id, "refused", "waiting", now, "", "rank = ?, code = NULL, message = NULL", {now}));
    TRYV(tx.execute("UPDATE inbox_queues SET run_files = run_files + 1 WHERE unit_id = ?", {unit_id}));
    TRY(auto after, find_row(tx, unit_id, id));
    return std::move(after->item);
}

Result<Item> drop(db::Tx& tx, db::FileStore& files, std::string_view unit_id, std::string_view id,
                  std::string_view reason, base::Millis now) {
    TRY(const auto row, find_row(tx, unit_id, id));
    if (!row) return no_such_item();
    if (row->item.state == "registered" || row->item.state == "dropped") {
        return fail(ErrorKind::conflict, "inbox.state", "Tệp này đã vào sổ hoặc đã bỏ. Tải lại danh sách.",
                    "The file is registered or dropped already.");
    }
    TRYV(move_to(tx, unit_id, id, row->item.state, "dropped", now, "",
                 "reader = NULL, lease_until = NULL, staged = '', message = ?, rank = ?", {reason, -now}));
    tx.after_commit([&files, staged = row->staged] { files.unstage(staged); });
    TRY(auto after, find_row(tx, unit_id, id));
    return std::move(after->item);
}

Status pause(db::Tx& tx, std::string_view unit_id, bool paused) {
    TRYV(tx.execute("INSERT INTO inbox_queues (unit_id) VALUES (?) ON CONFLICT (unit_id) DO NOTHING", {unit_id}));
    TRYV(tx.execute("UPDATE inbox_queues SET paused = ?, version = version + 1 WHERE unit_id = ?", {paused, unit_id}));
    return {};
}

Result<std::optional<Item>> find(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id) {
    TRY(auto row, find_row(snapshot, unit_id, id));
    if (!row) return std::optional<Item>();
    return std::optional(std::move(row->item));
}

Result<Page> list(db::Snapshot& snapshot, std::string_view unit_id, std::string_view state, const Text& cursor,
                  int limit) {
    static constexpr std::array<std::string_view, 6> known = {"waiting", "reading",    "review",
                                                              "refused", "registered", "dropped"};
    if (std::ranges::find(known, state) == known.end()) {
        return fail(ErrorKind::invalid, "inbox.state",
                    "Trạng thái phải là waiting, reading, review, refused, registered hoặc dropped.",
                    "state must be waiting, reading, review, refused, registered or dropped.");
    }
    limit = std::clamp(limit, 1, 200);
    std::string sql = "SELECT " + std::string(kColumns) + " FROM inbox_items WHERE unit_id = ? AND state = ?";
    std::vector<db::Value> params{unit_id, state};
    if (cursor) {
        const auto colon = cursor->find(':');
        std::int64_t rank = 0;
        const char* const end = cursor->data() + std::min(colon, cursor->size());
        const auto parsed = std::from_chars(cursor->data(), end, rank);
        if (colon == std::string::npos || parsed.ec != std::errc{} || parsed.ptr != end) {
            return fail(ErrorKind::invalid, "list.cursor",
                        "Dấu trang của danh sách không còn dùng được. Hãy mở lại danh sách từ đầu.",
                        "The list cursor is not valid; start from the first page.");
        }
        sql += " AND (rank, id) > (?, ?)";
        params.insert(params.end(), {db::Value(rank), db::Value(cursor->substr(colon + 1))});
    }
    params.emplace_back(limit + 1);
    TRY(auto rows, snapshot.all(sql + " ORDER BY rank, id LIMIT ?", params, row_of));
    Page page;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.pop_back();
        page.next = fmt::format("{}:{}", rows.back().rank, rows.back().item.id);
    }
    for (auto& row : rows) page.items.push_back(std::move(row.item));
    return page;
}

Result<Progress> progress(db::Snapshot& snapshot, std::string_view unit_id, base::Millis now) {
    Progress out;
    base::Millis began = 0;
    TRYV(
        snapshot.query("SELECT paused, waiting, reading, review, refused, run_done, run_files, run_pages, run_began "
                       "FROM inbox_queues WHERE unit_id = ?",
                       {unit_id}, [&](const db::Row& row) {
                           out.paused = row.boolean(0);
                           out.waiting = row.integer(1);
                           out.reading = row.integer(2);
                           out.review = row.integer(3);
                           out.refused = row.integer(4);
                           out.files_done = row.integer(5);
                           out.files_total = row.integer(6);
                           out.pages_done = row.integer(7);
                           began = row.integer(8);
                           return false;
                       }));
    if (out.reading > 0) {
        TRY(out.active,
            snapshot.all("SELECT id, name, pages_done, pages FROM inbox_items WHERE unit_id = ? AND state = "
                         "'reading' ORDER BY rank, id LIMIT 16",
                         {unit_id}, [](const db::Row& row) {
                             return Active{row.str(0), row.str(1), row.integer(2), row.opt_integer(3)};
                         }));
    }
    double worked = static_cast<double>(out.files_done);
    bool all_known = out.waiting == 0;
    std::int64_t pages = out.pages_done;
    for (const Active& one : out.active) {
        out.pages_done += one.pages_done;
        pages += one.pages.value_or(0);
        all_known = all_known && one.pages.has_value();
        if (one.pages && *one.pages > 0)
            worked += static_cast<double>(one.pages_done) / static_cast<double>(*one.pages);
    }
    if (all_known) out.pages_total = pages;
    const double left = static_cast<double>(out.files_total) - worked;
    if (worked > 0 && left > 0 && !out.paused && now > began)
        out.seconds_left = static_cast<std::int64_t>(static_cast<double>(now - began) / worked * left / 1000) + 1;
    return out;
}

Result<std::int64_t> version(db::Snapshot& snapshot, std::string_view unit_id) {
    TRY(const auto found, snapshot.one("SELECT version FROM inbox_queues WHERE unit_id = ?", {unit_id},
                                       [](const db::Row& row) { return row.integer(0); }));
    return found.value_or(0);
}

Result<bool> anything_to_do(db::Snapshot& snapshot, base::Millis now) {
    const auto any = [](const db::Row&) { return true; };
    TRY(const auto waiting,
        snapshot.one("SELECT 1 FROM inbox_queues WHERE paused = 0 AND waiting > 0 LIMIT 1", {}, any));
    if (waiting) return true;
    TRY(const auto lost,
        snapshot.one("SELECT 1 FROM inbox_items WHERE state = 'reading' AND lease_until < ? LIMIT 1", {now}, any));
    return lost.has_value();
}

}  // namespace sauro::documents::inbox
