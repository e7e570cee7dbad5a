// The routes of the overview over the small world of the fact fixtures.
#pragma once
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "modules/overview/overview.hpp"
#include "search/search.hpp"
#include "tests/support/fact_modules.hpp"
#include "tests/support/record_modules.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::overview {

// Sessions "T01", "X01", …: leader at that path; "TW": at the centre.
struct Sessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view token,
                                                       base::Millis) override {
        TRY(const auto unit, units::find_unit(snapshot, token));
        if (!unit) return std::nullopt;
        return api::Principal{"a1", "Lãnh đạo", "", {{api::Role::leader, unit->id, unit->path}}};
    }
};

class OverviewRoutes : public sauro::testing::FactModules {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(rulebook::migrations());
        const auto modules = sauro::testing::record_modules();
        start(modules);
        std::vector<facts::View> views = units::module().views;
        for (const auto& module : modules) views.insert(views.end(), module.views.begin(), module.views.end());
        auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), views);
        ASSERT_TRUE(book.has_value()) << book.error().message;
        auto files = db::FileStore::open(place().folder() / "files");
        ASSERT_TRUE(files.has_value());
        files_.emplace(*std::move(files));
        registry_.emplace(database(), *files_, sessions_, directory_, [this] { return now_; });
        book_ = *std::move(book);
        module(book_).routes(*registry_);
        router_ = registry_->take_router();
    }

    sauro::testing::Answer get(const std::string& as, const std::string& target) {
        sauro::testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = as;
        return client.get("/api/v1" + target);
    }
    static json::Any gauge(const sauro::testing::Answer& answer, std::string_view id) {
        const auto all = answer.json();
        for (const auto& one : all.at("gauges").as_array()) {
            if (one.at("id").as_string() == id) return one;
        }
        ADD_FAILURE() << "no gauge " << id << " in " << answer.body;
        return {};
    }
    static std::string shown(const json::Any& gauge) {
        return fmt::format("{} | {} | {}", std::string_view(gauge.at("measured_text").as_string()),
                           std::string_view(gauge.at("status").as_string()),
                           std::string_view(gauge.at("status_text").as_string()));
    }
    std::string documents(int year, int count, std::string_view unit = "T01", std::string_view more = "") {
        std::string lines;
        for (int i = 0; i < count; ++i) {
            lines +=
                fmt::format(
                    R"({{"kind":"document","id":"d{}-{}-{}","unit":"{}","direction":"out","system":"party","document_type":"báo cáo","symbol":"{}-BC/TU","date":"{}-0{}-1{}","subject":"Kết quả","administrative":true,"channel":"network","digital":true{}}})",
                    unit, year, i, unit, i + 1, year, 1 + i % 9, i % 9, more) +
                "\n";
        }
        return lines;
    }
    std::string conference(std::string_view id, std::string_view unit, std::string_view more) {
        return fmt::format(
                   R"({{"kind":"conference","id":"{}","unit":"{}","date":"2026-03-02","title":"Hội nghị {}","type":"other","scope":"internal","mode":"online","statutory_kind":null,"status":"held"{}}})",
                   id, unit, id, more) +
               "\n";
    }

    base::Millis now_ = 1'799'550'000'000;  // 10/01/2027
    rulebook::Rulebook book_;
    Sessions sessions_;
    units::Directory directory_;
    std::optional<db::FileStore> files_;
    std::optional<api::Registry> registry_;
    http::Router router_;
};

}  // namespace sauro::overview
