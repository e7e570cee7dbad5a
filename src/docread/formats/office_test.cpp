// Office files beyond the plain DOCX: numbering by styles, tracked changes, old fonts, spreadsheets, RTF, Word 97.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docread/formats/compound_file.hpp"
#include "docread/formats/extract.hpp"
#include "docread/formats/legacy_font.hpp"
#include "docread/formats/office_fixture.hpp"
#include "docread/formats/rtf.hpp"
#include "docread/formats/xlsx.hpp"

namespace sauro::docread {
namespace {

using testing::corpus;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::p;
using testing::Parts;
using testing::Scratch;
using testing::slurp;
using testing::zipped;

std::string error_of(const Result<Document>& got) { return got ? "(read)" : got.error().code; }

std::string styled(std::string_view style, std::string_view text) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr><w:r><w:t>" + std::string(text) +
           "</w:t></w:r></w:p>";
}
Parts docx(std::string_view body) {
    return {{"[Content_Types].xml", "<Types/>"},
            {"word/document.xml", std::string(testing::kOpen) + std::string(body) + std::string(testing::kClose)}};
}

TEST(DocxStyles, NumbersComeFromStylesAndListsStartAnew) {
    Parts parts = docx(styled("Chuong", "Quy định chung") + styled("DieuCon", "Phạm vi") +
                       styled("DieuCon", "Đối tượng") + styled("Chuong", "Tổ chức") + styled("DieuCon", "Hiệu lực") +
                       "<w:p><w:pPr><w:pStyle w:val=\"Dieu\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>"
                       "<w:r><w:t>Không số</w:t></w:r></w:p>"
                       "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"8\"/></w:numPr></w:pPr>"
                       "<w:r><w:t>Danh sách mới</w:t></w:r></w:p>");
    parts.emplace_back(
        "word/styles.xml",
        R"(<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Chuong"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>)"
        R"(<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>)"
        R"(<w:style w:type="paragraph" w:styleId="DieuCon"><w:basedOn w:val="Dieu"/></w:style></w:styles>)");
    parts.emplace_back(
        "word/numbering.xml",
        R"(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Chương %1."/></w:lvl>)"
        R"(<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %2."/></w:lvl></w:abstractNum>)"
        R"(<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>)"
        R"(<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>)");
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.docx", zipped(scratch, parts)));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->text,
              "Chương I. Quy định chung\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng\nChương II. Tổ chức\nĐiều 1. Hiệu lực\n"
              "Không số\nChương V. Danh sách mới\n");
}

TEST(Docx, TrackedChangesAreCountedAndSaid) {
    const Scratch scratch;
    const std::string body =
        "<w:p><w:r><w:t>Giữ </w:t></w:r><w:del><w:r><w:delText>bỏ </w:delText></w:r></w:del><w:ins><w:r><w:t>thêm"
        "</w:t></w:r></w:ins></w:p><w:del><w:p><w:r><w:t>đoạn bỏ</w:t></w:r></w:p></w:del>"
        "<w:moveFrom><w:r><w:t>chỗ cũ</w:t></w:r></w:moveFrom>";
    const auto got = read_file(scratch.put("a.docx", zipped(scratch, docx(body))));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->text, "Giữ thêm\n");
    ASSERT_EQ(got->warnings.size(), 1U);
    EXPECT_THAT(got->warnings[0], HasSubstr("Văn bản còn 4 chỗ sửa theo dõi"));
}

TEST(Docx, CommentsLeftAndNotesNotReadAreSaid) {
    const Scratch scratch;
    auto parts = docx(p("Nội dung"));
    parts.emplace_back("word/comments.xml",
                       R"(<w:comments xmlns:w="w"><w:comment w:id="1"/><w:comment w:id="2"/></w:comments>)");
    parts.emplace_back(
        "word/footnotes.xml",
        R"(<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="1"/></w:footnotes>)");
    const auto got = read_file(scratch.put("a.docx", zipped(scratch, parts)));
    ASSERT_TRUE(got) << got.error().code;
    ASSERT_EQ(got->warnings.size(), 2U);
    EXPECT_THAT(got->warnings[0], HasSubstr("2 ý kiến ghi bên lề"));
    EXPECT_THAT(got->warnings[1], HasSubstr("1 chú thích"));
}

TEST(Docx, TextInTablesNestedTooDeeplyIsSaidToBeSo) {
    const Scratch scratch;
    std::string nested = p("chữ ở trong cùng");
    for (int i = 0; i < 250; ++i) nested = "<w:tbl><w:tr>" + testing::cell(nested) + "</w:tr></w:tbl>";
    const auto none = read_file(scratch.put("a.docx", zipped(scratch, docx(nested))));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, "read.too_deep");
    EXPECT_THAT(none.error().message, HasSubstr("lồng nhau quá sâu"));
    const auto some = read_file(scratch.put("b.docx", zipped(scratch, docx(p("chữ ngoài bảng") + nested))));
    ASSERT_TRUE(some) << some.error().code;
    EXPECT_EQ(some->text, "chữ ngoài bảng\n");
    ASSERT_EQ(some->warnings.size(), 1U);
    EXPECT_THAT(some->warnings[0], HasSubstr("lồng nhau quá sâu"));
}

std::string run(std::string_view font, std::string_view text) {
    return "<w:r><w:rPr><w:rFonts w:ascii=\"" + std::string(font) + "\" w:hAnsi=\"" + std::string(font) +
           "\"/></w:rPr><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}

TEST(Docx, OldFontsBesideNewOnes) {
    const Scratch scratch;
    // One sentence in three fonts; a VNI letter and its mark lie in two runs.
    const std::string body = "<w:p>" + run("Times New Roman", "Kết luận ") + run(".VnTime", "héi nghÞ ") +
                             run(".VnTimeH", "tØnh ñy ") + run("VNI-Times", "toå ch") + run("VNI-Times", "öùc hoïp") +
                             "</w:p>" + "<w:p>" + run("Times New Roman", "Ngày họp") + "</w:p>";
    const auto got = read_file(scratch.put("a.docx", zipped(scratch, docx(body))));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->text, "Kết luận hội nghị TỈNH ỦY tổ chức họp\nNgày họp\n");
    EXPECT_THAT(got->warnings, Each(HasSubstr("phông chữ cũ")));
    EXPECT_EQ(got->warnings.size(), 1U);
}

TEST(Docx, FootersAreLookedThroughForMarkings) {
    const Scratch scratch;
    Parts parts = docx(p("Nội dung báo cáo"));
    parts.emplace_back("word/footer1.xml", "<w:ftr xmlns:w=\"w\">" + p("TỐI MẬT") + "</w:ftr>");
    EXPECT_EQ(error_of(read_file(scratch.put("a.docx", zipped(scratch, parts)))), "read.secret");
}

Parts book() {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml",
         R"(<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="Kế hoạch" sheetId="1" r:id="rId1"/><sheet name="Trống" sheetId="2" r:id="rId2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/mot.xml"/><Relationship Id="rId2" Target="worksheets/hai.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml",
         R"(<sst xmlns="x"><si><t>Nội dung</t></si><si><r><t>Họp </t></r><r><t>giao ban</t></r><rPh><t>ẩn</t></rPh></si></sst>)"},
        {"xl/styles.xml",
         R"(<styleSheet xmlns="x"><numFmts><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/><numFmt numFmtId="166" formatCode="#,##0 &quot;ngày&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/mot.xml",
         R"(<worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Ngày</t></is></c></row>)"
         R"(<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="3"><v>12</v></c><c r="C2" s="1"><v>46096</v></c><c r="D2" s="2"><v>46096.5</v></c><c r="E2" t="b"><v>1</v></c><c r="F2"/></row>)"
         R"(<row r="3"/><row r="4"><c r="A4" t="s"><v>99</v></c><c r="B4" t="str"><v>2 dòng&#10;chữ</v></c></row></sheetData></worksheet>)"},
        {"xl/worksheets/hai.xml", R"(<worksheet xmlns="x"><sheetData/></worksheet>)"}};
}

TEST(Xlsx, SheetsRowsStringsAndDates) {
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.xlsx", zipped(scratch, book())));
    ASSERT_TRUE(got) << got.error().code << got.error().detail;
    EXPECT_EQ(got->format, "xlsx");
    EXPECT_EQ(
        got->text,
        "Kế hoạch\nNội dung\t\tNgày\nHọp giao ban\t12\t15/03/2026\t15/03/2026 12:00\tĐúng\n\t2 dòng chữ\n\nTrống\n");
    EXPECT_EQ(xlsx_number("1", XlsxLook::date, true), "02/01/1904");
    EXPECT_EQ(xlsx_number("0.25", XlsxLook::time, false), "06:00");
    EXPECT_EQ(xlsx_number("61", XlsxLook::date, false), "01/03/1900");
    EXPECT_EQ(xlsx_number("không", XlsxLook::date, false), "không");
    EXPECT_EQ(xlsx_number("9e99", XlsxLook::date, false), "9e99");
}

TEST(Xlsx, BrokenAndHostile) {
    const Scratch scratch;
    const std::string whole = zipped(scratch, book());
    EXPECT_EQ(error_of(read_file(scratch.put("half.xlsx", whole.substr(0, whole.size() / 2)))), "read.damaged");
    Parts parts = book();
    parts[5].second = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet/>";
    EXPECT_EQ(error_of(read_file(scratch.put("xxe.xlsx", zipped(scratch, parts)))), "read.unsafe_xml");
    parts = book();
    parts[3].second = "<sst><si><t>" + std::string(40ULL << 20, ' ') + "</t></si></sst>";
    EXPECT_EQ(error_of(read_file(scratch.put("bomb.xlsx", zipped(scratch, parts)))), "read.bomb");
    // A string used again and again grows the text, not the file.
    parts = book();
    parts[3].second = "<sst><si><t>" + std::string(200'000, 'a') + "</t></si></sst>";
    std::string rows;
    for (int i = 0; i < 200; ++i) rows += "<row><c t=\"s\"><v>0</v></c></row>";
    parts[5].second = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    EXPECT_EQ(error_of(read_file(scratch.put("nhieu.xlsx", zipped(scratch, parts)))), "read.too_large");
}

TEST(Rtf, WordsFontsTablesAndHeads) {
    const RtfText got = rtf_text(
        R"({\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}{\f1\fnil .VnTime;}{\f2\fcharset163 Arial;}{\f3 VNI-Times;}})"
        R"({\stylesheet{\s1 Kiểu ẩn;}}{\*\generator Máy;}{\header\pard TUY\u7878?T M\u7852?T\par}{\info{\title Tên ẩn}})"
        R"(\pard\f0 S\u7889?: 12\par\f1 h\'e9i ngh\'de\par\f2 c\'f4ng vi\'ea\'f2c\par\f3 to\'e5 ch\'f6\'f9c\par)"
        R"(\f0\trowd\cellx1\cellx2\pard\intbl N\u417?i nh\u7853?n:\par - A\cell CH\u7910? T\u7882?CH\cell\row)"
        R"(\trowd\pard\intbl a\cell b\cell\row\pard {\v ẩn}{\deleted bỏ}{\revised thêm}\line\{x\}\~y\_z {\field{\*\fldinst HYPERLINK}{\fldrslt hiện}}{\pict 0102}\u-10179?\u-8694? h\uc2\u7871??t})",
        1 << 20);
    EXPECT_FALSE(got.broken);
    EXPECT_EQ(got.page_heads, "TUYỆT MẬT\n\n");
    EXPECT_THAT(got.text, HasSubstr("Số: 12\nhội nghị\n"));
    EXPECT_THAT(got.text, HasSubstr("\ntổ chức\nNơi nhận:\n- A\nCHỦ TỊCH\na\tb\nthêm\n{x} y-z hiện"));
    EXPECT_THAT(got.text, HasSubstr("hết"));
    EXPECT_EQ(got.changes, 2U);
    EXPECT_TRUE(got.old_fonts);
    for (const char* gone : {"ẩn", "bỏ", "HYPERLINK", "0102", "Times"}) EXPECT_THAT(got.text, Not(HasSubstr(gone)));
}

TEST(Rtf, AFileOfAWordProcessorAndMarkings) {
    const auto got = read_file(corpus("cong-van.rtf"));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->format, "rtf");
    EXPECT_EQ(got->symbol, "128-CV/VPTU");
    EXPECT_EQ(got->date, "2026-03-14");
    EXPECT_EQ(got->tasks.size(), 4U);  // two sentences, two rows of the table
    const Scratch scratch;
    EXPECT_EQ(error_of(read_file(scratch.put("m.rtf", R"({\rtf1{\header M\u7852?T\par}\pard B\'e1o c\'e1o\par})"))),
              "read.secret");
}

TEST(Rtf, Hostile) {
    std::string deep = "{\\rtf1 ";
    for (int i = 0; i < 100'000; ++i) deep += '{';
    EXPECT_TRUE(rtf_text(deep, 1 << 20).broken);
    EXPECT_TRUE(rtf_text("{\\rtf1 " + std::string(5000, 'a'), 1000).too_long);
    for (const char* odd :
         {"{\\rtf1\\bin999999999 a", "{\\rtf1}}}}", "\\", "{\\rtf1\\'", "{\\rtf1\\'g", "{\\rtf1\\u",
          "{\\rtf1{\\fonttbl", "{\\rtf1{\\fonttbl;;;}a\\cell\\row\\row}", "{\\rtf1\\u55357?\\u55357?}"})
        EXPECT_FALSE(rtf_text(odd, 1 << 20).too_long) << odd;
}

TEST(Doc, WordOf97) {
    const auto got = read_file(corpus("cong-van.doc"));
    ASSERT_TRUE(got) << got.error().code << got.error().detail;
    EXPECT_EQ(got->format, "doc");
    EXPECT_EQ(got->symbol, "128-CV/VPTU");
    EXPECT_EQ(got->issuer, "Văn phòng Tỉnh ủy Minh Họa");
    EXPECT_EQ(got->date, "2026-03-14");
    ASSERT_TRUE(got->signer);
    EXPECT_EQ(got->signer->name, "Nguyễn Văn Mẫu");
    EXPECT_EQ(got->tasks.size(), 4U);  // two sentences, two rows of the table
    EXPECT_THAT(got->text, HasSubstr("STT\tNội dung\tĐơn vị\tThời hạn\n1\tBáo cáo cán bộ\tBan Tổ chức\t20/3\n"));
}

TEST(Doc, BrokenLockedAndOlder) {
    const Scratch scratch;
    const std::string whole = slurp(corpus("cong-van.doc"));
    EXPECT_EQ(error_of(read_file(scratch.put("half.doc", whole.substr(0, 3000)))), "read.damaged");
    // The head of the document stream stands at the start of some sector.
    const std::size_t head = whole.find("\xEC\xA5");
    ASSERT_NE(head, std::string::npos);
    std::string locked = whole, older = whole;
    locked[head + 0x0B] = static_cast<char>(locked[head + 0x0B] | 1);
    EXPECT_EQ(error_of(read_file(scratch.put("locked.doc", locked))), "read.locked");
    older[head + 2] = 0x65;
    older[head + 3] = 0;
    const auto refused = read_file(scratch.put("95.doc", older));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "read.unsupported");
    EXPECT_THAT(refused.error().message, HasSubstr("Word 95"));
    // Any bytes changed: an answer, never a crash or an endless chain.
    std::uint32_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        std::string bent = whole;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            bent[(state >> 8U) % (round % 2 == 0 ? 1600 : bent.size())] = static_cast<char>(state >> 3U);
        }
        const auto got = extract_doc(bent, {});
        EXPECT_LE(got ? got->text.size() : 0, 16U << 20U);
    }
}

TEST(LegacyFont, NamesOfFonts) {
    EXPECT_EQ(coding_of_font(".VnTime"), Coding::tcvn3);
    EXPECT_EQ(coding_of_font(".VnTimeH"), Coding::tcvn3_capitals);
    EXPECT_EQ(coding_of_font(".vnArial Narrow"), Coding::tcvn3);
    EXPECT_EQ(coding_of_font("VNI-Times"), Coding::vni);
    EXPECT_EQ(coding_of_font("Times New Roman"), Coding::unicode);
    EXPECT_EQ(coding_of_font(""), Coding::unicode);
    EXPECT_EQ(decode_coding("ngµy – “häp”", Coding::tcvn3), "ngày – “họp”");
}

}  // namespace
}  // namespace sauro::docread
