// For scenario tests of modules that serve what the whole rulebook says: every module that keeps records, the rulebook
// over their views, and a registry to put routes into. For tests that link SAURO_RECORD_MODULES.
#pragma once
#include <gmock/gmock.h>

#include <functional>
#include <optional>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "rulebook/rulebook.hpp"
#include "search/search.hpp"
#include "tests/support/fact_modules.hpp"
#include "tests/support/record_modules.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::testing {

// Sessions "T01": a leader there; "T01:administrator": another role.
struct UnitSessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view token,
                                                       base::Millis) override {
        const auto colon = token.find(':');
        auto role = api::Role::leader;
        if (colon != std::string_view::npos &&
            !boost::describe::enum_from_string(std::string(token.substr(colon + 1)).c_str(), role))
            return std::nullopt;
        TRY(const auto unit, units::find_unit(snapshot, token.substr(0, colon)));
        if (!unit) return std::nullopt;
        return api::Principal{"a1", "Nguyễn Thị Thử", "", {{role, unit->id, unit->path}}};
    }
};

class ServedRules : public FactModules {
  protected:
    explicit ServedRules(base::Millis now) : now_(now) {}

    // The routes of `make(book_)`, with its migrations where the records do not bring them.
    void serve(const std::function<api::Module(const rulebook::Rulebook&)>& make, bool own_tables = false) {
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(rulebook::migrations());
        const auto modules = record_modules();
        start(modules);
        auto views = units::module().views;
        for (const auto& one : modules) views.insert(views.end(), one.views.begin(), one.views.end());
        auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), views);
        ASSERT_TRUE(book.has_value()) << book.error().message;
        book_ = *std::move(book);
        auto files = db::FileStore::open(place().folder() / "files");
        ASSERT_TRUE(files.has_value());
        files_.emplace(*std::move(files));
        registry_.emplace(database(), *files_, sessions_, directory_, [this] { return now_; });
        const auto served = make(book_);
        if (own_tables) migrate(served.migrations);
        served.routes(*registry_);
        router_ = registry_->take_router();
    }

    RouterClient as(const std::string& session) {
        RouterClient client(router_, "127.0.0.1");
        client.cookie = session;
        return client;
    }

    base::Millis now_;
    rulebook::Rulebook book_;
    UnitSessions sessions_;
    units::Directory directory_;
    std::optional<db::FileStore> files_;
    std::optional<api::Registry> registry_;
    http::Router router_;
};

}  // namespace sauro::testing
