// How a docx looks: styles, defaults, themes and direct formatting come out as one answer, on the right stretch of
// text.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "docread/formats/docx_looks.hpp"
#include "docread/formats/extract.hpp"
#include "docread/formats/office_fixture.hpp"
#include "docread/repair.hpp"

namespace sauro::docread {
namespace {

using namespace testing;

constexpr std::string_view kW = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

std::string part(std::string_view root, std::string_view inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:" + std::string(root) + " " + std::string(kW) + ">" +
           std::string(inside) + "</w:" + std::string(root) + ">";
}

const std::string kStyles = part(
    "styles",
    R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>)"
    R"(<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)"
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="28"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="N"/><w:pPr><w:jc w:val="both"/><w:ind w:firstLine="567"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>)"
    R"(<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/><w:i/></w:rPr></w:style>)");
const std::string kTheme =
    R"(<a:theme xmlns:a="a"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>)"
    R"(<a:minorFont><a:latin typeface="Times New Roman"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>)";
const std::string kRels =
    R"(<Relationships xmlns="r"><Relationship Id="h1" Type="x/header" Target="header1.xml"/></Relationships>)";
const std::string kHeader = part(
    "hdr",
    R"(<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>2</w:t></w:r></w:p>)");

std::string docx(const Scratch& scratch, std::string_view body) {
    return zipped(scratch, {{"word/document.xml", std::string(kOpen) + std::string(body) + std::string(kClose)},
                            {"word/styles.xml", kStyles},
                            {"word/theme/theme1.xml", kTheme},
                            {"word/_rels/document.xml.rels", kRels},
                            {"word/header1.xml", kHeader},
                            {"word/media/image1.png", std::string("\x89PNG\0\1\2", 7)}});
}

const std::string kBody =
    R"(<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>SỞ NỘI VỤ</w:t></w:r></w:p><w:p/></w:tc>)"
    R"(<w:tc><w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr><w:r><w:t>Độc lập</w:t></w:r></w:p></w:tc></w:tr></w:tbl>)"
    R"(<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r><w:t xml:space="preserve">Căn cư)"
    "\xCC\x81"
    R"( điều lệ </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>này</w:t></w:r></w:p>)"
    R"(<w:p><w:pPr><w:pStyle w:val="Ring"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial"/><w:color w:val="FF0000"/></w:rPr><w:t>Đoạn hai</w:t></w:r></w:p>)"
    R"(<w:sectPr><w:headerReference xmlns:r="r" w:type="default" r:id="h1"/><w:pgSz w:w="11906" w:h="16838"/>)"
    R"(<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1418" w:gutter="283"/></w:sectPr>)";

Document read(const Scratch& scratch, std::string_view body) {
    auto document = read_file(scratch.put("a.docx", docx(scratch, body)));
    EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().detail);
    return document ? std::move(*document) : Document{};
}

TEST(Presentation, StylesThemesAndDirectFormattingComeOutAsOne) {
    const Scratch scratch;
    const Document d = read(scratch, kBody);
    ASSERT_TRUE(d.presentation.has_value());
    const auto& looks = d.presentation->paragraphs;
    ASSERT_EQ(looks.size(), 5U);
    EXPECT_EQ(slice(d, looks[0].start, looks[0].end), "SỞ NỘI VỤ");
    EXPECT_EQ(looks[0].cell->column, 0);
    EXPECT_EQ(looks[0].cell->columns, 2);
    EXPECT_EQ(looks[0].runs.front().bold, true);
    EXPECT_EQ(looks[0].runs.front().font, "Times New Roman");  // of the theme
    EXPECT_EQ(looks[0].runs.front().size, 28);                 // of the default style, over the defaults
    ASSERT_EQ(looks[2].rules.size(), 1U);
    EXPECT_EQ(looks[2].rules.front().kind, "border");
    // The mark of a letter that was typed apart is part of it, and the spans hold.
    const ParagraphLook& body = looks[3];
    EXPECT_EQ(slice(d, body.start, body.end), "Căn cứ điều lệ này");
    EXPECT_EQ(body.alignment, "justify");
    EXPECT_EQ(body.first_line, 567);
    EXPECT_EQ(body.after, 160);
    EXPECT_EQ(body.line, 259);
    ASSERT_EQ(body.runs.size(), 2U);
    EXPECT_EQ(body.runs[0].bold, true);
    EXPECT_EQ(slice(d, body.runs[1].start, body.runs[1].end), "này");
    EXPECT_EQ(body.runs[1].bold, false);  // bold in both styles makes it plain
    EXPECT_EQ(body.runs[1].italic, true);
    EXPECT_EQ(looks[4].runs[0].font, "Arial");
    EXPECT_EQ(looks[4].runs[0].colour, "FF0000");
    EXPECT_EQ(looks[4].node, 4);
}

TEST(Presentation, SheetsMarginsAndPageNumbers) {
    const Scratch scratch;
    const Document d = read(scratch, kBody);
    ASSERT_TRUE(d.presentation && d.presentation->sections.size() == 1U);
    const PageLook& page = d.presentation->sections.front();
    EXPECT_EQ(page.width, 11906);
    EXPECT_EQ(page.left, 1418 + 283);
    EXPECT_FALSE(page.landscape);
    ASSERT_TRUE(page.numbers.has_value());
    EXPECT_EQ(page.numbers->place, "header");
    EXPECT_EQ(page.numbers->alignment, "right");
    EXPECT_TRUE(page.numbers->on_first);
    EXPECT_EQ(page.numbers->part, 0);
}

TEST(Presentation, TheFirstLineIsWhereATabOrBlanksPushIt) {
    const Scratch scratch;
    const Document d = read(
        scratch,
        R"(<w:p><w:ins><w:r><w:tab/><w:t>Một</w:t></w:r></w:ins></w:p>)"
        R"(<w:p><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">        Hai</w:t></w:r></w:p>)"
        R"(<w:p><w:r><w:t xml:space="preserve"> Ba</w:t></w:r></w:p>)"
        R"(<w:p><w:pPr><w:ind w:firstLine="567"/></w:pPr><w:sdt><w:sdtPr><w:tab/></w:sdtPr><w:sdtContent><w:r><w:t>Bốn</w:t></w:r></w:sdtContent></w:sdt></w:p>)");
    ASSERT_TRUE(d.presentation && d.presentation->paragraphs.size() == 4U);
    const auto& looks = d.presentation->paragraphs;
    EXPECT_EQ(looks[0].first_line, 720);  // the first usual stop, also when the words are a tracked insertion
    EXPECT_EQ(looks[1].first_line, 8 * 28 * 10 / 4);  // eight quarters of 14 pt
    EXPECT_EQ(looks[2].first_line, 0);                // one blank is a slip
    EXPECT_EQ(looks[3].first_line, 567);
}

TEST(Presentation, LinesTellWhereTheyStand) {
    const Scratch scratch;
    const Document d = read(
        scratch,
        R"(<w:p xmlns:v="v" xmlns:o="o"><w:r><w:t>Một</w:t></w:r><w:r><w:pict><v:shape style="position:absolute;margin-left:45pt;width:60pt" o:connectortype="straight"/></w:pict></w:r>)"
        R"(<w:r><w:pict><v:line from="245pt,16pt" to="400pt,16pt"/></w:pict></w:r></w:p>)"
        R"(<w:p xmlns:mc="mc" xmlns:wp="wp" xmlns:a="a" xmlns:v="v"><w:r><w:t>Hai</w:t><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>635000</wp:posOffset></wp:positionH><wp:extent cx="1270000" cy="0"/><a:prstGeom prst="line"/></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="1pt,1pt" to="9pt,1pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>)");
    ASSERT_TRUE(d.presentation && d.presentation->paragraphs.size() == 2U);
    const auto& both = d.presentation->paragraphs[0].rules;
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].left, 900);
    EXPECT_EQ(both[0].length, 1200);
    EXPECT_EQ(both[1].left, 4900);
    EXPECT_EQ(both[1].length, 3100);
    const auto& once = d.presentation->paragraphs[1].rules;  // the fallback is the same line
    ASSERT_EQ(once.size(), 1U);
    EXPECT_EQ(once[0].left, 1000);
    EXPECT_EQ(once[0].length, 2000);
}

TEST(Presentation, ANumberInABoxStandsWhereTheBoxDoes) {
    const Scratch scratch;
    const auto in_box = [&](std::string_view place) {
        const std::string header = part(
            "hdr",
            R"(<w:p><w:r><w:pict><v:shape xmlns:v="v" style="position:absolute;mso-position-horizontal:)" +
                std::string(place) +
                R"("><v:textbox><w:txbxContent><w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>)");
        const auto d = read_file(scratch.put(
            "b.docx", zipped(scratch, {{"word/document.xml", std::string(kOpen) + kBody + std::string(kClose)},
                                       {"word/styles.xml", kStyles},
                                       {"word/_rels/document.xml.rels", kRels},
                                       {"word/header1.xml", header}})));
        return d && d->presentation ? d->presentation->sections.front().numbers : std::nullopt;
    };
    ASSERT_TRUE(in_box("center").has_value());
    EXPECT_EQ(in_box("center")->alignment, "center");
    EXPECT_EQ(in_box("center")->part, 0);
    EXPECT_EQ(in_box("right")->alignment, "right");
    EXPECT_FALSE(in_box("right")->part.has_value());  // no repair moves a box
}

TEST(Presentation, APlainTextHasNone) {
    const Scratch scratch;
    const auto d = read_file(scratch.put("a.txt", "QUYẾT ĐỊNH\nĐiều 1. Ban hành."));
    ASSERT_TRUE(d.has_value());
    EXPECT_FALSE(d->presentation.has_value());
}

TEST(Presentation, SpansThatDoNotComeOutAreRefused) {
    Presentation p;
    p.paragraphs.emplace_back();
    p.paragraphs[0].end = 3;
    EXPECT_FALSE(settle_spans(p, "abc", 4));
    EXPECT_TRUE(settle_spans(p, "abc", 3));
}

Document again(const Scratch& scratch, const Repair& repair, std::string& bytes) {
    const auto path = scratch.put("in.docx", docx(scratch, kBody));
    auto made = repair_docx(path, repair);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().detail);
    if (!made) return {};
    bytes = *made;
    auto document = read_file(scratch.put("out.docx", bytes));
    EXPECT_TRUE(document.has_value());
    return document ? std::move(*document) : Document{};
}

TEST(Repair, ChangesTheLookAndNothingElse) {
    const Scratch scratch;
    const Document before = read(scratch, kBody);
    ASSERT_TRUE(before.presentation.has_value());
    const auto& looks = before.presentation->paragraphs;
    Repair repair;
    repair.runs.push_back({.start = looks[4].start,
                           .end = looks[4].end,
                           .font = "Times New Roman",
                           .colour = "000000",
                           .size = 26,
                           .bold = false,
                           .italic = true});
    repair.paragraphs.push_back({.node = 4, .alignment = "justify", .first_line = 567, .before = 120, .line = 360});
    repair.sheet = SheetRepair{.top = 1140, .left = 1701, .first_page_apart = true};
    repair.numbers = NumberRepair{.part = 0, .alignment = "center", .size = 26};
    std::string bytes;
    const Document after = again(scratch, repair, bytes);
    EXPECT_EQ(after.text, before.text);
    ASSERT_TRUE(after.presentation.has_value());
    const ParagraphLook& p = after.presentation->paragraphs[4];
    EXPECT_EQ(p.runs.front().font, "Times New Roman");
    EXPECT_EQ(p.runs.front().colour, "000000");
    EXPECT_EQ(p.runs.front().size, 26);
    EXPECT_EQ(p.runs.front().italic, true);
    EXPECT_EQ(p.alignment, "justify");
    EXPECT_EQ(p.first_line, 567);
    EXPECT_EQ(p.before, 120);
    EXPECT_EQ(p.line, 360);
    const PageLook& page = after.presentation->sections.front();
    EXPECT_EQ(page.top, 1140);
    EXPECT_EQ(page.left, 1701);
    EXPECT_EQ(page.right, 851);
    ASSERT_TRUE(page.numbers.has_value());
    EXPECT_FALSE(page.numbers->on_first);
    EXPECT_EQ(page.numbers->alignment, "center");
    EXPECT_EQ(page.numbers->size, 26);
    // What was not asked for is as it was.
    EXPECT_EQ(after.presentation->paragraphs[3].runs[1].italic, before.presentation->paragraphs[3].runs[1].italic);
}

TEST(Presentation, LengthsInUnitsOfTheWorldAndInLetters) {
    EXPECT_EQ(measure("1134"), 1134);
    EXPECT_EQ(measure("28.5"), 28);
    EXPECT_EQ(measure("-20"), -20);
    EXPECT_EQ(measure("56.70pt"), 1134);
    EXPECT_EQ(measure("3cm"), 1701);
    EXPECT_EQ(measure("20mm"), 1134);
    EXPECT_EQ(measure("0.5in"), 720);
    EXPECT_EQ(measure("14pt", 2), 28);
    for (const char* const odd : {"", "cm", "3 cm", "1e9", "nan", "inf", "99999999", "3px"})
        EXPECT_EQ(measure(odd), std::nullopt) << odd;
    const Scratch scratch;
    const Document got = read(
        scratch,
        R"(<w:p><w:pPr><w:spacing w:beforeLines="50" w:line="18pt" w:lineRule="exact"/><w:ind w:firstLineChars="250"/></w:pPr>)"
        R"(<w:r><w:rPr><w:sz w:val="14pt"/></w:rPr><w:t>Đoạn một</w:t></w:r></w:p>)"
        R"(<w:p><w:pPr><w:ind w:firstLine="567" w:firstLineChars="900"/></w:pPr><w:r><w:t>Đoạn hai</w:t></w:r></w:p>)"
        R"(<w:sectPr><w:pgSz w:w="210mm" w:h="297mm"/><w:pgMar w:top="2cm" w:right="15mm" w:bottom="2cm" w:left="85.05pt"/></w:sectPr>)");
    ASSERT_TRUE(got.presentation.has_value());
    const ParagraphLook& first = got.presentation->paragraphs[0];
    EXPECT_EQ(first.runs.front().size, 28);
    EXPECT_EQ(first.first_line, 700);
    EXPECT_EQ(first.before, 120);
    EXPECT_EQ(first.line, 360);
    EXPECT_EQ(first.line_rule, "exact");
    EXPECT_EQ(got.presentation->paragraphs[1].first_line, 567);
    const PageLook& page = got.presentation->sections.front();
    EXPECT_EQ(page.width, 11906);
    EXPECT_EQ(page.height, 16838);
    EXPECT_EQ(page.left, 1701);
    EXPECT_EQ(page.top, 1134);
}

std::string unpacked(const std::string& bytes, const char* name) {
    zip_error_t error;
    zip_t* const zip =
        zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error), ZIP_RDONLY, &error);
    std::string out;
    if (zip == nullptr) return out;
    if (zip_file_t* const file = zip_fopen(zip, name, 0)) {
        char chunk[4096];
        for (zip_int64_t n = 0; (n = zip_fread(file, chunk, sizeof chunk)) > 0;)
            out.append(chunk, static_cast<std::size_t>(n));
        zip_fclose(file);
    }
    zip_discard(zip);
    return out;
}

TEST(Repair, OtherPartsKeepTheirBytes) {
    const Scratch scratch;
    Repair repair;
    repair.sheet = SheetRepair{.right = 1134};
    std::string bytes;
    again(scratch, repair, bytes);
    EXPECT_EQ(unpacked(bytes, "word/styles.xml"), kStyles);
    EXPECT_EQ(unpacked(bytes, "word/header1.xml"), kHeader);
    EXPECT_EQ(unpacked(bytes, "word/media/image1.png"), std::string("\x89PNG\0\1\2", 7));
    EXPECT_NE(unpacked(bytes, "word/document.xml").find("w:right=\"1134\""), std::string::npos);
}

TEST(Repair, RefusesWhatIsNoDocxAndWhatIsDangerous) {
    const Scratch scratch;
    const auto text = repair_docx(scratch.put("a.txt", "QUYẾT ĐỊNH"), {});
    ASSERT_FALSE(text.has_value());
    EXPECT_EQ(text.error().code, "read.unsupported");
    const std::string evil = zipped(scratch, {{"word/document.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document/>"}});
    const auto refused = repair_docx(scratch.put("e.docx", evil), {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "read.unsafe_xml");
    EXPECT_FALSE(repair_answer("no request", {}).has_value());
    EXPECT_FALSE(repair_answer("SAURO-REPAIR-1\n99999999999999999999\n{}", {}).has_value());
    EXPECT_FALSE(repair_answer("SAURO-REPAIR-1\n18446744073709551615\n{}", {}).has_value());
}

TEST(Repair, HostileArchivesAreRefusedOrLeftAsTheyAre) {
    const Scratch scratch;
    Repair repair;
    repair.sheet = SheetRepair{.left = 1701};
    repair.numbers = NumberRepair{.part = 0, .size = 26};
    const auto error_of = [&](const Parts& parts) {
        const auto mended = repair_docx(scratch.put("h.docx", zipped(scratch, parts)), repair);
        return mended ? std::string() : mended.error().code;
    };
    const std::string body = std::string(kOpen) + kBody + std::string(kClose);
    const std::string blanks = "<w:p><w:r><w:t>" + std::string(40U << 20, ' ') + "</w:t></w:r></w:p>";
    EXPECT_EQ(error_of({{"word/document.xml", std::string(kOpen) + blanks + std::string(kClose)}}), "read.bomb");
    EXPECT_EQ(error_of({{"word/document.xml", body}, {"word/styles.xml", part("styles", std::string(40U << 20, ' '))}}),
              "read.bomb");
    EXPECT_EQ(error_of({{"word/document.xml", body}, {"word/header1.xml", part("hdr", std::string(40U << 20, ' '))}}),
              "read.bomb");
    const std::string outside =
        "<!DOCTYPE w:hdr [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:hdr xmlns:w=\"w\">&x;</w:hdr>";
    EXPECT_EQ(error_of({{"word/document.xml", body}, {"word/header1.xml", outside}}), "read.unsafe_xml");
    // Deep nesting is walked with a limit, never by the stack alone.
    std::string deep;
    for (int i = 0; i < 50'000; ++i) deep += "<w:p>";
    EXPECT_TRUE(error_of({{"word/document.xml", std::string(kOpen) + deep}}).starts_with("read."));

    // Names that climb out of the archive name nothing here: the main part is looked for inside only, and other parts
    // keep name and bytes.
    const std::string rels =
        R"(<Relationships><Relationship Type="x/officeDocument" Target="../../../etc/passwd"/></Relationships>)";
    const auto kept = repair_docx(
        scratch.put("n.docx",
                    zipped(scratch, {{"word/document.xml", body}, {"_rels/.rels", rels}, {"../../evil.sh", "rm"}})),
        repair);
    ASSERT_TRUE(kept.has_value()) << kept.error().detail;
    EXPECT_EQ(unpacked(*kept, "../../evil.sh"), "rm");
    EXPECT_NE(unpacked(*kept, "word/document.xml").find("w:left=\"1418\""), std::string::npos);  // 1701 less the gutter
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "evil.sh"));
}

// Whatever is asked, the words stay.
TEST(Repair, NoRepairChangesTheText) {
    const Scratch scratch;
    const std::string before = read(scratch, kBody).text;
    EXPECT_TRUE(rc::check([&] {
        Repair repair;
        const auto runs = *rc::gen::inRange(0, 6);
        for (int i = 0; i < runs; ++i) {
            RunRepair run;
            run.start = static_cast<std::size_t>(*rc::gen::inRange(0, 60));
            run.end = run.start + static_cast<std::size_t>(*rc::gen::inRange(0, 60));
            run.size = *rc::gen::inRange(1, 100);
            run.bold = *rc::gen::arbitrary<bool>();
            run.caps = *rc::gen::arbitrary<bool>();
            run.underline = *rc::gen::arbitrary<bool>();
            run.font = "Times New Roman";
            repair.runs.push_back(run);
        }
        const auto paragraphs = *rc::gen::inRange(0, 6);
        for (int i = 0; i < paragraphs; ++i) {
            ParagraphRepair p;
            p.node = *rc::gen::inRange(-2, 9);
            p.alignment = "justify";
            p.first_line = *rc::gen::inRange(0, 2000);
            p.before = *rc::gen::inRange(0, 2000);
            p.line = *rc::gen::inRange(1, 2000);
            repair.paragraphs.push_back(p);
        }
        if (*rc::gen::arbitrary<bool>())
            repair.sheet = SheetRepair{.width = 11906, .height = 16838, .first_page_apart = true};
        const std::string request = repair_request(repair, docx(scratch, kBody));
        const auto bytes = repair_answer(request, {});
        RC_ASSERT(bytes.has_value());
        const auto extracted = extract(*bytes, {});
        RC_ASSERT(extracted.has_value());
        RC_ASSERT(analyse(extracted->text).text == before);
    }));
}

}  // namespace
}  // namespace sauro::docread
