// Texts of our own in the shapes documents have: one line a paragraph, and a page wrapped at 70 letters.
#include "rulebook/quote.hpp"

#include <gtest/gtest.h>

#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

// Sections as the reader gives them, in code points.
docread::Document document(std::string text, const std::vector<std::pair<std::string, std::string>>& labels) {
    docread::Document out;
    out.text = std::move(text);
    const text::CodepointIndex index(out.text);
    std::size_t from = 0;
    for (const auto& [label, title] : labels) {
        const std::size_t at = out.text.find("\n" + label, from) + 1;
        if (!out.sections.empty()) out.sections.back().end = index.codepoint_at(at - 1);
        out.sections.push_back({label, title, index.codepoint_at(at), index.size(), {}});
        from = at;
    }
    return out;
}

const std::string flowing =
    "KẾT LUẬN THỬ\n"
    "1. Việc sắp xếp hồ sơ có tiến bộ. Tuy vậy còn chậm ở vài nơi.\n"
    "2.1. Về lưu hồ sơ\n"
    "Mỗi tổ giữ một sổ hồ sơ. Sổ ghi hằng ngày. Cuối tuần tổ trưởng xem lại toàn bộ sổ và ký vào trang cuối của sổ để "
    "xác nhận đã xem, kể cả khi không có hồ sơ mới nào.\n"
    "- Tổ trưởng mở sổ. Người trực ghi sổ (trừ ngày nghỉ).\n"
    "- Không sửa số đã ghi.\n"
    "2.2. Về mượn hồ sơ\n"
    "- Người mượn ký nhận trong sổ.\n";
const std::vector<std::pair<std::string, std::string>> flowing_labels = {
    {"1", ""}, {"2.1", "Về lưu hồ sơ"}, {"2.2", "Về mượn hồ sơ"}};

std::string found(const docread::Document& document, std::string_view clause) {
    const auto quote = locate_clause(document, clause);
    return quote ? quote->text : "không thấy";
}

TEST(Quote, DashesParagraphsAndSentencesAreCountedInsideTheSection) {
    const auto d = document(flowing, flowing_labels);
    EXPECT_EQ(found(d, "1, câu 2"), "Tuy vậy còn chậm ở vài nơi.");
    EXPECT_EQ(found(d, "2.1, đoạn mở đầu, câu 2"), "Sổ ghi hằng ngày.");
    EXPECT_EQ(found(d, "2.1, gạch đầu dòng 1, câu 1"), "Tổ trưởng mở sổ.");
    EXPECT_EQ(found(d, "2.1, gạch đầu dòng 2"), "Không sửa số đã ghi.");
    EXPECT_EQ(found(d, "2.2, gạch đầu dòng 1"), "Người mượn ký nhận trong sổ.");
    EXPECT_EQ(found(d, "1, câu cuối"), "Tuy vậy còn chậm ở vài nơi.");
}

TEST(Quote, OffsetsAreCodePointsOfTheText) {
    const auto d = document(flowing, flowing_labels);
    const auto quote = locate_clause(d, "2.1, gạch đầu dòng 2");
    ASSERT_TRUE(quote.has_value());
    const text::CodepointIndex index(d.text);
    const std::size_t from = index.byte_at(quote->start);
    EXPECT_EQ(d.text.substr(from, index.byte_at(quote->end) - from), "Không sửa số đã ghi.");
}

TEST(Quote, ARemarkInBracketsOrAPartOfASentenceGivesTheSentenceAroundAndSaysSo) {
    const auto d = document(flowing, flowing_labels);
    const auto quote = locate_clause(d, "2.1, gạch đầu dòng 1, câu 2 (ngoặc đơn)");
    ASSERT_TRUE(quote.has_value());
    EXPECT_EQ(quote->text, "Người trực ghi sổ (trừ ngày nghỉ).");
    EXPECT_FALSE(quote->exact);
    EXPECT_TRUE(locate_clause(d, "2.1, gạch đầu dòng 1, câu 2")->exact);
    EXPECT_FALSE(locate_clause(d, "2.1, gạch đầu dòng 2, vế 2")->exact);
}

TEST(Quote, AWrappedPageKeepsItsParagraphsTogether) {
    const std::string wrapped =
        "KẾT LUẬN THỬ\n"
        "2. Về lưu hồ sơ\n"
        "Mỗi tổ giữ một sổ hồ sơ và ghi hằng ngày theo mẫu mà Văn phòng\n"
        "Minh Họa đã gửi các tổ từ đầu năm. Sổ đặt tại bàn trực.\n"
        "- Người trực ghi tên, ngày, giờ và lý do mượn của từng người mượn\n"
        "hồ sơ trong ngày. Cuối ngày khóa sổ.\n"
        "- Không sửa số đã ghi.\n";
    const auto d = document(wrapped, {{"2", "Về lưu hồ sơ"}});
    EXPECT_EQ(found(d, "2, đoạn mở đầu, câu 1"),
              "Mỗi tổ giữ một sổ hồ sơ và ghi hằng ngày theo mẫu mà Văn phòng Minh Họa đã gửi các tổ từ đầu năm.");
    EXPECT_EQ(found(d, "2, gạch đầu dòng 1, câu 2"), "Cuối ngày khóa sổ.");
    EXPECT_EQ(found(d, "2, gạch đầu dòng 2"), "Không sửa số đã ghi.");
}

TEST(Quote, WhatIsNotThereOrNotCertainIsNotFound) {
    auto d = document(flowing, flowing_labels);
    for (const char* clause : {"3, câu 1", "2.1, gạch đầu dòng 9", "2.1, gạch đầu dòng 2, câu 2", "nơi nhận",
                               "phần căn cứ", "", "2.1, khoản lạ", "2.1, gạch đầu dòng 99999999999999999999"})
        EXPECT_EQ(found(d, clause), "không thấy") << clause;
    d.sections.push_back(d.sections.front());
    EXPECT_EQ(found(d, "1, câu 2"), "không thấy") << "a label that stands twice names no place";
    EXPECT_FALSE(locate_clause({}, "1, câu 1").has_value());
}

}  // namespace
}  // namespace sauro::rulebook
