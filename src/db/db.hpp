// The database port: one SQL text, two dialects (SQLite embedded, PostgreSQL), one behaviour.
// SQL uses `?` for parameters on both. Reads see one consistent snapshot; writes go through submit()/write(): one
// writer, many writes in one durable commit, each in its own savepoint; writers of several processes take turns. What
// SQL is portable: README.md. Inside a write: no network, no OCR, no file I/O. It may run again from its start (lost
// connection): effects elsewhere belong in after_commit.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/embedded.hpp"
#include "base/error.hpp"

namespace sauro::db {

struct Null {
    bool operator==(const Null&) const = default;
};
// Booleans are 0/1 integers on both sides; dates ISO text; instants epoch milliseconds.
class Value : public std::variant<Null, std::int64_t, double, std::string> {
  public:
    using Base = std::variant<Null, std::int64_t, double, std::string>;
    Value() : Base(Null{}) {}
    Value(Null) : Base(Null{}) {}
    Value(std::nullopt_t) : Base(Null{}) {}
    Value(bool v) : Base(static_cast<std::int64_t>(v)) {}
    template <class I>
        requires(std::is_integral_v<I> && !std::is_same_v<I, bool>)
    Value(I v) : Base(static_cast<std::int64_t>(v)) {}
    Value(double v) : Base(v) {}
    Value(std::string v) : Base(std::move(v)) {}
    Value(std::string_view v) : Base(std::string(v)) {}
    Value(const char* v) : Base(std::string(v)) {}
    template <class T>
    Value(const std::optional<T>& v) : Value() {
        if (v) *this = Value(*v);
    }
};
using Params = std::span<const Value>;

// One row of a result, valid only during the callback. A getter of another type than the column converts where it can.
class Row {
  public:
    virtual ~Row() = default;
    virtual std::size_t size() const = 0;
    virtual std::string_view name(std::size_t column) const = 0;
    virtual bool is_null(std::size_t column) const = 0;
    virtual std::int64_t integer(std::size_t column) const = 0;  // 0 when null
    virtual double real(std::size_t column) const = 0;
    virtual std::string_view text(std::size_t column) const = 0;  // "" when null
    virtual Value value(std::size_t column) const = 0;            // typed as the database says

    std::string str(std::size_t column) const { return std::string(text(column)); }
    bool boolean(std::size_t column) const { return integer(column) != 0; }
    std::optional<std::string> opt_text(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional<std::string>(text(column));
    }
    std::optional<std::int64_t> opt_integer(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }
    std::optional<bool> opt_boolean(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column) != 0);
    }
};

enum class Dialect { sqlite, postgres };

class Snapshot {
  public:
    using EachRow = std::function<bool(const Row&)>;  // return false to stop early
    virtual ~Snapshot() = default;
    virtual Dialect dialect() const = 0;
    virtual Status query(std::string_view sql, Params params, const EachRow& each) = 0;

    Status query(std::string_view sql, std::initializer_list<Value> params, const EachRow& each) {
        return query(sql, Params(params.begin(), params.size()), each);
    }
    // First row mapped, or nullopt. `map` is callable as T(const Row&).
    template <class Map>
    auto one(std::string_view sql, std::initializer_list<Value> params, Map map)
        -> Result<std::optional<std::invoke_result_t<Map, const Row&>>> {
        std::optional<std::invoke_result_t<Map, const Row&>> found;
        TRYV(query(sql, Params(params.begin(), params.size()), [&](const Row& row) {
            found = map(row);
            return false;
        }));
        return found;
    }
    template <class Map>
    auto all(std::string_view sql, Params params, Map map)
        -> Result<std::vector<std::invoke_result_t<Map, const Row&>>> {
        std::vector<std::invoke_result_t<Map, const Row&>> rows;
        TRYV(query(sql, params, [&](const Row& row) {
            rows.push_back(map(row));
            return true;
        }));
        return rows;
    }
    template <class Map>
    auto all(std::string_view sql, std::initializer_list<Value> params, Map map)
        -> Result<std::vector<std::invoke_result_t<Map, const Row&>>> {
        return all(sql, Params(params.begin(), params.size()), map);
    }
};

class Tx : public Snapshot {
  public:
    // A statement that fails dooms the whole write, whatever `fn` returns then. Rows changed. A broken constraint is
    // ErrorKind::conflict with code "db.unique" / "db.foreign_key" / "db.not_null" / "db.check", detail = constraint
    // text.
    virtual Result<std::int64_t> execute(std::string_view sql, Params params) = 0;
    Result<std::int64_t> execute(std::string_view sql, std::initializer_list<Value> params = {}) {
        return execute(sql, Params(params.begin(), params.size()));
    }
    // Runs once this write is durable; never when it is rolled back.
    virtual void after_commit(std::function<void()> action) = 0;
};

struct Migration {
    std::string_view module;  // "documents"
    std::string_view file;    // "0001_registers.sql"; applied in order of name within the module
    std::string_view sql;     // statements end with ';' at line end; `-- @sqlite` / `-- @postgres` / `-- @both` lines
                              // switch the dialect of what follows
};
std::vector<Migration> migrations_of(std::string_view module, std::span<const base::EmbeddedFile> files);

class Database {
  public:
    virtual ~Database() = default;
    virtual Dialect dialect() const = 0;
    // Applies what is missing, in the order given; a changed checksum of an applied one is an error that names it.
    virtual Status migrate(std::span<const Migration> migrations) = 0;

    using ReadFn = std::function<Status(Snapshot&)>;
    using WriteFn = std::function<Status(Tx&)>;
    using DoneFn = std::function<void(Status)>;
    virtual Status read(const ReadFn& fn) = 0;  // on the calling thread, with a pooled connection
    // Queues a write; `done` is called once, from another thread, after it is durable (or refused). A full queue
    // answers db.busy (unavailable) at once, on this thread.
    virtual void submit(WriteFn fn, DoneFn done) = 0;
    Status write(const WriteFn& fn);  // submit and wait; never call it from inside a write or a done callback
};

struct SqliteOptions {
    std::string path;        // file; its folder must exist and be writable
    int readers = 4;         // pooled read connections, opened when first needed
    int group_limit = 512;   // writes per commit at most; 1 = a commit (fsync) each, for comparison
    int queue_limit = 4096;  // waiting writes; beyond that db.busy
};
// Errors: db.no_folder, db.read_only, db.network_folder (WAL is not safe there), db.not_a_database, db.not_ours
// (another program's), db.newer (made by a newer version; migrate() says it too when it knows less than was applied).
Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

struct PostgresOptions {
    std::string url;       // postgresql://user@host/db
    int connections = 8;   // one of them writes, the others read
    int group_limit = 48;  // writes per commit at most; 48 is also the upper bound (PostgreSQL keeps 64
                           // sub-transactions in fast memory)
    int queue_limit = 4096;
};
// Errors: db.away, db.collation (encoding UTF8 and collation C are needed, so that both engines sort alike).
Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace sauro::db
