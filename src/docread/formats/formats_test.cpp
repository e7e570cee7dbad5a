// Containers and encodings, whole and broken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "docread/formats/extract.hpp"
#include "docread/formats/office_fixture.hpp"
#include "docread/testing.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

using testing::cell;
using testing::corpus;
using ::testing::HasSubstr;
using testing::kClose;
using testing::kOpen;
using ::testing::Not;
using testing::p;
using testing::Parts;
using testing::Scratch;
using testing::slurp;
using testing::zipped;

std::string letter_body() {
    return "<w:tbl><w:tr>" +
           cell(p("ỦY BAN NHÂN DÂN") + p("TỈNH MINH HỌA") + p("Số: 08/UBND-NC") + p("V/v lập kế hoạch họp")) +
           cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc") +
                p("Minh Họa, ngày 06 tháng 02 năm 2026")) +
           "</w:tr></w:tbl>" + p("Kính gửi: Sở Nội vụ") +
           "<w:p><w:r><w:t>Đề nghị Sở Nội vụ gửi </w:t></w:r><w:del><w:r><w:delText>chữ đã "
           "xóa</w:delText></w:r></w:del>"
           "<w:ins><w:r><w:t>kế hoạch </w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>chữ ẩn</w:t></w:r>"
           "<w:r><w:instrText>HYPERLINK x</w:instrText><w:t>trước ngày 20/02/2026.</w:t></w:r></w:p>"
           "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>Nội "
           "dung</w:t></w:r></w:p>"
           "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>Lịch "
           "họp</w:t></w:r></w:p>"
           "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>Kinh "
           "phí</w:t></w:r></w:p>"
           "<w:tbl><w:tr>" +
           cell(p("Tháng")) + cell(p("Số cuộc")) + "</w:tr><w:tr>" + cell(p("2")) + cell(p("4")) + "</w:tr></w:tbl>" +
           "<w:tbl><w:tr>" + cell(p("Nơi nhận:") + p("- Như trên;") + p("- Lưu: VT, NC.")) +
           cell(p("TM. ỦY BAN NHÂN DÂN") + p("CHỦ TỊCH") + p("Tạ Văn Mẫu")) + "</w:tr></w:tbl>";
}

Parts letter() {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels",
         R"(<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>)"},
        {"word/document.xml", std::string(kOpen) + letter_body() + std::string(kClose)},
        {"word/numbering.xml",
         R"(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>)"
         R"(<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>)"},
        {"docProps/app.xml", "<Properties><Pages>3</Pages></Properties>"}};
}

std::string error_of(const Result<Document>& got) { return got ? "(read)" : got.error().code; }

TEST(Docx, HeadTablesNumberingRevisions) {
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.docx", zipped(scratch, letter())));
    ASSERT_TRUE(got) << got.error().code << got.error().detail;
    EXPECT_EQ(got->format, "docx");
    EXPECT_EQ(got->symbol, "08/UBND-NC");
    EXPECT_EQ(got->issuer, "Ủy ban nhân dân tỉnh Minh Họa");
    EXPECT_EQ(got->subject, "về việc lập kế hoạch họp");
    EXPECT_EQ(got->date, "2026-02-06");
    EXPECT_EQ(got->pages, 3);
    EXPECT_EQ(testing::outline(got->sections), "1[1.1] 2");
    EXPECT_EQ(got->recipients, (std::vector<std::string>{"Như trên", "Lưu: VT, NC"}));
    ASSERT_TRUE(got->signer);
    EXPECT_EQ(got->signer->name, "Tạ Văn Mẫu");
    ASSERT_EQ(got->tasks.size(), 1U);
    EXPECT_EQ(got->tasks[0].due, "2026-02-20");
    EXPECT_THAT(got->text, HasSubstr("gửi kế hoạch trước ngày"));
    EXPECT_THAT(got->text, HasSubstr("Tháng\tSố cuộc\n2\t4\n"));
    for (const char* hidden : {"xóa", "ẩn", "HYPERLINK"}) EXPECT_THAT(got->text, Not(HasSubstr(hidden)));
    EXPECT_THAT(got->warnings, ::testing::ElementsAre(HasSubstr("2 chỗ sửa theo dõi"), HasSubstr("1 đoạn chữ ẩn")));
    EXPECT_THAT(got->unsettled, ::testing::ElementsAre("tracked_changes", "hidden_text"));
}

TEST(Docx, ReadByContentWhateverItIsCalled) {
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.txt", zipped(scratch, letter())));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->format, "docx");
    const auto named = read_file(scratch.put("0c1d", zipped(scratch, letter())), {}, "thư.pdf");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->file, "thư.pdf");
    EXPECT_THAT(named->warnings, ::testing::Contains(HasSubstr("đuôi .pdf")));
    const auto page = read_file(scratch.put("b.docx", slurp(corpus("trang-tin.html"))));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->format, "html");
    EXPECT_THAT(page->warnings.at(0), HasSubstr(".docx"));
}

TEST(Docx, BrokenAndHostile) {
    const Scratch scratch;
    const std::string whole = zipped(scratch, letter());
    EXPECT_EQ(error_of(read_file(scratch.put("half.docx", whole.substr(0, whole.size() / 2)))), "read.damaged");
    std::string flipped = whole;
    for (std::size_t i = 200; i < 400; ++i) flipped[i] = static_cast<char>(flipped[i] ^ 0x5A);
    EXPECT_EQ(error_of(read_file(scratch.put("flipped.docx", flipped))), "read.damaged");
    EXPECT_EQ(error_of(read_file(scratch.put(
                  "no-main.docx", zipped(scratch, {{"[Content_Types].xml", "<Types/>"}, {"word/x.xml", "<a/>"}})))),
              "read.damaged");
    EXPECT_EQ(error_of(read_file(
                  scratch.put("bad-xml.docx", zipped(scratch, {{"word/document.xml", "<w:document><w:body>"}})))),
              "read.damaged");
    Parts empty = letter();
    empty[2].second = std::string(kOpen) + std::string(kClose);
    EXPECT_EQ(error_of(read_file(scratch.put("empty.docx", zipped(scratch, empty)))), "read.empty");
    std::string deep;
    for (int i = 0; i < 60'000; ++i) deep += "<w:tbl><w:tr><w:tc>";
    EXPECT_EQ(error_of(read_file(
                  scratch.put("deep.docx", zipped(scratch, {{"word/document.xml", std::string(kOpen) + deep}})))),
              "read.damaged");
}

TEST(Docx, ABombIsNotOpened) {
    const Scratch scratch;
    const std::string blanks(40ULL << 20, ' ');
    const auto big =
        read_file(scratch.put("bomb.docx", zipped(scratch, {{"word/document.xml", std::string(kOpen) + blanks}})));
    ASSERT_FALSE(big);
    EXPECT_EQ(big.error().code, "read.bomb");
    EXPECT_EQ(big.error().kind, ErrorKind::unsafe);
    // Hidden beside a harmless text.
    Parts parts = letter();
    parts.emplace_back("word/media/a.bin", std::string(40ULL << 20, '\0'));
    EXPECT_EQ(error_of(read_file(scratch.put("side.docx", zipped(scratch, parts)))), "read.bomb");
    Parts many;
    for (int i = 0; i < 6000; ++i) many.emplace_back("word/" + std::to_string(i) + ".xml", "x");
    EXPECT_EQ(error_of(read_file(scratch.put("many.docx", zipped(scratch, many)))), "read.bomb");
}

TEST(Docx, AnEntityReachesNothing) {
    const Scratch scratch;
    const auto secret = scratch.put("outside.txt", "NOIDUNGBENNGOAI");
    Parts parts = letter();
    parts[2].second = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file://" + secret.string() + "\">]>" +
                      std::string(kOpen).substr(38) + p("&x;") + letter_body() + std::string(kClose);
    const auto got = read_file(scratch.put("xxe.docx", zipped(scratch, parts)));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.unsafe_xml");
    EXPECT_EQ(got.error().kind, ErrorKind::unsafe);
}

TEST(Docx, StampsInBoxesAndRunningHeads) {
    const Scratch scratch;
    Parts boxed = letter();
    boxed[2].second = std::string(kOpen) + "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" +
                      p("MẬT") + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>" + p("MẬT") +
                      "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>" + letter_body() +
                      std::string(kClose);
    EXPECT_EQ(error_of(read_file(scratch.put("box.docx", zipped(scratch, boxed)))), "read.secret");
    Parts headed = letter();
    headed.emplace_back("word/header1.xml", "<w:hdr xmlns:w=\"w\">" + p("TUYỆT MẬT") + "</w:hdr>");
    EXPECT_EQ(error_of(read_file(scratch.put("head.docx", zipped(scratch, headed)))), "read.secret");
    Parts numbered = letter();
    numbered.emplace_back("word/header1.xml", "<w:hdr xmlns:w=\"w\">" + p("2") + "</w:hdr>");
    EXPECT_EQ(error_of(read_file(scratch.put("page.docx", zipped(scratch, numbered)))), "(read)");
}

TEST(Html, ScriptsStylesAndFurnitureAreGone) {
    const auto got = read_file(corpus("trang-tin.html"));
    ASSERT_TRUE(got);
    for (const char* gone : {"GIẢ", "alert", "color", "steal", "Trang chủ", "ẩn", "Bản quyền", "99-KL", "<p>"})
        EXPECT_THAT(got->text, Not(HasSubstr(gone)));
    EXPECT_THAT(got->text, HasSubstr("số lượng < 5 người"));
    EXPECT_THAT(got->text, HasSubstr("V/v lập danh sách"));
    EXPECT_THAT(got->text, HasSubstr("1. Họ và tên\n2. Chức vụ"));
}

TEST(Html, TornMarkup) {
    EXPECT_EQ(html_to_text("<p>a<br>b</p>c"), "a\nb\nc");
    EXPECT_EQ(html_to_text("1 < 2 &amp;&lt; &#x1EA1;&#7841;&unknown; &#0;&#xD800;&#99999999;"),
              "1 < 2 &< ạạ&unknown; \uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(html_to_text("x<!-- never closed"), "x");
    EXPECT_EQ(html_to_text("x<script>never closed </scrip"), "x");
    EXPECT_EQ(html_to_text("x<a title='>' href=\">\">y</a"), "xy");
    EXPECT_EQ(html_to_text("<head><title>t</title><body><p>after</p>"), "after\n");
    EXPECT_EQ(html_to_text("<SCRIPT>a</sCrIpT>b"), "b");
    EXPECT_EQ(html_to_text("<table><tr><td>a</td><td>b</td></tr></table>"), "a\tb\n");
    EXPECT_EQ(html_to_text(std::string(100'000, '<')).size(), 100'000U);
}

std::string nfd_of(std::string_view utf8) {
    // Enough of the decomposition for Vietnamese: tone and vowel mark apart.
    static constexpr std::array<char32_t, 6> tone = {0, 0x300, 0x301, 0x309, 0x303, 0x323};
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::next_codepoint(utf8, at);
        const text::Vowel v = text::split_vowel(text::lower_codepoint(c));
        if (v.plain == 0) {
            text::append_codepoint(out, c);
            continue;
        }
        char32_t base = v.plain, mark = 0;
        if (base == U'ă')
            base = U'a', mark = 0x306;
        else if (base == U'â')
            base = U'a', mark = 0x302;
        else if (base == U'ê')
            base = U'e', mark = 0x302;
        else if (base == U'ô')
            base = U'o', mark = 0x302;
        else if (base == U'ơ')
            base = U'o', mark = 0x31B;
        else if (base == U'ư')
            base = U'u', mark = 0x31B;
        text::append_codepoint(out, text::is_upper(c) ? text::upper_codepoint(base) : base);
        if (mark != 0) text::append_codepoint(out, mark);
        if (v.tone != text::Tone::none) text::append_codepoint(out, tone[static_cast<std::size_t>(v.tone)]);
    }
    return out;
}

std::string utf16le(std::string_view utf8) {
    std::string out = "\xFF\xFE";
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::next_codepoint(utf8, at);
        out += static_cast<char>(c & 0xFF);
        out += static_cast<char>(c >> 8);
    }
    return out;
}

void expect_same_head(const Document& got, const Document& want) {
    EXPECT_EQ(got.symbol, want.symbol);
    EXPECT_EQ(got.issuer, want.issuer);
    EXPECT_EQ(got.subject, want.subject);
    EXPECT_EQ(got.date, want.date);
    EXPECT_EQ(got.recipients, want.recipients);
    EXPECT_EQ(got.text, want.text);
}

TEST(Encodings, OneDocumentInManyDresses) {
    const Scratch scratch;
    for (const char* file : {"ke-hoach-tinh-uy.txt", "cong-van-ubnd-xa.txt", "nghi-quyet-hdnd-xa.txt"}) {
        const std::string plain = slurp(corpus(file));
        const auto want = read_file(corpus(file));
        ASSERT_TRUE(want);
        std::string crlf;
        for (const char c : plain) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
        for (const std::string& dress : {nfd_of(plain), "\xEF\xBB\xBF" + plain, utf16le(plain), crlf}) {
            const auto got = read_file(scratch.put("dress.txt", dress));
            ASSERT_TRUE(got) << file << got.error().code;
            expect_same_head(*got, *want);
        }
    }
}

TEST(Encodings, Tcvn3Bytes) {
    // "Số: 08/TB-UBND … THÔNG BÁO về lịch họp", typed in 1999.
    const Scratch scratch;
    const std::string bytes =
        "\xF1y ban nh\xA9n d\xA9n x\xB7 T\xA9n M\xC9u\nC\xE9ng ho\xB5 x\xB7 h\xE9i ch\xF1 ngh\xDC"
        "a Vi\xD6t Nam\nS\xE8: 08/TB-UBND\nT\xA9n M\xC9u, ng\xB5y 05 th\xB8ng 3 n\xA8m 2026\n"
        "TH\xA4NG B\xB8O\nV\xD2 l\xDE"
        "ch h\xE4p\nC\xA8n c\xF8 ch\xADng tr\xD7nh c\xABng t\xB8"
        "c n\xA8m.\n";
    const auto got = read_file(scratch.put("cu.txt", bytes));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->symbol, "08/TB-UBND");
    EXPECT_EQ(got->document_type, "thông báo");
    EXPECT_EQ(got->issuer, "Ủy ban nhân dân xã Tân Mẫu");
    EXPECT_EQ(got->place, "Tân Mẫu");
    EXPECT_EQ(got->date, "2026-03-05");
    EXPECT_EQ(got->subject, "về lịch họp");
    EXPECT_THAT(got->warnings.at(0), HasSubstr("tcvn3"));
    EXPECT_TRUE(got->capitals_lost) << "they were a matter of the font";
}

std::string utf16be(std::string_view utf8) {
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::next_codepoint(utf8, at);
        out += static_cast<char>(c >> 8);
        out += static_cast<char>(c & 0xFF);
    }
    return out;
}

// The word lies as these bytes in each of the old tables.
TEST(Encodings, OldBytesInTextAndPages) {
    const Scratch scratch;
    const struct {
        const char *name, *bytes;
    } kinds[] = {{"tcvn3",
                  "Nh\xA9n d\xA9n c\xB8"
                  "c x\xB7 th\xF9"
                  "c hi\xD6n c\xABng v\xA8n v\xD2 h\xE9i ngh\xDE tr\xF9"
                  "c tuy\xD5n, b\xB8o c\xB8o k\xD5t qu\xB6."},
                 {"vni",
                  "Nha\xE2n da\xE2n ca\xF9"
                  "c xa\xF5 th\xF6\xEF"
                  "c hie\xE4n co\xE2ng va\xEAn ve\xE0 ho\xE4i ngh\xF2 tr\xF6\xEF"
                  "c tuye\xE1n, ba\xF9o ca\xF9o ke\xE1t qua\xFB."},
                 {"windows-1258",
                  "Nh\xE2n d\xE2n c\xE1"
                  "c xa\xDE th\xFD\xF2"
                  "c hi\xEA\xF2n c\xF4ng v\xE3n v\xEA\xCC h\xF4\xF2i nghi\xF2 tr\xFD\xF2"
                  "c tuy\xEA\xECn, b\xE1o c\xE1o k\xEA\xECt qua\xD2."}};
    for (const auto& kind : kinds) {
        const auto got = read_file(scratch.put("cu.txt", kind.bytes));
        ASSERT_TRUE(got) << kind.name << got.error().code;
        EXPECT_THAT(got->warnings, ::testing::Contains(HasSubstr(kind.name)));
        const auto page =
            read_file(scratch.put("cu.html", "<html><body><p>" + std::string(kind.bytes) + "</p></body></html>"));
        ASSERT_TRUE(page) << kind.name << page.error().code;
        EXPECT_EQ(page->format, "html");
        EXPECT_EQ(got->text.substr(0, 20), page->text.substr(0, 20));
        EXPECT_THAT(got->text,
                    HasSubstr("Nhân dân các xã thực hiện công văn về hội nghị trực tuyến, báo cáo kết quả."));
    }
    const std::string plain = slurp(corpus("cong-van-ubnd-xa.txt"));
    const auto want = read_file(corpus("cong-van-ubnd-xa.txt"));
    for (const std::string& wide : {utf16be(plain), "\xFE\xFF" + utf16be(plain)}) {
        const auto got = read_file(scratch.put("rong.txt", wide));
        ASSERT_TRUE(got) << got.error().code;
        expect_same_head(*got, *want);
        EXPECT_THAT(got->warnings, ::testing::Contains(HasSubstr("utf-16be")));
    }
}

TEST(Encodings, DamagedUtf8IsReadAndSaid) {
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.txt", slurp(corpus("cong-van-ubnd-xa.txt")) + "\xED\xA0\x80 \xFF cuối"));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->symbol, "07/UBND-VP");
    EXPECT_TRUE(text::is_utf8(got->text));
    EXPECT_THAT(got->warnings.at(0), HasSubstr("hỏng mã"));
}

TEST(Files, EachBadOneHasItsAnswer) {
    const Scratch scratch;
    EXPECT_EQ(error_of(read_file(scratch.path() / "khong-co.txt")), "file.missing");
    EXPECT_EQ(error_of(read_file(scratch.path())), "file.is_folder");
    EXPECT_EQ(error_of(read_file(scratch.put("rong.txt", ""))), "read.empty");
    EXPECT_EQ(error_of(read_file(scratch.put("trang.txt", " \n\t \n"))), "read.empty");
    EXPECT_EQ(error_of(read_file("/dev/zero")), "file.not_regular");
    EXPECT_EQ(error_of(read_file(scratch.put("a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"))), "read.damaged");
    EXPECT_EQ(error_of(read_file(scratch.put("a.rtf", "{\\rtf1 }"))), "read.empty");
    EXPECT_EQ(error_of(read_file(scratch.put("a.txt", std::string_view("\x7F"
                                                                       "ELF\0\0\0\1\2\3\4\5\6",
                                                                       14)))),
              "text.binary");
    EXPECT_EQ(error_of(read_file(scratch.put("a.zip", zipped(scratch, {{"a.txt", "x"}})))), "read.unsupported");
    EXPECT_EQ(error_of(read_file(scratch.put(
                  "a.pptx", zipped(scratch, {{"[Content_Types].xml", "<a/>"}, {"ppt/presentation.xml", "<a/>"}})))),
              "read.unsupported");

    const auto big = scratch.put("lon.txt", "x");
    std::filesystem::resize_file(big, 200ULL << 20);  // sparse
    const auto got = read_file(big);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "file.too_large");
    EXPECT_EQ(got.error().kind, ErrorKind::too_large);
    EXPECT_THAT(got.error().message, HasSubstr("200 MB"));
    Limits small;
    small.text_bytes = 1000;
    EXPECT_EQ(error_of(read_file(scratch.put("dai.txt", std::string(2000, 'a')), small)), "read.too_large");
}

TEST(Files, FiveMegabytesInOneLineAndInMany) {
    const Scratch scratch;
    std::string line;
    while (line.size() < (5U << 20)) line += "Giao Sở Nội vụ số 12-KH/TU, ngày 1 của các cấp ủy ";
    const auto one = read_file(scratch.put("mot.txt", line));
    ASSERT_TRUE(one) << one.error().code;
    std::string many = "Số 05-TB/TU\nTHÔNG BÁO\nvề thử\n-----\n";
    for (int i = 1; many.size() < (5U << 20); ++i)
        many += std::to_string(i % 9 + 1) + ". Giao Sở Nội vụ báo cáo trước ngày 01/02/2026.\n- Như trên;\n";
    const auto got = read_file(scratch.put("nhieu.txt", many));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->symbol, "05-TB/TU");
    EXPECT_EQ(got->tasks.size(), 2000U);  // the cap
}

}  // namespace
}  // namespace sauro::docread
