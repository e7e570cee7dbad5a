#include "modules/tasks/tasks.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::tasks {
namespace {

class Tasks : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
    std::int64_t contributors() {
        std::int64_t n = -1;
        const auto status = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query("SELECT COUNT(*) FROM task_contributors", {}, [&](const db::Row& row) {
                n = row.integer(0);
                return true;
            });
        });
        EXPECT_TRUE(status.has_value());
        return n;
    }
};
SAURO_EACH_DATABASE(Tasks);

constexpr std::string_view task =
    R"({"kind":"task","id":"t1","assigner":"T01","lead":"X01","contributors":["H01"],"work":"Lập kế hoạch","accountable":"Bí thư","authority":"Đảng ủy",)"
    R"("product":"Kế hoạch","due":"2026-06-30","source":"226-KL/TW","clause":"2.1","status":"open","done_on":null})";

TEST_P(Tasks, StandsInItsViewUnderItsLead) {
    const auto report = load(task);
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto found = rows("tasks");
    ASSERT_EQ(found.size(), 1U);
    const Row expected{{"id", "t1"},
                       {"unit", "X01"},
                       {"unit_path", "TW/T01/X01/"},
                       {"area", "A0101"},
                       {"level", "commune"},
                       {"bloc", "party"},
                       {"area_merged", "0"},
                       {"date", "2026-06-30"},
                       {"sample", "0"},
                       {"assigner", "T01"},
                       {"lead", "X01"},
                       {"work", "Lập kế hoạch"},
                       {"accountable", "Bí thư"},
                       {"authority", "Đảng ủy"},
                       {"product", "Kế hoạch"},
                       {"due", "2026-06-30"},
                       {"source", "226-KL/TW"},
                       {"clause", "2.1"},
                       {"status", "open"},
                       {"done_on", "NULL"}};
    EXPECT_THAT(found[0], ::testing::IsSupersetOf(expected));
    EXPECT_EQ(contributors(), 1);
    EXPECT_EQ(load(task).totals.unchanged, 1);
    EXPECT_EQ(contributors(), 1);
}

TEST_P(Tasks, HasExactlyOneLead) {
    EXPECT_EQ(refusal(R"({"kind":"task","id":"t2","lead":["X01","H01"],"work":"Việc"})"), "field.type /lead");
    EXPECT_EQ(refusal(R"({"kind":"task","id":"t2","work":"Việc"})"), "field.missing /lead");
    EXPECT_EQ(refusal(R"({"kind":"task","id":"t2","lead":"X01","contributors":["X01"]})"),
              "task.lead_twice /contributors");
    EXPECT_EQ(refusal(R"({"kind":"task","id":"t2","lead":"X01","contributors":["X99"]})"),
              "fact.unknown_reference /contributors");
    EXPECT_TRUE(rows("tasks").empty());
    // The schema itself refuses a task without one.
    const auto written = database().write([](db::Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO tasks (id, lead_id, created_at) VALUES ('x', NULL, 0)"));
        return {};
    });
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, "db.not_null");
}

TEST_P(Tasks, AnotherContributorIsOtherContent) {
    ASSERT_TRUE(load(task).loaded);
    std::string other(task);
    other.replace(other.find("[\"H01\"]"), 7, "[]");
    EXPECT_EQ(refusal(other), "fact.duplicate /contributors");
}

TEST_P(Tasks, SaysWhoWithWhatAndWhatHappenedOnTheWay) {
    const auto report = load(
        R"({"kind":"task","id":"t5","assigner":"T01","lead":"X01","contributors":["H01"],"work":"Cấp phép","lead_person":"Chủ tịch","resources":"Ngân sách xã","recurrence":"hằng quý","matter":"Cấp phép xây dựng"}
{"kind":"task_event","task":"t5","type":"returned","date":"2026-03-02","by":"X01","reason":"Không đúng thẩm quyền"}
{"kind":"task_event","task":"t5","type":"returned","date":"2026-03-09","by":"X01"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    EXPECT_THAT(rows("tasks").at(0), ::testing::IsSupersetOf(Row{{"resources", "Ngân sách xã"},
                                                                 {"recurrence", "hằng quý"},
                                                                 {"matter", "Cấp phép xây dựng"},
                                                                 {"contributors", "1"},
                                                                 {"central_contributors", "0"}}));
    EXPECT_EQ(rows("task_events").size(), 2U);
    EXPECT_EQ(refusal(R"({"kind":"task_event","task":"t9","type":"returned","date":"2026-03-02"})"),
              "fact.unknown_reference /task");
}

}  // namespace
}  // namespace sauro::tasks
