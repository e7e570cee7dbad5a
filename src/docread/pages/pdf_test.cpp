// PDF with a text layer: reading order, paragraphs, what belongs to the paper, and what an enemy may send.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "docread/pages/page_fixture.hpp"
#include "docread/pages/page_text.hpp"
#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Scratch;
using testing::Sheet;

void letter_head(Sheet& s) {
    s.columns(
        "TỈNH ỦY MINH HỌA\nVĂN PHÒNG\n*\nSố: 128-CV/VPTU\nV/v chuẩn bị hội nghị tổng kết công tác quý I và triển "
        "khai nhiệm vụ quý II",
        "ĐẢNG CỘNG SẢN VIỆT NAM\n\nMinh Họa, ngày 14 tháng 3 năm 2026");
}
void letter_foot(Sheet& s) {
    s.columns("Nơi nhận:\n- Như trên,\n- Các đồng chí lãnh đạo Văn phòng và các phòng chuyên môn,\n- Lưu Văn phòng.",
              "CHÁNH VĂN PHÒNG\n\n\n\n\nTạ Văn Mẫu", 0.5, PANGO_ALIGN_LEFT);
}
std::string point(int i) {
    return std::to_string(i) +
           ". Các cơ quan, đơn vị rà soát số lượng cuộc họp trong tháng, giảm giấy tờ hành chính, "
           "sử dụng hồ sơ điện tử và gửi kết quả thực hiện về đầu mối tổng hợp đúng thời gian quy định.";
}
void letter(Sheet& s) {
    letter_head(s);
    s.title("Kính gửi: Các đảng ủy trực thuộc Tỉnh ủy");
    s.paragraph(
        "Thực hiện Chương trình công tác năm 2026, Văn phòng Tỉnh ủy chuẩn bị hội nghị theo hình thức trực tuyến "
        "đến các xã, phường trong toàn tỉnh, bảo đảm gọn nhẹ, tiết kiệm.");
    s.paragraph(
        "1. Giao Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Sở Nội vụ xây dựng báo cáo về công tác cán bộ, hoàn "
        "thành trước ngày 20/3/2026.");
    s.paragraph(point(2));
    letter_foot(s);
}

std::string code_of(const Result<Document>& got) { return got ? "(read)" : got.error().code; }

TEST(Pdf, TwoColumnsParagraphsAndFoot) {
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.pdf", testing::pdf_of({letter})));
    ASSERT_TRUE(got) << got.error().code << got.error().detail;
    EXPECT_EQ(got->format, "pdf");
    EXPECT_EQ(got->pages, 1);
    EXPECT_EQ(got->symbol, "128-CV/VPTU");
    EXPECT_EQ(got->issuer, "Văn phòng Tỉnh ủy Minh Họa");
    EXPECT_EQ(got->place, "Minh Họa");
    EXPECT_EQ(got->date, "2026-03-14");
    EXPECT_EQ(got->subject, "về việc chuẩn bị hội nghị tổng kết công tác quý I và triển khai nhiệm vụ quý II");
    EXPECT_EQ(got->addressees, (std::vector<std::string>{"Các đảng ủy trực thuộc Tỉnh ủy"}));
    EXPECT_EQ(got->recipients,
              (std::vector<std::string>{"Như trên", "Các đồng chí lãnh đạo Văn phòng và các phòng chuyên môn",
                                        "Lưu Văn phòng"}));
    ASSERT_TRUE(got->signer);
    EXPECT_EQ(got->signer->title, "CHÁNH VĂN PHÒNG");
    EXPECT_EQ(got->signer->name, "Tạ Văn Mẫu");
    ASSERT_FALSE(got->tasks.empty());
    EXPECT_EQ(got->tasks[0].due, "2026-03-20");
    // Wrapped lines are one paragraph again.
    EXPECT_THAT(got->text, HasSubstr("về công tác cán bộ, hoàn thành trước ngày 20/3/2026.\n2. Các cơ quan"));
    EXPECT_FALSE(got->ocr.used);
    EXPECT_TRUE(got->warnings.empty());
}

TEST(Pdf, RunningHeadsAndPageNumbersAreSetAside) {
    const Scratch scratch;
    std::vector<testing::Draw> pages;
    for (int page = 1; page <= 5; ++page) {
        pages.push_back([page](Sheet& s) {
            s.size = 10;
            s.put("Sổ tay nghiệp vụ Tỉnh ủy Minh Họa", Sheet::kLeft, 20, 400, PANGO_ALIGN_CENTER);
            s.put("Trang " + std::to_string(page) + "/5", Sheet::kLeft, 810, 400, PANGO_ALIGN_CENTER);
            s.size = 13;
            if (page == 1) letter_head(s);
            for (int i = 0; i < 12; ++i) s.paragraph(point(page * 12 + i));
            // A sentence that goes on over the page.
            s.paragraph("Đoạn cuối trang nói tiếp");
        });
    }
    const auto got = read_file(scratch.put("a.pdf", testing::pdf_of(pages)));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->pages, 5);
    EXPECT_EQ(got->symbol, "128-CV/VPTU");
    EXPECT_THAT(got->text, Not(HasSubstr("Sổ tay")));
    EXPECT_THAT(got->text, Not(HasSubstr("Trang ")));
    EXPECT_THAT(got->text, HasSubstr("12. Các cơ quan"));
    EXPECT_THAT(got->text, HasSubstr("71. Các cơ quan"));
}

TEST(Pdf, TablesKeepTheirRows) {
    const Scratch scratch;
    const auto got = read_file(scratch.put(
        "a.pdf", testing::pdf_of({[](Sheet& s) {
            letter_head(s);
            s.paragraph(point(1));
            const char* rows[][3] = {
                {"STT", "Nội dung", "Thời hạn"}, {"1", "Báo cáo cán bộ", "20/3"}, {"2", "Báo cáo tài chính", "21/3"}};
            for (const auto& row : rows) {
                for (int c = 0; c < 3; ++c) s.put(row[c], Sheet::kLeft + 20 + c * 150, s.y, 120, PANGO_ALIGN_LEFT);
                s.y += 20;
            }
            s.paragraph(point(2));
        }})));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_THAT(got->text, HasSubstr("STT\tNội dung\tThời hạn\n1\tBáo cáo cán bộ\t20/3\n2\tBáo cáo tài chính\t21/3\n"));
}

TEST(Pdf, ASecretMarkingIsRefused) {
    const Scratch scratch;
    const auto got = read_file(scratch.put("a.pdf", testing::pdf_of({[](Sheet& s) {
                                               letter_head(s);
                                               s.columns("TỐI MẬT", " ");
                                               s.paragraph(point(1));
                                           }})));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.secret");
    // In the running head only.
    std::vector<testing::Draw> pages;
    for (int page = 0; page < 4; ++page) {
        pages.push_back([page](Sheet& s) {
            s.put("MẬT", Sheet::kLeft, 20, 400, PANGO_ALIGN_LEFT);
            for (int i = 1; i < 5; ++i) s.paragraph(point(page * 4 + i));
        });
    }
    EXPECT_EQ(code_of(read_file(scratch.put("b.pdf", testing::pdf_of(pages)))), "read.secret");
    // A word inside a sentence marks nothing.
    EXPECT_EQ(
        code_of(read_file(scratch.put("c.pdf", testing::pdf_of({[](Sheet& s) {
                                          letter_head(s);
                                          s.paragraph("Công tác bảo vệ bí mật nhà nước, tài liệu mật được quản lý.");
                                      }})))),
        "(read)");
}

TEST(Pdf, WordsTypedForAnOldFont) {
    const Scratch scratch;
    const auto got =
        read_file(scratch.put("a.pdf", testing::pdf_of({[](Sheet& s) {
                                  for (int i = 0; i < 12; ++i)
                                      s.paragraph(
                                          "UBND, ñy ban nh©n d©n x· tæ chøc héi nghÞ trùc tuyÕn, b¸o c¸o kÕt qu¶ "
                                          "c«ng t¸c v¨n phßng quý I.");
                              }})));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_THAT(got->text, HasSubstr("tổ chức hội nghị trực tuyến, báo cáo kết quả công tác văn phòng"));
    EXPECT_THAT(got->warnings, ::testing::Contains(HasSubstr("phông chữ cũ")));
    EXPECT_FALSE(got->ocr.used);
}

TEST(Pdf, DamagedLockedTooLong) {
    const Scratch scratch;
    const std::string whole = testing::pdf_of({letter});
    EXPECT_EQ(code_of(read_file(scratch.put("head.pdf", "%PDF-1.7\n1 0 obj"))), "read.damaged");
    EXPECT_EQ(code_of(read_file(scratch.put("part.pdf", whole.substr(0, 400)))), "read.damaged");
    const auto locked = read_file(testing::corpus("mat-khau.pdf"));
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().code, "read.locked");
    EXPECT_THAT(locked.error().message, HasSubstr("mật khẩu"));

    std::string many = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 10000/Kids[";
    for (int i = 0; i < 10'000; ++i) many += std::to_string(i + 3) + " 0 R ";
    many += "]>>endobj\n";
    for (int i = 0; i < 10'000; ++i)
        many += std::to_string(i + 3) + " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n";
    many += "trailer<</Root 1 0 R/Size 10003>>\n%%EOF\n";
    const auto got = read_file(scratch.put("nhieu.pdf", many));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.too_many_pages");
    EXPECT_EQ(got.error().kind, ErrorKind::too_large);
    EXPECT_THAT(got.error().message, HasSubstr("10.000 trang"));
}

std::string deflated(std::size_t size, char fill) {
    std::string out;
    z_stream z{};
    EXPECT_EQ(deflateInit(&z, 9), Z_OK);
    std::string in(1 << 20, fill);
    std::string chunk(1 << 16, '\0');
    for (std::size_t done = 0; done < size;) {
        const std::size_t n = std::min(in.size(), size - done);
        done += n;
        z.next_in = reinterpret_cast<Bytef*>(in.data());
        z.avail_in = static_cast<uInt>(n);
        do {
            z.next_out = reinterpret_cast<Bytef*>(chunk.data());
            z.avail_out = static_cast<uInt>(chunk.size());
            deflate(&z, done == size ? Z_FINISH : Z_NO_FLUSH);
            out.append(chunk.data(), chunk.size() - z.avail_out);
        } while (z.avail_out == 0);
    }
    deflateEnd(&z);
    return out;
}

TEST(Pdf, ABombEndsTheWorkerOnly) {
    const Scratch scratch;
    // A map of signs that unpacks to 700 MB and is wanted whole.
    const std::string bomb = deflated(700ULL << 20, ' ');
    const std::string pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 30>>stream\nBT /F 12 Tf 9 9 Td (abc) Tj ET\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/ToUnicode 6 0 R>>endobj\n"
        "6 0 obj<</Filter/FlateDecode/Length " +
        std::to_string(bomb.size()) + ">>stream\n" + bomb +
        "\nendstream endobj\ntrailer<</Root 1 0 R/Size 7>>\n%%EOF\n";
    Limits limits;
    limits.memory_bytes = 256ULL << 20;
    limits.seconds = limits.page_seconds = 5;
    const auto got = read_file(scratch.put("bom.pdf", pdf), limits);
    ASSERT_FALSE(got);
    EXPECT_THAT(got.error().code, "read.bomb");
    EXPECT_EQ(code_of(read_file(scratch.put("a.pdf", testing::pdf_of({letter})))), "(read)");
}

// A picture of a hundred thousand by a hundred thousand points in 1.2 MB; poppler unpacks it row by row.
TEST(Pdf, APictureBombHasAnAnswer) {
    const Scratch scratch;
    const std::string bomb = deflated(1250ULL << 20, '\0');
    const std::string pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 "
        "R>>>>>>endobj\n"
        "4 0 obj<</Length 28>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream endobj\n"
        "5 0 obj<</Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 1"
        "/Filter/FlateDecode/Length " +
        std::to_string(bomb.size()) + ">>stream\n" + bomb +
        "\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n";
    Limits limits;
    limits.memory_bytes = 256ULL << 20;
    limits.seconds = limits.page_seconds = 1;
    const auto got = read_file(scratch.put("anh.pdf", pdf), limits);
    ASSERT_FALSE(got);
    EXPECT_THAT(got.error().code, ::testing::AnyOf("read.timeout", "read.bomb", "read.empty"));
}

}  // namespace
}  // namespace sauro::docread
