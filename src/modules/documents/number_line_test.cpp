#include "modules/documents/number_line.hpp"

#include <gtest/gtest.h>

namespace sauro::documents {
namespace {

TEST(NumberLine, OneLeftOpenIsFilledIn) {
    EXPECT_EQ(with_number_line("ĐẢNG ỦY XÃ\n*\nSố      -KH/ĐU\nKẾ HOẠCH", "28-KH/ĐU", true),
              "ĐẢNG ỦY XÃ\n*\nSố 28-KH/ĐU\nKẾ HOẠCH");
    EXPECT_EQ(with_number_line("UBND XÃ\nSố: …/KH-UBND\nKẾ HOẠCH", "12/KH-UBND", false),
              "UBND XÃ\nSố: 12/KH-UBND\nKẾ HOẠCH");
}

TEST(NumberLine, OneThatIsMissingIsPutWhereTheFormWantsIt) {
    EXPECT_EQ(with_number_line("ĐẢNG ỦY XÃ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH", "28-KH/ĐU", true),
              "ĐẢNG ỦY XÃ\n*\nSố 28-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH");
    EXPECT_EQ(with_number_line("UBND XÃ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH", "12/KH-UBND", false),
              "UBND XÃ\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH");
    EXPECT_EQ(with_number_line("ĐẢNG ỦY XÃ\nSố 3, đường Trần Phú\n*\nKẾ HOẠCH", "28-KH/ĐU", true),
              "ĐẢNG ỦY XÃ\nSố 3, đường Trần Phú\n*\nSố 28-KH/ĐU\nKẾ HOẠCH");
}

TEST(NumberLine, OneThatStandsThereOrHasNoPlaceIsLeft) {
    for (const char* text :
         {"ĐẢNG ỦY XÃ\n*\nSố 31-KH/ĐU\nKẾ HOẠCH", "Kính gửi các đồng chí\nNội dung.", "", "*", "Số lượng: 3\nThư ngỏ"})
        EXPECT_EQ(with_number_line(text, "28-KH/ĐU", true), text);
}

}  // namespace
}  // namespace sauro::documents
