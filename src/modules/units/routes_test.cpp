// The routes as the page uses them, on the sample province.
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "modules/units/units.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::units {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Whoever has a cookie is an auditor of its unit.
class OneAuditor : public api::Authenticator {
  public:
    Result<std::optional<api::Principal>> principal_of(db::Snapshot&, std::string_view token, base::Millis) override {
        return api::Principal{"someone", "Ai đó", "", {{api::Role::auditor, "", std::string(token)}}};
    }
};

class UnitRoutes : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        migrate(module().migrations);
        SAURO_ASSERT_OK(create_sample_areas(database()));
        auto store = db::FileStore::open(place().folder() / "files");
        SAURO_ASSERT_OK(store);
        files_.emplace(*std::move(store));
        registry_ = std::make_unique<api::Registry>(database(), *files_, auditor_, directory_, base::now_ms);
        module().routes(*registry_);
        router_.emplace(registry_->take_router());
        client.emplace(*router_, "10.0.0.1");
        client->cookie = "TW/MH.TU/";
    }
    std::optional<sauro::testing::RouterClient> client;

  private:
    OneAuditor auditor_;
    Directory directory_;
    std::optional<db::FileStore> files_;
    std::unique_ptr<api::Registry> registry_;
    std::optional<http::Router> router_;
};
SAURO_EACH_DATABASE(UnitRoutes);

TEST_P(UnitRoutes, AUnitShowsItsAreaParentAndChildren) {
    const auto unit = client->get("/api/v1/units/MH01.UBND");
    ASSERT_EQ(unit.status, 200) << unit.body;
    EXPECT_EQ(unit.text("/name"), "Ủy ban nhân dân xã Minh An");
    EXPECT_EQ(unit.text("/area/full_name"), "Xã Minh An");
    EXPECT_EQ(unit.text("/parent/code"), "MH01.DU");
    EXPECT_EQ(unit.text("/children_count"), "1");
    EXPECT_EQ(unit.text("/sample"), "true");
    EXPECT_EQ(client->get("/api/v1/units/" + unit.text("/id")).text("/code"), "MH01.UBND");
    EXPECT_EQ(client->get("/api/v1/units/NONE").status, 404);

    const auto first = client->get("/api/v1/units/MH.TU/children?limit=5");
    EXPECT_EQ(first.json().at("items").as_array().size(), 5U);
    std::size_t seen = 5;
    std::string next = first.text("/next");
    for (int pages = 0; pages < 10 && !next.empty(); ++pages) {
        const auto page = client->get("/api/v1/units/MH.TU/children?limit=5&after=" + next);
        seen += page.json().at("items").as_array().size();
        next = page.json().as_object().contains("next") ? page.text("/next") : "";
    }
    EXPECT_EQ(std::to_string(seen), client->get("/api/v1/units/MH.TU").text("/children_count"));
}

TEST_P(UnitRoutes, SearchStaysInsideWhatOneMaySee) {
    const auto all = client->get("/api/v1/unit-search?q=minh an&limit=1");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.text("/items/0/code"), "MH01.DU");
    EXPECT_EQ(all.text("/items/0/path_names/0"), "Tỉnh ủy Minh Họa");
    client->cookie = "TW/MH.TU/MH02.DU/";
    EXPECT_EQ(client->get("/api/v1/unit-search?q=minh an").text("/items"), "[]");
    EXPECT_EQ(client->get("/api/v1/unit-search?q=minh an&all=true&limit=1").text("/items/0/code"), "MH01.DU");
    EXPECT_THAT(client->get("/api/v1/unit-search?q=minh&bloc=elected").body, Not(HasSubstr("government")));
    EXPECT_EQ(client->get("/api/v1/unit-search?q=minh&level=district").code(), "unit.word");
    EXPECT_EQ(client->get("/api/v1/unit-search?limit=3").json().at("items").as_array().size(), 3U);
}

TEST_P(UnitRoutes, AreasStandAsOfADay) {
    EXPECT_EQ(client->get("/api/v1/areas").text("/items/0/full_name"), "Tỉnh Minh Họa");
    EXPECT_EQ(client->get("/api/v1/areas?as_of=2023-12-31").text("/items"), "[]");
    EXPECT_EQ(client->get("/api/v1/areas?parent=MH").json().at("items").as_array().size(), 12U);
    EXPECT_EQ(client->get("/api/v1/areas/MH12").text("/kind"), "đặc khu");
    EXPECT_EQ(client->get("/api/v1/areas/MH12").text("/history/0/valid_from"), "2024-01-01");
    EXPECT_EQ(client->get("/api/v1/areas/MH12?as_of=2023-12-31").code(), "area.not_found");
    EXPECT_EQ(client->get("/api/v1/areas/MH12?as_of=2023-02-30").status, 422);
}

}  // namespace
}  // namespace sauro::units
