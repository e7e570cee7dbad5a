#include "modules/evaluation/evaluation.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::evaluation {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Pair;

class Evaluation : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
    // The only row of a view must hold these.
    void expect_row(const std::string& view, const Row& columns) {
        const auto found = rows(view);
        ASSERT_EQ(found.size(), 1U) << view;
        EXPECT_THAT(found[0], IsSupersetOf(columns)) << view;
    }
};
SAURO_EACH_DATABASE(Evaluation);

TEST_P(Evaluation, StandsInTheYearItIsAbout) {
    const auto report = load(
        R"({"kind":"evaluation","id":"e1","unit":"X01","head":"Bí thư Đảng ủy","year":2026,"date":"2026-12-20","by":"T01","result":"good","evidence":["KL226.2.2.p.online-min"],"evidence_226":true}
{"kind":"satisfaction","unit":"X01","date":"2026-03-02","score":85,"respondent":"person"}
{"kind":"satisfaction","unit":"X01","date":"2026-03-02","score":85,"respondent":"person"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("evaluations", {{"date", "2026-01-01"},
                               {"concluded_on", "2026-12-20"},
                               {"by_unit", "T01"},
                               {"evidence_226", "1"},
                               {"result", "good"}});
    const auto answers = rows("satisfaction");
    ASSERT_EQ(answers.size(), 2U) << "two people may say the same";
    EXPECT_THAT(answers[0], Contains(Pair("score", "85")));
    EXPECT_EQ(refusal(R"({"kind":"evaluation","id":"e2","unit":"X01","year":2026,"result":"very good"})"),
              "field.one_of /result");
}

}  // namespace
}  // namespace sauro::evaluation
