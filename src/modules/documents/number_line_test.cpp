#include "modules/documents/number_line.hpp"

#include <gtest/gtest.h>

namespace sauro::documents {
namespace {

const base::Date kDay = base::Date::parse_iso("2026-02-05").value();

std::string party(std::string_view text) { return with_number_line(text, "28-KH/ĐU", true, kDay); }
std::string state(std::string_view text) { return with_number_line(text, "12/KH-UBND", false, kDay); }

TEST(NumberLine, OneLeftOpenIsFilledIn) {
    EXPECT_EQ(party("ĐẢNG ỦY XÃ\n*\nSố      -KH/ĐU\nKẾ HOẠCH"), "ĐẢNG ỦY XÃ\n*\nSố 28-KH/ĐU\nKẾ HOẠCH");
    EXPECT_EQ(state("UBND XÃ\nSố: …/KH-UBND\nKẾ HOẠCH"), "UBND XÃ\nSố: 12/KH-UBND\nKẾ HOẠCH");
    EXPECT_EQ(state("UBND XÃ\nSố: ......\nKẾ HOẠCH"), "UBND XÃ\nSố: 12/KH-UBND\nKẾ HOẠCH");
}

TEST(NumberLine, TheOtherColumnKeepsItsWords) {
    EXPECT_EQ(state("Số:      /KH-UBND\tMinh An, ngày    tháng   năm 2026\nKẾ HOẠCH"),
              "Số: 12/KH-UBND\tMinh An, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH");
    EXPECT_EQ(state("Số: \tMinh An, ngày … tháng 02 năm 2026\nKẾ HOẠCH"),
              "Số: 12/KH-UBND\tMinh An, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH");
    EXPECT_EQ(party("Minh An, ngày … tháng … năm …\nSố     -KH/ĐU"), "Minh An, ngày 05 tháng 02 năm 2026\nSố 28-KH/ĐU");
}

TEST(NumberLine, OneThatIsMissingIsPutWhereTheFormWantsIt) {
    EXPECT_EQ(party("ĐẢNG ỦY XÃ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH"),
              "ĐẢNG ỦY XÃ\n*\nSố 28-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH");
    EXPECT_EQ(state("UBND XÃ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH"),
              "UBND XÃ\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH");
    EXPECT_EQ(party("ĐẢNG ỦY XÃ\nSố 3, đường Trần Phú\n*\nKẾ HOẠCH"),
              "ĐẢNG ỦY XÃ\nSố 3, đường Trần Phú\n*\nSố 28-KH/ĐU\nKẾ HOẠCH");
}

TEST(NumberLine, OneThatStandsThereOrHasNoPlaceIsLeft) {
    for (const char* text : {"ĐẢNG ỦY XÃ\n*\nSố 28-KH/ĐU\nMinh An, ngày 03 tháng 02 năm 2026\nKẾ HOẠCH",
                             "Kính gửi các đồng chí\nNội dung.", "", "*", "Số lượng: 3\nThư ngỏ"})
        EXPECT_EQ(party(text), text);
}

TEST(NumberLine, AnotherNumberGivesWayToTheRegisterADayDoesNot) {
    EXPECT_EQ(party("ĐẢNG ỦY XÃ\n*\nSố 31-KH/ĐU\nMinh An, ngày 03 tháng 02 năm 2026\nThay Kế hoạch số 31-KH/ĐU"),
              "ĐẢNG ỦY XÃ\n*\nSố 28-KH/ĐU\nMinh An, ngày 03 tháng 02 năm 2026\nThay Kế hoạch số 31-KH/ĐU");
}

TEST(NumberLine, TheWholeSymbolGivesWay) {
    EXPECT_EQ(state("Số:\t/KH-UBND\nKẾ HOẠCH"), "Số: 12/KH-UBND\nKẾ HOẠCH");
    EXPECT_EQ(state("Số:       / KH - UBND\nKẾ HOẠCH"), "Số: 12/KH-UBND\nKẾ HOẠCH");
    EXPECT_EQ(state("Số:      /KH-UBND  Minh An, ngày    tháng   năm 2026"),
              "Số: 12/KH-UBND  Minh An, ngày 05 tháng 02 năm 2026");
}

TEST(NumberLine, WhatAnotherHandWroteIsNamedWithWhatTheRegisterHas) {
    const std::string text = "ĐẢNG ỦY XÃ\nSố 31-KH/ĐU\tMinh An, ngày 3 tháng 2 năm 2026.\nKẾ HOẠCH";
    const auto marks = head_marks(text, "28-KH/ĐU", true, kDay);
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(text.substr(marks[0].start, marks[0].end - marks[0].start), "Số 31-KH/ĐU");
    EXPECT_EQ(marks[0].words, "Số 28-KH/ĐU");
    EXPECT_FALSE(marks[0].open);
    EXPECT_EQ(text.substr(marks[1].start, marks[1].end - marks[1].start), "ngày 3 tháng 2 năm 2026");
    for (const std::string line :
         {"Số: 12/KH-UBND                  Minh An, ngày 4 tháng 02 năm 2026",
          "Số: 12/KH-UBND\tMinh An, ngày 04/2/2026", "Số: 12/KH-UBND\tMinh An ngày 4 tháng 2 năm 2026"}) {
        const auto day = head_marks(line, "12/KH-UBND", false, kDay);
        ASSERT_EQ(day.size(), 1U) << line;
        EXPECT_EQ(line.substr(0, day[0].start).find("ngày"), std::string::npos) << line;
        EXPECT_EQ(day[0].end, line.size()) << line;
        EXPECT_EQ(day[0].words, "ngày 05 tháng 02 năm 2026");
    }
    EXPECT_TRUE(head_marks("Số 28-KH/ĐU\nMinh An, ngày 05 tháng 02 năm 2026", "28-KH/ĐU", true, kDay).empty());
    EXPECT_TRUE(head_marks("Căn cứ Luật số 5, ngày 01 tháng 3 năm 2020\nCăn cứ Kết luận của Ban Thường vụ ngày 03 "
                           "tháng 3 năm 2020",
                           "28-KH/ĐU", true, kDay)
                    .empty())
        << "days of what is cited";
}

}  // namespace
}  // namespace sauro::documents
