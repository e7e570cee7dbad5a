// What a decision told on the page must be before it waives a finding.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "modules/findings/findings_fixture.hpp"

namespace sauro::findings {
namespace {

using ::testing::HasSubstr;

struct Waivers : Findings {};
SAURO_EACH_DATABASE(Waivers);

TEST_P(Waivers, AWaiverNeedsAnExceptionOfTheNormAndItsEvidence) {
    conferences(1, 3);
    settle();
    const std::string one = "/units/T01/findings/one/" + at(only(), "id") + "/waive";
    EXPECT_EQ(post("T01", one, R"({"body":"Ban Thường vụ Tỉnh ủy Mẫu","number":"","date":"2026-03-01"})").code(),
              "finding.evidence");
    EXPECT_EQ(
        post("T01", one, R"({"body":"Ban Thường vụ Tỉnh ủy Mẫu","number":"15-QĐ/TU","date":"2027-03-01"})").code(),
        "finding.evidence_date");
    // Not by another body, nor after the conference over the limit (the third, 04/3) was held.
    const auto other = post("T01", one, R"({"body":"Văn phòng Tỉnh ủy Mẫu","number":"15-QĐ/TU","date":"2026-03-01"})");
    EXPECT_EQ(other.code(), "finding.evidence");
    EXPECT_THAT(other.body, HasSubstr("không thay được Ban Thường vụ Tỉnh ủy"));
    const auto late =
        post("T01", one, R"({"body":"Ban Thường vụ Tỉnh ủy Mẫu","number":"15-QĐ/TU","date":"2026-03-05"})");
    EXPECT_EQ(late.code(), "finding.evidence");
    EXPECT_THAT(late.body, HasSubstr("cuộc vượt mức ngày 04/03/2026"));
    for (const char* body : {"Văn phòng Ban Thường vụ Tỉnh ủy Mẫu", "Ban Thường vụ Đảng ủy xã Mẫu trực thuộc Tỉnh ủy"})
        EXPECT_EQ(
            post("T01", one, fmt::format(R"({{"body":"{}","number":"15-QĐ/TU","date":"2026-03-01"}})", body)).code(),
            "finding.evidence")
            << body;
    const auto letter = post("T01", one, R"({"body":"Ban Thường vụ Tỉnh ủy Mẫu","number":"x","date":"2026-03-01"})");
    EXPECT_EQ(letter.code(), "finding.evidence");
    EXPECT_THAT(letter.body, HasSubstr("chưa phải số, ký hiệu"));
    EXPECT_EQ(at(only(), "state"), "open");
    execute("UPDATE units SET body = 'party_committee', name = 'Tỉnh ủy Mẫu' WHERE code = 'T01'", "T01");
    const auto detail = get("T01", "/units/T01/findings/one/" + at(only(), "id")).json();
    EXPECT_EQ(json::write(detail.at("waiver_bodies")), R"(["Ban Thường vụ Tỉnh ủy Mẫu"])");
    EXPECT_EQ(detail.as_object().if_contains("waiver_in_record"), nullptr);
    const auto waived =
        post("T01", one, R"({"body":"Ban Thường vụ Tỉnh ủy Mẫu","number":"15-QĐ/TU","date":"2026-03-04"})");
    ASSERT_EQ(waived.status, 200) << waived.body;
    EXPECT_EQ(waived.text("/state"), "waived");
    EXPECT_EQ(waived.text("/waiver/number"), "15-QĐ/TU");
    settle();
    EXPECT_EQ(at(only("&state=waived"), "state"), "waived");
}

TEST_P(Waivers, WhatTheRecordItselfMustSayIsNotReplacedByADecision) {
    const std::string norm = "KL221.4.recommendations";
    ASSERT_TRUE(
        load(
            R"({"kind":"recommendation","id":"k1","unit":"X01","date":"2025-11-05","text":"Bổ sung trụ sở","resolver":"T01","annex_no":"12"})"
            "\n",
            {})
            .loaded);
    now_ += 86'400'000;
    settle();
    const auto one = "/units/X01/findings/one/" + at(only("", "X01", norm), "id");
    const auto detail = get("X01", one);
    EXPECT_EQ(detail.json().as_object().if_contains("waiver_clause"), nullptr);
    EXPECT_EQ(detail.text("/waiver_in_record"), "lộ trình có mốc ngày, thông báo cho nơi kiến nghị");
    const auto refused =
        post("X01", one + "/waive", R"({"body":"Tỉnh ủy Mẫu","number":"15-QĐ/TU","date":"2026-03-01"})");
    EXPECT_EQ(refused.status, 422) << "what was asked for is wrong, not what stands";
    EXPECT_EQ(refused.code(), "finding.no_waiver");
    EXPECT_EQ(refused.text("/clause"), "221-KL/TW, mục 4, đoạn 1, câu 1");
    EXPECT_THAT(refused.body, HasSubstr("ghi ngay ở hồ sơ: lộ trình có mốc ngày"));
    EXPECT_EQ(at(only("", "X01", norm), "state"), "open");
}

TEST_P(Waivers, OfACommunesLimitItsOwnStandingCommitteeDecides) {
    const std::string commune = "KL226.2.2.d1.commune-wide-cap";
    conferences(1, 4, "", "X01", "commune_wide");
    settle();
    const auto state = [&](const char* query) { return at(only(query, "X01", commune), "state"); };
    const std::string one = "/units/X01/findings/one/" + at(only("", "X01", commune), "id") + "/waive";
    for (const char* body :
         {"Ban Thường vụ Tỉnh ủy Mẫu", "Đảng ủy xã Mẫu", "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh"}) {
        const auto refused =
            post("X01", one, fmt::format(R"({{"body":"{}","number":"15-QĐ/TU","date":"2026-03-01"}})", body));
        EXPECT_EQ(refused.code(), "finding.evidence") << body;
        EXPECT_THAT(refused.body, HasSubstr("không thay được Ban Thường vụ Đảng ủy xã, phường, đặc khu"));
    }
    EXPECT_EQ(state(""), "open");
    const auto waived =
        post("X01", one, R"({"body":"Ban Thường vụ Đảng ủy xã Mẫu","number":"03-QĐ/ĐU","date":"2026-03-01"})");
    ASSERT_EQ(waived.status, 200) << waived.body;
    EXPECT_EQ(state("&state=waived"), "waived");
}

}  // namespace
}  // namespace sauro::findings
