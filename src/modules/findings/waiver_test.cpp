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
    const auto waived =
        post("T01", one, R"({"body":"Ban Thường vụ Tỉnh ủy Mẫu","number":"15-QĐ/TU","date":"2026-03-04"})");
    ASSERT_EQ(waived.status, 200) << waived.body;
    EXPECT_EQ(waived.text("/state"), "waived");
    EXPECT_EQ(waived.text("/waiver/number"), "15-QĐ/TU");
    settle();
    EXPECT_EQ(at(only("&state=waived"), "state"), "waived");
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
