#include "modules/recommendations/recommendations.hpp"

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
    EXPECT_EQ(found[0], expected);
    EXPECT_EQ(load(line).totals.unchanged, 1);
    EXPECT_EQ(
        refusal(R"({"kind":"recommendation","id":"k2","unit":"X01","date":"2026-01-05","text":"a","resolver":"X99"})"),
        "fact.unknown_reference /resolver");
    EXPECT_EQ(refusal(R"({"kind":"recommendation","id":"k2","unit":"X01","date":"2026-01-05"})"),
              "field.missing /text");
}

}  // namespace
}  // namespace sauro::recommendations
