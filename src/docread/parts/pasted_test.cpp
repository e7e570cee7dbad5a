#include "docread/pasted.hpp"

#include <gtest/gtest.h>

#include <string>

#include "docread/docread.hpp"

namespace sauro::docread {
namespace {

std::string head(std::string_view line) {
    const auto at = second_column_of_head(line);
    return at == std::string_view::npos ? "" : std::string(line.substr(at));
}
std::string foot(std::string_view line) {
    const auto at = second_column_of_foot(line);
    return at == std::string_view::npos ? "" : std::string(line.substr(at));
}

TEST(Pasted, TheSecondColumnOfAHead) {
    EXPECT_EQ(head("ĐẢNG BỘ TỈNH LAM SƠN ĐẢNG CỘNG SẢN VIỆT NAM"), "ĐẢNG CỘNG SẢN VIỆT NAM");
    EXPECT_EQ(head("UBND TỈNH LAM SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    EXPECT_EQ(head("XÃ THẠCH BÌNH Độc lập - Tự do - Hạnh phúc"), "Độc lập - Tự do - Hạnh phúc");
    EXPECT_EQ(head("ĐẢNG ỦY XÃ THẠCH BÌNH Thạch Bình, ngày 20 tháng 8 năm 2026"),
              "Thạch Bình, ngày 20 tháng 8 năm 2026");
    EXPECT_EQ(head("Số: 12/KH-UBND Thạch Bình, ngày 20 tháng 8 năm 2026"), "Thạch Bình, ngày 20 tháng 8 năm 2026");
    EXPECT_EQ(head("* Số 55-KL/ĐU"), "Số 55-KL/ĐU");
    EXPECT_EQ(head("* Thạch Bình, ngày 20 tháng 8 năm 2026"), "Thạch Bình, ngày 20 tháng 8 năm 2026");
    for (const char* whole :
         {"ĐẢNG CỘNG SẢN VIỆT NAM", "Thạch Bình, ngày 20 tháng 8 năm 2026", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
          "Căn cứ Luật Thủy lợi, ngày 19 tháng 6 năm 2017;", "Số: 12/KH-UBND", "*", ""})
        EXPECT_EQ(head(whole), "") << whole;
}

TEST(Pasted, TheSecondColumnOfAFoot) {
    EXPECT_EQ(foot("Nơi nhận: T/M BAN THƯỜNG VỤ"), "T/M BAN THƯỜNG VỤ");
    EXPECT_EQ(foot("- Các chi bộ; BÍ THƯ"), "BÍ THƯ");
    EXPECT_EQ(foot("- Lưu Văn phòng Đảng ủy. Hoàng Văn Lực"), "Hoàng Văn Lực");
    for (const char* whole : {"Nơi nhận:", "- Như trên;", "- Lưu: VT, KT.", "- Chủ tịch, các Phó Chủ tịch UBND xã;",
                              "- TT. Đảng ủy, TT. HĐND xã;", "Hoàng Văn Lực", "- Sở Nội vụ; Sở Tài Chính"})
        EXPECT_EQ(foot(whole), "") << whole;
}

TEST(Pasted, AWholePaperIsRead) {
    const Document d = analyse(
        "ĐẢNG BỘ TỈNH LAM SƠN ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ THẠCH BÌNH Thạch Bình, ngày 20 tháng 8 năm 2026\n"
        "* Số 55-KL/ĐU\nKẾT LUẬN\nvề công tác thu ngân sách\n-----\n1. Thu đủ 12.400 triệu đồng.\n"
        "Nơi nhận: T/M BAN THƯỜNG VỤ\n- Các chi bộ; BÍ THƯ\n- Lưu Văn phòng Đảng ủy. Hoàng Văn Lực\n");
    EXPECT_EQ(d.symbol, "55-KL/ĐU");
    EXPECT_EQ(d.date, "2026-08-20");
    EXPECT_EQ(d.place, "Thạch Bình");
    ASSERT_TRUE(d.issuer.has_value());
    EXPECT_NE(d.issuer->find("Thạch Bình"), std::string::npos) << *d.issuer;
    ASSERT_TRUE(d.signer.has_value());
    EXPECT_EQ(d.signer->name, "Hoàng Văn Lực");
    EXPECT_EQ(d.signer->title, "BÍ THƯ");
}

}  // namespace
}  // namespace sauro::docread
