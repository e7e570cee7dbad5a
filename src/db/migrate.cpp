#include "db/migrate.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/time.hpp"

namespace sauro::db {
namespace {

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    return line;
}

Status apply(WriteSession& tx, const Migration& migration) {
    const std::string checksum = base::sha256(migration.sql);
    TRY(const auto applied, tx.one("SELECT checksum FROM schema_migrations WHERE module = ? AND file = ?",
                                   {migration.module, migration.file}, [](const Row& row) { return row.str(0); }));
    if (applied) {
        if (*applied == checksum) return {};
        return fail(
            ErrorKind::conflict, "db.migration_changed",
            fmt::format("Bước nâng cấp dữ liệu {}/{} đã chạy trước đây với nội dung khác. Không chạy tiếp để giữ an "
                        "toàn dữ liệu. "
                        "Cài lại đúng bản phát hành đã dùng, hoặc báo nhà cung cấp.",
                        migration.module, migration.file),
            fmt::format(
                "Migration {}/{} was applied earlier with other content. Install the release that was used before.",
                migration.module, migration.file));
    }
    TRY(const std::string text, dialect_text(migration.sql, tx.dialect()));
    if (Status done = tx.script(text); !done) {
        Error error = std::move(done).error();
        error.detail = fmt::format("{}/{}: {}", migration.module, migration.file, error.detail);
        return fail(std::move(error));
    }
    TRYV(tx.execute("INSERT INTO schema_migrations(module, file, checksum, applied_at) VALUES (?, ?, ?, ?)",
                    {migration.module, migration.file, checksum, base::now_ms()}));
    tx.after_commit([name = fmt::format("{}/{}", migration.module, migration.file)] {
        base::log_info("db.migrated", {{"file", name}});
    });
    return {};
}

using Applied = std::map<std::pair<std::string, std::string>, std::string>;  // module, file -> checksum

// An applied file that this program does not know comes from a newer one; its data may mean something else by now.
Status refuse_newer(const Applied& applied, std::span<const Migration> migrations) {
    std::map<std::string_view, std::set<std::string_view>> known;
    for (const Migration& m : migrations) known[m.module].insert(m.file);
    for (const auto& [step, checksum] : applied) {
        const auto module = known.find(step.first);
        if (module == known.end() || module->second.contains(step.second)) continue;
        return fail(ErrorKind::conflict, "db.newer",
                    fmt::format("Dữ liệu này do một bản phần mềm mới hơn tạo ra (bước {}/{}). Bản đang chạy không mở "
                                "để tránh làm hỏng. Hãy cài bản mới hơn.",
                                step.first, step.second),
                    fmt::format("This data was made by a newer version (step {}/{}). Install the newer version.",
                                step.first, step.second));
    }
    return {};
}

}  // namespace

Result<std::string> dialect_text(std::string_view sql, Dialect dialect) {
    std::string out;
    bool taken = true;
    while (!sql.empty()) {
        const std::size_t end = sql.find('\n');
        const std::string_view line = sql.substr(0, end);
        sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
        const std::string_view word = trimmed(line);
        if (word.starts_with("-- @")) {
            if (word == "-- @both")
                taken = true;
            else if (word == "-- @sqlite")
                taken = dialect == Dialect::sqlite;
            else if (word == "-- @postgres")
                taken = dialect == Dialect::postgres;
            else
                return fail_internal("db.migration_block", fmt::format("unknown dialect line: {}", word));
            out += '\n';
        } else {
            if (taken) out += line;
            out += '\n';  // kept also for left-out lines, so that line numbers in errors stay true
        }
    }
    return out;
}

Status run_migrations(Database& database, std::span<const Migration> migrations) {
    const auto make_table = [](Tx& tx) {
        return static_cast<WriteSession&>(tx).script(
            "CREATE TABLE IF NOT EXISTS schema_migrations ("
            "module TEXT NOT NULL, file TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY "
            "(module, file))");
    };
    TRYV(database.write(make_table));
    Applied applied;
    TRYV(database.read([&](Snapshot& snapshot) {
        return snapshot.query("SELECT module, file, checksum FROM schema_migrations", {}, [&](const Row& row) {
            applied[{row.str(0), row.str(1)}] = row.str(2);
            return true;
        });
    }));
    TRYV(refuse_newer(applied, migrations));
    for (const Migration& migration : migrations) {
        const auto known = applied.find({std::string(migration.module), std::string(migration.file)});
        if (known != applied.end() && known->second == base::sha256(migration.sql)) continue;
        // Every Tx of this library is a WriteSession; the interface for callers does not show scripts.
        TRYV(database.write([&](Tx& tx) { return apply(static_cast<WriteSession&>(tx), migration); }));
    }
    return {};
}

}  // namespace sauro::db
