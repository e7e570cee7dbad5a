#include "modules/procedures/procedures.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::procedures {
namespace {

class Procedures : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
};
SAURO_EACH_DATABASE(Procedures);

TEST_P(Procedures, TwoCasesOfOneDayAreTwoAndTheSameFileAgainIsNone) {
    const std::string_view lines =
        R"({"kind":"procedure_case","unit":"X01","date":"2026-01-05","digital":true}
{"kind":"procedure_case","unit":"X01","date":"2026-01-05","digital":true}
{"kind":"procedure_case","unit":"X01","date":"2026-01-05"})";
    EXPECT_EQ(load(lines).totals.created, 3);
    EXPECT_EQ(load(lines).totals.unchanged, 3);
    const auto found = rows("procedure_cases");
    ASSERT_EQ(found.size(), 3U);
    std::map<std::string, int> digital;
    for (const auto& row : found) ++digital[row.at("digital")];
    EXPECT_EQ(digital, (std::map<std::string, int>{{"1", 2}, {"NULL", 1}}));
    EXPECT_EQ(found[0].at("area"), "A0101");
    EXPECT_EQ(refusal(R"({"kind":"procedure_case","unit":"X01","date":"2026-01-05","digital":"có"})"),
              "field.type /digital");
}

TEST_P(Procedures, AReviewSaysWhatItSaved) {
    const auto report = load(
        R"({"kind":"procedure","id":"p1","unit":"X01","name":"Đăng ký hộ kinh doanh","owner":"Trung tâm phục vụ hành chính công","action":"simplified","reviewed_on":"2026-02-01","steps_before":7,"steps_after":4,"minutes_saved":90}
{"kind":"procedure_case","unit":"X01","date":"2026-01-06","digital":true,"online_submitted":false})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    EXPECT_THAT(rows("procedures").at(0),
                ::testing::IsSupersetOf(Row{{"action", "simplified"}, {"steps_after", "4"}, {"date", "NULL"}}));
    EXPECT_EQ(rows("procedure_cases").at(0).at("online_submitted"), "0");
}

}  // namespace
}  // namespace sauro::procedures
