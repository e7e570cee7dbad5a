// What the loader says of the value of an overlay file: a share has its sign, what is counted is whole, a day is a day.
#include <gmock/gmock.h>

#include "rulebook/test_views.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

// "" when the overlay loads, else what is said of it.
std::string refusal(const std::string& norm, const std::string& parameter, const std::string& value) {
    const std::string overlay = "overlay: {id: t01, unit_path: TW/T01/, source: 12-NQ/TU}\ntighten:\n- {norm: " + norm +
                                ", parameter: " + parameter + ", values: [{from: 2026-01-01, value: " + value +
                                ", clause: Điều 3}]}\n";
    std::vector<base::EmbeddedFile> files(embedded_rulebook().begin(), embedded_rulebook().end());
    files.push_back({"overlays/t01.yaml", overlay});
    const auto book = Rulebook::load(files, testing::documented_views());
    return book ? "" : book.error().message;
}

TEST(Overlays, AShareHasItsSign) {
    const auto said = [](const char* value) { return refusal("KL226.2.1.d3.reduce-15", "min_reduction", value); };
    EXPECT_EQ(said("20%"), "");
    EXPECT_THAT(said("20"), HasSubstr("overlays/t01.yaml:3: quy định riêng “t01” đặt “min_reduction” là 20 mà không "
                                      "có dấu %; ghi 20%."));
    EXPECT_THAT(said("1"), HasSubstr("ghi 1% hoặc 100%."));
    EXPECT_THAT(said("0.2"), HasSubstr("ghi 0.2% hoặc 20%."));
    EXPECT_THAT(said("1/5"), HasSubstr("ghi 20%."));
    EXPECT_THAT(said("120%"), HasSubstr("quá 100%"));
}

TEST(Overlays, WhatIsCountedIsWhole) {
    EXPECT_EQ(refusal("KL226.2.2.d3.opening-10", "max_minutes", "9"), "");
    EXPECT_THAT(refusal("KL226.2.2.d3.opening-10", "max_minutes", "9.5"), HasSubstr("phải là số nguyên"));
    EXPECT_THAT(refusal("KL226.2.2.d3.closing-50", "max_total_minutes", "99/2"), HasSubstr("phải là số nguyên"));
    EXPECT_THAT(refusal("KL226.2.2.d1.province-wide-cap", "max", "1.5"), HasSubstr("overlays/t01.yaml:3:"));
    EXPECT_THAT(refusal("KL226.2.3.d3.report-brief", "max_hint_pages", "50%"), HasSubstr("phải là số nguyên"));
    EXPECT_EQ(refusal("KL226.2.1.d3.no-copy", "max_containment", "0.25"), "") << "the rulebook itself writes 0.30";
}

TEST(Overlays, NothingLastsNoMinuteAndNoParameterIsTightenedTwice) {
    EXPECT_THAT(refusal("KL226.2.2.d3.opening-10", "max_minutes", "0"), HasSubstr("ghi mức lớn hơn 0"));
    EXPECT_EQ(refusal("KL226.2.2.d1.province-wide-cap", "max", "0"), "") << "none at all may be wanted";
    EXPECT_THAT(refusal("KL226.2.2.d3.opening-10", "max_minutes",
                        "8, clause: Điều 3}]}\n- {norm: KL226.2.2.d3.opening-10, parameter: max_minutes, values: "
                        "[{from: 2026-01-01, value: 7"),
                HasSubstr("đã siết ở dòng 3"));
}

TEST(Overlays, ADayIsADay) {
    EXPECT_EQ(refusal("KL221.4.schools", "due", "2025-12-20"), "");
    EXPECT_THAT(refusal("KL221.4.schools", "due", "30"), HasSubstr("mức này là một ngày"));
    EXPECT_THAT(refusal("KL226.2.2.d3.opening-10", "max_minutes", "2026-01-01"), HasSubstr("không phải ngày"));
}

}  // namespace
}  // namespace sauro::rulebook
