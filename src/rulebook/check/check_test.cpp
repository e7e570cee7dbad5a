// Text norms on whole documents, as a clerk would check a draft: verdicts, passages in code points, honesty about what
// cannot be read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "docread/docread.hpp"
#include "rulebook/prepare.hpp"
#include "rulebook/test_views.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

docread::Document draft(std::string text) {
    docread::Document document;
    document.format = "txt";
    document.kind = "official";
    document.document_type = "kế hoạch";
    document.date = "2026-01-05";
    document.text = std::move(text);
    return document;
}

Finding of(const docread::Document& document, const std::string& norm, const CheckContext& context = {}) {
    for (auto& finding : check(testing::shipped(), document, context)) {
        if (finding.norm == norm) return finding;
    }
    ADD_FAILURE() << "no finding of " << norm;
    return {};
}

std::string cut(const std::string& text, const Finding::Passage& passage) {
    const text::CodepointIndex index(text);
    const auto from = index.byte_at(passage.start), to = index.byte_at(passage.end);
    return text.substr(from, to - from);
}

constexpr const char* plan =
    "KẾ HOẠCH\nthực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư\nI. MỤC ĐÍCH\n1. Giảm số hội nghị.\nII. "
    "NHIỆM VỤ\n"
    "1. Giao Văn phòng Đảng ủy rà soát văn bản, hoàn thành trước ngày 31/01/2026.\n"
    "2. Các cơ quan liên quan khẩn trương triển khai thực hiện chuyển đổi số.\n"
    "Nơi nhận:\n- Như trên, kinh phí.\n";

TEST(Check, WhoseConclusionItIsStandsBetweenItsTypeAndItsSubject) {
    const std::string head =
        "BAN CHẤP HÀNH ĐẢNG BỘ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 21-KL/TU\nMinh Họa, ngày 28 tháng 10 năm 2026\nKẾT "
        "LUẬN\nCỦA "
        "BAN THƯỜNG VỤ TỈNH ỦY\n";
    const std::string rest = "-----\nBan Thường vụ Tỉnh ủy kết luận như sau:\n1. Các cấp ủy rà soát văn bản.\n";
    EXPECT_EQ(
        of(docread::analyse(head + "VỀ VIỆC CHẤN CHỈNH LỀ LỐI LÀM VIỆC\n" + rest), "HD05.subject.missing").outcome,
        "met");
    EXPECT_EQ(of(docread::analyse(head + rest), "HD05.subject.missing").outcome, "breached");
}

TEST(Check, AMessageQuotesTheWordsOfTheDraftOnly) {
    const auto found = docread::analyse("1. Phòng Kinh tế khẩn trương rà soát hồ sơ lưu trữ.\n");
    const auto finding = of(found, "KL226.2.1.d3.brief-clear.vague-time");
    EXPECT_EQ(finding.outcome, "breached");
    EXPECT_THAT(finding.message, HasSubstr("“khẩn trương”"));
    EXPECT_THAT(finding.message, ::testing::Not(HasSubstr("kịp thời")));
}

TEST(Check, APlanIsFoundToCarryOutItsSuperiorByItsOwnWords) {
    const auto document = draft(plan);
    const auto own = of(document, "KL226.2.1.d3.concretise");
    EXPECT_EQ(own.outcome, "cannot_tell");  // without the superior's words nobody can say that its tasks are all there
    EXPECT_EQ(own.missing, "lời văn của văn bản cấp trên");
    const auto time = of(document, "KL226.2.1.d3.time-limit");
    EXPECT_EQ(time.outcome, "breached");
    EXPECT_EQ(time.severity, "warning");
    EXPECT_EQ(time.measured, "1/2");
    ASSERT_EQ(time.passages.size(), 1U);
    EXPECT_EQ(time.passages[0].quote, "khẩn trương");
    EXPECT_EQ(cut(document.text, time.passages[0]), "khẩn trương");
    const auto who = of(document, "KL226.2.1.d3.assignment");
    ASSERT_EQ(who.passages.size(), 1U);
    EXPECT_EQ(cut(document.text, who.passages[0]), "Các cơ quan liên quan");
    EXPECT_EQ(who.group, "sau_ro");
    EXPECT_THAT(who.message, HasSubstr("(KL 226, mục 2.1, gạch đầu dòng 3, câu 3)"));
    // The list of recipients is no content: "kinh phí" there gives no resources.
    EXPECT_EQ(of(document, "KL226.2.1.d3.resources").outcome, "breached");
    EXPECT_EQ(of(document, "KL226.2.1.d3.goal").outcome, "met");
}

TEST(Check, WhatADraftCarriesOutIsTheDocumentItsOpeningNames) {
    const auto read = docread::analyse(plan);
    const auto named = named_superior(read);
    ASSERT_TRUE(named);
    EXPECT_EQ(named->symbol, "226-KL/TW");
    EXPECT_THAT(named->sentence, HasSubstr("thực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư"));
    EXPECT_FALSE(named_superior(docread::analyse("KẾ HOẠCH\nTrồng cây\n1. Trồng cây trước ngày 31/01/2026.\n")));
}

TEST(Check, TheWordsOfTheSuperiorStandBesideOurs) {
    auto superior = docread::analyse(
        "KẾT LUẬN\n1. Các địa phương giảm ít nhất 10% số lượng văn bản hành chính so với năm trước.\n");
    superior.file = "cap-tren.txt";
    superior.symbol = "226-KL/TW";
    CheckContext context;
    context.against.push_back(superior);
    const auto numbers =
        of(draft("KẾ HOẠCH\nthực hiện Kết luận số 226-KL/TW\n1. Giảm ít nhất 5% số lượng văn bản hành chính so với năm "
                 "trước.\n"),
           "KL226.2.1.d3.consistent-law.superior", context);
    ASSERT_EQ(numbers.outcome, "breached") << numbers.message;
    ASSERT_TRUE(numbers.passages.at(0).other);
    const auto& there = *numbers.passages[0].other;
    EXPECT_EQ(there.file, "cap-tren.txt");
    EXPECT_THAT(words_at(context.against[0], there.start, there.end), HasSubstr("giảm ít nhất 10%"));
    EXPECT_EQ(words_at(context.against[0], 1'000'000, 2'000'000), "");
}

TEST(Check, AWordsOnlyDraftIsCheckedInItsWordsAndTheRestIsNotTold) {
    const auto body = docread::analyse("1. Các đơn vị liên quan sớm rà soát hồ sơ lưu trữ, kịp thời báo cáo.\n");
    ASSERT_EQ(body.kind, "other");
    std::size_t form = 0;
    for (const auto& finding : check(testing::shipped(), body, {})) {
        if (finding.kind == "format") {
            ++form;
            const bool over = finding.norm.starts_with("HD36.");  // a draft without a day is of today
            EXPECT_EQ(finding.outcome, over ? "not_applicable" : "cannot_tell") << finding.norm;
        }
    }
    EXPECT_GT(form, 0U);
    EXPECT_EQ(of(body, "KL226.2.1.d3.brief-clear.vague-body").outcome, "breached");
    EXPECT_EQ(of(body, "KL226.2.1.d1.right-authority").outcome, "cannot_tell");
    // Once the form says the type, the form is checked too.
    const Said said{"kế hoạch", {}, "party"};
    EXPECT_EQ(completed(body, said).document_type, "kế hoạch");
    EXPECT_EQ(completed(body, said).system, "party");
    EXPECT_EQ(completed(body, {{}, "state", "party"}).system, "state");
}

TEST(Check, WhatMayBeASpeechWaitsForItsType) {
    const auto body = docread::analyse("1. Phát biểu khai mạc không quá 20 phút, các đơn vị liên quan thực hiện.\n");
    EXPECT_EQ(of(body, "KL226.2.1.d3.brief-clear.vague-body").outcome, "cannot_tell");
}

std::size_t text_norms() {
    return static_cast<std::size_t>(
        std::ranges::count_if(testing::shipped().norms(), [](const Norm& norm) { return !norm.analyser.empty(); }));
}

// The norms of form are older than the three directives and in force before them.
bool of_a_directive(const Finding& finding) {
    return !finding.norm.starts_with("ND30.") && !finding.norm.starts_with("HD05.") &&
           !finding.norm.starts_with("HD36.") && finding.norm != "KL226.2.1.d1.right-format";  // sums those up
}

TEST(Check, EveryTextNormSpeaksOnEveryDocument) {
    const auto count = [](const docread::Document& document) { return check(testing::shipped(), document, {}).size(); };
    const auto press = [] {
        auto document = draft("Chiều nay, nhiều nơi đã họp.");
        document.kind = "press";
        return document;
    }();
    EXPECT_EQ(count(press), text_norms());
    for (const auto& finding : check(testing::shipped(), press, {}))
        EXPECT_EQ(finding.outcome, "not_applicable") << finding.norm;
    auto bad = draft("THUC HIEN KET LUAN");
    bad.ocr.suspect = true;
    for (const auto& finding : check(testing::shipped(), bad, {})) {
        if (!of_a_directive(finding)) {  // the looks of a page that was read badly, or of a plain text
            EXPECT_THAT(finding.outcome, AnyOf("cannot_tell", "not_applicable")) << finding.norm;
            continue;
        }
        EXPECT_EQ(finding.outcome, "cannot_tell") << finding.norm;
        EXPECT_EQ(finding.missing, "bản đọc đủ dấu tiếng Việt") << finding.norm;
    }
    auto old = draft(plan);
    old.date = "2025-12-10";
    for (const auto& finding : check(testing::shipped(), old, {})) {
        if (!of_a_directive(finding)) continue;
        EXPECT_EQ(finding.outcome, "not_applicable") << finding.norm;
    }
    EXPECT_EQ(count(draft("")), text_norms());
}

TEST(Check, TasksOfTheSuperiorWithoutCounterpartAreShownWithTheirPlace) {
    CheckContext context;
    docread::Document superior;
    superior.file = "226.txt";
    superior.text = std::string(40, 'x');
    const auto task = [&](std::string work, std::optional<std::string> lead) {
        docread::Task one;
        one.work = std::move(work);
        one.lead = std::move(lead);
        one.clause = "2.1";
        one.start = 10;
        one.end = 20;
        superior.tasks.push_back(one);
    };
    task("rà soát văn bản đã ban hành", {});
    task("trồng rừng phòng hộ ven biển", {});
    task("theo dõi, đôn đốc", "Văn phòng Trung ương Đảng");
    task("tổ chức thực hiện các nội dung sau", {});
    context.against.push_back(superior);
    const auto finding = of(draft(plan), "KL226.2.1.d3.concretise", context);
    EXPECT_EQ(finding.outcome, "breached");
    EXPECT_EQ(finding.measured, "1/2");
    ASSERT_EQ(finding.passages.size(), 1U);
    EXPECT_THAT(finding.passages[0].quote, HasSubstr("rừng phòng hộ"));
    ASSERT_TRUE(finding.passages[0].other.has_value());
    EXPECT_EQ(finding.passages[0].other->file, "226.txt");
    EXPECT_EQ(finding.passages[0].other->start, 10U);
    context.against.front().tasks.clear();
    EXPECT_EQ(of(draft(plan), "KL226.2.1.d3.concretise", context).outcome, "cannot_tell");
}

TEST(Check, TwoLeadsAreToldFromOneWithHelpers) {
    const auto outcome = [](const char* text) { return of(draft(text), "KL226.2.3.d2.one-lead").outcome; };
    EXPECT_EQ(outcome("Giao Sở Nội vụ và Sở Tài chính chủ trì lập danh mục."), "breached");
    EXPECT_EQ(outcome("Giao Sở Nội vụ, Sở Tài chính chủ trì lập danh mục."), "breached");
    EXPECT_EQ(outcome("Ban Tuyên giáo và Dân vận chủ trì lập danh mục."), "met");
    EXPECT_EQ(outcome("Bộ Giáo dục và Đào tạo chủ trì, phối hợp với Bộ Y tế và Bộ Nội vụ."), "met");
    EXPECT_EQ(outcome("Trên cơ sở ý kiến của Bộ Nội vụ, Sở Y tế chủ trì lập danh mục."), "met");
    EXPECT_EQ(outcome("Phân công lãnh đạo chủ trì hội nghị."), "not_applicable");
}

TEST(Check, ATaskReadWithTwoPlacesOfNumbersKeepsCodePoints) {
    // Characters outside the basic plane and combining forms stand before the passage.
    const auto document =
        draft("𝒦ế hoạch thực hiện Kết luận số 226-KL/TW.\nĐề nghị các đơn vị có liên quan kịp thời báo cáo.");
    const auto time = of(document, "KL226.2.1.d3.time-limit");
    ASSERT_FALSE(time.passages.empty());
    EXPECT_EQ(cut(document.text, time.passages[0]), "kịp thời");
}

TEST(Check, DatesAreToldFromSymbols) {
    const auto outcome = [](const std::string& tail) {
        return of(draft("Thực hiện Kết luận số 226-KL/TW.\nGiao Văn phòng rà soát " + tail), "KL226.2.1.d3.time-limit")
            .measured.value_or("");
    };
    EXPECT_EQ(outcome("hồ sơ xong 30/6."), "1/1");
    EXPECT_EQ(outcome("hồ sơ trong 30 ngày."), "1/1");
    EXPECT_EQ(outcome("hồ sơ hằng quý."), "1/1");
    EXPECT_EQ(outcome("theo Nghị định 30/2020/NĐ-CP."), "0/1");
    EXPECT_EQ(outcome("hồ sơ kịp thời."), "0/1");
}

TEST(Check, HeadingsLinesAndRowsGiveDoerAndTerm) {
    const auto measured = [](const std::string& tail, const std::string& norm) {
        return of(draft("Thực hiện Kết luận số 226-KL/TW.\nII. NHIỆM VỤ\n" + tail), "KL226.2.1.d3." + norm)
            .measured.value_or("");
    };
    const std::string heading = "1. Công an xã (hoàn thành trước ngày 15/6/2026)\n- Thống kê các điểm hay va chạm.\n";
    EXPECT_EQ(measured(heading, "time-limit"), "1/1");
    EXPECT_EQ(measured(heading, "assignment"), "1/1");
    const std::string next = "2. Việc khác\n- Sửa lại mái chợ phía bờ sông.\n";  // no heir of the first heading
    EXPECT_EQ(measured(heading + next, "time-limit"), "1/2");
    EXPECT_EQ(measured(heading + next, "assignment"), "1/2");
    const std::string line =
        "1. Sửa lại mái chợ phía bờ sông.\n- Thời gian: quý III.\n- Đơn vị chủ trì: Phòng Kinh tế.\n";
    EXPECT_EQ(measured(line, "time-limit"), "1/1");
    const std::string rows =
        "TT\tNội dung việc\tNơi thực hiện\tThời hạn\n"
        "1\tSửa lại mái chợ phía bờ sông\tPhòng Kinh tế\t20/6/2026\n2\tKê lại dãy sạp hàng rau\t\t\n";
    EXPECT_EQ(measured(rows, "time-limit"), "1/2");
    EXPECT_EQ(measured(rows, "assignment"), "1/2");
}

TEST(Check, LongHostileTextsEnd) {
    std::string text = "Thực hiện Kết luận số 226-KL/TW.\n";
    for (int i = 0; i < 20000; ++i) text += "và , ; giao ";
    EXPECT_EQ(check(testing::shipped(), draft(text), {}).size(), text_norms());
    std::string bodies = "Giao ";
    for (int i = 0; i < 20000; ++i) bodies += "giao Sở ";
    EXPECT_EQ(check(testing::shipped(), draft(bodies + "chủ trì"), {}).size(), text_norms());
    EXPECT_EQ(check(testing::shipped(), draft(std::string(200000, '.')), {}).size(), text_norms());
    std::string lines = "Thực hiện Kết luận số 226-KL/TW.\n1. Việc chung\n";
    for (int i = 0; i < 5000; ++i) lines += "- Thời gian: trước 30/9, quý III, tháng 9.\n";
    EXPECT_EQ(check(testing::shipped(), draft(lines), {}).size(), text_norms());
    EXPECT_EQ(check(testing::shipped(), draft(lines + std::string(200000, '\n') + "a"), {}).size(), text_norms());
    std::string days = "Giao Văn phòng rà soát ", numbers = "Giao Văn phòng ";
    for (int i = 0; i < 30000; ++i) days += "30/";
    EXPECT_EQ(check(testing::shipped(), draft(days), {}).size(), text_norms());
    for (int i = 0; i < 4000; ++i) numbers += "12.345,6 triệu đồng, 15% ";
    CheckContext context;
    context.against.push_back(draft(numbers));
    EXPECT_EQ(check(testing::shipped(), draft(numbers), context).size(), text_norms());
}

}  // namespace
}  // namespace sauro::rulebook
