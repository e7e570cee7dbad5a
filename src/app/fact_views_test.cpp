// Tests below the modules read the fact views from a list: it must say what the modules declare.
#include "app/app.hpp"
#include "rulebook/test_views.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace sauro::app {
namespace {

std::string written(const facts::View& view) {
    std::string text = view.name;
    for (const auto& column : view.columns)
        text += fmt::format("\n  {} {} {}", column.name, static_cast<int>(column.type), fmt::join(column.one_of, "|"));
    return text;
}

TEST(FactViews, AreListedForTheTestsOfTheRulebook) {
    const auto& listed = rulebook::testing::documented_views();
    const auto declared = fact_views();
    ASSERT_EQ(listed.size(), declared.size());
    for (std::size_t i = 0; i < declared.size(); ++i) EXPECT_EQ(written(listed[i]), written(declared[i]));
}

}  // namespace
}  // namespace sauro::app
