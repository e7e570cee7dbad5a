// The embedded engine: a pool of readers, each read in one snapshot, and one writer.
#include <condition_variable>
#include <mutex>

#include "db/migrate.hpp"
#include "db/sqlite/connection.hpp"
#include "db/writer.hpp"

namespace sauro::db {
namespace sqlite {
namespace {

class Writer final : public WriteSession {
  public:
    explicit Writer(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

    Dialect dialect() const override { return Dialect::sqlite; }
    Status begin() override {
        lost_.reset();
        return plain("BEGIN IMMEDIATE");
    }
    Status savepoint() override { return noted(plain("SAVEPOINT w")); }
    Status release() override { return noted(plain("RELEASE w")); }
    Status rollback_to() override {
        TRYV(noted(plain("ROLLBACK TO w")));
        return release();
    }
    Status commit() override { return plain("COMMIT"); }
    void rollback() override {
        if (connection_->in_transaction()) best_effort(plain("ROLLBACK"));
    }
    Status script(std::string_view statements) override { return noted(connection_->script(statements)); }
    const std::optional<Error>& lost() const override { return lost_; }
    bool retryable() const override { return false; }

  protected:
    Status do_query(std::string_view sql, Params params, const EachRow& each) override {
        return noted(connection_->query(sql, params, each));
    }
    Result<std::int64_t> do_execute(std::string_view sql, Params params) override {
        auto changed = connection_->execute(sql, params);
        if (!changed) best_effort(noted(fail(changed.error())));
        return changed;
    }

  private:
    Status plain(std::string_view sql) {
        TRYV(connection_->execute(sql, {}));
        return {};
    }
    // A full disk or an I/O error ends the whole transaction, not only the statement.
    Status noted(Status status) {
        if (!status && !connection_->in_transaction()) lost_ = status.error();
        return status;
    }
    std::unique_ptr<Connection> connection_;
    std::optional<Error> lost_;
};

class ReadSnapshot final : public Snapshot {
  public:
    explicit ReadSnapshot(Connection& connection) : connection_(connection) {}
    using Snapshot::query;
    Dialect dialect() const override { return Dialect::sqlite; }
    Status query(std::string_view sql, Params params, const EachRow& each) override {
        return connection_.query(sql, params, each);
    }

  private:
    Connection& connection_;
};

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(const SqliteOptions& options, std::unique_ptr<Connection> writer)
        : options_(options),
          writer_(std::make_unique<Writer>(std::move(writer)), options.group_limit, options.queue_limit) {}

    // The writer's connection must be the last one: only it can fold the log into the file and remove it.
    ~SqliteDatabase() override {
        writer_.stop();
        free_.clear();
    }
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    Dialect dialect() const override { return Dialect::sqlite; }
    Status migrate(std::span<const Migration> migrations) override { return run_migrations(*this, migrations); }
    void submit(WriteFn fn, DoneFn done) override { writer_.submit(std::move(fn), std::move(done)); }

    Status read(const ReadFn& fn) override {
        TRY(auto connection, take());
        Status status = connection->script("BEGIN");
        if (status) {
            ReadSnapshot snapshot(*connection);
            status = call_guarded("read", [&] { return fn(snapshot); });
            if (connection->in_transaction()) best_effort(connection->script("ROLLBACK"));
        }
        give_back(std::move(connection));
        return status;
    }

  private:
    Result<std::unique_ptr<Connection>> take() {
        {
            std::unique_lock lock(guard_);
            freed_.wait(lock, [this] { return !free_.empty() || open_ < std::max(1, options_.readers); });
            if (!free_.empty()) {
                auto connection = std::move(free_.back());
                free_.pop_back();
                return connection;
            }
            ++open_;
        }
        auto opened = Connection::open(options_.path, Access::read);
        if (!opened) {
            const std::lock_guard lock(guard_);
            --open_;
            freed_.notify_one();
        }
        return opened;
    }
    void give_back(std::unique_ptr<Connection> connection) {
        {
            const std::lock_guard lock(guard_);
            free_.push_back(std::move(connection));
        }
        freed_.notify_one();
    }

    const SqliteOptions options_;
    std::mutex guard_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> free_;
    int open_ = 0;
    GroupWriter writer_;
};

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
    TRYV(sqlite::check_place(options.path));
    TRY(auto writer, sqlite::Connection::open(options.path, sqlite::Access::write));
    return std::make_unique<sqlite::SqliteDatabase>(options, std::move(writer));
}

}  // namespace sauro::db
