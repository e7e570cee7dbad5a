#include "modules/reports/reports.hpp"

#include "tests/support/fact_modules.hpp"

namespace sauro::reports {
namespace {

class Reports : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
};
SAURO_EACH_DATABASE(Reports);

TEST_P(Reports, ObligationStandsOnceForUnitFormAndPeriod) {
    const std::string_view line =
        R"({"kind":"report","unit":"T01","form":"226-quarterly","period":"2026-Q1","due":"2026-04-05","filed_on":"2026-04-03","channel":"network"})";
    ASSERT_TRUE(load(line).loaded);
    auto found = rows("reports");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].size(), 14U);
    EXPECT_EQ(found[0].erase("id"), 1U);
    const Row expected{{"unit", "T01"},        {"unit_path", "TW/T01/"}, {"area", "A01"},
                       {"level", "province"},  {"bloc", "party"},        {"area_merged", "1"},
                       {"date", "2026-04-03"}, {"sample", "0"},          {"form", "226-quarterly"},
                       {"period", "2026-Q1"},  {"due", "2026-04-05"},    {"filed_on", "2026-04-03"},
                       {"channel", "network"}};
    EXPECT_EQ(found[0], expected);
    EXPECT_EQ(load(line).totals.unchanged, 1);
    EXPECT_EQ(
        refusal(
            R"({"kind":"report","unit":"T01","form":"226-quarterly","period":"2026-Q1","due":"2026-04-05","filed_on":"2026-04-09"})"),
        "fact.duplicate /filed_on");
    EXPECT_EQ(refusal(R"({"kind":"report","unit":"T01","form":"226-quarterly","period":"2026-Q7"})"),
              "period.format /period");
}

TEST_P(Reports, NotFiledCountsOnTheDayItIsDue) {
    ASSERT_TRUE(
        load(R"({"kind":"report","id":"r1","unit":"X01","form":"226-quarterly","period":"2026-Q1","due":"2026-04-05"})")
            .loaded);
    const auto found = rows("reports");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("id"), "r1");
    EXPECT_EQ(found[0].at("date"), "2026-04-05");
    EXPECT_EQ(found[0].at("channel"), "NULL");
}

TEST_P(Reports, BaselineNamesWhatItRestsOn) {
    ASSERT_TRUE(
        load(
            R"({"kind":"baseline","id":"b1","unit":"T01","year":2025,"measure":"documents","value":412,"basis":"12-BC/TU"})")
            .loaded);
    const auto found = rows("baselines");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("value"), "412");
    EXPECT_EQ(found[0].at("year"), "2025");
    EXPECT_EQ(found[0].at("basis"), "12-BC/TU");
    EXPECT_EQ(refusal(R"({"kind":"baseline","unit":"T01","year":2025,"measure":"documents","value":412})"),
              "field.missing /basis");
    EXPECT_EQ(
        refusal(R"({"kind":"baseline","unit":"T01","year":2025,"measure":"documents","value":400,"basis":"12-BC/TU"})"),
        "fact.duplicate /value");
    EXPECT_EQ(refusal(R"({"kind":"baseline","unit":"T01","year":25,"measure":"documents","value":4,"basis":"x"})"),
              "field.range /year");
}

}  // namespace
}  // namespace sauro::reports
