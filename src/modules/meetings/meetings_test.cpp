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
    EXPECT_EQ(found[0], expected);
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

}  // namespace
}  // namespace sauro::meetings
