#include "modules/deliveries/deliveries.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::deliveries {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Pair;

class Deliveries : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
    // The only row of a view must hold these.
    void expect_row(const std::string& view, const Row& columns) {
        const auto found = rows(view);
        ASSERT_EQ(found.size(), 1U) << view;
        EXPECT_THAT(found[0], IsSupersetOf(columns)) << view;
    }
};
SAURO_EACH_DATABASE(Deliveries);

TEST_P(Deliveries, StandUnderTheirSender) {
    const auto report = load(
        R"({"kind":"delivery","id":"d1","from":"T01","to":"X01","date":"2026-02-01","content":"document","document":"v1","channel":"network","received_on":"2026-02-01","receipt":true})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("deliveries",
               {{"unit", "T01"}, {"to_unit", "X01"}, {"channel", "network"}, {"receipt", "1"}, {"secret", "NULL"}});
    EXPECT_EQ(refusal(R"({"kind":"delivery","id":"d2","from":"T01","to":"X09","date":"2026-02-01"})"),
              "fact.unknown_reference /to");
}

}  // namespace
}  // namespace sauro::deliveries
