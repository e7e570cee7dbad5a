// What is read from a text for the checks: paragraphs, citations, days, numbers, and how like two tasks are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rulebook/prose/citations.hpp"
#include "rulebook/prose/likeness.hpp"
#include "rulebook/prose/quantities.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

Span whole(const Prose& prose) { return {0, prose.text().size()}; }

TEST(Prose, ALineBrokenByWidthGoesOnAndAnItemBegins) {
    const std::string text =
        "Tổ dân phố số 3, số 8 thông báo đến từng hộ lịch thu gom đồ cồng kềnh vào sáng thứ\n"
        "Bảy tuần thứ hai và thứ tư hằng tháng, bắt đầu từ ngày 14/11/2026, tại ba điểm và\n"
        "04 ngõ.\n"
        "1. Các hộ để đồ trước cửa.\n"
        "Sân vận động\n"
        "2. Đội thu gom đi lúc 8 giờ; xe nhỏ vào ngõ.\n";
    const Prose prose(text);
    ASSERT_EQ(prose.paragraphs().size(), 4U);
    EXPECT_TRUE(prose.of(prose.paragraphs()[0]).ends_with("04 ngõ."));
    EXPECT_EQ(prose.of(prose.paragraphs()[2]), "Sân vận động");
    EXPECT_TRUE(prose.find("thứ bảy tuần", whole(prose))) << "a phrase is found across a line end";
}

TEST(Prose, WordsAreCountedBetweenBlanks) {
    EXPECT_EQ(count_words("ngày 31/12/2026 - xong"), 3U);
    EXPECT_EQ(count_words(" - \n"), 0U);
    EXPECT_TRUE(all_capitals("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"));
    EXPECT_FALSE(all_capitals("CHỦ TỊCH xã"));
    EXPECT_FALSE(all_capitals("12"));
}

std::vector<std::string> cited(const std::string& text) {
    const Prose prose(text);
    std::vector<std::string> out;
    for (const auto& one : citations_in(prose, whole(prose))) {
        out.push_back(one.type + "|" + one.symbol + "|" + (one.day ? one.day->day.iso() : "") + "|" +
                      std::string(prose.of(one.issuer)));
    }
    return out;
}

TEST(Citations, KindNumberDayAndIssuerAreReadTogether) {
    EXPECT_THAT(cited("Thực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư về chấn chỉnh."),
                ElementsAre("kết luận|226-KL/TW|2025-12-11|Ban Bí thư"));
    EXPECT_THAT(cited("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"),
                ElementsAre("nghị định|30/2020/NĐ-CP|2020-03-05|Chính phủ"));
    EXPECT_THAT(cited("Nghị quyết số 07-NQ/TU của Ban Chấp hành Đảng bộ tỉnh và Kế hoạch số 44-KH/TU"),
                ElementsAre("nghị quyết|07-NQ/TU||Ban Chấp hành Đảng bộ tỉnh", "kế hoạch|44-KH/TU||"));
    EXPECT_THAT(cited("Từ ngày 24/11/2025, 15/20 thôn, Điều 5 và mục 2.1 không phải số hiệu."), ElementsAre());
}

TEST(Citations, ADayThatIsNoneIsNotRead) {
    const std::string text = "trước ngày 31/11/2026, xong 30/6/2026, từ 1/2026";
    const Prose prose(text);
    const auto days = days_in(prose, whole(prose));
    ASSERT_EQ(days.size(), 1U);
    EXPECT_EQ(days[0].day.iso(), "2026-06-30");
}

std::vector<std::string> numbers(const std::string& text) {
    const Prose prose(text);
    std::vector<std::string> out;
    for (const auto& q : quantities_in(prose, whole(prose))) {
        const char* bound = q.bound == Quantity::Bound::at_least  ? ">="
                            : q.bound == Quantity::Bound::at_most ? "<="
                                                                  : "=";
        out.push_back(bound + q.value.text() + " " + q.unit);
    }
    return out;
}

TEST(Quantities, ValueUnitAndBound) {
    EXPECT_THAT(numbers("Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 98,5%, chờ không quá 15 phút."),
                ElementsAre(">=197/2 %", "<=15 phút"));
    EXPECT_THAT(numbers("Hỗ trợ 1.250.000 đồng, ngân sách 2 triệu đồng."),
                ElementsAre("=1250000 đồng", "=2000000 đồng"));
    EXPECT_THAT(numbers("đạt từ 70% trở lên"), ElementsAre(">=70 %"));
    EXPECT_THAT(numbers("Theo Điều 5, năm 2026, ngày 30/6/2026 và 226-KL/TW."), ElementsAre());
    EXPECT_THAT(numbers("Trong 24 giờ."), ElementsAre("=1440 phút"));
}

TEST(Likeness, OtherWordsForOneThingAreAlikeAndMarksCount) {
    const Vocabulary words({"rà soát|đối chiếu", "công khai|niêm yết"});
    TermSpace space(words);
    const Terms asked = space.add("Rà soát, công khai danh mục thủ tục"),
                same = space.add("Phòng Kinh tế đối chiếu danh mục thủ tục và niêm yết"),
                other = space.add("Trồng 18 ha quế ở thôn Bãi"), marks = space.add("rã soạt cong khai danh muc");
    const auto like = [&](const Terms& a, const Terms& b) {
        return space.likeness(space.meet(a, b), space.weight(a), space.weight(b));
    };
    EXPECT_GT(like(asked, same), Rational(3, 5));
    EXPECT_EQ(like(asked, other), Rational(0));
    EXPECT_EQ(space.meet(asked, marks).count, 0U);  // "danh muc" is no "danh mục"
    EXPECT_EQ(like(asked, space.add("")), Rational(0));
}

TEST(Concepts, OfficeWordAndPlainWordMeanOneThingAndTheLongestPhraseCounts) {
    const Vocabulary words{Phrases{}};
    const auto meanings = [&](const std::string& text) {
        std::vector<std::string> out;
        for (const auto& token : words.read(text)) {
            for (const auto id : token.concepts) out.push_back(words.concept_of(id).name);
        }
        return out;
    };
    EXPECT_THAT(meanings("gia đình khó khăn"), Contains("hộ nghèo"));
    EXPECT_THAT(meanings("nộp hồ sơ trên điện thoại"), Contains("dịch vụ công trực tuyến"));
    EXPECT_THAT(meanings("cầm tay chỉ việc"), ElementsAre("tập huấn"));
    EXPECT_THAT(meanings("trong thời gian tới"), ElementsAre());
    EXPECT_EQ(words.unit("chị em phụ nữ"), words.unit("hội viên phụ nữ"));
    EXPECT_GT(Concepts::shipped().size(), 400U);
}

TEST(Phrases, TheLongestWholePhraseIsFoundWithinItsStretch) {
    const Phrases list = {"kịp", "kịp thời", "kịp thời điểm", "giao"};
    const Prose prose("Bàn giao kịp thời hồ sơ, giaothông không tính.");
    const auto found = prose.all(list, whole(prose));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(prose.of(found[0]), "giao");
    EXPECT_EQ(prose.of(found[1]), "kịp thời");
    const auto cut = prose.find_any(list, {found[1].start, found[1].end - 1});
    ASSERT_TRUE(cut) << "what does not fit leaves room for the shorter";
    EXPECT_EQ(prose.of(*cut), "kịp");
    EXPECT_TRUE(list.contains("kịp thời điểm"));
    EXPECT_FALSE(list.contains("kịp thời điểm này"));
}

TEST(Quantities, NumbersToldInWordsAreNumbers) {
    const auto told = [](const std::string& text) {
        const Prose prose(text);
        std::vector<std::string> out;
        for (const auto& q : quantities_in(prose, whole(prose))) {
            const auto tenths = q.value * Rational(10);
            out.push_back(std::to_string(tenths.numerator() / tenths.denominator()) + " " + q.unit);
        }
        return out;
    };
    EXPECT_THAT(told("Nhà rộng từ ba chục mét vuông trở lên"), ElementsAre("300 m2"));
    EXPECT_THAT(told("Hộ sửa nhà nhận hai mươi lăm triệu đồng"), ElementsAre("250000000 đồng"));
    EXPECT_THAT(told("Giữ cho chín phần mười số hộ có nước"), ElementsAre("900 %"));
    EXPECT_THAT(told("Khi ấy một nửa số lồng được thay"), ElementsAre("500 %"));
    EXPECT_THAT(told("Tại kỳ họp, cứ 100 đảng viên thì có ít nhất 85 người dự"), ElementsAre("850 %"));
    EXPECT_THAT(told("Gạo đủ ăn trong năm ngày của năm học"), ElementsAre("50 ngày"));
    EXPECT_THAT(told("Tàu vào bến trước 15 giờ 30 phút ngày 16/9/2026"), ElementsAre("9300 giờ 16/9"));
}

}  // namespace
}  // namespace sauro::rulebook
