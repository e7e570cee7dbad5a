#include "db/sqlite/connection.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include "db/sqlite/rank.hpp"

namespace sauro::db::sqlite {
namespace {

constexpr std::size_t cached_statements = 128;
constexpr int application_id = 0x53524F31;  // "SRO1" in the file header: this file is ours
constexpr int layout = 1;                   // raised when an older program must not open the file any more
// Before anything of this program opens a database: nobody asks how much memory SQLite holds, and counting it costs
// every allocation a lock that all readers share.
[[maybe_unused]] const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

class StatementRow final : public Row {
  public:
    explicit StatementRow(sqlite3_stmt* statement)
        : statement_(statement), types_(static_cast<std::size_t>(sqlite3_column_count(statement))) {}
    // Types are noted before a getter may convert the cell in place.
    void stepped() {
        for (std::size_t i = 0; i < types_.size(); ++i)
            types_[i] = sqlite3_column_type(statement_, static_cast<int>(i));
    }
    std::size_t size() const override { return types_.size(); }
    std::string_view name(std::size_t column) const override {
        return sqlite3_column_name(statement_, static_cast<int>(column));
    }
    bool is_null(std::size_t column) const override { return types_[column] == SQLITE_NULL; }
    std::int64_t integer(std::size_t column) const override {
        return sqlite3_column_int64(statement_, static_cast<int>(column));
    }
    double real(std::size_t column) const override {
        return sqlite3_column_double(statement_, static_cast<int>(column));
    }
    std::string_view text(std::size_t column) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, static_cast<int>(column)));
        if (bytes == nullptr) return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, static_cast<int>(column)))};
    }
    Value value(std::size_t column) const override {
        switch (types_[column]) {
            case SQLITE_NULL:
                return Null{};
            case SQLITE_INTEGER:
                return integer(column);
            case SQLITE_FLOAT:
                return real(column);
            default:
                return text(column);
        }
    }

  private:
    sqlite3_stmt* statement_;
    std::vector<int> types_;
};

}  // namespace

class Connection::Use {
  public:
    Use(sqlite3_stmt* statement, bool* busy) : statement_(statement), busy_(busy) {
        if (busy_ != nullptr) *busy_ = true;
    }
    Use(Use&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)), busy_(other.busy_) {}
    Use& operator=(Use&& other) noexcept {
        std::swap(statement_, other.statement_);
        std::swap(busy_, other.busy_);
        return *this;
    }
    ~Use() {
        if (statement_ == nullptr) return;
        if (busy_ == nullptr) {
            sqlite3_finalize(statement_);
            return;
        }
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
        *busy_ = false;
    }
    sqlite3_stmt* get() const { return statement_; }

  private:
    sqlite3_stmt* statement_;
    bool* busy_;  // of the cache entry; null when the statement is our own
};

Connection::~Connection() {
    for (auto& [sql, cached] : statements_) sqlite3_finalize(cached.statement);
    sqlite3_close(handle_);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access) {
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    std::unique_ptr<Connection> made(new Connection(handle));
    if (opened != SQLITE_OK) return fail(made->last_error("open"));
    sqlite3_busy_timeout(handle, 15000);  // another process (a load from the command line) may be committing
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);  // "x" is a name, never a text, as on PostgreSQL
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // LIKE minds case as on PostgreSQL, and so may use an index.
    TRYV(made->script("PRAGMA foreign_keys=ON; PRAGMA case_sensitive_like=ON; PRAGMA recursive_triggers=ON;"));
    if (add_rank_function(handle) != SQLITE_OK) return fail_internal("db.no_fts5", "this SQLite has no FTS5");
    if (access == Access::read) {
        // Readers look at the file where the system keeps it (2 GiB of it, SQLite's own bound), instead of copying each
        // page: one tenth of an evaluation of a nation. The writer does not: it must be told of a failing disk.
        TRYV(made->script("PRAGMA query_only=ON; PRAGMA cache_size=-4000; PRAGMA mmap_size=2147418112;"));
        return made;
    }
    const auto number = [&](std::string_view sql) -> Result<std::int64_t> {
        std::int64_t n = 0;
        TRYV(made->query(sql, {}, [&](const Row& row) {
            n = row.integer(0);
            return false;
        }));
        return n;
    };
    TRY(const auto id, number("PRAGMA application_id"));
    TRY(const auto version, number("PRAGMA user_version"));
    TRY(const auto tables, number("SELECT count(*) FROM sqlite_schema"));
    if (id != application_id && (id != 0 || tables != 0)) {
        return fail(ErrorKind::unreadable, "db.not_ours",
                    fmt::format("“{}” là cơ sở dữ liệu của một phần mềm khác. Chọn một thư mục dữ liệu khác.", path),
                    fmt::format("\"{}\" is the database of another application. Choose another data folder.", path));
    }
    if (version > layout) {
        return fail(ErrorKind::conflict, "db.newer",
                    fmt::format("“{}” do một bản phần mềm mới hơn tạo ra. Hãy cài bản mới hơn.", path),
                    fmt::format("\"{}\" was made by a newer version. Install the newer version.", path));
    }
    // Durable at every commit: the log is flushed before a commit returns.
    TRYV(
        made->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864; PRAGMA "
                     "cache_size=-8000;"));
    if (id == 0)
        TRYV(made->script(fmt::format("BEGIN IMMEDIATE; PRAGMA application_id={}; PRAGMA user_version={}; COMMIT;",
                                      application_id, layout)));
    return made;
}

void Connection::evict() {
    auto oldest = statements_.end();
    for (auto it = statements_.begin(); it != statements_.end(); ++it) {
        if (!it->second.busy && (oldest == statements_.end() || it->second.used < oldest->second.used)) oldest = it;
    }
    if (oldest == statements_.end()) return;
    sqlite3_finalize(oldest->second.statement);
    statements_.erase(oldest);
}

Result<Connection::Use> Connection::prepare(std::string_view sql, Params params) {
    auto found = statements_.find(sql);
    sqlite3_stmt* statement = nullptr;
    bool* busy = nullptr;
    if (found != statements_.end() && !found->second.busy) {
        statement = found->second.statement;
        busy = &found->second.busy;
        found->second.used = ++clock_;
    } else {
        const char* tail = nullptr;
        if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                               &tail) != SQLITE_OK) {
            return fail(last_error(sql));
        }
        if (statement == nullptr) return fail_internal("db.empty_sql", std::string(sql));
        if (found == statements_.end()) {  // else: the same text is running further out; this run gets its own
            if (statements_.size() >= cached_statements) evict();
            auto& cached = statements_[std::string(sql)];
            cached = {statement, false, ++clock_};
            busy = &cached.busy;
        }
    }
    Use use(statement, busy);
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(params.size())) {
        return fail_internal("db.parameters", fmt::format("{} parameters given: {}", params.size(), sql));
    }
    int at = 0;
    for (const Value& param : params) {
        ++at;
        const auto& value = static_cast<const Value::Base&>(param);
        if (const auto* n = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(statement, at, *n);
        else if (const auto* d = std::get_if<double>(&value))
            sqlite3_bind_double(statement, at, *d);
        else if (const auto* s = std::get_if<std::string>(&value)) {
            TRYV(check_text(*s));
            sqlite3_bind_text64(statement, at, s->data(), s->size(), SQLITE_STATIC,
                                SQLITE_UTF8);  // params outlive the run
        } else
            sqlite3_bind_null(statement, at);
    }
    return use;
}

Status Connection::query(std::string_view sql, Params params, const Snapshot::EachRow& each) {
    TRY(const Use use, prepare(sql, params));
    StatementRow row(use.get());
    for (;;) {
        const int step = sqlite3_step(use.get());
        if (step == SQLITE_DONE) return {};
        if (step != SQLITE_ROW) return fail(last_error(sql));
        row.stepped();
        if (!each(row)) return {};
    }
}

Result<std::int64_t> Connection::execute(std::string_view sql, Params params) {
    TRY(const Use use, prepare(sql, params));
    const auto before = sqlite3_total_changes64(handle_);
    errno = 0;  // last_error() reads it
    for (;;) {
        const int step = sqlite3_step(use.get());
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW) return fail(last_error(sql));
    }
    // changes() still tells of an earlier statement when this one changed nothing (CREATE …).
    return sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
}

Status Connection::script(std::string_view statements) {
    const std::string text(statements);
    const char* rest = text.c_str();
    while (*rest != '\0') {
        sqlite3_stmt* statement = nullptr;
        const char* begin = rest;
        if (sqlite3_prepare_v2(handle_, rest, -1, &statement, &rest) != SQLITE_OK) return fail(last_error(begin));
        if (statement == nullptr) continue;  // a comment or blanks
        const Use use(statement, nullptr);
        int step = SQLITE_ROW;
        while (step == SQLITE_ROW) step = sqlite3_step(statement);
        if (step != SQLITE_DONE)
            return fail(last_error(std::string_view(begin, static_cast<std::size_t>(rest - begin))));
    }
    return {};
}

}  // namespace sauro::db::sqlite
