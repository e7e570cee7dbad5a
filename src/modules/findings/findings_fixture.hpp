// Findings over the router and the worker, on both databases: facts loaded, settled, asked for.
#pragma once

#include "modules/findings/findings.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "modules/findings/store.hpp"
#include "modules/findings/trend.hpp"
#include "search/search.hpp"
#include "tests/support/fact_modules.hpp"
#include "tests/support/record_modules.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::findings {

inline constexpr base::Millis november_2026 = 1'795'330'800'000;  // 22/11/2026, 09:00 in Việt Nam
inline constexpr base::Millis day = 86'400'000;
inline constexpr const char* cap = "KL226.2.2.d1.province-wide-cap";

// Sessions "T01", "X01", …: leader at that unit; "T01:clerk": another role.
struct Sessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view token,
                                                       base::Millis) override {
        const auto colon = token.find(':');
        TRY(const auto unit, units::find_unit(snapshot, token.substr(0, colon)));
        if (!unit) return std::nullopt;
        const auto role = colon == std::string_view::npos              ? api::Role::leader
                          : token.substr(colon + 1) == "specialist"    ? api::Role::specialist
                          : token.substr(colon + 1) == "administrator" ? api::Role::administrator
                                                                       : api::Role::auditor;
        return api::Principal{"a1", "Người thử", "", {{role, unit->id, unit->path}}};
    }
};

class Findings : public sauro::testing::FactModules {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(rulebook::migrations());
        api::Module own{"findings", {migrations().begin(), migrations().end()}, {}, {}, {}};
        auto modules = sauro::testing::record_modules();
        modules.push_back(own);
        start(modules);
        views_ = units::module().views;
        for (const auto& one : modules) views_.insert(views_.end(), one.views.begin(), one.views.end());
        auto rules = std::make_shared<Rules>();
        auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), views_);
        ASSERT_TRUE(book.has_value()) << book.error().message;
        rules->given = *std::move(book);
        for (const auto& file : rulebook::embedded_rulebook()) rules->files.emplace_back(file.name, file.content);
        rules->load = [this](const std::vector<std::pair<std::string, std::string>>& files) {
            std::vector<base::EmbeddedFile> all;
            for (const auto& [name, text] : files) all.push_back({name, text});
            return rulebook::Rulebook::load(all, views_);
        };
        rules_ = rules;
        auto files = db::FileStore::open(place().folder() / "files");
        ASSERT_TRUE(files.has_value());
        files_.emplace(*std::move(files));
        open_routes();
    }
    void open_routes() {
        registry_.emplace(database(), *files_, sessions_, directory_, [this] { return now_; });
        Services services{
            rules_,
            [](db::Snapshot&, const std::string&) -> Result<std::vector<Person>> {
                return std::vector<Person>{{"p1", "Nguyễn Văn Mẫu", "Chuyên viên"}};
            },
            [](db::Snapshot&, const std::string& account, const std::string&) -> Result<std::optional<Person>> {
                if (account != "p1") return std::nullopt;
                return Person{"p1", "Nguyễn Văn Mẫu", "Chuyên viên"};
            },
            [](db::Snapshot&) -> Result<std::string> { return "TW/"; }};
        module(services).routes(*registry_);
        router_ = registry_->take_router();
    }

    sauro::testing::Answer get(const std::string& as, const std::string& target) {
        sauro::testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = as;
        return client.get("/api/v1" + target);
    }
    sauro::testing::Answer post(const std::string& as, const std::string& target, const std::string& body) {
        sauro::testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = as;
        return client.post("/api/v1" + target, body);
    }
    void conferences(int from, int to, const std::string& more = "", std::string_view unit = "T01",
                     std::string_view scope = "province_wide") {
        std::string lines;
        for (int i = from; i <= to; ++i)
            lines +=
                fmt::format(
                    R"({{"kind":"conference","id":"h{}{}","unit":"{}","date":"2026-03-{:02}","title":"Hội nghị số {}","type":"professional","scope":"{}","mode":"online","statutory_kind":null,"status":"held"{}}})",
                    unit, i, unit, i % 28 + 1, i, scope, more) +
                "\n";
        facts::LoadOptions options;
        options.journal = [this](db::Tx& tx, const facts::LoadReport& report) {
            return audit::append(tx, {now_, "cli", "", "facts.load", report.sha256, facts::journal_detail(report)});
        };
        ASSERT_TRUE(load(lines, options).loaded);
    }
    void execute(const std::string& sql, const std::string& unit = "") {
        const auto status = database().write([&](db::Tx& tx) -> Status {
            TRYV(tx.execute(sql));
            return audit::append(tx, {now_, "test", unit, "conference.change", "", ""});
        });
        ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    }
    // Until nothing is left to do; how many steps that took.
    int settle() {
        Worker worker(database(), *rules_, [this] { return now_; });
        int steps = 0;
        for (;; ++steps) {
            const auto done = worker.step();
            EXPECT_TRUE(done.has_value()) << done.error().code << done.error().detail;
            if (!done || !*done || steps > 200) break;
        }
        now_ += 60'000;  // the lease of this worker has run out when the next one comes
        return steps;
    }
    json::Any only(const std::string& query = "", const std::string& as = "T01", const std::string& norm = cap) {
        const auto answer = get(as, "/units/" + as + "/findings?norm=" + norm + query);
        const auto all = answer.json();
        if (answer.status != 200 || all.at("items").as_array().size() != 1) {
            ADD_FAILURE() << answer.body;
            return boost::json::object{{"id", "none"}, {"state", ""}};
        }
        return all.at("items").as_array()[0];
    }
    static std::string at(const json::Any& item, std::string_view key) {
        const auto& value = item.at(key);
        return value.is_string() ? std::string(value.as_string()) : json::write(value);
    }

    base::Millis now_ = november_2026;
    std::vector<facts::View> views_;
    std::shared_ptr<const Rules> rules_;
    Sessions sessions_;
    units::Directory directory_;
    std::optional<db::FileStore> files_;
    std::optional<api::Registry> registry_;
    http::Router router_;
};

}  // namespace sauro::findings
