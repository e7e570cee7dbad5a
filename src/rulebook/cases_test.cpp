// The rulebook that ships: it loads, and every case of it holds.
#include <gtest/gtest.h>

#include "rulebook/rulebook.hpp"
#include "rulebook/test_views.hpp"

namespace sauro::rulebook {
namespace {

using testing::shipped;

TEST(ShippedRulebook, EveryCaseHoldsAndEveryParameterHasItsBoundary) {
    const auto results = run_cases(shipped());
    ASSERT_TRUE(results.has_value()) << results.error().code << results.error().message << results.error().detail;
    EXPECT_GT(results->size(), 100U);
    for (const auto& result : *results) {
        EXPECT_TRUE(result.passed) << result.norm << " / " << result.name << ": expected " << result.expected
                                   << ", got " << result.actual;
    }
}

}  // namespace
}  // namespace sauro::rulebook
