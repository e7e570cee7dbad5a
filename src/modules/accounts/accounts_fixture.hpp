// The sample world with accounts and the whole route table of accounts and units, on either database, with a clock that
// the test moves.
#pragma once
#include <gmock/gmock.h>

#include <atomic>
#include <memory>

#include "audit/audit.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/units/units.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::accounts {

class World : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        migrate(units::module().migrations);
        migrate(module().migrations);
        SAURO_ASSERT_OK(units::create_sample_areas(database()));
        auto store = db::FileStore::open(place().folder() / "files");
        SAURO_ASSERT_OK(store);
        files_.emplace(*std::move(store));
        sessions_.emplace(database());
        registry_ =
            std::make_unique<api::Registry>(database(), *files_, *sessions_, directory_, [this] { return now.load(); });
        module({"9.9.9"}).routes(*registry_);
        units::module().routes(*registry_);
        routes_ = registry_->routes();
        router_.emplace(registry_->take_router());
    }

    sauro::testing::RouterClient browser(std::string remote = "10.0.0.1") { return {*router_, std::move(remote)}; }
    const std::vector<api::Registry::Row>& routes() const { return routes_; }

    // Signs a new account with one role in, by a link.
    sauro::testing::RouterClient signed_in(const std::string& username, api::Role role, const std::string& unit) {
        auto client = browser();
        const auto id = create_user(database(), {username, "Người " + username, "", std::nullopt, unit, role});
        EXPECT_TRUE(id) << (id ? "" : id.error().message);
        const auto token = make_sign_in_link(database(), id.value_or(""));
        EXPECT_TRUE(token);
        EXPECT_EQ(client.post("/api/v1/sign-in-link", R"({"token":")" + token.value_or("") + "\"}").status, 200);
        return client;
    }

    std::string text_of(const std::string& sql) {
        std::string found;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            return snapshot.query(sql, {}, [&](const db::Row& row) {
                found += (found.empty() ? "" : "\n") + row.str(0);
                return true;
            });
        });
        EXPECT_TRUE(status) << sauro::testing::explain(status);
        return found;
    }

    // Links are made at the real time, so the test's clock starts there.
    std::atomic<base::Millis> now{base::now_ms()};

  private:
    std::optional<db::FileStore> files_;
    std::optional<Sessions> sessions_;
    units::Directory directory_;
    std::unique_ptr<api::Registry> registry_;
    std::vector<api::Registry::Row> routes_;
    std::optional<http::Router> router_;
};

}  // namespace sauro::accounts
