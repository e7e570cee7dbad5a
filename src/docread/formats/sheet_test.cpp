// Tables of an office: the rows of an .xlsx and of delimited text, hostile ones included.
#include "docread/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docread/formats/office_fixture.hpp"

namespace sauro::docread {
namespace {

using ::testing::ElementsAre;
using testing::Parts;
using testing::Scratch;
using testing::zipped;

Parts book(const std::string& rows, const std::string& strings = "") {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml",
         R"(<workbook xmlns="x" xmlns:r="r"><sheets><sheet name="Bìa" sheetId="1" r:id="rId1"/><sheet name="Kế hoạch" sheetId="2" r:id="rId2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/bia.xml"/><Relationship Id="rId2" Target="worksheets/kh.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
        {"xl/styles.xml", R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/bia.xml", "<worksheet><sheetData><row r=\"1\"/></sheetData></worksheet>"},
        {"xl/worksheets/kh.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

Result<Sheet> read(const Scratch& scratch, const Parts& parts, const Limits& limits = {}) {
    return read_sheet(scratch.put("a.xlsx", zipped(scratch, parts)), limits, "a.xlsx");
}
std::string refused(const Result<Sheet>& got) { return got ? "(read)" : got.error().code; }

TEST(Sheet, RowsKeepTheirNumbersAndCellsTheirColumns) {
    const Scratch scratch;
    const auto got =
        read(scratch, book(R"(<row r="3"><c r="A3" s="1"><v>46096</v></c><c r="C3" t="s"><v>0</v></c></row>)"
                           R"(<row r="5"/><row r="7"><c t="inlineStr"><is><t>Tên</t></is></c><c r="B7"/></row>)",
                           "<si><t>Họp; giao ban</t></si>"));
    ASSERT_TRUE(got) << got.error().code << got.error().detail;
    ASSERT_EQ(got->rows.size(), 2U);
    EXPECT_EQ(got->rows[0].number, 3);
    EXPECT_THAT(got->rows[0].cells, ElementsAre("15/03/2026", "", "Họp; giao ban"));
    EXPECT_EQ(got->rows[1].number, 7);
    EXPECT_THAT(got->rows[1].cells, ElementsAre("Tên"));
}

TEST(Sheet, ARowWithoutANumberHasThatOfItsCells) {
    const Scratch scratch;
    const auto got = read(scratch, book(R"(<row><c r="A1048576" t="inlineStr"><is><t>xa</t></is></c></row>)"));
    ASSERT_TRUE(got);
    ASSERT_EQ(got->rows.size(), 1U);
    EXPECT_EQ(got->rows[0].number, 1'048'576);
}

TEST(Sheet, HostileBooksEndInAnErrorOfThisFile) {
    const Scratch scratch;
    Limits small;
    small.text_bytes = 1 << 20;
    std::string many;
    for (std::size_t i = 0; i <= most_sheet_rows; ++i) many += "<row><c><v>1</v></c></row>";
    EXPECT_EQ(refused(read(scratch, book(many))), "read.too_many_rows");
    // One long string used by many cells; a row number and a column far outside.
    std::string repeated;
    for (int i = 0; i < 200; ++i) repeated += "<row><c t=\"s\"><v>0</v></c></row>";
    EXPECT_EQ(refused(read(scratch, book(repeated, "<si><t>" + std::string(100'000, 'a') + "</t></si>"), small)),
              "read.too_large");
    const auto odd =
        read(scratch, book(R"(<row r="99999999999"><c r="ZZZZZZ1"><v>1</v></c><c r="B1"><v>2</v></c></row>)"));
    ASSERT_TRUE(odd) << odd.error().code;
    EXPECT_LE(odd->rows.size(), 1U);
    auto parts = book("");
    parts[3].second = "<sst><si><t>" + std::string(40ULL << 20, ' ') + "</t></si></sst>";
    EXPECT_EQ(refused(read(scratch, parts)), "read.bomb");
    parts = book("");
    parts[6].second = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet/>";
    EXPECT_EQ(refused(read(scratch, parts)), "read.unsafe_xml");
    const auto whole = zipped(scratch, book("<row><c><v>1</v></c></row>"));
    EXPECT_EQ(refused(read_sheet(scratch.put("half.xlsx", whole.substr(0, whole.size() / 2)), {}, "half.xlsx")),
              "read.damaged");
    EXPECT_EQ(refused(read_sheet(scratch.put("x.csv", std::string("\0\1\2\3", 4)), {}, "x.csv")), "read.unsupported");
}

TEST(Sheet, QuotedCellsHoldDelimitersMarksAndLineEnds) {
    const auto got = sheet_of_text(
        "\xEF\xBB\xBFNgày;Tên\r\n15/03/2026;\"Hội nghị; \"\"lớn\"\"\nhai dòng\";x\r\n\r\n16/03/2026;Tên \"thường\"\n");
    ASSERT_TRUE(got);
    ASSERT_EQ(got->rows.size(), 3U);
    EXPECT_THAT(got->rows[1].cells, ElementsAre("15/03/2026", "Hội nghị; \"lớn\"\nhai dòng", "x"));
    EXPECT_EQ(got->rows[1].number, 2);
    EXPECT_EQ(got->rows[2].number, 5) << "the line of the file, behind the one in the cell and the empty one";
    EXPECT_THAT(got->rows[2].cells, ElementsAre("16/03/2026", "Tên \"thường\""));
}

TEST(Sheet, AMarkThatIsNeverClosedIsALetter) {
    const auto got = sheet_of_text("a\t\"b\nc\td\n");
    ASSERT_TRUE(got);
    ASSERT_EQ(got->rows.size(), 2U);
    EXPECT_THAT(got->rows[0].cells, ElementsAre("a", "\"b"));
    EXPECT_THAT(got->rows[1].cells, ElementsAre("c", "d"));
    std::string hostile;
    for (int i = 0; i < 200'000; ++i) hostile += ";\"\"\"";
    EXPECT_TRUE(sheet_of_text(hostile));
}

TEST(Sheet, DelimitedFilesAreReadInTheWorkerToo) {
    const Scratch scratch;
    const auto got = read_sheet(scratch.put("a.csv", "Ngày,Tên\n15/03/2026,Họp\n"), {}, "a.csv");
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_THAT(got->rows.at(1).cells, ElementsAre("15/03/2026", "Họp"));
}

}  // namespace
}  // namespace sauro::docread
