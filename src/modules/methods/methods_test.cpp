#include "modules/methods/methods.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::methods {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Pair;

class Methods : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
    // The only row of a view must hold these.
    void expect_row(const std::string& view, const Row& columns) {
        const auto found = rows(view);
        ASSERT_EQ(found.size(), 1U) << view;
        EXPECT_THAT(found[0], IsSupersetOf(columns)) << view;
    }
};
SAURO_EACH_DATABASE(Methods);

TEST_P(Methods, RegistersStandInTheirViews) {
    const auto report = load(
        R"({"kind":"responsibility","id":"n1","unit":"X01","function":"Công tác văn thư","owner":"Chánh Văn phòng","authority":"Ký thừa lệnh","basis":"12-QĐ/ĐU","date":"2026-01-05"}
{"kind":"regulation","id":"q1","unit":"X01","name":"Quy chế làm việc","topic":"digital_work","symbol":"3-QC/ĐU","version":"2","owner":"Văn phòng","date":"2026-01-06","in_force":true}
{"kind":"process","id":"t1","unit":"X01","name":"Trình ký","version":"1","owner":"Văn thư","authority":"Ban Thường vụ","date":"2026-01-07"}
{"kind":"system","id":"h1","name":"Phần mềm một cửa","owner":"X01","linked_to":["Dữ liệu hộ tịch"],"date":"2025-07-01"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("responsibilities",
               {{"id", "n1"}, {"unit", "X01"}, {"authority", "Ký thừa lệnh"}, {"reviewed_on", "NULL"}});
    expect_row("regulations", {{"topic", "digital_work"}, {"in_force", "1"}, {"version", "2"}, {"date", "2026-01-06"}});
    expect_row("processes", {{"name", "Trình ký"}, {"owner", "Văn thư"}});
    expect_row("systems", {{"owner", "X01"}, {"unit", "X01"}});
}

TEST_P(Methods, AnActivityShowsWhoApprovedItsPlan) {
    const auto report = load(
        R"({"kind":"activity","id":"a1","unit":"X01","date":"2026-04-02","title":"Ngày dân vận","type":"mass_work","plan":"p1","result":"120 hộ tham gia"}
{"kind":"activity","id":"a2","unit":"X01","date":"2026-04-03","title":"Việc ngoài kế hoạch"}
{"kind":"plan","id":"p1","unit":"X01","year":2026,"title":"Chương trình công tác năm","origin":"submitted","date":"2025-12-20","approved_by":"Ban Thường vụ Tỉnh ủy","approved_on":"2026-01-10"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("plans", {{"date", "2026-01-10"}, {"origin", "submitted"}, {"year", "2026"}});
    const auto activities = rows("activities");
    ASSERT_EQ(activities.size(), 2U);
    EXPECT_THAT(activities[0], IsSupersetOf(Row{{"plan", "p1"},
                                                {"plan_approved_by", "Ban Thường vụ Tỉnh ủy"},
                                                {"plan_approved_on", "2026-01-10"}}));
    EXPECT_THAT(activities[1], IsSupersetOf(Row{{"plan", "NULL"}, {"plan_approved_by", "NULL"}, {"type", "NULL"}}));
}

TEST_P(Methods, DelegationsAndWhatGoesAgainstThem) {
    const auto report = load(
        R"({"kind":"delegation","id":"g1","from":"T01","to":"X01","matter":"Cấp phép xây dựng","basis":"20-QĐ/TU","date":"2026-01-15","evaluated_on":"2026-06-30","feasible":true}
{"kind":"intervention","id":"c1","by":"T01","to":"X01","date":"2026-05-04","delegation":"g1"}
{"kind":"opinion_request","id":"y1","from":"X01","to":"T01","date":"2026-05-06","delegation":"g1","beyond_authority":true,"reason":"Vượt diện tích được giao"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("delegations", {{"unit", "T01"}, {"from_unit", "T01"}, {"to_unit", "X01"}, {"feasible", "1"}});
    expect_row("interventions", {{"unit", "T01"}, {"to_unit", "X01"}, {"delegation", "g1"}, {"delegated", "1"}, {"basis", "NULL"}});
    expect_row("opinion_requests", {{"unit", "X01"}, {"delegation", "g1"}, {"delegated", "1"}, {"beyond_authority", "1"}});
    EXPECT_EQ(
        refusal(R"({"kind":"intervention","id":"c2","by":"T01","to":"X01","date":"2026-05-04","delegation":"g9"})"),
        "fact.unknown_reference /delegation");
}

TEST_P(Methods, StaffShowTheirLastTrainingThatCounts) {
    const auto report = load(R"({"kind":"staff","id":"s1","unit":"X01","type":"civil_servant","post":"Văn thư"}
{"kind":"training","staff":"s1","topic":"digital","date":"2026-03-01","hours":8}
{"kind":"training","staff":"s1","topic":"ai","date":"2026-04-01","hours":8}
{"kind":"training","staff":"s1","topic":"other","date":"2026-05-01"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("staff", {{"trained_on", "2026-04-01"}, {"type", "civil_servant"}});
    EXPECT_EQ(rows("trainings").size(), 3U);
    for (const auto& row : rows("trainings")) EXPECT_THAT(row, Contains(Pair("unit", "X01")));
}

}  // namespace
}  // namespace sauro::methods
