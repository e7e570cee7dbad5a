// Pages as pictures: what is drawn, how large, which way up, and what an enemy may send.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <leptonica/allheaders.h>

#include "docread/pages/page_fixture.hpp"
#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

using testing::Scratch;
using testing::Sheet;

struct DestroyPix {
    void operator()(PIX* p) const { pixDestroy(&p); }
};
using Pix = std::unique_ptr<PIX, DestroyPix>;

Pix decoded(const PagePicture& picture) {
    return Pix(pixReadMem(reinterpret_cast<const l_uint8*>(picture.png.data()), picture.png.size()));
}
// Share of dark pixels in a part of the picture; all in shares of its sides.
double ink(const PagePicture& picture, double left, double top, double right, double bottom) {
    const Pix pix = decoded(picture);
    const Pix gray(pix ? pixConvertTo8(pix.get(), 0) : nullptr);
    if (!gray) return -1;
    const int w = pixGetWidth(gray.get()), h = pixGetHeight(gray.get());
    int dark = 0, all = 0;
    for (int y = static_cast<int>(top * h); y < static_cast<int>(bottom * h); ++y) {
        for (int x = static_cast<int>(left * w); x < static_cast<int>(right * w); ++x, ++all) {
            l_uint32 value = 0;
            pixGetPixel(gray.get(), x, y, &value);
            dark += value < 128 ? 1 : 0;
        }
    }
    return static_cast<double>(dark) / std::max(1, all);
}

void top_only(Sheet& s) {
    for (const char* line :
         {"Giao Văn phòng chủ trì, phối hợp với các cơ quan gửi báo cáo trước ngày 25/02/2026 theo quy định.",
          "Các đơn vị rà soát số lượng cuộc họp trong tháng, giảm giấy tờ hành chính và sử dụng hồ sơ điện tử.",
          "Tổ công tác tổng hợp khó khăn, vướng mắc ở cơ sở; đề xuất cách tháo gỡ với từng nhóm việc cụ thể.",
          "Trong quá trình thực hiện, nếu có vấn đề phát sinh thì phản ánh kịp thời để được hướng dẫn thêm."})
        s.paragraph(line);
}
void blank(Sheet&) {}

std::string code_of(const Result<PagePicture>& got) { return got ? "(drawn)" : got.error().code; }

TEST(Render, APageOfAPdf) {
    const Scratch scratch;
    const auto file = scratch.put("a.pdf", testing::pdf_of({blank, top_only, blank}));
    const auto got = render_page(file, 2, {.dpi = 72});
    ASSERT_TRUE(got) << got.error().code << got.error().detail;
    EXPECT_EQ(got->page, 2);
    EXPECT_EQ(got->pages, 3);
    EXPECT_NEAR(got->width_pt, Sheet::kWidth, 1);
    EXPECT_NEAR(got->height_pt, Sheet::kHeight, 1);
    EXPECT_NEAR(got->width, 595, 2);
    EXPECT_NEAR(got->height, 842, 2);
    EXPECT_GT(ink(*got, 0.1, 0.05, 0.9, 0.3), 0.02);
    EXPECT_EQ(ink(*got, 0, 0.7, 1, 1), 0);
    const auto empty = render_page(file, 1, {.dpi = 72});
    ASSERT_TRUE(empty);
    EXPECT_EQ(ink(*empty, 0, 0, 1, 1), 0);
    EXPECT_LT(empty->png.size(), 5000U);
}

TEST(Render, SizeIsBoundedWhateverIsAsked) {
    const Scratch scratch;
    const auto file = scratch.put("a.pdf", testing::pdf_of({top_only}));
    const auto large = render_page(file, 1, {.dpi = 100'000});
    ASSERT_TRUE(large);
    EXPECT_NEAR(large->width, large->width_pt * large->height / large->height_pt, 2) << "shape kept";
    EXPECT_LE(static_cast<std::int64_t>(large->width) * large->height, 4'010'000);
    const auto small = render_page(file, 1, {.dpi = 100, .most_pixels = 100'000});
    ASSERT_TRUE(small);
    EXPECT_LE(static_cast<std::int64_t>(small->width) * small->height, 101'000);
    EXPECT_NEAR(small->width_pt, Sheet::kWidth, 1);
    // A sheet that says it is as wide as a town.
    const std::string wide =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9000000 9000000]>>endobj\n"
        "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
    const auto town = render_page(scratch.put("w.pdf", wide), 1);
    ASSERT_TRUE(town) << town.error().code;
    EXPECT_LE(static_cast<std::int64_t>(town->width) * town->height, 4'010'000);
}

TEST(Render, ColourIsKeptAndGreyStaysSmall) {
    const Scratch scratch;
    const auto noisy = testing::scan_of(top_only, {.noise = 5, .paper = 240});
    const auto gray = render_page(scratch.put("g.png", testing::png_of(noisy)), 1);
    ASSERT_TRUE(gray) << gray.error().code << gray.error().detail;
    EXPECT_EQ(pixGetDepth(decoded(*gray).get()), 4);
    EXPECT_LT(gray->png.size(), 400'000U);
    std::string stamped;
    cairo_surface_t* const surface = testing::surface_of(noisy);
    cairo_t* const cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 0.8, 0.1, 0.1);
    cairo_arc(cairo, 900, 1500, 150, 0, 6.28);
    cairo_set_line_width(cairo, 12);
    cairo_stroke(cairo);
    cairo_surface_write_to_png_stream(surface, testing::append_bytes, &stamped);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    const auto red = render_page(scratch.put("r.png", stamped), 1);
    ASSERT_TRUE(red);
    const Pix pix = decoded(*red);
    l_int32 coloured = 0;
    ASSERT_EQ(pixCountRGBColors(pix.get(), 1, &coloured), 0) << "red, green and blue";
    EXPECT_LT(red->png.size(), 900'000U);
}

TEST(Render, UprightAsItWasRead) {
    const Scratch scratch;
    for (int turns = 0; turns < 4; ++turns) {
        const auto scan = testing::scan_of(top_only, {.dpi = 200, .turned = turns});
        const auto file = scratch.put(std::to_string(turns) + ".png", testing::png_of(scan));
        const auto read = read_file(file);
        ASSERT_TRUE(read) << read.error().code;
        const int wanted = (4 - turns) % 4;
        const int told = read->turned.empty() ? 0 : read->turned.at(0);
        EXPECT_EQ(told, wanted);
        const auto shown = render_page(file, 1, {.dpi = 60, .turned = told});
        ASSERT_TRUE(shown);
        EXPECT_LT(shown->width, shown->height);
        EXPECT_LT(shown->width_pt, shown->height_pt);
        EXPECT_GT(ink(*shown, 0.1, 0.05, 0.9, 0.3), 0.01) << turns;
        EXPECT_LT(ink(*shown, 0, 0.7, 1, 1), 0.001) << turns;
    }
}

std::string with(std::string text, std::string_view before, const std::string& after) {
    const auto at = text.find(before);
    if (at == std::string::npos) return {};
    return text.replace(at, before.size(), after);
}

// Where a paragraph is said to stand there is its ink, and nowhere else: however the page is turned, wherever its sheet
// begins, whatever part of it is shown.
TEST(Render, ParagraphsStandWhereThePictureShowsThem) {
    const Scratch scratch;
    const std::string plain = testing::pdf_of({top_only});
    constexpr std::string_view sheet = "/MediaBox [ 0 0 595 842 ]";
    ASSERT_NE(plain.find(sheet), std::string::npos);
    for (const int rotate : {0, 90, 180, 270}) {
        for (const char* boxes : {"/MediaBox [ 0 0 595 842 ]", "/MediaBox [ -50 -80 545 842 ]",
                                  "/MediaBox [ -100 -100 700 900 ] /CropBox [ 20 40 590 830 ]"}) {
            const auto what = std::string(boxes) + " /Rotate " + std::to_string(rotate);
            const auto file = scratch.put("a.pdf", with(plain, sheet, what));
            const auto read = read_file(file);
            ASSERT_TRUE(read) << what << read.error().code;
            ASSERT_TRUE(read->presentation) << what;
            const auto& looks = read->presentation->paragraphs;
            ASSERT_EQ(looks.size(), 4U) << what;
            const int turned = read->turned.empty() ? 0 : read->turned[0];
            EXPECT_EQ(turned, (360 - rotate) / 90 % 4) << what;
            const auto drawn = render_page(file, 1, {.dpi = 72, .turned = turned});
            ASSERT_TRUE(drawn) << what << drawn.error().code;
            double top = 1, bottom = 0;
            for (const auto& look : looks) {
                ASSERT_TRUE(look.place) << what;
                const double wide = drawn->width_pt * 20, high = drawn->height_pt * 20;
                EXPECT_GT(ink(*drawn, look.place->left / wide, look.place->top / high, look.place->right / wide,
                              look.place->bottom / high),
                          0.05)
                    << what;
                EXPECT_EQ(
                    ink(*drawn, 0, look.place->top / high, look.place->left / wide - 0.01, look.place->bottom / high),
                    0)
                    << what;
                top = std::min(top, look.place->top / high);
                bottom = std::max(bottom, look.place->bottom / high);
            }
            EXPECT_EQ(ink(*drawn, 0, 0, 1, top - 0.005), 0) << what;
            EXPECT_EQ(ink(*drawn, 0, bottom + 0.005, 1, 1), 0) << what;
        }
    }
}

TEST(Render, EveryPageOfATiff) {
    const Scratch scratch;
    const std::string path = (scratch.path() / "a.tif").string();
    const auto page = [](const testing::Draw& draw) {
        const std::string png = testing::png_of(testing::scan_of(draw, {.dpi = 100}));
        const Pix pix(pixReadMem(reinterpret_cast<const l_uint8*>(png.data()), png.size()));
        Pix gray(pixConvertTo8(pix.get(), 0));
        pixSetResolution(gray.get(), 100, 100);
        return gray;
    };
    ASSERT_EQ(pixWriteTiff(path.c_str(), page(blank).get(), IFF_TIFF_LZW, "w"), 0);
    ASSERT_EQ(pixWriteTiff(path.c_str(), page(top_only).get(), IFF_TIFF_LZW, "a"), 0);
    const auto second = render_page(path, 2);
    ASSERT_TRUE(second) << second.error().code;
    EXPECT_EQ(second->pages, 2);
    EXPECT_GT(ink(*second, 0.1, 0.05, 0.9, 0.3), 0.01);
    EXPECT_EQ(code_of(render_page(path, 3)), "read.no_page");
}

TEST(Render, WhatHasNoPagesSaysSo) {
    const Scratch scratch;
    const auto file = scratch.put("a.pdf", testing::pdf_of({top_only}));
    for (const int page : {-1, 0, 2, 2'000'000'000}) {
        const auto got = render_page(file, page);
        ASSERT_FALSE(got) << page;
        EXPECT_EQ(got.error().code, "read.no_page");
        EXPECT_EQ(got.error().kind, ErrorKind::not_found);
    }
    EXPECT_EQ(code_of(render_page(testing::corpus("mat-khau.pdf"), 1)), "read.locked");
    EXPECT_EQ(code_of(render_page(testing::corpus("ghi-chu.txt"), 1)), "read.no_picture");
    EXPECT_EQ(code_of(render_page(scratch.path() / "none.pdf", 1)), "file.missing");
    EXPECT_EQ(code_of(render_page(scratch.put("b.pdf", "%PDF-1.7\n1 0 obj"), 1)), "read.damaged");
    EXPECT_EQ(code_of(render_page(scratch.put("c.png", "\x89PNG\r\n\x1A\n...."), 1)), "read.damaged");
}

TEST(Render, TheLastOfTenThousandPages) {
    const Scratch scratch;
    std::string many = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 10000/Kids[";
    for (int i = 0; i < 10'000; ++i) many += std::to_string(i + 3) + " 0 R ";
    many += "]>>endobj\n";
    for (int i = 0; i < 10'000; ++i)
        many += std::to_string(i + 3) + " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n";
    many += "trailer<</Root 1 0 R/Size 10003>>\n%%EOF\n";
    const auto got = render_page(scratch.put("a.pdf", many), 10'000, {.dpi = 30});
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->pages, 10'000);
}

TEST(Render, HugePicturesAreRefusedByTheirHead) {
    const Scratch scratch;
    const Pix wide(pixCreate(30'000, 30'000, 1));
    ASSERT_TRUE(wide);
    l_uint8* data = nullptr;
    std::size_t size = 0;
    ASSERT_EQ(pixWriteMemPng(&data, &size, wide.get(), 0), 0);
    const auto got = render_page(scratch.put("a.png", std::string_view(reinterpret_cast<const char*>(data), size)), 1);
    free(data);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.image_too_large");
    EXPECT_EQ(got.error().kind, ErrorKind::unsafe);
}

TEST(Render, AHostilePageEndsItsWorkerOnly) {
    const Scratch scratch;
    // A form that draws itself twice, forty deep; a pattern of a billion lines.
    std::string forms;
    for (int i = 5; i < 45; ++i) {
        const std::string draw = "/F Do /F Do";
        forms += std::to_string(i) + " 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F " +
                 std::to_string(i + 1) + " 0 R>>>>/Length " + std::to_string(draw.size()) + ">>stream\n" + draw +
                 "\nendstream endobj\n";
    }
    const std::string pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 "
        "R>>>>>>endobj\n4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\n" +
        forms +
        "45 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length 22>>stream\n0 0 595 842 re f 0 0 m\nendstream "
        "endobj\ntrailer<</Root 1 0 R/Size 46>>\n%%EOF\n";
    Limits limits;
    limits.seconds = 1;
    const auto got = render_page(scratch.put("a.pdf", pdf), 1, {}, limits);
    EXPECT_THAT(code_of(got), ::testing::AnyOf("read.timeout", "read.bomb", "(drawn)"));
    EXPECT_EQ(code_of(render_page(scratch.put("b.pdf", testing::pdf_of({top_only})), 1)), "(drawn)");
}

}  // namespace
}  // namespace sauro::docread
