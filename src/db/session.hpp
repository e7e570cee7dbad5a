// What both engines give to the shared parts of this folder (writer.cpp, migrate.cpp). Not for other folders.
#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "db/db.hpp"

namespace sauro::db {

// The one connection that writes. begin() waits for the database-wide right to write, so that writes of all processes
// run one after another: a write never sees another one half done, on either engine.
class WriteSession : public Tx {
  public:
    using Snapshot::query;
    using Tx::execute;

    virtual Status begin() = 0;
    virtual Status savepoint() = 0;
    virtual Status release() = 0;      // of the last savepoint
    virtual Status rollback_to() = 0;  // the last savepoint, and release it
    virtual Status commit() = 0;
    virtual void rollback() = 0;
    virtual Status script(std::string_view statements) = 0;  // many statements, no parameters
    // Set when the whole transaction is lost (disk full, connection gone), not only the last statement.
    virtual const std::optional<Error>& lost() const = 0;
    // The lost transaction may be run again from its start: nothing of it was committed.
    virtual bool retryable() const = 0;

    Status query(std::string_view sql, Params params, const EachRow& each) final;
    Result<std::int64_t> execute(std::string_view sql, Params params) final;
    void after_commit(std::function<void()> action) final { actions_.push_back(std::move(action)); }

    // One write of the group. A failed statement dooms it: PostgreSQL cannot go on after one, so SQLite must not
    // either.
    Status run(const Database::WriteFn& fn);
    std::vector<std::function<void()>> take_actions() { return std::exchange(actions_, {}); }

  protected:
    virtual Status do_query(std::string_view sql, Params params, const EachRow& each) = 0;
    virtual Result<std::int64_t> do_execute(std::string_view sql, Params params) = 0;

  private:
    std::optional<Error> doomed_;
    std::vector<std::function<void()>> actions_;
};

// Calls a function of somebody else; an exception becomes an internal error.
Status call_guarded(std::string_view what, const std::function<Status()>& fn);

// For clean-up whose own failure changes nothing: a better known error is already on its way, or the next use finds
// out.
inline void best_effort(const Status&) {}

// Text for a database: UTF-8 without NUL on both engines, whatever one of them would swallow.
Status check_text(std::string_view text);

Error busy_error();
Error disk_full_error(std::string detail);

}  // namespace sauro::db
