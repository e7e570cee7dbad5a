#include "modules/meetings/meetings.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::meetings {
namespace {

using ::testing::Contains;
using ::testing::Pair;

class Meetings : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
};
SAURO_EACH_DATABASE(Meetings);

constexpr std::string_view conference =
    R"({"kind":"conference","id":"c1","unit":"T01","date":"2026-03-02","title":"Hội nghị mẫu","type":"dissemination","scope":"province_wide",)"
    R"("mode":"online","statutory_kind":null,"planned_minutes":240,"actual_minutes":250,"cost":12000000,"cost_norm":15000000,)"
    R"("broadcast_to_grassroots":true,"repeats":null,"delegates":120,"leaders_invited":1,"leaders_total":4,)"
    R"("decision":{"by":"provincial_standing_committee","symbol":"15-QĐ/TU","date":"2026-02-20"},"plan_item":"KH 1","status":"held"})"
    "\n";

TEST_P(Meetings, ConferenceStandsInItsViewAsItWasLoaded) {
    ASSERT_TRUE(load(conference).loaded);
    const auto found = rows("conferences");
    ASSERT_EQ(found.size(), 1U);
    const Row expected{{"id", "c1"},
                       {"unit", "T01"},
                       {"unit_path", "TW/T01/"},
                       {"area", "A01"},
                       {"level", "province"},
                       {"bloc", "party"},
                       {"area_merged", "1"},
                       {"date", "2026-03-02"},
                       {"sample", "0"},
                       {"title", "Hội nghị mẫu"},
                       {"type", "dissemination"},
                       {"scope", "province_wide"},
                       {"mode", "online"},
                       {"statutory_kind", "none"},
                       {"planned_minutes", "240"},
                       {"actual_minutes", "250"},
                       {"cost", "12000000"},
                       {"cost_norm", "15000000"},
                       {"broadcast_to_grassroots", "1"},
                       {"repeats", "NULL"},
                       {"delegates", "120"},
                       {"leaders_invited", "1"},
                       {"leaders_total", "4"},
                       {"decision_by", "provincial_standing_committee"},
                       {"decision_symbol", "15-QĐ/TU"},
                       {"decision_date", "2026-02-20"},
                       {"plan_item", "KH 1"},
                       {"status", "held"}};
    EXPECT_THAT(found[0], ::testing::IsSupersetOf(expected));
    for (const char* column : {"chair", "guided_by", "joint_issue_note", "cost_planned", "topic_key", "scheduled_on"})
        EXPECT_THAT(found[0], Contains(Pair(column, "NULL")));
    EXPECT_THAT(found[0], Contains(Pair("turn_of_year", "0")));
}

TEST_P(Meetings, WhatIsLeftOutIsUnknown) {
    ASSERT_TRUE(load(R"({"kind":"conference","id":"c2","unit":"T01","date":"2026-03-02"})").loaded);
    const auto found = rows("conferences");
    ASSERT_EQ(found.size(), 1U);
    for (const char* column :
         {"statutory_kind", "scope", "mode", "status", "broadcast_to_grassroots", "decision_symbol", "cost"}) {
        EXPECT_THAT(found[0], Contains(Pair(column, "NULL")));
    }
}

TEST_P(Meetings, SpeechesAndInvitationsHangOnTheirConference) {
    const auto report = load(std::string(conference) +
                             R"({"kind":"speech","conference":"c1","type":"opening","speaker":"Đại biểu A","minutes":9}
{"kind":"speech","conference":"c1","type":"contribution","speaker":"Đại biểu B","minutes":12}
{"kind":"invitation","conference":"c1","unit":"X01","in_charge":true,"concerned":true}
{"kind":"invitation","conference":"c1","unit":"NGOAI","level":"central","bloc":"government"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto speeches = rows("speeches");
    ASSERT_EQ(speeches.size(), 2U);
    for (const auto& speech : speeches) {
        EXPECT_THAT(speech, Contains(Pair("conference", "c1")));
        EXPECT_THAT(speech, Contains(Pair("date", "2026-03-02")));
        EXPECT_THAT(speech, Contains(Pair("unit", "T01")));
    }
    std::map<std::string, std::string> levels;
    for (const auto& row : rows("invitations"))
        levels[row.at("invited_unit")] = row.at("invited_level") + "/" + row.at("invited_bloc");
    EXPECT_EQ(levels, (std::map<std::string, std::string>{{"X01", "commune/party"}, {"NGOAI", "central/government"}}));
}

TEST_P(Meetings, RepeatsNamesTheEarlierConferenceInAnyOrder) {
    const auto report =
        load(std::string(R"({"kind":"conference","id":"c9","unit":"X01","date":"2026-04-02","repeats":"c1"})") + "\n" +
             std::string(conference));
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto found = rows("conferences");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].at("repeats"), "c1");
}

TEST_P(Meetings, WrongLinesAreRefusedByField) {
    ASSERT_TRUE(load(conference).loaded);
    EXPECT_EQ(refusal(R"({"kind":"conference","id":"c2","unit":"X99","date":"2026-03-02"})"),
              "fact.unknown_reference /unit");
    EXPECT_EQ(refusal(R"({"kind":"conference","id":"c2","unit":"T01","date":"2026-11-31"})"),
              "date.not_in_calendar /date");
    EXPECT_EQ(refusal(R"({"kind":"conference","id":"c2","unit":"T01","date":"2026-03-02","mode":"phone"})"),
              "field.one_of /mode");
    EXPECT_EQ(refusal(R"({"kind":"conference","id":"c2","unit":"T01","date":"2026-03-02","decision":{"who":"x"}})"),
              "field.unknown /decision/who");
    EXPECT_EQ(refusal(R"({"kind":"conference","id":"c1","unit":"T01","date":"2026-03-03","title":"Hội nghị mẫu"})"),
              "fact.duplicate /date");
    EXPECT_EQ(refusal(R"({"kind":"speech","conference":"c7","type":"opening","minutes":9})"),
              "fact.unknown_reference /conference");
    EXPECT_EQ(refusal(R"({"kind":"invitation","conference":"c1","unit":"NGOAI","level":"central"})"),
              "fact.unknown_reference /unit");
    EXPECT_EQ(rows("conferences").size(), 1U);
}

TEST_P(Meetings, TheSameLinesAgainChangeNothing) {
    const std::string lines =
        std::string(conference) + R"({"kind":"speech","conference":"c1","type":"contribution","minutes":9}
{"kind":"speech","conference":"c1","type":"contribution","minutes":9}
{"kind":"invitation","conference":"c1","unit":"X01"})";
    EXPECT_EQ(load(lines).totals.created, 4);
    EXPECT_EQ(load(lines).totals.unchanged, 4);
    EXPECT_EQ(rows("speeches").size(), 2U);
    EXPECT_EQ(refusal(R"({"kind":"invitation","conference":"c1","unit":"X01","concerned":true})"),
              "fact.duplicate /concerned");
}

TEST_P(Meetings, TheCompositionCountsWhoDoesNotBelong) {
    const auto report = load(
        R"({"kind":"conference","id":"c1","unit":"T01","date":"2026-03-02","scope":"internal","sector":"tổ chức","agenda":"Bàn Công tác  cán bộ"}
{"kind":"conference","id":"c2","unit":"T01","date":"2026-12-02","agenda":"bàn công tác cán bộ"}
{"kind":"invitation","conference":"c1","unit":"X01","in_charge":true,"concerned":true}
{"kind":"invitation","conference":"c1","unit":"H01","capacity":"party","in_charge":false,"concerned":true}
{"kind":"invitation","conference":"c1","unit":"BNV","level":"central","bloc":"government","role":"other","sector":"nội vụ","concerned":false})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto found = rows("compositions");
    ASSERT_EQ(found.size(), 2U);
    // X01 is another level; H01 comes in the capacity of the Party; BNV is of another bloc, level and sector.
    EXPECT_THAT(found[0], ::testing::IsSupersetOf(Row{{"invited", "3"},
                                                      {"other_bloc", "1"},
                                                      {"other_role", "1"},
                                                      {"unconcerned", "1"},
                                                      {"not_in_charge", "1"},
                                                      {"unrelated", "1"},
                                                      {"other_level", "2"},
                                                      {"outsiders", "1"}}));
    EXPECT_THAT(found[0], Contains(Pair("out_of_scope", "NULL"))) << "nobody said whether BNV is";
    for (const char* column : {"invited", "other_bloc", "unconcerned", "outsiders"})
        EXPECT_THAT(found[1], Contains(Pair(column, "NULL"))) << "no list was given";
    const auto conferences = rows("conferences");
    EXPECT_EQ(conferences[0].at("topic_key"), conferences[1].at("topic_key"));
    EXPECT_THAT(conferences[1], Contains(Pair("turn_of_year", "1")));
    const auto invitations = rows("invitations");
    EXPECT_EQ(std::ranges::count_if(invitations, [](const auto& row) { return row.at("outsider") == "1"; }), 1);
}

TEST_P(Meetings, ASpeechIsHeldAgainstThePapersSent) {
    const std::string said =
        "Qua sáu tháng thực hiện, các đơn vị đã giảm số cuộc họp, gộp nhiều báo cáo và chuyển phần lớn việc trao đổi "
        "sang môi trường mạng, song việc cập nhật số liệu của một số nơi còn chậm và chưa thống nhất.";
    ASSERT_TRUE(load(std::string(conference) +
                     R"({"kind":"speech","conference":"c1","type":"contribution","minutes":9,"text":")" + said + R"("}
{"kind":"speech","conference":"c1","type":"closing","minutes":9}
{"kind":"paper","id":"p1","conference":"c1","title":"Báo cáo","sent_on":"2026-02-27","text":")" +
                     said + R"("})")
                    .loaded);
    std::map<std::string, std::string> copied;
    for (const auto& row : rows("speeches")) copied[row.at("type")] = row.at("copied_percent");
    EXPECT_EQ(copied, (std::map<std::string, std::string>{{"closing", "NULL"}, {"contribution", "100"}}));
    EXPECT_EQ(rows("papers").size(), 1U);
}

TEST_P(Meetings, MeetingsAndThePlanOfAYear) {
    const auto report = load(
        R"({"kind":"meeting","id":"m1","unit":"T01","date":"2026-03-02","title":"Giao ban tuần","mode":"online","minutes":45,"participants":12,"status":"held"}
{"kind":"conference_plan","unit":"T01","year":2026,"based_on":"Chương trình công tác năm 2026","approved_by":"Ban Thường vụ","approved_on":"2025-12-28"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    EXPECT_THAT(rows("meetings").at(0), Contains(Pair("minutes", "45")));
    const auto plans = rows("conference_plans");
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_THAT(plans[0],
                ::testing::IsSupersetOf(Row{{"date", "2026-01-01"}, {"approved_on", "2025-12-28"}, {"year", "2026"}}));
    EXPECT_EQ(refusal(R"({"kind":"conference_plan","unit":"T01","year":2026,"approved_by":"Thường trực"})"),
              "fact.duplicate /based_on");
}

}  // namespace
}  // namespace sauro::meetings
