// Cleaning a docx: every kind of tracked change accepted, comments gone, nothing else touched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "docread/formats/office_fixture.hpp"
#include "docread/repair.hpp"

namespace sauro::docread {
namespace {

using testing::cell;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::p;
using testing::Parts;
using testing::Scratch;
using testing::zipped;

constexpr std::string_view kBy = R"( w:id="1" w:author="An" w:date="2026-02-02T08:00:00Z")";

std::string t(std::string_view text) {
    return "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}
std::string by(std::string_view name, std::string_view inside = "", std::string_view who = kBy) {
    const std::string open = "<w:" + std::string(name) + std::string(who);
    return inside.empty() ? open + "/>" : open + ">" + std::string(inside) + "</w:" + std::string(name) + ">";
}
std::string gone(std::string_view text) {
    return by("del", "<w:r><w:delText>" + std::string(text) + "</w:delText></w:r>");
}
std::string marked(std::string_view mark, std::string_view inside) {
    return "<w:p><w:pPr><w:rPr>" + std::string(mark) + "</w:rPr></w:pPr>" + std::string(inside) + "</w:p>";
}
Parts docx(std::string_view body) {
    return {{"[Content_Types].xml", "<Types/>"},
            {"word/document.xml", std::string(testing::kOpen) + std::string(body) + std::string(testing::kClose)}};
}

// One part of an archive as it is, unpacked and packed.
std::string part_of(const std::string& archive, const char* name) {
    zip_error_t error;
    zip_source_t* source = zip_source_buffer_create(archive.data(), archive.size(), 0, &error);
    zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    std::string out;
    if (zip_file_t* file = zip_fopen(zip, name, 0)) {
        char chunk[4096];
        for (zip_int64_t n = 0; (n = zip_fread(file, chunk, sizeof chunk)) > 0;)
            out.append(chunk, static_cast<std::size_t>(n));
        zip_fclose(file);
    } else {
        out = "(none)";
    }
    zip_discard(zip);
    return out;
}

class Clean : public ::testing::Test {
  protected:
    Scratch scratch;
    Document before, after;

    // The main part of the file cleaned; reads both.
    std::string cleaned(const Parts& parts) {
        const auto path = scratch.put("a.docx", zipped(scratch, parts));
        auto read = read_file(path);
        EXPECT_TRUE(read) << read.error().detail;
        if (read) before = *read;
        Repair repair;
        repair.clean = true;
        auto made = repair_docx(path, repair);
        EXPECT_TRUE(made) << made.error().code << made.error().detail;
        if (!made) return {};
        archive = *made;
        auto again = read_file(scratch.put("b.docx", archive));
        EXPECT_TRUE(again);
        if (again) after = *again;
        EXPECT_EQ(after.text, before.text);
        EXPECT_EQ(after.leftovers.changes + after.leftovers.comments, 0);
        return part_of(archive, "word/document.xml");
    }
    std::string error_of(const Parts& parts) {
        Repair repair;
        repair.clean = true;
        const auto made = repair_docx(scratch.put("c.docx", zipped(scratch, parts)), repair);
        return made ? "(made)" : made.error().code;
    }
    std::string archive;
};

TEST_F(Clean, WordsLooksAndMovesAreAccepted) {
    const std::string main = cleaned(docx(
        "<w:p><w:pPr><w:jc w:val=\"both\"/>" + by("pPrChange", "<w:pPr/>") + "</w:pPr>" + t("Giữ ") + gone("bỏ ") +
        by("ins", t("thêm ") + gone("thêm rồi bỏ ")) + "<w:r><w:rPr><w:b/>" + by("rPrChange", "<w:rPr/>") +
        "</w:rPr><w:t>đậm</w:t></w:r></w:p>" + "<w:p>" + by("moveFromRangeStart") + by("moveFrom", t("chuyển đi")) +
        by("moveFromRangeEnd") + t("Tại chỗ") + "</w:p><w:p>" + by("moveToRangeStart") + by("moveTo", t("chuyển đi")) +
        by("moveToRangeEnd") + "</w:p>" + by("del", p("đoạn bỏ")) + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>" +
        by("sectPrChange", "<w:sectPr/>") + "</w:sectPr>"));
    EXPECT_EQ(before.text, "Giữ thêm đậm\nTại chỗ\nchuyển đi\n");
    EXPECT_EQ(before.leftovers.changes, 9);
    EXPECT_THAT(before.leftovers.changed_by, ElementsAre("An"));
    EXPECT_THAT(before.unsettled, ElementsAre("tracked_changes"));
    EXPECT_THAT(after.unsettled, IsEmpty());
    for (const char* const none : {"w:ins", "w:del", "w:move", "Change", "An", "bỏ"})
        EXPECT_THAT(main, Not(HasSubstr(none)));
    EXPECT_THAT(main, HasSubstr("<w:pPr><w:jc w:val=\"both\"/></w:pPr>"));
    EXPECT_THAT(main, HasSubstr("<w:rPr><w:b/></w:rPr>"));
}

TEST_F(Clean, ADeletedMarkJoinsWhatFollows) {
    const std::string main =
        cleaned(docx(marked(by("del"), t("Một ")) + marked(by("moveFrom"), gone("cũ ")) +
                     "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" + t("hai") + "</w:p>" + marked(by("ins"), t("Ba")) +
                     marked(by("del"), gone("trước bảng")) + "<w:tbl><w:tr>" + cell(marked(by("del"), t("cuối ô"))) +
                     "</w:tr></w:tbl>" + p("Hết")));
    EXPECT_EQ(before.text, "Một hai\nBa\ncuối ô\nHết\n");
    EXPECT_THAT(main, HasSubstr("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" + t("Một ") + t("hai") + "</w:p>"));
    EXPECT_THAT(main, HasSubstr("</w:p><w:tbl>"));
    EXPECT_THAT(main, Not(HasSubstr("trước bảng")));
}

TEST_F(Clean, RowsAndCellsComeGoAndMerge) {
    const auto row = [](std::string_view change, const std::string& cells) {
        return "<w:tr><w:trPr>" + std::string(change) + "</w:trPr>" + cells + "</w:tr>";
    };
    const auto changed = [](std::string_view change, std::string_view text) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"1\"/><w:shd/>" + std::string(change) + "</w:tcPr>" + p(text) + "</w:tc>";
    };
    const std::string main = cleaned(docx(
        "<w:tbl><w:tblPr>" + by("tblPrChange", "<w:tblPr/>") + "</w:tblPr>" + row("", cell(p("a")) + cell(p("b"))) +
        row(by("del"), cell(p("hàng bỏ"))) + row(by("ins"), cell(p("c")) + changed(by("cellDel"), "ô bỏ")) +
        row("",
            changed(by("cellIns"), "d") + changed(by("cellMerge", "", std::string(kBy) + " w:vMerge=\"rest\""), "e")) +
        "</w:tbl>" + p("giữa") + "<w:tbl>" + row(by("del"), cell(p("bảng bỏ"))) + "</w:tbl>" + p("Hết")));
    EXPECT_EQ(before.text, "a\tb\nc\nd\te\ngiữa\nHết\n");
    EXPECT_EQ(before.leftovers.changes, 7);
    EXPECT_THAT(main, HasSubstr("<w:tcW w:w=\"1\"/><w:vMerge w:val=\"restart\"/><w:shd/></w:tcPr>"));
    EXPECT_THAT(main, Not(HasSubstr("bỏ")));
    EXPECT_EQ(main.find("<w:tbl>"), main.rfind("<w:tbl>")) << "the table without rows is gone";
}

TEST_F(Clean, CommentsGoWithTheirPartsAndPeople) {
    Parts parts = docx("<w:p><w:commentRangeStart w:id=\"1\"/>" + t("Nội dung") +
                       "<w:commentRangeEnd w:id=\"1\"/><w:r><w:rPr/><w:commentReference w:id=\"1\"/></w:r></w:p>");
    const std::string kind = "http://schemas.microsoft.com/office/2011/relationships/";
    parts[0].second =
        R"(<Types><Override PartName="/word/comments.xml" ContentType="c"/><Override PartName="/word/document.xml" ContentType="d"/></Types>)";
    parts.emplace_back("word/_rels/document.xml.rels",
                       "<Relationships><Relationship Id=\"r1\" Type=\"o/comments\" Target=\"comments.xml\"/>"
                       "<Relationship Id=\"r2\" Type=\"" +
                           kind +
                           "commentsExtended\" Target=\"commentsExtended.xml\"/>"
                           "<Relationship Id=\"r3\" Type=\"" +
                           kind +
                           "people\" Target=\"people.xml\"/>"
                           "<Relationship Id=\"r4\" Type=\"o/styles\" Target=\"styles.xml\"/></Relationships>");
    parts.emplace_back(
        "word/comments.xml",
        R"(<w:comments xmlns:w="w"><w:comment w:id="1" w:author="Bình"/><w:comment w:id="2" w:author="An"/></w:comments>)");
    parts.emplace_back("word/_rels/comments.xml.rels",
                       R"(<Relationships><Relationship Id="r1" Type="o/image" Target="media/a.png"/></Relationships>)");
    parts.emplace_back("word/media/a.png", "hình trong ý kiến");
    parts.emplace_back("word/commentsExtended.xml", "<e/>");
    parts.emplace_back("word/people.xml", "<p>Bình</p>");
    parts.emplace_back("word/styles.xml", "<w:styles xmlns:w=\"w\">  </w:styles>");
    const std::string main = cleaned(parts);
    EXPECT_EQ(before.leftovers.comments, 2);
    EXPECT_THAT(before.leftovers.commented_by, ElementsAre("Bình", "An"));
    EXPECT_THAT(main, HasSubstr("<w:p>" + t("Nội dung") + "</w:p>"));
    for (const char* const none : {"word/comments.xml", "word/commentsExtended.xml", "word/people.xml",
                                   "word/_rels/comments.xml.rels", "word/media/a.png"})
        EXPECT_EQ(part_of(archive, none), "(none)") << none;
    EXPECT_EQ(part_of(archive, "word/styles.xml"), "<w:styles xmlns:w=\"w\">  </w:styles>");
    EXPECT_THAT(part_of(archive, "[Content_Types].xml"), Not(HasSubstr("comments")));
    EXPECT_THAT(part_of(archive, "[Content_Types].xml"), HasSubstr("document.xml"));
    EXPECT_THAT(part_of(archive, "word/_rels/document.xml.rels"), Not(HasSubstr("comments")));
    EXPECT_THAT(part_of(archive, "word/_rels/document.xml.rels"), HasSubstr("styles.xml"));
}

TEST_F(Clean, WhatWasDeletedLeavesNoNoteAndNoPicture) {
    Parts parts = docx("<w:p>" + t("Giữ") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" +
                       by("del",
                          "<w:bookmarkStart w:id=\"9\" w:name=\"x\"/><w:r><w:footnoteReference w:id=\"3\"/>"
                          "<w:drawing r:embed=\"r7\"/></w:r>") +
                       "<w:bookmarkEnd w:id=\"9\"/><w:r><w:drawing r:embed=\"r8\"/></w:r></w:p>");
    parts.emplace_back("word/_rels/document.xml.rels",
                       R"(<Relationships><Relationship Id="r7" Type="o/image" Target="media/bo.png"/>)"
                       R"(<Relationship Id="r8" Type="o/image" Target="media/giu.png"/></Relationships>)");
    parts.emplace_back("word/media/bo.png", "x");
    parts.emplace_back("word/media/giu.png", "y");
    parts.emplace_back("word/footnotes.xml",
                       R"(<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="2">)" +
                           p("chú thích giữ") + R"(</w:footnote><w:footnote w:id="3">)" + p("chú thích bỏ") +
                           "</w:footnote></w:footnotes>");
    parts.emplace_back("word/header1.xml", "<w:hdr xmlns:w=\"w\">" + p("Đầu trang") + "</w:hdr>");
    parts.emplace_back("word/footer1.xml", "<w:ftr xmlns:w=\"w\"><w:p>" + gone("bản nháp") + t("2") + "</w:p></w:ftr>");
    const std::string main = cleaned(parts);
    EXPECT_EQ(before.leftovers.changes, 2) << "the footer counts";
    EXPECT_THAT(main, HasSubstr("bookmarkStart"));
    EXPECT_EQ(part_of(archive, "word/media/bo.png"), "(none)");
    EXPECT_EQ(part_of(archive, "word/media/giu.png"), "y");
    EXPECT_THAT(part_of(archive, "word/footnotes.xml"), HasSubstr("chú thích giữ"));
    EXPECT_THAT(part_of(archive, "word/footnotes.xml"), Not(HasSubstr("chú thích bỏ")));
    EXPECT_THAT(part_of(archive, "word/footer1.xml"), Not(HasSubstr("bản nháp")));
    EXPECT_EQ(part_of(archive, "word/header1.xml"), parts[parts.size() - 2].second);
}

TEST_F(Clean, WhatLibreOfficeWrites) {
    const auto path = testing::corpus("sua-theo-doi.docx");
    const auto read = read_file(path);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->text,
              "Các đơn vị gửi báo cáo về Văn phòng trước ngày 20 hằng tháng.\nVăn phòng tổng hợp, trình Thường "
              "trực.\nĐoạn sau giữ nguyên.\nĐoạn thêm mới.\nĐoạn cuối.\n");
    EXPECT_EQ(read->leftovers.changes, 6);
    EXPECT_EQ(read->leftovers.comments, 1);
    EXPECT_THAT(read->leftovers.changed_by, ElementsAre("Trần Thị Mẫu", "Lê Văn Thử"));
    Repair repair;
    repair.clean = true;
    const auto made = repair_docx(path, repair);
    ASSERT_TRUE(made) << made.error().code;
    const auto again = read_file(scratch.put("lo.docx", *made));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->text, read->text);
    EXPECT_THAT(again->unsettled, IsEmpty());
    const std::string before_bytes = testing::slurp(path);
    for (const char* const same : {"word/styles.xml", "word/settings.xml", "word/fontTable.xml"})
        EXPECT_EQ(part_of(*made, same), part_of(before_bytes, same)) << same;
}

TEST_F(Clean, HiddenTextStaysAndIsSaidWithItsPlace) {
    const std::string hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú riêng</w:t></w:r>";
    const std::string main =
        cleaned(docx("<w:p>" + t("Đoạn thấy được") + hidden + gone("x") + "</w:p><w:p>" + hidden + "</w:p>"));
    EXPECT_THAT(before.leftovers.hidden,
                ElementsAre("“ghi chú riêng” trong đoạn “Đoạn thấy được”", "“ghi chú riêng” (cả đoạn bị ẩn)"));
    EXPECT_THAT(main, HasSubstr(hidden));
    EXPECT_THAT(after.unsettled, ElementsAre("hidden_text"));
    Parts edge = docx(p("Nội dung"));
    edge.emplace_back("word/footer1.xml", "<w:ftr xmlns:w=\"w\"><w:p>" + hidden + "</w:p></w:ftr>");
    const auto read = read_file(scratch.put("e.docx", zipped(scratch, edge)));
    ASSERT_TRUE(read);
    EXPECT_THAT(read->unsettled, ElementsAre("hidden_text")) << "a footer counts too";
    const auto styled = [](std::string_view id, std::string_view own) {
        return "<w:r><w:rPr><w:rStyle w:val=\"" + std::string(id) + "\"/>" + std::string(own) + "</w:rPr><w:t>" +
               std::string(id) + "</w:t></w:r>";
    };
    Parts by_style = docx("<w:p>" + styled("An", "") + styled("AnCon", "<w:vanish w:val=\"0\"/>") +
                          styled("AnCon", "") + styled("Khac", "") + "</w:p>");
    by_style.emplace_back(
        "word/styles.xml",
        R"(<w:styles xmlns:w="w"><w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>)"
        R"(<w:style w:styleId="AnCon"><w:basedOn w:val="An"/></w:style><w:style w:styleId="Khac"/></w:styles>)");
    const auto shown = read_file(scratch.put("s.docx", zipped(scratch, by_style)));
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->text, "AnConKhac\n") << "a style hides, the run's own word stands";
    EXPECT_THAT(shown->leftovers.hidden, ElementsAre("“An AnCon” trong đoạn “AnConKhac”"));
}

// Documents of chance, as a program would write them: both halves, the reader that skips and the tree that is settled,
// must come to the same words every time.
class Chance {
  public:
    explicit Chance(unsigned seed) : random_(seed) {}
    std::string body() {
        std::string out;
        for (unsigned i = 0, n = 1 + pick(6); i < n; ++i) out += pick(4) == 0 ? table() : paragraph();
        return out + p("cuối");
    }

  private:
    unsigned pick(unsigned most) { return static_cast<unsigned>(random_() % most); }
    std::string word() { return t("chữ" + std::to_string(++words_) + " "); }
    std::string deleted(const char* how) {
        return by(how, "<w:r><w:delText>bỏ " + std::to_string(++words_) + "</w:delText></w:r>");
    }
    std::string inside() {
        switch (pick(9)) {
            case 0:
                return deleted("del");
            case 1:
                return by("ins", word() + (pick(2) ? deleted("del") : ""));
            case 2:
                return by("moveFromRangeStart") + deleted("moveFrom") + by("moveFromRangeEnd");
            case 3:
                return by("moveTo", word());
            case 4:
                return "<w:hyperlink w:anchor=\"a\">" + (pick(2) ? deleted("del") : word()) + "</w:hyperlink>";
            case 5:
                return "<w:r><w:commentReference w:id=\"1\"/></w:r>";
            case 6:
                return "<w:r><w:rPr>" + by("rPrChange", "<w:rPr/>") + "</w:rPr><w:t>đậm</w:t></w:r>";
            default:
                return word();
        }
    }
    std::string paragraph() {
        static constexpr const char* kMarks[] = {"", "", "", "ins", "del", "del", "moveFrom"};
        const std::string mark = kMarks[pick(7)];
        std::string words;
        for (unsigned i = 0, n = pick(4); i < n; ++i) words += inside();
        return marked(mark.empty() ? "" : by(mark), words);
    }
    std::string table() {
        std::string out = "<w:tbl>";
        for (unsigned i = 0, n = 1 + pick(3); i < n; ++i) {
            out += "<w:tr><w:trPr>" + (pick(4) == 0 ? by(pick(2) ? "del" : "ins") : "") + "</w:trPr>";
            for (unsigned j = 0, m = 1 + pick(3); j < m; ++j) {
                out += "<w:tc><w:tcPr>" + (pick(5) == 0 ? by(pick(2) ? "cellDel" : "cellIns") : "") + "</w:tcPr>";
                for (unsigned k = 0, l = 1 + pick(3); k < l; ++k) out += paragraph();
                out += "</w:tc>";
            }
            out += "</w:tr>";
        }
        return out + "</w:tbl>";
    }
    std::mt19937 random_;
    int words_ = 0;
};

TEST_F(Clean, ReaderAndTreeComeToTheSameWords) {
    Repair repair;
    repair.clean = true;
    int made = 0;
    for (unsigned seed = 1; seed <= 400; ++seed) {
        const std::string body = Chance(seed).body();
        const auto cleaned = repair_answer(repair_request(repair, zipped(scratch, docx(body))), {});
        if (!cleaned && cleaned.error().code == "repair.nothing") continue;
        ASSERT_TRUE(cleaned) << seed << ' ' << cleaned.error().code << '\n' << body;
        ++made;
    }
    EXPECT_GT(made, 350);
}

TEST_F(Clean, WhatIsNotCertainIsRefused) {
    EXPECT_EQ(error_of(docx(p("Sạch"))), "repair.nothing");
    Parts sealed = docx("<w:p>" + gone("x") + "</w:p>");
    sealed.emplace_back("_xmlsignatures/sig1.xml", "<s/>");
    EXPECT_EQ(error_of(sealed), "repair.signed");
    const std::string half = by("del", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    EXPECT_EQ(error_of(docx("<w:p>" + half + t("1") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>")),
              "repair.words");
    // A mark before a box of contents: whether its words join is Word's to say.
    EXPECT_EQ(error_of(docx("<w:p>" + gone("x") + "</w:p>" + by("ins", marked(by("del"), t("Một "))) + p("hai"))),
              "repair.words");
}

}  // namespace
}  // namespace sauro::docread
