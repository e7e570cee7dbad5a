#include "modules/reviews/differences.hpp"

#include <gmock/gmock.h>

namespace sauro::reviews {
namespace {

using ::testing::IsEmpty;

std::vector<Difference> of(std::string_view a, std::string_view b, std::size_t most = 12) {
    return differing_numbers(a, b, {{{0, a.size()}, {0, b.size()}, 1.0}}, most);
}

TEST(Differences, NumbersAndDatesInTheSameWording) {
    const auto found = of("Giảm ít nhất 15 % số cuộc họp, xong trước ngày 30/6/2026.",
                          "Giảm ít nhất 10 % số cuộc họp, xong trước ngày 31/12/2026.");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].a, "15 %");
    EXPECT_EQ(found[0].b, "10 %");
    EXPECT_EQ(found[1].a, "30/6/2026");
    EXPECT_EQ(found[1].b, "31/12/2026");
}

TEST(Differences, WordsThatDifferAreNone) {
    EXPECT_THAT(of("Mỗi phòng cử 2 người dự họp.", "Mỗi ban cử 2 cán bộ dự họp."), IsEmpty());
    EXPECT_THAT(of("", "Có 3 việc."), IsEmpty());
}

TEST(Differences, ANumberAtTheEndOfItsPhraseStandsAlone) {
    const auto found = of("Số phòng họp là 25 và không tăng thêm.", "Số phòng họp là 20 và không tăng thêm.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].a, "25");
    EXPECT_EQ(found[0].b, "20");
}

TEST(Differences, LettersStayWhole) {
    const auto found = of("Được dùng tối đa 3 m2 vỉa hè ngoài giờ “HÀNH CHÍNH”, tờ khai nộp trước.",
                          "Được dùng tối đa 5 m2 vỉa hè ngoài giờ “HÀNH CHÍNH”, tờ khai nộp trước.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].context_a, "Được dùng tối đa 3 m2 vỉa hè ngoài giờ HÀNH");
}

TEST(Differences, ADayIsOneThingAndThatOfTheHeadNone) {
    EXPECT_THAT(of("Số 301/HD-UBND Bến Thử, ngày 02 tháng 3 năm 2026 HƯỚNG DẪN",
                   "Số 302/HD-UBND Bến Thử, ngày 12 tháng 6 năm 2026 HƯỚNG DẪN"),
                IsEmpty());
    const auto found = of("Nộp hồ sơ trước ngày 25 tháng 3 năm 2026 tại trụ sở.",
                          "Nộp hồ sơ trước ngày 20 tháng 4 năm 2026 tại trụ sở.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].a, "25 tháng 3 năm 2026");
    EXPECT_EQ(found[0].b, "20 tháng 4 năm 2026");
}

TEST(Differences, ALongerTextBetweenDoesNotMixTheNumbers) {
    const auto found = of("Họp 3 lần một năm, có báo cáo, mỗi lần không quá 240 phút.",
                          "Họp 3 lần một năm, mỗi lần không quá 180 phút.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].a, "240 phút");
    EXPECT_EQ(found[0].b, "180 phút");
}

TEST(Differences, BoundedAndSafeOutsideTheTexts) {
    std::string a, b;
    for (int i = 0; i < 500; ++i) {
        a += "mục " + std::to_string(i) + " ";
        b += "mục " + std::to_string(i + 1000) + " ";
    }
    EXPECT_EQ(of(a, b, 7).size(), 7U);
    EXPECT_THAT(differing_numbers("một 1", "một 2", {{{90, 400}, {90, 400}, 1.0}}), IsEmpty());
}

}  // namespace
}  // namespace sauro::reviews
