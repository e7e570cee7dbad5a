#include "modules/recommendations/recommendations.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::recommendations {
namespace {

class Recommendations : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
};
SAURO_EACH_DATABASE(Recommendations);

TEST_P(Recommendations, StandsWithWhoResolvesItAndTheDaysOfItsWay) {
    const std::string_view line =
        R"({"kind":"recommendation","id":"k1","unit":"X01","date":"2026-01-05","text":"Bổ sung trụ sở","resolver":"T01","due":"2026-03-01","answered_on":"2026-02-20","roadmap_on":null,"informed_on":"2026-02-21"})";
    ASSERT_TRUE(load(line).loaded);
    const auto found = rows("recommendations");
    ASSERT_EQ(found.size(), 1U);
    const Row expected{{"id", "k1"},
                       {"unit", "X01"},
                       {"unit_path", "TW/T01/X01/"},
                       {"area", "A0101"},
                       {"level", "commune"},
                       {"bloc", "party"},
                       {"area_merged", "0"},
                       {"date", "2026-01-05"},
                       {"sample", "0"},
                       {"text", "Bổ sung trụ sở"},
                       {"resolver", "T01"},
                       {"due", "2026-03-01"},
                       {"answered_on", "2026-02-20"},
                       {"roadmap_on", "NULL"},
                       {"informed_on", "2026-02-21"}};
    EXPECT_THAT(found[0], ::testing::IsSupersetOf(expected));
    EXPECT_EQ(load(line).totals.unchanged, 1);
    EXPECT_EQ(
        refusal(R"({"kind":"recommendation","id":"k2","unit":"X01","date":"2026-01-05","text":"a","resolver":"X99"})"),
        "fact.unknown_reference /resolver");
    EXPECT_EQ(refusal(R"({"kind":"recommendation","id":"k2","unit":"X01","date":"2026-01-05"})"),
              "field.missing /text");
}

TEST_P(Recommendations, ARoadmapHasStepsAndAVisitSaysWhatWasFound) {
    const auto report = load(
        R"({"kind":"recommendation","id":"k3","unit":"X01","date":"2025-11-05","text":"Bố trí trụ sở","resolver":"T01","annex_no":"12","roadmap_on":"2025-12-20","roadmap_steps":3,"topic":"documents","solved_on_spot":true}
{"kind":"recommendation","id":"k4","unit":"X01","date":"2025-11-05","text":"Bổ sung biên chế","annex_no":"13","resolvers":2}
{"kind":"recommendation","id":"k5","unit":"X01","date":"2025-11-05","text":"Cấp kinh phí"}
{"kind":"visit","id":"d1","unit":"T01","date":"2026-02-03","leader":"Bí thư Tỉnh ủy","area":"A0101","findings":"Thiếu phòng họp","instructions":"Bố trí trong quý I"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto found = rows("recommendations");
    EXPECT_THAT(found.at(0),
                ::testing::IsSupersetOf(Row{{"annex_no", "12"}, {"roadmap_steps", "3"}, {"resolvers", "1"}}));
    EXPECT_EQ(found.at(1).at("resolvers"), "2");
    EXPECT_EQ(found.at(2).at("resolvers"), "NULL");
    EXPECT_THAT(rows("visits").at(0), ::testing::IsSupersetOf(Row{{"place", "A0101"}, {"unit", "T01"}}));
}

// A data folder of an earlier version: the view made anew by 0003 keeps its rows and tells who has to solve them.
class BeforeResolverLevel : public testing::FactModules {
  protected:
    void SetUp() override {
        auto before = module();
        std::erase_if(before.migrations, [](const db::Migration& m) { return m.file.starts_with("0003"); });
        ASSERT_LT(before.migrations.size(), module().migrations.size());
        for (auto& view : before.views)
            std::erase_if(view.columns, [](const facts::View::Column& c) { return c.name == "resolver_level"; });
        start({before});
    }
};
SAURO_EACH_DATABASE(BeforeResolverLevel);

TEST_P(BeforeResolverLevel, OldRowsGetTheLevelOfWhoResolvesThem) {
    ASSERT_TRUE(
        load(
            R"({"kind":"recommendation","id":"k1","unit":"X01","date":"2026-01-05","text":"Bổ sung trụ sở","resolver":"T01"}
{"kind":"recommendation","id":"k2","unit":"T01","date":"2026-01-06","text":"Cấp kinh phí","resolver":"X01"}
{"kind":"recommendation","id":"k3","unit":"X01","date":"2026-01-07","text":"Chưa rõ nơi giải quyết"})")
            .loaded);
    const auto before = rows("recommendations");
    ASSERT_EQ(before.size(), 3U);
    migrate(module().migrations);
    const auto after = rows("recommendations");
    ASSERT_EQ(after.size(), 3U);
    for (std::size_t i = 0; i < after.size(); ++i)
        EXPECT_THAT(after[i], ::testing::IsSupersetOf(before[i])) << "nothing else of the row changes";
    std::vector<std::string> levels;
    ASSERT_TRUE(database().read([&](db::Snapshot& snapshot) {
        return snapshot.query("SELECT resolver_level FROM fact_recommendations ORDER BY id", {},
                              [&](const db::Row& row) {
                                  levels.push_back(row.opt_text(0).value_or("-"));
                                  return true;
                              });
    }));
    EXPECT_EQ(levels, (std::vector<std::string>{"province", "commune", "-"}));
}

}  // namespace
}  // namespace sauro::recommendations
