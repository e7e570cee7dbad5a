#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>

#include "base/id.hpp"
#include "export/docx.hpp"
#include "export/table.hpp"

namespace sauro::exports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Table kTable{.sheet = "Sổ", .heading = {"UBND xã Mẫu"}, .columns = {{"Số", 8}, {"Trích yếu", 40}, {"Ngày", 12}}};

std::string entry_of(const std::filesystem::path& file, const char* name) {
    int error = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, &error);
    if (archive == nullptr) return {};
    std::string content;
    if (zip_file_t* entry = zip_fopen(archive, name, 0); entry != nullptr) {
        char buffer[4096];
        for (zip_int64_t n = 0; (n = zip_fread(entry, buffer, sizeof buffer)) > 0;)
            content.append(buffer, static_cast<std::size_t>(n));
        zip_fclose(entry);
    }
    zip_discard(archive);
    return content;
}

class XlsxTest : public ::testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("sauro-export-" + base::uuid7());
};

TEST(Csv, QuotesWhatWouldBreakTheLine) {
    EXPECT_EQ(csv_field("Kế hoạch"), "Kế hoạch");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("nói \"có\""), "\"nói \"\"có\"\"\"");
    EXPECT_EQ(csv_field("hai\ndòng"), "\"hai\ndòng\"");
}

TEST(Csv, DisarmsFormulas) {
    EXPECT_EQ(csv_field("=1+1"), "'=1+1");
    EXPECT_EQ(csv_field("+84"), "'+84");
    EXPECT_EQ(csv_field("-5"), "'-5");
    EXPECT_EQ(csv_field("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(csv_field("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    EXPECT_EQ(csv_field("\t=1"), "'\t=1");
    EXPECT_EQ(csv_field("a=1"), "a=1");
}

TEST(Csv, HeadCarriesMarkHeadingAndTitles) {
    EXPECT_EQ(csv_head(kTable), "\xEF\xBB\xBFUBND xã Mẫu\r\nSố,Trích yếu,Ngày\r\n");
}

TEST(Csv, WritesEveryKindOfCell) {
    std::string out;
    const std::vector<Cell> row = {std::int64_t{-3}, std::string("=x"), *base::Date::from_ymd(2026, 2, 3),
                                   std::monostate{}, 1.5};
    csv_row(out, row);
    EXPECT_EQ(out, "-3,'=x,03/02/2026,,1.5\r\n");  // a number stays a number
}

TEST_F(XlsxTest, WritesTextAsTextAndDatesAsDates) {
    const auto file = folder_ / "so.xlsx";
    int row = 0;
    ASSERT_TRUE(write_xlsx(file, kTable, [&](std::vector<Cell>& cells) -> Result<bool> {
        if (row++ == 1) return false;
        cells = {std::int64_t{7}, std::string("=1+1"), *base::Date::from_ymd(2026, 2, 3)};
        return true;
    }));
    const auto sheet = entry_of(file, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("=1+1"));
    EXPECT_THAT(sheet, Not(HasSubstr("<f>")));  // no formula
    EXPECT_THAT(sheet, HasSubstr("UBND xã Mẫu"));
    EXPECT_THAT(sheet, HasSubstr("<v>46056</v>"));  // 03/02/2026 as a serial day
}

TEST_F(XlsxTest, GoesOnInAnotherSheet) {
    const auto file = folder_ / "nhieu.xlsx";
    const Table table{.sheet = "Sổ", .heading = {}, .columns = {{"Số", 8}}};
    std::int64_t row = 0;
    ASSERT_TRUE(write_xlsx(file, table, [&](std::vector<Cell>& cells) -> Result<bool> {
        if (row == 1'048'580) return false;
        cells = {++row};
        return true;
    }));
    EXPECT_THAT(entry_of(file, "xl/worksheets/sheet2.xml"), HasSubstr("<v>1048580</v>"));
}

TEST_F(XlsxTest, ReportsAFolderThatIsNotThere) {
    const auto written =
        write_xlsx(folder_ / "khong-co" / "so.xlsx", kTable, [](std::vector<Cell>&) -> Result<bool> { return false; });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, "export.write");
}

TEST_F(XlsxTest, PassesOnTheErrorOfTheSource) {
    const auto written = write_xlsx(folder_ / "loi.xlsx", kTable, [](std::vector<Cell>&) -> Result<bool> {
        return fail(ErrorKind::unavailable, "db.busy", "Bận.");
    });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, "db.busy");
}

TEST_F(XlsxTest, WritesAWordDocumentWhoseTextIsNeverMarkup) {
    const auto file = folder_ / "bien-ban.docx";
    WordDocument document;
    document.title = "Biên bản <&>";
    document.blocks.emplace_back(Paragraph{{exports::Run{"Dòng một\ndòng </w:t> hai\x01", true}}, Align::centre});
    document.blocks.emplace_back(
        DocTable{{5, 5}, {{TableCell{}, TableCell{{Paragraph{{exports::Run{"Ô"}}}}}}}, true, true});
    ASSERT_TRUE(write_docx(file, document));
    const std::string body = entry_of(file, "word/document.xml");
    EXPECT_THAT(body, HasSubstr("<w:t xml:space=\"preserve\">Dòng một</w:t><w:br/>"));
    EXPECT_THAT(body, HasSubstr("dòng &lt;/w:t&gt; hai</w:t>"));
    EXPECT_THAT(body, HasSubstr("<w:tcW w:w=\"2835\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>"));
    EXPECT_THAT(entry_of(file, "docProps/core.xml"), HasSubstr("Biên bản &lt;&amp;&gt;"));
    EXPECT_FALSE(write_docx(folder_ / "khong-co" / "a.docx", document));
}

}  // namespace
}  // namespace sauro::exports
