// Conferences and meetings through the router on both databases.
#pragma once
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/service.hpp"
#include "search/search.hpp"
#include "tests/support/fact_modules.hpp"
#include "tests/support/record_modules.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::meetings::testing {

inline constexpr base::Millis february_2026 = 1'770'700'000'000;  // 10/02/2026

// "T01": leader there; "T01:specialist": another role.
struct Sessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view token,
                                                       base::Millis) override {
        const auto colon = token.find(':');
        TRY(const auto unit, units::find_unit(snapshot, token.substr(0, colon)));
        if (!unit) return std::nullopt;
        const auto role = colon == std::string_view::npos           ? api::Role::leader
                          : token.substr(colon + 1) == "specialist" ? api::Role::specialist
                                                                    : api::Role::auditor;
        return api::Principal{"a1", "Người thử", "", {{role, unit->id, unit->path}}};
    }
};

class Planning : public sauro::testing::FactModules {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(rulebook::migrations());
        const auto modules = sauro::testing::record_modules();
        start(modules);
        auto views = units::module().views;
        for (const auto& one : modules) views.insert(views.end(), one.views.begin(), one.views.end());
        auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), views);
        ASSERT_TRUE(book.has_value()) << book.error().message;
        auto files = db::FileStore::open(place().folder() / "files");
        ASSERT_TRUE(files.has_value());
        files_.emplace(*std::move(files));
        registry_.emplace(database(), *files_, sessions_, directory_, [this] { return now_; });
        module(*book, [this](db::Snapshot&, const api::Ctx&, const Subject&) -> Result<Guidance> {
            return guidance_;
        }).routes(*registry_);
        router_ = registry_->take_router();
    }

    sauro::testing::Answer call(http::Method method, const std::string& target, const std::string& body,
                                const std::string& as = "T01") {
        sauro::testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = as;
        return client.call(method, "/api/v1/units/" + as.substr(0, as.find(':')) + target, body);
    }
    sauro::testing::Answer get(const std::string& target, const std::string& as = "T01") {
        return call(http::Method::get, target, "", as);
    }
    sauro::testing::Answer post(const std::string& target, const std::string& body, const std::string& as = "T01") {
        return call(http::Method::post, target, body, as);
    }
    // A file as the streamed body.
    sauro::testing::Answer send(const std::string& target, const std::string& bytes, const std::string& as = "T01") {
        sauro::testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = as;
        client.upload = files_->temporary();
        std::ofstream(client.upload, std::ios::binary) << bytes;
        return client.call(http::Method::post, "/api/v1/units/" + as + target, "");
    }
    static std::string draft(int month, const std::string& more = "") {
        return fmt::format(
            R"({{"title":"Hội nghị tháng {}","date":"2026-{:02}-12","type":"dissemination","scope":"province_wide","mode":"online"{}}})",
            month, month, more);
    }
    std::int64_t rows_of(const std::string& table) {
        std::int64_t count = -1;
        const auto status = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query("SELECT COUNT(*) FROM " + table, {}, [&](const db::Row& row) {
                count = row.integer(0);
                return false;
            });
        });
        EXPECT_TRUE(status.has_value());
        return count;
    }
    // A field error of the answer: its path, or the whole body.
    static std::string fault(const sauro::testing::Answer& answer) {
        return answer.status == 422 ? answer.text("/fields/0/path") : fmt::format("{} {}", answer.status, answer.body);
    }

    Guidance guidance_;  // what the registers of documents would find
    base::Millis now_ = february_2026;
    Sessions sessions_;
    units::Directory directory_;
    std::optional<db::FileStore> files_;
    std::optional<api::Registry> registry_;
    http::Router router_;
};

}  // namespace sauro::meetings::testing
