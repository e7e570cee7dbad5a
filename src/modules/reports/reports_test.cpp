#include "modules/reports/reports.hpp"

#include <gmock/gmock.h>

#include "tests/support/fact_modules.hpp"

namespace sauro::reports {
namespace {

class Reports : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
};
SAURO_EACH_DATABASE(Reports);

TEST_P(Reports, ObligationStandsOnceForUnitFormAndPeriod) {
    const std::string_view line =
        R"({"kind":"report","unit":"T01","form":"226-quarterly","period":"2026-Q1","due":"2026-04-05","filed_on":"2026-04-03","channel":"network"})";
    ASSERT_TRUE(load(line).loaded);
    auto found = rows("reports");
    ASSERT_EQ(found.size(), 1U);
    const Row expected{{"unit", "T01"},        {"unit_path", "TW/T01/"}, {"area", "A01"},
                       {"level", "province"},  {"bloc", "party"},        {"area_merged", "1"},
                       {"date", "2026-04-03"}, {"sample", "0"},          {"form", "226-quarterly"},
                       {"period", "2026-Q1"},  {"due", "2026-04-05"},    {"filed_on", "2026-04-03"},
                       {"channel", "network"}};
    EXPECT_THAT(found[0], ::testing::IsSupersetOf(expected));
    EXPECT_EQ(load(line).totals.unchanged, 1);
    EXPECT_EQ(
        refusal(
            R"({"kind":"report","unit":"T01","form":"226-quarterly","period":"2026-Q1","due":"2026-04-05","filed_on":"2026-04-09"})"),
        "fact.duplicate /filed_on");
    EXPECT_EQ(refusal(R"({"kind":"report","unit":"T01","form":"226-quarterly","period":"2026-Q7"})"),
              "period.format /period");
}

TEST_P(Reports, NotFiledCountsOnTheDayItIsDue) {
    ASSERT_TRUE(
        load(R"({"kind":"report","id":"r1","unit":"X01","form":"226-quarterly","period":"2026-Q1","due":"2026-04-05"})")
            .loaded);
    const auto found = rows("reports");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("id"), "r1");
    EXPECT_EQ(found[0].at("date"), "2026-04-05");
    EXPECT_EQ(found[0].at("channel"), "NULL");
}

TEST_P(Reports, BaselineNamesWhatItRestsOn) {
    ASSERT_TRUE(
        load(
            R"({"kind":"baseline","id":"b1","unit":"T01","year":2025,"measure":"documents","value":412,"basis":"12-BC/TU"})")
            .loaded);
    const auto found = rows("baselines");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("value"), "412");
    EXPECT_EQ(found[0].at("year"), "2025");
    EXPECT_EQ(found[0].at("basis"), "12-BC/TU");
    EXPECT_EQ(refusal(R"({"kind":"baseline","unit":"T01","year":2025,"measure":"documents","value":412})"),
              "field.missing /basis");
    EXPECT_EQ(
        refusal(R"({"kind":"baseline","unit":"T01","year":2025,"measure":"documents","value":400,"basis":"12-BC/TU"})"),
        "fact.duplicate /value");
    EXPECT_EQ(refusal(R"({"kind":"baseline","unit":"T01","year":25,"measure":"documents","value":4,"basis":"x"})"),
              "field.range /year");
}

TEST_P(Reports, WhatAReportSaysStandsBesideIt) {
    const auto report = load(
        R"({"kind":"report","id":"b1","unit":"T01","form":"226-quarterly","period":"2026-Q1","filed_on":"2026-04-03","responsible":"Chánh Văn phòng","periodic":true,"due_exclusive":true,"data_from":"2026-01-01","data_to":"2026-03-31","results_stated":10,"results_quantified":8}
{"kind":"report","id":"b2","unit":"T01","form":"226-quarterly","period":"2026-Q2"}
{"kind":"report_section","report":"b1","topic":"digital","text":"Đã dùng chung một hệ thống."}
{"kind":"report_value","report":"b1","indicator":"conferences","value":12}
{"kind":"report_value","report":"b1","indicator":"meetings"}
{"kind":"proposal","id":"x1","unit":"T01","report":"b1","type":"length","value":5})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto found = rows("reports");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_THAT(found[0], ::testing::IsSupersetOf(Row{{"has_digital", "1"},
                                                      {"has_documents", "0"},
                                                      {"gives_conferences", "1"},
                                                      {"gives_meetings", "0"},
                                                      {"proposals", "1"},
                                                      {"results_without_figure", "2"},
                                                      {"province_merged", "1"},
                                                      {"due_exclusive", "1"}}));
    EXPECT_THAT(found[1],
                ::testing::IsSupersetOf(
                    Row{{"has_digital", "NULL"}, {"gives_conferences", "NULL"}, {"results_without_figure", "NULL"}}));
    EXPECT_EQ(refusal(R"({"kind":"report_section","report":"b1","topic":"khac"})"), "field.one_of /topic");
    EXPECT_EQ(refusal(R"({"kind":"report_value","report":"b9","indicator":"meetings"})"),
              "fact.unknown_reference /report");
}

TEST_P(Reports, RequestsIndicatorsAndFollowUp) {
    const auto report = load(
        R"({"kind":"report_request","id":"y1","unit":"T01","to":"X01","form":"khac","date":"2026-02-01","indicators":["conferences"],"already_held":true}
{"kind":"indicator","id":"i1","unit":"T01","code":"HN","name":"Số hội nghị","definition":"Số hội nghị đã họp trong kỳ"}
{"kind":"indicator","id":"i2","unit":"T01","code":"HN2","name":"Hội nghị","definition":"số hội nghị  đã họp trong kỳ"}
{"kind":"form","id":"f1","unit":"T01","code":"B1","fields":["HN"]}
{"kind":"reminder","unit":"T01","to":"X01","date":"2026-04-06","form":"226-quarterly","period":"2026-Q1"}
{"kind":"consolidation","id":"t1","unit":"T01","form":"226-quarterly","period":"2026-Q1","date":"2026-04-10","sources":["b1"],"sources_count":1,"missing_named":true}
{"kind":"baseline","unit":"T01","year":2025,"measure":"reports","value":40,"basis":"Sổ báo cáo năm 2025"})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto indicators = rows("indicators");
    ASSERT_EQ(indicators.size(), 2U);
    EXPECT_EQ(indicators[0].at("definition_key"), indicators[1].at("definition_key"));
    EXPECT_NE(indicators[0].at("name_key"), indicators[1].at("name_key"));
    EXPECT_EQ(rows("report_requests").at(0).at("to_unit"), "X01");
    EXPECT_EQ(rows("reminders").at(0).at("to_unit"), "X01");
    EXPECT_EQ(rows("consolidations").at(0).at("missing_named"), "1");
    EXPECT_EQ(rows("forms").size(), 1U);
    EXPECT_EQ(rows("baselines").at(0).at("measure"), "reports");
}

}  // namespace
}  // namespace sauro::reports
