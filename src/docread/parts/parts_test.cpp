// Small texts: markings, symbols, order of sections, and texts made to hurt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "docread/parts/source.hpp"
#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

using testing::outline;

std::string head(std::string_view line) {
    return "UBND TỈNH MINH HỌA\n" + std::string(line) +
           "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 05/BC-UBND\nMinh Họa, ngày 05 tháng 01 năm 2026\nBÁO CÁO\nVề "
           "thử\nNội dung.\n";
}

TEST(Secrecy, MarkingsInEveryDress) {
    const std::pair<const char*, const char*> marked[] = {{"MẬT", "Mật"},
                                                          {"Mật", "Mật"},
                                                          {"TỐI MẬT", "Tối mật"},
                                                          {"TUYỆT MẬT", "Tuyệt mật"},
                                                          {"Tối mật", "Tối mật"},
                                                          {"(MẬT)", "Mật"},
                                                          {"* MẬT *", "Mật"},
                                                          {"M Ậ T", "Mật"},
                                                          {"Độ mật: Tối mật", "Tối mật"},
                                                          {"Mức độ mật: MẬT", "Mật"},
                                                          {"TOI MAT", "Tối mật"},
                                                          {"TUYET MAT", "Tuyệt mật"},
                                                          {"MAT", "Mật"},
                                                          {"MÂT", "Mật"},
                                                          {"TÓI MẬT", "Tối mật"},
                                                          {"TOl MẬT", "Tối mật"},
                                                          {"TUVẸT MẬT", "Tuyệt mật"},
                                                          {"TUYỆT MẬT        Bản số: 3", "Tuyệt mật"},
                                                          {"MẬT Số 12-BC/TU", "Mật"},
                                                          {"TÀI LIỆU MẬT", "Mật"},
                                                          {"BÍ MẬT NHÀ NƯỚC – TỐI MẬT", "Tối mật"},
                                                          {"Số 12-BC/ĐU (Tối mật)", "Tối mật"},
                                                          {"TỐI MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tối mật"},
                                                          {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM MẬT", "Mật"}};
    for (const auto& [line, level] : marked) EXPECT_EQ(secrecy_marking(head(line)), level) << line;
}

TEST(Secrecy, MentionsAreNoMarkings) {
    for (const char* line :
         {"bí mật", "Luật Bảo vệ bí mật nhà nước", "MẶT TRẬN TỔ QUỐC", "Mặt", "MẶT", "MÁT", "mật", "Mật độ dân số",
          "MẬT ĐỘ XÂY DỰNG", "Độ mật: Không", "Độ mật: Thường", "văn bản mật, tối mật", "BÍ MẬT", "Tối mật là gì",
          "Mật ong", "MẬT MÃ", "Công tác bảo mật"}) {
        EXPECT_FALSE(secrecy_marking(head(line))) << line;
    }
    EXPECT_FALSE(secrecy_marking(
        "Số 05-BC/TU\nBÁO CÁO\nVề thử\nCăn cứ Luật Bảo vệ bí mật nhà nước\nMẬT\n"));  // below the head: a cell of a
                                                                                      // table
    EXPECT_FALSE(secrecy_marking(""));
}

TEST(Secrecy, TheFileIsRefusedWithTheRightChannel) {
    const auto got = read_file(testing::corpus("mat.txt"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.secret");
    EXPECT_EQ(got.error().kind, ErrorKind::unsafe);
    EXPECT_THAT(got.error().message, ::testing::HasSubstr("“Tối mật”"));
    EXPECT_THAT(got.error().message, ::testing::HasSubstr("sổ đăng ký văn bản mật riêng"));
    EXPECT_EQ(got.error().clause, "Luật Bảo vệ bí mật nhà nước 117/2025/QH15");
    EXPECT_TRUE(read_file(testing::corpus("chi-thi-tinh-uy.txt")));  // a directive about secrecy is not secret
}

TEST(Symbols, WrittenInManyWays) {
    const auto read = [](std::string_view line) {
        const Document d =
            analyse(std::string(line) + "\nMinh Họa, ngày 05 tháng 01 năm 2026\nTHÔNG BÁO\nVề thử\nNội dung.\n");
        return (d.symbol ? *d.symbol : "-") + " | " + (d.notation ? *d.notation : "-") + " | " +
               (d.number ? std::to_string(*d.number) : "-");
    };
    EXPECT_EQ(read("Số 226-KL/TW"), "226-KL/TW | KL/TW | 226");
    EXPECT_EQ(read("Số: 05/QĐ-UBND"), "05/QĐ-UBND | QĐ-UBND | 5");
    EXPECT_EQ(read("Số : 05 / QĐ - UBND"), "05/QĐ-UBND | QĐ-UBND | 5");
    EXPECT_EQ(read("Số: 05/UBND-VP"), "05/UBND-VP | UBND-VP | 5");
    EXPECT_EQ(read("SỐ 18541-CV/VPTW"), "18541-CV/VPTW | CV/VPTW | 18541");
    EXPECT_EQ(read("Số 12 - NQ/ĐU"), "12-NQ/ĐU | NQ/ĐU | 12");
    EXPECT_EQ(read("Số 12–NQ/ĐU"), "12-NQ/ĐU | NQ/ĐU | 12");
    EXPECT_EQ(read("Số: 30/2026/NĐ-CP"), "30/2026/NĐ-CP | NĐ-CP | 30");
    EXPECT_EQ(read("Số: 03/NQ-HĐND"), "03/NQ-HĐND | NQ-HĐND | 3");
    EXPECT_EQ(read("Số: 7/KH-MTTQ-BTT"), "7/KH-MTTQ-BTT | KH-MTTQ-BTT | 7");
    EXPECT_EQ(read("Số: 15a/TB-UBND"), "15a/TB-UBND | TB-UBND | 15");
    EXPECT_EQ(read("Số:       /KH-UBND"), "- | KH-UBND | -");
    EXPECT_EQ(read("Số: ……/KH-UBND"), "- | KH-UBND | -");
    EXPECT_EQ(read("Số        -KH/ĐU"), "- | KH/ĐU | -");
    EXPECT_EQ(read("Số 01-QCPH/BTCTU-BNCTU"), "01-QCPH/BTCTU-BNCTU | QCPH/BTCTU-BNCTU | 1");
    EXPECT_EQ(read("S6: 05/QĐ-UBND"), "05/QĐ-UBND | QĐ-UBND | 5");
    EXPECT_EQ(read("Số lượng 12"), "- | - | -");
    EXPECT_EQ(read("Số 12/5/2026"), "- | - | -");
    EXPECT_EQ(read("Số 99999999-KL/TW"), "- | - | -");
}

TEST(Symbols, CitedInsideSentences) {
    const Document d = analyse(
        "Số 05-KH/TU\nKẾ HOẠCH\nvề thử\n-----\nThực hiện Quyết định số 45/2026/QĐ-TTg, Nghị quyết 57-NQ/TW, "
        "“12/BC-SNV” và đợt 24/7, 1/2 ngày, COVID-19, 2025-2026, "
        "15/10/2025, 3-5 cuộc, A4-12/B, ISO-9001/TC.\n1. Hết.\n");
    std::vector<std::string> symbols;
    for (const About& a : d.about) symbols.push_back(a.symbol);
    EXPECT_EQ(symbols, (std::vector<std::string>{"45/2026/QĐ-TTg", "57-NQ/TW", "12/BC-SNV"}));
}

std::string sections_of(std::string_view body) {
    return outline(analyse("Số 05-KH/TU\nKẾ HOẠCH\nvề thử\n-----\n" + std::string(body)).sections);
}

TEST(Sections, OrderDecides) {
    EXPECT_EQ(sections_of("1. Một\n2. Hai\n2.1. Hai một\n2.1.1. Sâu\n2.2. Hai hai\n3. Ba\n"), "1 2[2.1[2.1.1] 2.2] 3");
    EXPECT_EQ(sections_of("I. A\n1. B\n2. C\nII. D\n3. E\n4. F\n"), "I[1 2] II[3 4]");
    EXPECT_EQ(sections_of("I- A\n1- B\na) c\nb) d\n2- E\nII- F\n"), "I[1[a b] 2] II");
    EXPECT_EQ(sections_of("A. X\nI. Y\nB. Z\nC. T\n"), "A[I] B C");
    EXPECT_EQ(sections_of("1) Một\n2) Hai\n"), "1 2");
    EXPECT_EQ(sections_of("2.1 Không có chấm\n2.2 Cũng vậy\n"), "2.1 2.2");
    EXPECT_EQ(sections_of("1. Một\n4.KLTW226.DOC 2\n2. Hai\n"), "1 2");
    EXPECT_EQ(sections_of("2025. Năm qua\n12-KH/TU nêu rõ\n15/10 là hạn\n"), "");
    EXPECT_EQ(sections_of("Điều 1. A\nTheo Điều 2 của Luật\nĐiều 2 Nghị định này\nĐiều 2. B\n"), "Điều 1 Điều 2");
    EXPECT_EQ(sections_of("Chương I\nA\nMục 1. B\nĐiều 1. C\nMục 2. D\nĐiều 2. E\nChương II\nF\n"),
              "Chương I[Mục 1[Điều 1] Mục 2[Điều 2]] Chương II");
    EXPECT_EQ(sections_of("Mục tiêu chung\nPhần lớn các xã\nChương trình công tác\n"), "");
}

TEST(Sections, OffsetsHoldTheWholePart) {
    const Document d = analyse(
        "Số 05-KH/TU\nKẾ HOẠCH\nvề thử\n-----\n1. Việc một\nLời của một.\n2. Việc hai\nLời của hai.\n\nNơi nhận:\n- "
        "Như "
        "trên.\n");
    ASSERT_EQ(d.sections.size(), 2U);
    EXPECT_EQ(testing::slice(d, d.sections[0].start, d.sections[0].end), "1. Việc một\nLời của một.");
    EXPECT_EQ(testing::slice(d, d.sections[1].start, d.sections[1].end), "2. Việc hai\nLời của hai.");
    EXPECT_EQ(d.sections[1].title, "Việc hai");
}

TEST(Hostile, AnyTextIsReadWithoutHarm) {
    EXPECT_TRUE(rc::check("fragments in any order", [] {
        static const std::vector<std::string> pieces = {
            "Số ",
            "12",
            "-KL/TW",
            "/QĐ-UBND",
            "\n",
            "\n\n",
            "ngày ",
            "31/12/2025",
            " tháng 5 năm 2026",
            "KẾT LUẬN",
            "CỦA BAN BÍ THƯ",
            "V/v ",
            "Giao ",
            "Sở ",
            "1. ",
            "2.1. ",
            "a) ",
            "I. ",
            "Điều 1.",
            "Nơi nhận:",
            "- ",
            "T/M ",
            "BỘ CHÍNH TRỊ",
            "Trần Văn A",
            "\t",
            "   ",
            "MẬT",
            ", ",
            "phối hợp với ",
            "trước ",
            "\xCC\x81",
            "\xFF",
            "ệ",
            "Kính gửi:",
            "TPO - ",
            "Giao Sở Nội vụ chủ trì, phối hợp với Ủy ban Mặt trận rà soát lòng hồ – trước ngày 30/6/2026; ",
            "trong quý "};
        const auto picks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(pieces.size())));
        std::string text;
        for (const int i : picks) text += pieces[static_cast<std::size_t>(i)];
        const Document d = analyse(text);
        RC_ASSERT(text::is_utf8(d.text));
        const std::size_t size = text::CodepointIndex(d.text).size();
        for (const FieldMark& f : d.fields) RC_ASSERT(f.start <= f.end && f.end <= size);
        for (const Task& t : d.tasks) RC_ASSERT(t.start <= t.end && t.end <= size);
        for (const Section& s : d.sections) RC_ASSERT(s.start <= s.end && s.end <= size);
        for (const Task& t : d.tasks) {
            RC_ASSERT(text::is_utf8(t.work) && text::is_utf8(t.lead.value_or("")) &&
                      text::is_utf8(t.due_text.value_or("")));
            for (const auto& name : t.contributors) RC_ASSERT(text::is_utf8(name));
        }
        for (const auto& field : {d.symbol, d.issuer, d.subject, d.place}) RC_ASSERT(text::is_utf8(field.value_or("")));
        for (const auto& name : d.recipients) RC_ASSERT(text::is_utf8(name));
        RC_ASSERT(analyse(d.text).symbol == d.symbol);
    }));
}

TEST(Strip, TakesWholeCharacters) {
    EXPECT_EQ(strip("– lòng hồ –", " –"), "lòng hồ") << "the last byte of a dash is also that of a letter";
    EXPECT_EQ(strip("hồ", "–"), "hồ");
    EXPECT_EQ(strip("–", "–"), "");
    EXPECT_EQ(strip("\x93x\x93", "–"), "\x93x\x93");
}

}  // namespace
}  // namespace sauro::docread
