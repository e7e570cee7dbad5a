// One libpq connection with its prepared statements. Used by one thread at a time.
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "db/session.hpp"

namespace sauro::db::postgres {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

enum class Trouble {
    statement,  // only this one (a constraint, wrong SQL)
    retry,      // serialisation, deadlock, stale plan: the same transaction may succeed when run again
    lost,       // no connection any more
};

class Connection {
  public:
    static Result<std::unique_ptr<Connection>> open(const std::string& url);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Status query(std::string_view sql, Params params, const Snapshot::EachRow& each);
    Result<std::int64_t> execute(std::string_view sql, Params params);
    Status script(std::string_view statements);                     // simple protocol: many statements, one round trip
    Result<std::string> script_value(std::string_view statements);  // the same; first cell of the last answer with rows
    void forget_extra_statements();                                 // between transactions
    void forget_all_statements();
    Trouble last_trouble() const { return trouble_; }
    bool alive() const { return PQstatus(handle_) == CONNECTION_OK; }

  private:
    explicit Connection(PGconn* handle) : handle_(handle) {}
    struct Prepared {
        std::string name;
        std::uint64_t used = 0;
    };
    class Stream;
    struct Bound;
    // Sends the statement; `rows` one by one, or as one answer.
    Status send(std::string_view sql, Params params, bool single_rows);
    Result<std::string> prepared(std::string_view sql, const Bound& bound);
    Error error_of(const PGresult* answer, std::string_view sql);
    Answer next();
    void drain();

    PGconn* handle_;
    std::unordered_map<std::string, Prepared> statements_;
    std::uint64_t clock_ = 0;
    Trouble trouble_ = Trouble::statement;
    // Results still coming in, the innermost last; another statement first takes the rest of it into memory.
    std::vector<Stream*> streams_;
};

}  // namespace sauro::db::postgres
