#include "modules/procedures/procedures.hpp"

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

}  // namespace
}  // namespace sauro::procedures
