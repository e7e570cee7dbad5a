// D2, D3, D7, D9, D10 on whole drafts: what is told beside the verdict, and that hostile texts end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "rulebook/impl.hpp"
#include "rulebook/test_views.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

docread::Document paper(std::string type, std::string text) {
    docread::Document document;
    document.format = "txt";
    document.kind = "official";
    document.document_type = std::move(type);
    document.date = "2026-08-05";
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

std::string cut(const std::string& text, std::size_t start, std::size_t end) {
    const text::CodepointIndex index(text);
    return text.substr(index.byte_at(start), index.byte_at(end) - index.byte_at(start));
}

TEST(Substance, ADifferenceShowsBothTexts) {
    CheckContext context;
    auto superior =
        paper("kế hoạch", "Tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt tối thiểu 70%.\nChờ không quá 15 phút.");
    superior.symbol = "118/KH-UBND";
    superior.file = "cap-tren.docx";
    context.against.push_back(superior);
    const auto document = paper("kế hoạch", "Mục tiêu: hồ sơ nộp trực tuyến toàn trình đạt 60%.");
    const auto finding = of(document, "KL226.2.1.d3.consistent-law.superior", context);
    EXPECT_EQ(finding.outcome, "breached");
    EXPECT_EQ(finding.severity, "warning");
    ASSERT_EQ(finding.passages.size(), 1U);
    EXPECT_THAT(finding.passages[0].quote, HasSubstr("60%"));
    ASSERT_TRUE(finding.passages[0].other);
    EXPECT_EQ(finding.passages[0].other->file, "cap-tren.docx") << "the file a caller gave, not what people call it";
    EXPECT_THAT(cut(superior.text, finding.passages[0].other->start, finding.passages[0].other->end), HasSubstr("70%"));
}

docread::Document directive() {
    auto out = paper(
        "kết luận",
        "- Hằng năm, các cơ quan, địa phương, đơn vị thực hiện tinh giản tối thiểu 15% số lượng văn bản hành chính.\n"
        "- Số lượng hội nghị trực tiếp chiếm không quá 40% và số lượng hội nghị trực tuyến chiếm không ít hơn "
        "60% tổng số hội nghị trong năm.\n"
        "- Một năm cấp tỉnh tổ chức không quá 2 hội nghị có quy mô toàn tỉnh; cấp xã tổ chức không quá 3 hội "
        "nghị có quy mô toàn xã.\n"
        "- Phát biểu kết luận hội nghị của lãnh đạo không quá 50 phút.\n");
    out.symbol = "226-KL/TW";
    out.date = "2025-12-11";
    return out;
}

TEST(Substance, FiguresOfADirectiveAreComparedWithTheirOwnAlone) {
    CheckContext context;
    context.against.push_back(directive());
    context.unit_level = "commune";
    context.unit_bloc = "party";
    const auto draft =
        paper("kế hoạch",
              "1. Văn phòng lập lịch hội nghị trước ngày 15/8/2026, trong đó tối đa 50% hội nghị trực tiếp.\n"
              "2. Cả năm xã tổ chức không quá 4 hội nghị toàn xã, tới 40 thôn.\n"
              "3. Phát biểu kết luận hội nghị tối đa 60 phút; lớp tập huấn kỹ năng số dài 90 phút.\n"
              "Năm 2025, xã tinh giản 8% số lượng văn bản hành chính.\n");
    const auto found = of(draft, "KL226.2.1.d3.consistent-law.superior", context);
    EXPECT_EQ(found.outcome, "breached");
    std::vector<std::string> quotes;
    for (const auto& one : found.passages) quotes.push_back(one.quote);
    EXPECT_THAT(quotes,
                ::testing::UnorderedElementsAre(HasSubstr("50%"), HasSubstr("4 hội nghị"), HasSubstr("60 phút")));
    EXPECT_THAT(found.message, HasSubstr("văn bản cấp trên ghi 3 hội nghị"))
        << "what binds the province binds no commune";
}

TEST(Substance, AStepOnTheWayToATargetIsNoContradiction) {
    CheckContext context;
    context.against.push_back(
        paper("kế hoạch", "1. Nâng tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt ít nhất 75% trước ngày 30/9/2026.\n"));
    const auto draft =
        paper("kế hoạch",
              "1. Trung tâm nâng tỷ lệ hồ sơ nộp trực tuyến toàn trình: hết tháng 8 đạt 65%, hết tháng 9 đạt "
              "78%, xong trước ngày 29/9/2026.\n");
    EXPECT_NE(of(draft, "KL226.2.1.d3.consistent-law.superior", context).outcome, "breached");
}

TEST(Substance, WhatAConclusionAsksOfEverybodyIsATaskASentence) {
    CheckContext context;
    context.against.push_back(directive());
    context.unit_level = "commune";
    context.unit_bloc = "party";
    const auto rows =
        check_with_coverage(testing::shipped(), paper("kế hoạch", "1. Văn phòng lập lịch họp trước ngày 15/8/2026.\n"),
                            context)
            .coverage.front();
    EXPECT_TRUE(std::ranges::any_of(rows, [](const auto& r) {
        return r.addressed && r.superior.text.find("tinh giản tối thiểu 15%") != std::string::npos;
    }));
}

TEST(Substance, PartsNumberedThePartysWayGiveDoerAndTermToWhatStandsBelow) {
    CheckContext context;
    context.against.push_back(directive());
    const std::string items =
        "1. Rà soát văn bản chồng chéo, trình danh mục bãi bỏ.\n2. Lập lịch hội nghị cả năm, trình duyệt một lần.\n";
    const auto plan = [&](const std::string& heading, const std::string& closing) {
        return paper("kế hoạch", "Thực hiện Kết luận số 226-KL/TW.\n" + heading + items + closing);
    };
    const std::string office = "I- Văn phòng Đảng ủy chủ trì\n";
    EXPECT_EQ(of(plan(office, ""), "KL226.2.1.d3.assignment", context).outcome, "met");
    EXPECT_EQ(of(plan("I- Việc phải làm\n", ""), "KL226.2.1.d3.assignment", context).outcome, "breached");
    EXPECT_EQ(of(plan(office, ""), "KL226.2.1.d3.time-limit", context).outcome, "breached");
    const std::string general = "Việc không ghi hạn thực hiện từ ngày 01/9/2026 đến hết ngày 31/12/2026.\n";
    EXPECT_EQ(of(plan(office, general), "KL226.2.1.d3.time-limit", context).outcome, "met");
}

TEST(Substance, ACopyIsShownInBothTexts) {
    CheckContext context;
    const std::string rule =
        "Tăng cường kiểm tra việc đốt rơm rạ sau vụ gặt tại các cánh đồng ven đường quốc lộ để khói không che khuất "
        "tầm nhìn của người lái xe.";
    context.against.push_back(paper("chỉ thị", "Mở đầu.\n" + rule + "\nĐoạn khác của cấp trên nói về mùa màng."));
    const auto document = paper("kế hoạch", "Xã Bến Thử.\n" + rule);
    const auto finding = of(document, "KL226.2.1.d3.no-copy", context);
    EXPECT_EQ(finding.outcome, "breached");
    ASSERT_FALSE(finding.passages.empty());
    const auto& passage = finding.passages.front();
    ASSERT_TRUE(passage.other);
    EXPECT_EQ(cut(document.text, passage.start, passage.end), passage.quote);
    EXPECT_THAT(cut(context.against[0].text, passage.other->start, passage.other->end),
                HasSubstr("cánh đồng ven đường"));
}

TEST(Substance, TheCoverageTableSaysWhatIsMissingWhereAndWhoIsMeant) {
    auto superior = paper("kế hoạch",
                          "1. Rà soát, công khai danh mục thủ tục hành chính tại trụ sở trước ngày 30/8/2026.\n"
                          "2. Số hóa hồ sơ hộ tịch còn hiệu lực trước ngày 30/11/2026.\n"
                          "3. Ban hành kế hoạch của địa phương trước ngày 10/8/2026.\n");
    docread::Task other;
    other.lead = "Sở Nội vụ";
    other.work = "hướng dẫn việc cử công chức";
    superior.tasks.push_back(other);
    const auto draft = paper("kế hoạch",
                             "1. Phòng Kinh tế đối chiếu danh mục thủ tục hành chính, niêm yết tại trụ sở trước ngày "
                             "20/8/2026.\nKinh phí từ ngân sách xã.");
    CheckContext context;
    context.against.push_back(superior);
    const auto rows = check_with_coverage(testing::shipped(), draft, context).coverage.front();
    ASSERT_EQ(rows.size(), 4U);
    const auto row = [&](const std::string& words) {
        return *std::ranges::find_if(rows,
                                     [&](const auto& r) { return r.superior.text.find(words) != std::string::npos; });
    };
    const auto published = row("công khai");
    ASSERT_TRUE(published.own);
    EXPECT_TRUE(published.has_time);
    EXPECT_TRUE(published.has_responsible);
    EXPECT_TRUE(published.has_resources);
    EXPECT_EQ(published.own->due, "2026-08-19");
    EXPECT_THAT(cut(draft.text, published.own->start, published.own->end), HasSubstr("niêm yết"));
    EXPECT_FALSE(row("Số hóa").own);
    EXPECT_TRUE(row("Số hóa").addressed);
    EXPECT_TRUE(row("Ban hành kế hoạch").by_document);
    EXPECT_FALSE(row("cử công chức").addressed);
}

// "Tổ chức hội nghị năm 2026 theo Kết luận …" takes up a part; "thực hiện Kết luận …" takes up all.
TEST(Substance, OfAWideDirectiveADraftMayTakeUpAPart) {
    std::string asked;
    int n = 0;
    for (const char* work :
         {"Trồng cây phân tán dọc kênh", "Mua sách cho thư viện thôn", "Khám mắt cho học sinh tiểu học",
          "Sửa hàng rào nghĩa trang liệt sĩ", "Cấp thẻ đọc cho trẻ em", "Nạo vét mương nội đồng",
          "Thay bóng đèn ngõ xóm", "Tiêm phòng dại cho chó mèo", "Dạy bơi cho thiếu niên", "Số hóa hồ sơ hộ tịch",
          "Giảm hội nghị của xã"})
        asked += std::to_string(++n) + ". " + work + " trước ngày 30/9/2026.\n";
    CheckContext context;
    context.against.push_back(paper("kế hoạch", asked));
    const std::string body =
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 01/8/2026.\n1. Văn phòng giảm hội nghị của xã trước ngày 20/9/2026.\n"
        "Kinh phí từ ngân sách xã.";
    auto draft = paper("kế hoạch", body);
    draft.subject = "tổ chức hội nghị năm 2026 theo Kế hoạch số 12/KH-UBND";
    const auto part = of(draft, "KL226.2.1.d3.concretise", context);
    EXPECT_EQ(part.outcome, "cannot_tell");
    EXPECT_EQ(part.missing, "phần việc mà văn bản này nhận");
    draft.subject = "thực hiện Kế hoạch số 12/KH-UBND";
    EXPECT_EQ(of(draft, "KL226.2.1.d3.concretise", context).outcome, "breached");
}

TEST(Substance, WhatIsCopiedWordForWordIsNotMadeConcrete) {
    const std::string first =
        "1. Rà soát các thủ tục còn vướng ở bộ phận một cửa, lập danh mục và công khai tại trụ sở trước ngày "
        "30/9/2026.\n";
    const std::string second =
        "2. Bố trí cán bộ hướng dẫn người cao tuổi nộp hồ sơ trên môi trường điện tử, hoàn thành trước ngày "
        "15/10/2026.\n";
    CheckContext context;
    context.against.push_back(paper("kế hoạch", first + second));
    const auto all = of(paper("kế hoạch", first + second), "KL226.2.1.d3.concretise", context);
    EXPECT_EQ(all.outcome, "breached");
    EXPECT_EQ(all.measured, "0/2");
    EXPECT_THAT(all.message, HasSubstr("2 việc chép nguyên lời"));
    EXPECT_EQ(all.passages.size(), 2U);
    // The same task with a doer and a day of its own.
    const auto own = paper("kế hoạch", first +
                                           "2. Văn phòng Đảng ủy cử người trực hướng dẫn người cao tuổi nộp hồ sơ điện "
                                           "tử vào sáng thứ Ba, xong trước ngày 10/10/2026.\n");
    const auto checked = check_with_coverage(testing::shipped(), own, context);
    ASSERT_EQ(checked.coverage.size(), 1U);
    ASSERT_EQ(checked.coverage[0].size(), 2U);
    EXPECT_TRUE(checked.coverage[0][0].copied);
    EXPECT_FALSE(checked.coverage[0][1].copied);
    EXPECT_THAT(of(own, "KL226.2.1.d3.concretise", context).message, HasSubstr("1/2 việc"));
}

TEST(Substance, TasksInTheSuperiorsWordsHaveNeitherTermNorDoerOfTheirOwn) {
    const std::string copied =
        "I- Văn phòng Đảng ủy chủ trì\n"
        "1. Rà soát các thủ tục còn vướng ở bộ phận một cửa, lập danh mục và công khai tại trụ sở trước ngày "
        "30/9/2026.\n"
        "2. Rà soát văn bản chồng chéo của ba năm gần đây, trình danh mục bãi bỏ trước ngày 15/10/2026.\n";
    CheckContext context;
    context.against.push_back(paper("kế hoạch", copied));
    const std::string lead = "Thực hiện Kế hoạch số 12/KH-UBND ngày 01/8/2026.\n";
    for (const std::string norm : {"KL226.2.1.d3.time-limit", "KL226.2.1.d3.assignment"}) {
        const auto all = of(paper("kế hoạch", lead + copied), norm, context);
        EXPECT_EQ(all.outcome, "breached") << norm;
        EXPECT_EQ(all.measured, "0/2") << norm;
        EXPECT_THAT(all.message, HasSubstr("chép nguyên lời")) << norm;
        EXPECT_EQ(all.passages.size(), 2U) << norm;
        const std::string own = "3. Lập lịch hội nghị cả năm, trình duyệt một lần trước ngày 20/9/2026.\n";
        EXPECT_EQ(of(paper("kế hoạch", lead + copied + own), norm, context).outcome, "met") << norm;
    }
}

TEST(Substance, AuthorityRefusesContradictingRows) {
    const char* bodies = "authority:\n  bodies:\n  - {id: a, system: party, names: [đảng ủy]}\n  may_issue:\n";
    const auto load = [&](const std::string& rows) {
        const auto node = parse_yaml(bodies + rows, "authority.yaml");
        EXPECT_TRUE(node);
        const auto loaded = load_authority(*node, "authority.yaml");
        return loaded ? std::string() : loaded.error().message;
    };
    const std::string may =
        "  - {system: party, body: [a], types: [chỉ thị], may: true, from: 2026-01-09, clause: x, reliability: B}\n";
    const std::string may_not =
        "  - {system: party, types: [chỉ thị], may: false, instead: y, from: 2026-02-01, clause: x, reliability: B}\n";
    EXPECT_EQ(load(may), "");
    EXPECT_THAT(load(may + may_not), HasSubstr("trái với dòng 5"));
    EXPECT_THAT(
        load("  - {system: party, body: [b], types: [x], may: true, from: 2026-01-09, clause: x, reliability: B}\n"),
        HasSubstr("không có cơ quan “b”"));
    EXPECT_THAT(
        load("  - {system: party, types: [quy chế], may: false, from: 2026-01-09, clause: x, reliability: B}\n"),
        HasSubstr("instead"));
    EXPECT_THAT(
        load("  - {system: party, types: [kế hoạchh], may: true, from: 2026-01-09, clause: x, reliability: B}\n"),
        HasSubstr("không có loại văn bản “kế hoạchh”"));
}

TEST(Substance, ThoseWhoLeadAreNoDoers) {
    const std::string norm = "KL226.2.1.d3.brief-clear.vague-body";
    const std::string order = "Giao Phòng Kinh tế gửi số liệu trước ngày 30/6/2026.\n";
    const auto outcome = [&](const std::string& text) { return of(paper("công văn", order + text), norm).outcome; };
    EXPECT_EQ(outcome("Trong năm chỉ có một hội nghị mời toàn thể lãnh đạo Đảng, chính quyền, Mặt trận, đoàn thể xã."),
              "met");
    EXPECT_EQ(outcome("Văn phòng đăng ký hai cuộc có đủ lãnh đạo hệ thống chính trị xã trong năm 2026."), "met");
    EXPECT_EQ(outcome("Các phòng, đơn vị, khu phố triển khai theo phân công tại mục III."), "met");
    EXPECT_EQ(outcome("Cán bộ có nhiệm vụ chậm từ 30 ngày trở lên thì chưa được xếp loại."), "met");
    EXPECT_EQ(outcome("Giao các đơn vị liên quan bố trí xe trước ngày 10/11/2026."), "breached");
    EXPECT_EQ(outcome("Lãnh đạo các đoàn thể liên quan; các đơn vị liên quan bố trí xe trước ngày 10/11/2026."),
              "breached");
}

TEST(Substance, AParagraphOfThePastOrdersNothingUntilItTurns) {
    const auto finding = [&](const std::string& text) {
        const std::string order = "Giao Phòng Kinh tế gửi số liệu trước ngày 30/6/2026.\n";
        return of(paper("công văn", order + text), "KL226.2.1.d3.brief-clear.vague-time");
    };
    const std::string past = "Tháng qua các phòng nắm việc sát. Phòng Kinh tế kịp thời xử lý hai điểm sạt lở.";
    EXPECT_EQ(finding(past).outcome, "met");
    const auto turned = finding(past + " Yêu cầu Phòng Kinh tế sớm gia cố bờ kênh.");
    EXPECT_EQ(turned.outcome, "breached");
    EXPECT_EQ(turned.measured, "1");
    EXPECT_EQ(
        finding("Phòng Kinh tế theo dõi; khi có điểm không còn phù hợp, trình Ủy ban nhân dân xã sửa đổi.").outcome,
        "met");
    EXPECT_EQ(finding("Phòng Kinh tế theo dõi; khi có điểm phù hợp, trình Ủy ban nhân dân xã sửa đổi.").outcome,
              "breached");
    EXPECT_EQ(finding("Phòng Kinh tế còn thiếu bảng cũ thì sớm bổ sung.").outcome, "breached")
        << "what is lacking stands before the order";
}

TEST(Substance, ACellsMonthlyResolutionNeedsNoGoal) {
    auto document = paper("nghị quyết", "1. Kết quả: thu 18 triệu đồng.\n2. Tháng 9: chăm sóc 02 nhà văn hóa.\n");
    document.subject = "sinh hoạt chi bộ tháng 8";
    EXPECT_EQ(of(document, "KL226.2.1.d3.goal").outcome, "not_applicable");
    document.subject = "nâng cao chất lượng sinh hoạt chi bộ";
    EXPECT_EQ(of(document, "KL226.2.1.d3.goal").outcome, "breached") << "a resolution on the meetings";
    document.subject = "về phát triển kinh tế năm 2027";
    EXPECT_EQ(of(document, "KL226.2.1.d3.goal").outcome, "breached");
}

TEST(Substance, ADoersCellThatNamesNobodyIsVague) {
    const auto outcome = [](const std::string& lead, const std::string& beside) {
        return of(paper("kế hoạch",
                        "II. NHIỆM VỤ\nTT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\n1\tLắp 14 bộ phát sóng ở "
                        "nhà văn hóa thôn\t" +
                            lead + "\t" + beside + "\t30/9/2026\n"),
                  "KL226.2.1.d3.brief-clear.vague-body")
            .outcome;
    };
    EXPECT_EQ(outcome("Các đơn vị liên quan", "Phòng Kinh tế"), "breached");
    EXPECT_EQ(outcome("Phòng Kinh tế", "Các đơn vị liên quan"), "met") << "who helps";
    EXPECT_EQ(outcome("Các đơn vị thuộc Sở Xây dựng", "Phòng Kinh tế"), "met") << "all of one house";
}

TEST(Substance, UnderAHeadingThatTellsNothingIsOrdered) {
    const std::string order = "II. NHIỆM VỤ\n1. Giao Phòng Kinh tế gửi số liệu trước ngày 30/6/2026.\n";
    const std::string told = "Năm 2025 có 07 vụ cháy; các lực lượng chức năng có mặt kịp thời, cứu được 05 người.\n";
    const auto outcome = [&](const std::string& heading, const std::string& norm) {
        return of(paper("kế hoạch", heading + told + order), "KL226.2.1.d3.brief-clear." + norm).outcome;
    };
    for (const std::string norm : {"vague-time", "vague-body"}) {
        EXPECT_EQ(outcome("I. TÌNH HÌNH\n", norm), "met") << norm;
        EXPECT_EQ(outcome("IV. BÀI HỌC NĂM 2025\n", norm), "met") << norm;
        EXPECT_EQ(outcome("Điều 1. Đánh giá chung\n", norm), "met") << norm;
        EXPECT_EQ(outcome("I. VIỆC PHẢI LÀM\n", norm), "breached") << norm;
    }
    EXPECT_EQ(of(paper("kế hoạch", "I. TÌNH HÌNH\n" + order + "2. Các đơn vị liên quan bố trí xe trước ngày 10/11.\n"),
                 "KL226.2.1.d3.brief-clear.vague-body")
                  .outcome,
              "breached")
        << "the nearest heading says";
}

// Of a plan of one task that is whole and of what is added.
std::string with_added(const std::string& added, const char* norm) {
    CheckContext context;
    context.against.push_back(directive());
    return of(paper("kế hoạch",
                    "Thực hiện Kết luận số 226-KL/TW.\nI- Văn phòng Đảng ủy\n"
                    "1. Rà soát văn bản chồng chéo, trình danh mục bãi bỏ trước ngày 30/9/2026.\n" +
                        added),
              norm, context)
        .outcome;
}

TEST(Substance, AHeadingNamesItsDoerInBracketsOrAsTheirWork) {
    const auto outcome = [](const std::string& heading) {
        return with_added(heading + "1. Soạn mẫu phiếu, gửi các tổ dân phố trước ngày 20/9/2026.\n",
                          "KL226.2.1.d3.assignment");
    };
    EXPECT_EQ(outcome("II- Mẫu phiếu (Chủ trì: Phòng Kinh tế)\n"), "met");
    EXPECT_EQ(outcome("II- Việc của Phòng Kinh tế\n"), "met");
    EXPECT_EQ(outcome("II- Mẫu phiếu (theo Phụ lục)\n"), "breached");
}

TEST(Substance, ACaseMoneyAndWhoStandsForAThingNeedNoLastDay) {
    const auto outcome = [](const std::string& text) {
        return with_added("II- VIỆC KHÁC\n" + text, "KL226.2.1.d3.time-limit");
    };
    EXPECT_EQ(outcome("1. Công an xã chủ trì giữ trật tự hai đầu ngầm tràn.\n"), "breached");
    EXPECT_EQ(outcome("1. Trường hợp phải sơ tán, Công an xã chủ trì giữ trật tự hai đầu ngầm tràn.\n"), "met");
    EXPECT_EQ(outcome("1. Hộ nào vắng nhà thì Công an xã chủ trì ghi vào sổ.\n"), "met");
    EXPECT_EQ(outcome("1. Văn phòng Đảng ủy chủ trì chi 62 triệu đồng từ ngân sách đảng cho hai lớp.\n"), "met");
    EXPECT_EQ(outcome("1. Các đồng chí phụ trách dự án như sau:\n- Đồng chí Phó Bí thư chủ trì dự án đường trục;\n"),
              "met");
    EXPECT_EQ(outcome("1. Hộ nào vắng nhà thì ghi sổ; Công an xã chủ trì giữ trật tự hai đầu ngầm tràn.\n"), "breached")
        << "the case is another clause's";
}

TEST(Substance, RulesAndMeaningsAreNoTasksWithoutADoer) {
    const auto outcome = [](const std::string& text) {
        return with_added("II- CÁCH LÀM\n" + text, "KL226.2.1.d3.assignment");
    };
    EXPECT_EQ(outcome("1. Làm mẫu báo cáo tám dòng trước ngày 10/9/2026.\n"), "breached");
    EXPECT_EQ(outcome("1. \"Làm điểm\" là chọn nơi có khó khăn trước ngày 10/9/2026.\n"), "met");
    EXPECT_EQ(outcome("1. Công khai: kế toán Quỹ in bảng kê trước ngày 10/9/2026.\n"), "met");
    EXPECT_EQ(outcome("1. Phát biểu khai mạc không quá 07 phút, tham luận không quá 08 phút.\n"), "met");
    EXPECT_EQ(outcome("1. Làm các việc không ghi ngày tại Kế hoạch này trước ngày 31/12/2026.\n"), "met");
}

TEST(Substance, AWrongIssuerIsSeenWhetherTheSuperiorIsGivenOrNot) {
    const auto outcome = [](const std::string& issuer, bool given) {
        CheckContext context;
        if (given) context.against.push_back(directive());
        return of(paper("kế hoạch", "Căn cứ Kết luận số 226-KL/TW ngày 11/12/2025 của " + issuer + ";\n"),
                  "KL226.2.1.d3.consistent-law", context)
            .outcome;
    };
    for (const bool given : {false, true}) {
        EXPECT_EQ(outcome("Bộ Chính trị", given), "breached") << given;
        EXPECT_EQ(outcome("Ban Bí thư", given), "met") << given;
    }
}

TEST(Substance, ADeputyOfThePartySignsForTheBodyNotForItsHead) {
    const std::string foot = "Nơi nhận:\n- Lưu Văn phòng Đảng ủy.\n\nT/M BAN THƯỜNG VỤ\n";
    const auto outcome = [&](const std::string& text) {
        auto document = paper("kế hoạch", text);
        document.system = "party";
        document.issuer = "Đảng ủy phường Bến Thử";
        document.signer.emplace();
        document.signer->form = "T/M";
        document.signer->title = "Phó Bí thư";
        return of(document, "KL226.2.1.d1.joint-authority").outcome;
    };
    EXPECT_EQ(outcome("Chi bộ họp ngày 05.\n" + foot + "PHÓ BÍ THƯ\nNguyễn Văn Thử"), "met");
    EXPECT_EQ(outcome("Chi bộ họp ngày 05.\n" + foot + "K/T BÍ THƯ\nPHÓ BÍ THƯ\nNguyễn Văn Thử"), "breached");
}

TEST(Substance, HostileTextsEnd) {
    CheckContext context;
    std::string text = "Thực hiện Kết luận số 226-KL/TW.\n";
    for (int i = 0; i < 4000; ++i)
        text += "1. Rà soát 5% hồ sơ số 1-KL/TW, các cơ quan, đơn vị liên quan sớm xong trước ngày 30/6/2026.\n";
    context.against.push_back(paper("kế hoạch", text));
    EXPECT_FALSE(check(testing::shipped(), paper("kế hoạch", text), context).empty());
    std::string groups = "Giao các ";
    for (int i = 0; i < 20000; ++i) groups += "cơ quan, đơn vị và ";
    EXPECT_FALSE(check(testing::shipped(), paper("công văn", groups), {}).empty());
    std::string past = "Tháng qua";
    for (int i = 0; i < 20000; ++i) past += " lãnh đạo các đơn vị; kịp thời xử lý.";
    EXPECT_FALSE(check(testing::shipped(), paper("công văn", past), {}).empty());
}

}  // namespace
}  // namespace sauro::rulebook
