// Every case of every norm holds, on both databases: of the rulebook that ships, and of one with a norm of each kind.
#include <gtest/gtest.h>

#include "rulebook/rulebook.hpp"
#include "rulebook/test_kinds.hpp"
#include "tests/support/databases.hpp"

namespace sauro::rulebook {
namespace {

class Cases : public sauro::testing::OnEachDatabase {
  protected:
    std::size_t all_pass(const Rulebook& book) {
        const auto results = run_cases(book, database());
        if (!results) {
            ADD_FAILURE() << results.error().code << results.error().message << results.error().detail;
            return 0;
        }
        for (const auto& result : *results) {
            EXPECT_TRUE(result.passed) << result.norm << " / " << result.name << ": expected " << result.expected
                                       << ", got " << result.actual;
        }
        return results->size();
    }
};
SAURO_EACH_DATABASE(Cases);

TEST_P(Cases, OfTheShippedRulebookHoldAndEveryParameterHasItsBoundary) {
    EXPECT_GT(all_pass(testing::shipped()), 100U);
}

TEST_P(Cases, OfEveryKindHold) { EXPECT_GT(all_pass(testing::kinds()), 60U); }

TEST(CasesAlone, RunOnADatabaseOfTheirOwnToo) {
    const auto results = run_cases(testing::kinds());
    ASSERT_TRUE(results.has_value()) << results.error().message;
    for (const auto& result : *results) EXPECT_TRUE(result.passed) << result.norm << " / " << result.name;
}

}  // namespace
}  // namespace sauro::rulebook
