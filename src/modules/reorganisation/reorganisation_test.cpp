#include "modules/reorganisation/reorganisation.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::reorganisation {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Pair;

class Reorganisation : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
    // The only row of a view must hold these.
    void expect_row(const std::string& view, const Row& columns) {
        const auto found = rows(view);
        ASSERT_EQ(found.size(), 1U) << view;
        EXPECT_THAT(found[0], IsSupersetOf(columns)) << view;
    }
};
SAURO_EACH_DATABASE(Reorganisation);

TEST_P(Reorganisation, SchoolsAndPropertiesStandInTheirViews) {
    const auto report = load(
        R"({"kind":"reorganisation","id":"s1","unit":"T01","type":"school","item":"Trường tiểu học Mẫu","area":"A0101","plan":"Gộp với trường Mẫu 2","owner":"Sở Giáo dục và Đào tạo","date":"2025-12-01","due":"2025-12-31","due_exclusive":true,"done_on":"2025-12-30"}
{"kind":"property","id":"p1","unit":"X01","name":"Trụ sở cũ","area":"A0101","status":"surplus","date":"2025-07-01"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("reorganisations", {{"unit", "T01"},
                                   {"area", "A01"},
                                   {"place", "A0101"},
                                   {"type", "school"},
                                   {"due_exclusive", "1"},
                                   {"done_on", "2025-12-30"}});
    expect_row("properties", {{"status", "surplus"}, {"plan", "NULL"}, {"owner", "NULL"}, {"due", "NULL"}});
    EXPECT_EQ(refusal(R"({"kind":"reorganisation","id":"s2","unit":"T01","item":"Trường"})"), "field.missing /type");
}

}  // namespace
}  // namespace sauro::reorganisation
