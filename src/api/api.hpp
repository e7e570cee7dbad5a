// Typed routes: the one table from which the server, OpenAPI, the permission matrix and the route test come.
// A read handler sees a Snapshot, a write handler a Tx: the parameter type decides the path, so a reader cannot write.
// Every unit-bound route carries {unit} in its path; verb × unit path is checked here, before the handler runs. Every
// write appends to the audit chain here. Every incoming string is NFC without control characters (but line feed and
// tab) before a handler sees it; "\r\n" becomes "\n". A wrong table (verb on a unit without {unit}, a route twice)
// stops the program at start with the reason: it is a programming mistake.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/permission.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "db/files.hpp"
#include "facts/facts.hpp"
#include "http/http.hpp"
#include "json/json.hpp"

namespace sauro::api {

struct UnitRef {
    std::string id, code, name, path, level, bloc, area;
};

struct Ctx {
    Principal who;
    UnitRef unit;  // of {unit}; empty on routes without it
    base::Millis now = 0;
    std::string request_id, remote;
    const http::Request* request = nullptr;
    db::FileStore* files = nullptr;
    // Set by a write handler: what was changed, for the audit row. Unset = subject "" and no detail.
    struct Audit {
        std::string subject, detail;
        std::string actor;  // account id when it is not `who` (a sign-in); empty = who
    } audit;
    std::vector<std::pair<std::string, std::string>>
        answer_headers;  // cookies and such; sent with a refusal too (Retry-After)
    // A write that must be kept although the answer is a refusal (a failed sign-in counts): set it and return a value;
    // the change is committed, the audit row says `audit`, and this problem is answered.
    std::optional<Error> refuse_after_commit;
    base::Date today() const { return base::Date::from_ms(now); }
};

// Handed over by modules/accounts and modules/units in app/.
struct Authenticator {
    virtual ~Authenticator() = default;
    virtual Result<std::optional<Principal>> principal_of(db::Snapshot&, std::string_view session_token,
                                                          base::Millis now) = 0;
};
struct UnitDirectory {
    virtual ~UnitDirectory() = default;
    virtual Result<std::optional<UnitRef>> find(db::Snapshot&, std::string_view id_or_code) = 0;
};

struct About {
    http::Method method = http::Method::get;
    std::string path;        // "/api/v1/units/{unit}/documents"
    std::string name;        // "documents.list": operationId, audit action, metric
    std::string summary;     // Vietnamese, shown in OpenAPI
    Verb verb = Verb::view;  // Verb::open = no session needed; Verb::signed_in = any session
};

class Registry {
  public:
    struct Impl;
    Registry(db::Database& database, db::FileStore& files, Authenticator& authenticator, UnitDirectory& units,
             base::Clock clock);
    ~Registry();

    // In comes from path parameters, query and JSON body together, by member name; Out becomes JSON.
    template <class In, class Out>
    void read(About about, std::function<Result<Out>(Ctx&, const In&, db::Snapshot&)> handler);
    template <class In, class Out>
    void write(About about, std::function<Result<Out>(Ctx&, const In&, db::Tx&)> handler);
    // A write with work that must not hold the writer (password hashing, reading a text): `prepare` runs on a worker
    // with a snapshot, `store` in the transaction. What `prepare` saw may have changed: `store` checks again what
    // matters. `store` may run more than once (retry): it must only depend on its arguments.
    template <class In, class Prepared, class Out>
    void write(About about, std::function<Result<Prepared>(Ctx&, const In&, db::Snapshot&)> prepare,
               std::function<Result<Out>(Ctx&, const In&, const Prepared&, db::Tx&)> store);
    // Raw body streamed to a temporary file before the handler runs; `prepare` (hashing, jailed reading) runs outside
    // any transaction, `store` inside one.
    template <class In, class Prepared, class Out>
    void upload(About about, std::uint64_t max_bytes,
                std::function<Result<Prepared>(Ctx&, const In&, const std::filesystem::path&)> prepare,
                std::function<Result<Out>(Ctx&, const In&, const Prepared&, db::Tx&)> store);
    // Anything else that answers with its own Response (file download, streamed export); still authorised here. On a
    // worker, outside any transaction.
    template <class In>
    void raw(About about, std::function<Result<http::Response>(Ctx&, const In&)> handler);

    db::Database& database();
    json::Any openapi() const;  // OpenAPI 3.1 of every route
    struct Row {
        About about;
    };
    const std::vector<Row>& routes() const;
    http::Router take_router();  // once, after all routes; adds GET /api/v1/openapi.json

    struct Erased;  // a handler without its types; only registry.* looks inside

  private:
    void add(Erased erased);
    std::shared_ptr<Impl> impl_;
};

// What a module hands to the composition root.
struct Module {
    std::string name;
    std::vector<db::Migration> migrations;
    std::vector<facts::Kind> kinds;
    std::vector<facts::View> views;
    std::function<void(Registry&)> routes;  // may be empty
};

}  // namespace sauro::api

#include "api/registry.hpp"  // IWYU pragma: export
