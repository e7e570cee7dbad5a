// Presentation as norms: what each line of a document is, whose rules hold, and what a finding carries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "docread/docread.hpp"
#include "rulebook/format/format_lines.hpp"
#include "rulebook/format/format_page.hpp"
#include "rulebook/test_views.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

constexpr const char* kDecision =
    "UBND TỈNH MINH HỌA\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: "
    "05/QĐ-SNV\tMinh Họa, ngày "
    "05 tháng 02 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành quy trình\nCăn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;\nTheo "
    "đề nghị của "
    "Chánh Văn phòng Sở.\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này quy trình tiếp nhận hồ sơ của "
    "Sở.\nĐiều 2. Quyết định "
    "có hiệu lực từ ngày ký.\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrương Văn Viên\n";

std::string text_of(const FormatPage& page, Element e) {
    std::string out;
    for (const std::size_t i : page.of(e)) out += (out.empty() ? "" : " | ") + std::string(page.lines()[i].text);
    return out;
}

Finding of(const docread::Document& document, const std::string& norm) {
    for (auto& finding : check(testing::shipped(), document, {})) {
        if (finding.norm == norm) return finding;
    }
    ADD_FAILURE() << "no finding of " << norm;
    return {};
}

TEST(FormatPage, EveryLineIsWhatItIs) {
    const auto document = docread::analyse(kDecision);
    const FormatPage page(document);
    EXPECT_EQ(text_of(page, Element::parent), "UBND TỈNH MINH HỌA");
    EXPECT_EQ(text_of(page, Element::issuer), "SỞ NỘI VỤ");
    EXPECT_EQ(text_of(page, Element::motto), "Độc lập - Tự do - Hạnh phúc");
    EXPECT_EQ(text_of(page, Element::number), "Số: 05/QĐ-SNV");
    EXPECT_EQ(text_of(page, Element::place_date), "Minh Họa, ngày 05 tháng 02 năm 2026");
    EXPECT_EQ(text_of(page, Element::type), "QUYẾT ĐỊNH");
    EXPECT_EQ(text_of(page, Element::subject), "Về việc ban hành quy trình");
    EXPECT_THAT(text_of(page, Element::basis), HasSubstr(" | Theo đề nghị của Chánh Văn phòng Sở."));
    EXPECT_EQ(text_of(page, Element::recipients), "- Như Điều 2; | - Lưu: VT.");
    EXPECT_EQ(text_of(page, Element::signing_power), "KT. GIÁM ĐỐC");
    EXPECT_EQ(text_of(page, Element::signing_title), "PHÓ GIÁM ĐỐC");
    EXPECT_EQ(text_of(page, Element::signer_name), "Trương Văn Viên");
    EXPECT_EQ(page.pack(), Pack::state);
}

TEST(FormatPage, ASubjectMayBeginLikeADivision) {
    for (const std::string subject : {"Điều chỉnh dự toán ngân sách xã năm 2026", "phân công đảng ủy viên phụ trách",
                                      "Chương trình công tác quý IV năm 2026"}) {
        std::string text = kDecision;
        text.replace(text.find("Về việc ban hành quy trình"), std::string("Về việc ban hành quy trình").size(),
                     subject);
        const auto document = docread::analyse(text);
        EXPECT_EQ(text_of(FormatPage(document), Element::subject), subject);
    }
    EXPECT_TRUE(opens_division("dieu 1. pham vi"));
    EXPECT_TRUE(opens_division("chuong ii"));
    EXPECT_TRUE(opens_division("phan thu nhat"));
    EXPECT_FALSE(opens_division("dieu chinh du toan"));
    EXPECT_FALSE(opens_division("phan cong"));
    EXPECT_FALSE(opens_division("muc tieu"));
}

TEST(FormatPage, ThoseItIsForMayBeAList) {
    const auto document = docread::analyse(
        "UBND TỈNH MINH HỌA\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: "
        "05/SNV-VP\tMinh Họa, ngày 05 tháng 02 năm 2026\nV/v rà soát hồ sơ\nKính gửi:\n- Các sở, ban, ngành;\n- Ủy ban "
        "nhân dân các xã, phường.\n- Sở Nội vụ đề nghị các cơ quan rà soát hồ sơ năm 2025.\nNơi nhận:\n- Như trên;\n- "
        "Lưu: VT.\nGIÁM ĐỐC\nTrương Văn Viên\n");
    const FormatPage page(document);
    EXPECT_EQ(text_of(page, Element::addressee),
              "Kính gửi: | - Các sở, ban, ngành; | - Ủy ban nhân dân các xã, phường.");
    EXPECT_THAT(text_of(page, Element::body), HasSubstr("Sở Nội vụ đề nghị"));
}

// Each line a paragraph; `cells` puts some of them into a table of two columns.
docread::Document laid_out(const std::string& text, const std::map<std::string, docread::TableCell>& cells = {}) {
    docread::Document document = docread::analyse(text, "docx");
    docread::Presentation looks;
    docread::PageLook sheet;
    sheet.width = 11906, sheet.height = 16838;
    sheet.left = 1701, sheet.right = 1134;
    looks.sections.push_back(sheet);
    const FormatPage plain(document);
    for (const PageLine& line : plain.lines()) {
        if (!looks.paragraphs.empty() && line.column == 1) {
            looks.paragraphs.back().end = line.end;
            continue;
        }
        docread::ParagraphLook look;
        look.start = line.start;
        look.end = line.end;
        look.alignment = "left";
        if (const auto cell = cells.find(std::string(line.text)); cell != cells.end()) look.cell = cell->second;
        looks.paragraphs.push_back(look);
    }
    document.presentation = looks;
    return document;
}

constexpr const char* kTwoPartHead =
    "SỞ CÔNG THƯƠNG\tĐộc lập - Tự do - Hạnh phúc\nSố: 15/SCT-NL\tMinh Họa, ngày 21 tháng 8 năm 2026\nV/v cấp "
    "điện\nKính gửi: Công ty Điện lực.\nĐề nghị Công ty cấp điện.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM "
    "ĐỐC\nTrương Văn Viên\n";

TEST(Format, ALineDrawnUnderOnePartIsNotUnderTheOther) {
    auto document = laid_out(kTwoPartHead);
    auto& rules = document.presentation->paragraphs.front().rules;
    rules = {{"shape", 1200, 900}};
    EXPECT_EQ(of(document, "ND30.issuer.rule").outcome, "met");
    EXPECT_EQ(of(document, "ND30.motto.rule").outcome, "breached");
    rules = {{"shape", 3100, 4900}};
    EXPECT_EQ(of(document, "ND30.issuer.rule").outcome, "breached");
    EXPECT_EQ(of(document, "ND30.motto.rule").outcome, "met");
    rules = {{"shape", {}, {}}};  // it does not say where
    EXPECT_EQ(of(document, "ND30.motto.rule").outcome, "met");
}

TEST(Format, ASubjectAloneUnderALineOfTwoPartsIsUnderTheNumber) {
    auto document = laid_out(kTwoPartHead);
    EXPECT_EQ(of(document, "ND30.letter-subject.form").outcome, "met");
    document.presentation->paragraphs[2].alignment = "center";  // in the middle of the sheet
    EXPECT_EQ(of(document, "ND30.letter-subject.form").outcome, "breached");
}

TEST(FormatPage, TwoThatSignSideBySideNeedNoOffice) {
    const auto document = laid_out(
        "PHÒNG KINH TẾ\nSố: 21/BB-KT\nBIÊN BẢN\nBàn giao công trình\nHai bên thống nhất bàn giao 1.240 m đường bê "
        "tông.\nBÊN NHẬN\nNgạc Thị Thu\nBÊN GIAO\nSái Văn Hùng\n",
        {{"BÊN NHẬN", {0, 0, 0, 2}},
         {"Ngạc Thị Thu", {0, 0, 0, 2}},
         {"BÊN GIAO", {0, 0, 1, 2}},
         {"Sái Văn Hùng", {0, 0, 1, 2}}});
    const FormatPage page(document);
    EXPECT_EQ(text_of(page, Element::signing_title), "BÊN GIAO");
    EXPECT_EQ(text_of(page, Element::signer_name), "Sái Văn Hùng");
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
}

TEST(FormatPage, TheFrontAndTheUnionsFollowGuidesOfTheirOwn) {
    const std::string alone =
        replaced(replaced(kDecision, "UBND TỈNH MINH HỌA\n", ""), "SỞ NỘI VỤ", "ỦY BAN MTTQ VIỆT NAM XÃ BẾN THỬ");
    const auto document = docread::analyse(alone);
    EXPECT_EQ(FormatPage(document).pack(), Pack::own);
    EXPECT_EQ(of(document, "ND30.number.colon").outcome, "not_applicable");
    const auto whole = of(document, "KL226.2.1.d1.right-format");
    EXPECT_EQ(whole.outcome, "cannot_tell");
    EXPECT_THAT(whole.message, HasSubstr("hướng dẫn của tổ chức ấy"));
    const auto joint = docread::analyse(
        replaced(alone, "ỦY BAN MTTQ VIỆT NAM XÃ BẾN THỬ", "CÔNG AN XÃ BẾN THỬ\nỦY BAN MTTQ VIỆT NAM XÃ BẾN THỬ"));
    EXPECT_EQ(FormatPage(joint).pack(), Pack::state) << "together with a body of the State";
    const auto office =
        docread::analyse(replaced(alone, "ỦY BAN MTTQ VIỆT NAM XÃ BẾN THỬ", "HỘI NÔNG DÂN TỈNH MINH HỌA - SỞ NỘI VỤ"));
    EXPECT_EQ(FormatPage(office).pack(), Pack::state) << "the office stands second on the line";
    const auto party = docread::analyse(
        replaced(alone, "ỦY BAN MTTQ VIỆT NAM XÃ BẾN THỬ", "ĐẢNG ỦY MẶT TRẬN TỔ QUỐC, CÁC ĐOÀN THỂ TỈNH"));
    EXPECT_NE(FormatPage(party).pack(), Pack::own);
    const auto place = docread::analyse(replaced(alone, "XÃ BẾN THỬ", "XÃ TRƯỜNG THỬ"));
    EXPECT_EQ(FormatPage(place).pack(), Pack::own) << "a place, no school";
}

TEST(FormatPage, AKindBehindTheTypeStandsOnTheLineOfTheType) {
    for (const std::string line :
         {"KẾ HOẠCH PHỐI HỢP", "BÁO CÁO TỔNG KẾT", "KẾ HOẠCH (điều chỉnh)", "DỰ THẢO KẾ HOẠCH"}) {
        const auto document = docread::analyse(replaced(
            replaced(kDecision, "QUYẾT ĐỊNH\nVề việc ban hành quy trình", line + "\nGiữ gìn trật tự tại lễ hội"),
            "05/QĐ-SNV", "05/KH-SNV"));
        const FormatPage page(document);
        EXPECT_EQ(text_of(page, Element::type), line);
        EXPECT_EQ(text_of(page, Element::subject), "Giữ gìn trật tự tại lễ hội");
        EXPECT_EQ(document.subject.value_or(""), "Giữ gìn trật tự tại lễ hội");
        EXPECT_EQ(of(document, "ND30.type.missing").outcome, "met") << line;
    }
    const auto one_line = docread::analyse(
        replaced(kDecision, "QUYẾT ĐỊNH\nVề việc ban hành quy trình", "KẾ HOẠCH PHÒNG CHỐNG THIÊN TAI"));
    EXPECT_EQ(one_line.document_type.value_or(""), "kế hoạch");
    EXPECT_EQ(text::to_lower(one_line.subject.value_or("")), "phòng chống thiên tai") << "a subject, no kind";
}

TEST(FormatPage, TheHeadingAloneDoesNotDecideWhoseRulesHold) {
    std::string text = kDecision;
    text.replace(text.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                 std::string("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").size(), "ĐẢNG CỘNG SẢN VIỆT NAM");
    const auto document = docread::analyse(text);
    EXPECT_EQ(FormatPage(document).pack(), Pack::state);
    EXPECT_EQ(of(document, "ND30.heading.system").outcome, "breached");
    EXPECT_EQ(of(document, "HD05.heading.system").outcome, "not_applicable");
}

TEST(FormatPage, ALegalActFollowsOtherRules) {
    std::string text = kDecision;
    text.replace(text.find("05/QĐ-SNV"), std::string("05/QĐ-SNV").size(), "30/2026/QĐ-UBND");
    const auto document = docread::analyse(text);
    EXPECT_TRUE(FormatPage(document).is_legal_act());
    EXPECT_EQ(of(document, "ND30.number.zero").outcome, "not_applicable");
}

TEST(WrittenNumber, IsTakenApart) {
    const auto n = written_number("Số: 05/QĐ-UBND");
    ASSERT_TRUE(n.has_value());
    EXPECT_TRUE(n->colon);
    EXPECT_EQ(n->digits, "05");
    EXPECT_EQ(n->after_number, '/');
    EXPECT_EQ(n->groups, (std::vector<std::string>{"QĐ", "UBND"}));
    EXPECT_EQ(n->joints, "-");
    const auto open = written_number("Số:      -KH/ĐU");
    ASSERT_TRUE(open.has_value());
    EXPECT_EQ(open->digits, "");
    EXPECT_FALSE(written_number("Số lượng 12/3 người").has_value());
    EXPECT_FALSE(written_number("Số").has_value());
    EXPECT_FALSE(written_number("").has_value());
}

TEST(Format, APlainTextShowsItsWordsAndSaysWhatItCannotShow) {
    std::string text = kDecision;
    text.replace(text.find("Số: 05"), std::string("Số: 05").size(), "Số 5");
    const auto document = docread::analyse(text);
    const auto zero = of(document, "ND30.number.zero");
    EXPECT_EQ(zero.outcome, "breached");
    EXPECT_EQ(zero.measured, "5");
    EXPECT_EQ(zero.group, "the_thuc");
    ASSERT_EQ(zero.passages.size(), 1U);
    EXPECT_EQ(zero.passages[0].quote, "Số 5/QĐ-SNV");
    EXPECT_TRUE(zero.repair.empty());
    EXPECT_EQ(of(document, "ND30.number.colon").outcome, "breached");
    const auto margin = of(document, "ND30.page.margin-left");
    EXPECT_EQ(margin.outcome, "cannot_tell");
    EXPECT_TRUE(margin.missing.has_value());
    EXPECT_EQ(of(document, "KL226.2.1.d1.right-format").outcome, "breached");
}

TEST(Format, ADraftWithoutHeadOrFootIsNotBlamedForThem) {
    docread::Document document = docread::analyse("Giao Văn phòng rà soát hồ sơ lưu trữ, xong trước ngày 31/3/2026.");
    document.kind = "official";
    document.document_type = "kế hoạch";
    document.system = "state";
    for (const auto& finding : check(testing::shipped(), document, {})) {
        if (finding.kind != "format") continue;
        EXPECT_NE(finding.outcome, "breached") << finding.norm << ": " << finding.message;
    }
}

TEST(Format, AMeasuredLineCarriesItsPlaceAndASafeRepair) {
    docread::Document document = docread::analyse(kDecision, "docx");
    docread::Presentation looks;
    const FormatPage plain(document);
    int node = 0;
    for (const PageLine& line : plain.lines()) {
        docread::ParagraphLook look;
        look.start = line.start;
        look.end = line.end;
        look.node = node++;
        look.place = docread::PagePlace{1, 100, 200, 300, 400};
        docread::TextLook run;
        run.start = line.start;
        run.end = line.end;
        run.size = 20;
        look.runs.push_back(run);
        looks.paragraphs.push_back(look);
    }
    document.presentation = looks;
    const auto size = of(document, "ND30.motto.size");
    EXPECT_EQ(size.outcome, "breached");
    EXPECT_EQ(size.measured, "10 pt");
    EXPECT_EQ(size.limit, "13–14 pt");
    ASSERT_EQ(size.passages.size(), 1U);
    EXPECT_EQ(size.passages[0].place->top, 200);
    ASSERT_EQ(size.repair.runs.size(), 1U);
    EXPECT_EQ(size.repair.runs[0].size, 26);  // the nearest that is right
    EXPECT_EQ(size.repair.runs[0].start, size.passages[0].start);
}

TEST(Format, ADraftWithoutADayIsOfTodayAndJudgedByOnePack) {
    const auto document = docread::analyse(
        "ĐẢNG BỘ TỈNH MINH HỌA\nĐẢNG ỦY XÃ BẾN THỬ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố: 5-KH/ĐU\nKẾ HOẠCH\nvề công tác kiểm "
        "tra\n-----\nChi bộ tự kiểm tra và báo cáo Đảng ủy.\nT/M ĐẢNG ỦY\nBÍ THƯ\nTrần Thị Bình\n");
    ASSERT_FALSE(document.date.has_value());
    EXPECT_EQ(of(document, "HD05.number.colon").outcome, "breached");
    EXPECT_EQ(of(document, "HD36.number.colon").outcome, "not_applicable");
    EXPECT_THAT(of(document, "HD36.number.colon").message, HasSubstr("chưa ghi ngày"));
}

TEST(Format, OldPartyDocumentsAreNotJudgedByRulesOfToday) {
    const auto document = docread::analyse(
        "ĐẢNG BỘ TỈNH MINH HỌA\nĐẢNG ỦY XÃ BẾN THỬ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 5-KH/ĐU\tBến Thử, ngày 05 tháng 02 "
        "năm 2026\nKẾ "
        "HOẠCH\nvề công tác kiểm tra năm 2026\n-----\nChi bộ tự kiểm tra và báo cáo Đảng ủy trong quý II năm "
        "2026.\nT/M ĐẢNG ỦY\nBÍ "
        "THƯ\nTrần Thị Bình\n");
    EXPECT_EQ(of(document, "HD05.number.zero").outcome, "not_applicable");
    EXPECT_THAT(of(document, "HD05.number.zero").message, HasSubstr("áp dụng từ 27/05/2026"));
    const auto older = of(document, "HD05.0.older-documents");
    EXPECT_EQ(older.outcome, "cannot_tell");
    EXPECT_THAT(*older.missing, HasSubstr("36-HD/VPTW"));
    const auto zero = of(document, "HD36.number.zero");
    EXPECT_EQ(zero.outcome, "breached") << "components are judged by the guide of their day";
    EXPECT_THAT(zero.message, HasSubstr("HD 36"));
    EXPECT_EQ(of(document, "HD36.issuer.star").outcome, "met");
}

TEST(Format, WhatIsNotMeasuredSaysWhy) {
    docread::Document document = docread::analyse(kDecision, "pdf");
    EXPECT_THAT(of(document, "ND30.page.margin-left").message, HasSubstr("lớp chữ của PDF"));
    docread::Presentation looks;
    looks.sections.emplace_back();
    looks.sections.front().width = 11906, looks.sections.front().height = 16838;
    document.presentation = looks;
    const auto left = of(document, "ND30.page.margin-left"), bottom = of(document, "ND30.page.margin-bottom");
    EXPECT_EQ(left.outcome, "cannot_tell");
    EXPECT_THAT(left.message, HasSubstr("ít dòng lời văn"));
    EXPECT_THAT(bottom.message, HasSubstr("lề dưới"));
    EXPECT_THAT(*left.missing, Not(HasSubstr("PDF có chữ")));
    document.presentation.reset();
    document.format = "scan";
    EXPECT_THAT(of(document, "ND30.page.margin-left").message, HasSubstr("ảnh chụp"));
    document.format = "txt";
    EXPECT_THAT(of(document, "ND30.page.margin-left").message, HasSubstr("chỉ đọc được chữ"));
}

TEST(Format, CapitalsLostWithTheirFontAreNoFault) {
    const std::string text =
        replaced(kDecision, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "cộng hòa xã hội chủ nghĩa việt nam");
    docread::Document document = docread::analyse(text);
    EXPECT_EQ(of(document, "ND30.national-name.style").outcome, "breached");
    document.capitals_lost = true;
    EXPECT_EQ(of(document, "ND30.national-name.style").outcome, "cannot_tell");
    EXPECT_THAT(of(document, "ND30.national-name.style").message, HasSubstr("phông cũ"));
    EXPECT_THAT(of(document, "ND30.page.paper").message, HasSubstr("chỉ đọc được chữ"));
}

TEST(Format, AFormOfSigningOfTheStateHasItsDot) {
    const auto with = [](const std::string& form) {
        return of(docread::analyse(replaced(kDecision, "KT. GIÁM ĐỐC", form)), "ND30.signing.form").outcome;
    };
    EXPECT_EQ(with("KT. GIÁM ĐỐC"), "met");
    EXPECT_EQ(with("KT.GIÁM ĐỐC"), "met");
    EXPECT_EQ(with("KT GIÁM ĐỐC"), "breached");
    EXPECT_EQ(with("TUQ GIÁM ĐỐC"), "breached");
    EXPECT_EQ(with("K/T GIÁM ĐỐC"), "breached");
}

TEST(Format, ColumnsOfTheHeadTheWrongWayRound) {
    const std::string rest =
        "THÔNG BÁO\nVề lịch trực hè\nỦy ban nhân dân xã thông báo lịch trực.\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN "
        "DÂN\nCHỦ TỊCH\nTrần Văn Hợp\n";
    const auto right = docread::analyse(
        "ỦY BAN NHÂN DÂN XÃ BẾN THỬ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 45/TB-UBND\tBến Thử, ngày 05 tháng 8 năm "
        "2026\n" +
        rest);
    EXPECT_EQ(of(right, "ND30.order").outcome, "met");
    const auto swapped = docread::analyse(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\tỦY BAN NHÂN DÂN XÃ BẾN THỬ\nBến Thử, ngày 05 tháng 8 năm 2026\tSố: "
        "45/TB-UBND\n" +
        rest);
    EXPECT_EQ(text_of(FormatPage(swapped), Element::issuer), "ỦY BAN NHÂN DÂN XÃ BẾN THỬ");
    EXPECT_EQ(of(swapped, "ND30.order").outcome, "breached");
}

TEST(Format, WhoseAPartyDocumentIsStandsInCapitalsByRight) {
    const auto with = [](const std::string& subject) {
        return of(docread::analyse("ĐẢNG BỘ TỈNH MINH HỌA\nĐẢNG ỦY XÃ BẾN THỬ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố "
                                   "05-NQ/ĐU\tBến Thử, ngày 05 tháng 8 năm 2026\nNGHỊ QUYẾT\n" +
                                   subject +
                                   "\n-----\nChi bộ tự kiểm tra và báo cáo Đảng ủy.\nT/M ĐẢNG ỦY\nBÍ THƯ\nTrần Thị "
                                   "Bình\n"),
                  "HD05.subject.style")
            .outcome;
    };
    EXPECT_EQ(with("về công tác kiểm tra"), "met");
    EXPECT_EQ(with("VỀ CÔNG TÁC KIỂM TRA"), "breached");
    EXPECT_NE(with("HỘI NGHỊ LẦN THỨ BA BAN CHẤP HÀNH ĐẢNG BỘ XÃ"), "breached");
}

TEST(Format, NoBlankStandsBesideTheSignsOfTheNumber) {
    const auto outcome = [](const std::string& number) {
        return of(docread::analyse(replaced(kDecision, "05/QĐ-SNV", number)), "ND30.number.separators").outcome;
    };
    EXPECT_EQ(outcome("05/QĐ-SNV"), "met");
    EXPECT_EQ(outcome("05/ QĐ-SNV"), "breached");
    EXPECT_EQ(outcome("05 /QĐ-SNV"), "breached");
    EXPECT_EQ(outcome("     /QĐ-SNV"), "met") << "left open for the register";
}

TEST(Format, ABodyAloneLacksNothingThatIsKnownToBeMissing) {
    const auto document = docread::analyse(
        "I. MỤC ĐÍCH\nThu gom 20 tấn rác.\nII. NHIỆM VỤ\n1. Phòng Kinh tế lắp 20 thùng rác.\n"
        "2. Thực hiện Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư.\n");
    EXPECT_TRUE(FormatPage(document).of(Element::place_date).empty()) << "the day of what is cited";
}

}  // namespace
}  // namespace sauro::rulebook
