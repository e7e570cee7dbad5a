// The large engine. Writes of all processes run one after another under one advisory lock, as SQLite's do under its
// file lock: the audit chain is one line anyway, services may read and then write without a race, and many writes share
// one commit (docs/adr/0005).
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "db/migrate.hpp"
#include "db/postgres/connection.hpp"
#include "db/writer.hpp"

namespace sauro::db {
namespace postgres {
namespace {

constexpr int most_per_commit = 48;  // PostgreSQL keeps 64 sub-transactions in fast memory

class Writer final : public WriteSession {
  public:
    explicit Writer(std::string url) : url_(std::move(url)) {}

    Dialect dialect() const override { return Dialect::postgres; }
    Status begin() override {
        lost_.reset();
        retryable_ = false;
        if (connection_ && !connection_->alive()) connection_.reset();
        if (!connection_) {
            auto opened = Connection::open(url_);
            if (!opened) {
                retryable_ = true;
                return fail(std::move(opened).error());
            }
            connection_ = std::move(*opened);
        }
        connection_->forget_extra_statements();
        // The lock is taken in a statement of its own, so the first statement of a write already sees everything
        // committed before. The transaction's number tells afterwards whether a commit whose answer got lost did
        // happen.
        auto id = connection_->script_value(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '15s'; SET LOCAL "
            "idle_in_transaction_session_timeout = '60s'; "
            "SELECT pg_advisory_xact_lock(1397903153); SELECT pg_current_xact_id()");
        if (!id) {
            best_effort(noted(fail(id.error())));
            Error error = std::move(id).error();
            rollback();
            return fail(std::move(error));
        }
        transaction_ = std::move(*id);
        return {};
    }
    Status savepoint() override { return noted(connection_->script("SAVEPOINT w")); }
    Status release() override { return noted(connection_->script("RELEASE w")); }
    Status rollback_to() override { return noted(connection_->script("ROLLBACK TO w; RELEASE w")); }
    Status commit() override {
        Status done = connection_->script("COMMIT");
        if (done) return done;
        best_effort(noted(done));
        if (connection_->last_trouble() == Trouble::lost) return outcome_of(std::move(done).error());
        return done;
    }
    void rollback() override {
        if (connection_ && connection_->alive()) best_effort(connection_->script("ROLLBACK"));
        if (forget_) connection_->forget_all_statements();
        forget_ = false;
    }
    Status script(std::string_view statements) override { return noted(connection_->script(statements)); }
    const std::optional<Error>& lost() const override { return lost_; }
    bool retryable() const override { return retryable_; }

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
    Status noted(Status status) {
        if (status || (status.error().kind != ErrorKind::unavailable)) return status;
        const Trouble trouble = connection_->last_trouble();
        if (trouble == Trouble::statement && status.error().code != "disk.full") return status;
        lost_ = status.error();
        retryable_ = trouble != Trouble::statement;
        forget_ = trouble == Trouble::retry;
        return status;
    }
    // The connection went while COMMIT was on its way: ask the server what became of the transaction.
    Status outcome_of(Error error) {
        connection_.reset();
        auto opened = Connection::open(url_);
        if (opened) {
            connection_ = std::move(*opened);
            const auto state =
                connection_->script_value(fmt::format("SELECT pg_xact_status('{}'::xid8)", transaction_));
            if (state && *state == "committed") return {};
            if (state && *state == "aborted") return fail(std::move(error));  // retryable: it never happened
        }
        retryable_ = false;
        error.code = "db.outcome_unknown";
        error.message =
            "Mất kết nối tới máy chủ PostgreSQL đúng lúc lưu; chưa rõ việc vừa làm đã được lưu hay chưa. Tải lại trang "
            "để kiểm tra trước khi làm lại.";
        error.message_en =
            "The connection was lost during commit; reload and look whether it was saved before doing it again.";
        return fail(std::move(error));
    }

    const std::string url_;
    std::unique_ptr<Connection> connection_;
    std::optional<Error> lost_;
    std::string transaction_;
    bool retryable_ = false;
    bool forget_ = false;
};

class ReadSnapshot final : public Snapshot {
  public:
    explicit ReadSnapshot(Connection& connection) : connection_(connection) {}
    using Snapshot::query;
    Dialect dialect() const override { return Dialect::postgres; }
    Status query(std::string_view sql, Params params, const EachRow& each) override {
        if (failed_) return fail(*failed_);
        Status status = connection_.query(sql, params, each);
        if (!status) failed_ = status.error();  // the transaction is over for PostgreSQL: say why, not that it is
        return status;
    }

  private:
    Connection& connection_;
    std::optional<Error> failed_;
};

class PostgresDatabase final : public Database {
  public:
    explicit PostgresDatabase(const PostgresOptions& options, std::unique_ptr<Connection> first)
        : url_(options.url),
          readers_(std::max(1, options.connections - 1)),
          writer_(std::make_unique<Writer>(options.url), std::min(options.group_limit, most_per_commit),
                  options.queue_limit) {
        free_.push_back(std::move(first));
        open_ = 1;
    }

    Dialect dialect() const override { return Dialect::postgres; }
    Status migrate(std::span<const Migration> migrations) override { return run_migrations(*this, migrations); }
    void submit(WriteFn fn, DoneFn done) override { writer_.submit(std::move(fn), std::move(done)); }

    Status read(const ReadFn& fn) override {
        TRY(auto connection, begin_read());
        ReadSnapshot snapshot(*connection);
        Status status = call_guarded("read", [&] { return fn(snapshot); });
        const bool stale = !status && connection->last_trouble() == Trouble::retry;
        best_effort(connection->script("ROLLBACK"));
        if (stale) connection->forget_all_statements();
        give_back(std::move(connection));
        return status;
    }

  private:
    // A pooled connection may have died while it lay idle: one more try with a fresh one.
    Result<std::unique_ptr<Connection>> begin_read() {
        for (int attempt = 1;; ++attempt) {
            TRY(auto connection, take());
            connection->forget_extra_statements();
            Status begun = connection->script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            if (begun) return connection;
            const bool dead = !connection->alive();
            give_back(std::move(connection));
            if (!dead || attempt > readers_) return fail(std::move(begun).error());
        }
    }
    Result<std::unique_ptr<Connection>> take() {
        {
            std::unique_lock lock(guard_);
            freed_.wait(lock, [this] { return !free_.empty() || open_ < readers_; });
            if (!free_.empty()) {
                auto connection = std::move(free_.back());
                free_.pop_back();
                return connection;
            }
            ++open_;
        }
        auto opened = Connection::open(url_);
        if (!opened) give_back(nullptr);
        return opened;
    }
    void give_back(std::unique_ptr<Connection> connection) {
        {
            const std::lock_guard lock(guard_);
            if (connection && connection->alive())
                free_.push_back(std::move(connection));
            else
                --open_;
        }
        freed_.notify_one();
    }

    const std::string url_;
    const int readers_;
    std::mutex guard_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> free_;
    int open_ = 0;
    GroupWriter writer_;  // last: its thread ends before the rest goes
};

// Sorting and comparing text must be the same as in SQLite: by bytes.
Status check_database(Connection& connection) {
    TRY(const auto encoding, connection.script_value("SHOW server_encoding"));
    TRY(const auto collation,
        connection.script_value("SELECT datcollate FROM pg_database WHERE datname = current_database()"));
    if (encoding == "UTF8" &&
        (collation == "C" || collation == "POSIX" || collation == "C.UTF-8" || collation == "C.utf8"))
        return {};
    return fail(ErrorKind::invalid, "db.collation",
                fmt::format("Cơ sở dữ liệu PostgreSQL phải có mã UTF8 và thứ tự chữ C (hiện là {}, {}). Tạo lại bằng: "
                            "createdb --template=template0 --encoding=UTF8 --locale=C TÊN.",
                            encoding, collation),
                fmt::format("The database needs encoding UTF8 and collation C (it has {}, {}): createdb "
                            "--template=template0 --encoding=UTF8 --locale=C NAME.",
                            encoding, collation));
}

}  // namespace
}  // namespace postgres

Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
    TRY(auto first, postgres::Connection::open(options.url));
    TRYV(postgres::check_database(*first));
    return std::make_unique<postgres::PostgresDatabase>(options, std::move(first));
}

}  // namespace sauro::db
