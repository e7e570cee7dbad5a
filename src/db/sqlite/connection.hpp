// One SQLite connection with its prepared statements. Used by one thread at a time.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "db/session.hpp"

namespace sauro::db::sqlite {

enum class Access { write, read };

class Connection {
  public:
    static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Status query(std::string_view sql, Params params, const Snapshot::EachRow& each);
    Result<std::int64_t> execute(std::string_view sql, Params params);
    Status script(std::string_view statements);  // many statements, none cached
    bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
    Error last_error(std::string_view sql) const;  // the failure of the last call, for people

  private:
    explicit Connection(sqlite3* handle) : handle_(handle) {}
    struct Cached {
        sqlite3_stmt* statement = nullptr;
        bool busy = false;
        std::uint64_t used = 0;
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    class Use;  // a statement taken for one run
    Result<Use> prepare(std::string_view sql, Params params);
    void evict();

    sqlite3* handle_;
    std::unordered_map<std::string, Cached, Hash, std::equal_to<>> statements_;
    std::uint64_t clock_ = 0;
};

// Refuses a place where SQLite cannot be durable or cannot write, and a file that is not ours; the message says what to
// do.
Status check_place(const std::string& path);
bool is_network_kind(std::uint32_t file_system);  // f_type of statfs

}  // namespace sauro::db::sqlite
