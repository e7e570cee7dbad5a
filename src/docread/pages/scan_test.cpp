// Pictures of pages: read right, straight or not; limits; text layers that cannot be trusted.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <unistd.h>

#include "docread/formats/extract.hpp"
#include "docread/jail/jail.hpp"
#include "docread/jail/reader.hpp"
#include "docread/jail/wire.hpp"
#include "docread/pages/error_rate.hpp"
#include "docread/pages/ocr_repair.hpp"
#include "docread/pages/page_fixture.hpp"
#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Scan;
using testing::Scratch;
using testing::Sheet;

const std::vector<std::string> kParagraphs = {
    "Thực hiện Chương trình công tác năm 2026 của Ban Thường vụ, Văn phòng chuẩn bị hội nghị theo hình thức trực tuyến "
    "đến "
    "các xã, phường trong toàn tỉnh, bảo đảm gọn nhẹ, tiết kiệm, thiết thực.",
    "1. Giao Ban Tổ chức chủ trì, phối hợp với Sở Nội vụ xây dựng báo cáo về công tác cán bộ, hoàn thành trước ngày "
    "20/3/2026.",
    "2. Đề nghị các cơ quan gửi báo cáo bằng văn bản, trong đó nêu rõ số liệu, kết quả, hạn chế, nguyên nhân, trách "
    "nhiệm "
    "của từng tập thể, cá nhân có liên quan theo quy chế làm việc đã ban hành.",
    "3. Giảm giấy tờ hành chính, sử dụng hồ sơ điện tử, chữ ký số; mỗi cuộc họp nêu rõ mục đích, thành phần, thời "
    "gian, "
    "kết luận và người chịu trách nhiệm thực hiện kết luận đó.",
    "4. Đồng chí phụ trách công nghệ kiểm tra đường truyền, bố trí người trực kỹ thuật trong suốt thời gian họp, kịp "
    "thời "
    "xử lý sự cố, bảo mật thông tin, lưu trữ tài liệu đúng quy định."};

void body(Sheet& s) {
    for (const std::string& p : kParagraphs) s.paragraph(p);
}
std::string body_text() {
    std::string out;
    for (const std::string& p : kParagraphs) out += p + '\n';
    return out;
}
void letter(Sheet& s) {
    s.columns("ỦY BAN NHÂN DÂN\nXÃ TÂN MẪU\nSố: 31/UBND-VP\nV/v chuẩn bị hội nghị trực tuyến quý I",
              "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTân Mẫu, ngày 14 tháng 3 năm 2026",
              0.4);
    s.title("Kính gửi: Các trường học trên địa bàn xã");
    body(s);
    s.columns("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "CHỦ TỊCH\n\n\n\n\nTạ Văn Mẫu", 0.5, PANGO_ALIGN_LEFT);
}

std::string code_of(const Result<Document>& got) { return got ? "(read)" : got.error().code; }

struct FreePix {
    void operator()(PIX* p) const { pixDestroy(&p); }
};
using Pix = std::unique_ptr<PIX, FreePix>;

Pix pix_of(const testing::Scanned& scan) {
    Pix out(pixCreate(scan.width, scan.height, 8));
    for (int y = 0; y < scan.height; ++y) {
        for (int x = 0; x < scan.width; ++x)
            pixSetPixel(out.get(), x, y, scan.gray[static_cast<std::size_t>(y * scan.width + x)]);
    }
    return out;
}
std::string encoded(const Pix& pix, int format) {
    l_uint8* data = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(pixWriteMem(&data, &size, pix.get(), format), 0);
    std::string out(reinterpret_cast<char*>(data), size);
    lept_free(data);
    return out;
}

// PDF whose pages are pictures; `under` is drawn first and hidden by the picture, as an old text layer is.
std::string scanned_pdf(const std::vector<testing::Scanned>& scans, const testing::Draw& under = {}) {
    std::string out;
    cairo_surface_t* const surface =
        cairo_pdf_surface_create_for_stream(testing::append_bytes, &out, Sheet::kWidth, Sheet::kHeight);
    cairo_t* const cairo = cairo_create(surface);
    for (const testing::Scanned& scan : scans) {
        if (under) {
            Sheet sheet(cairo);
            under(sheet);
        }
        testing::draw_scan(cairo, scan);
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return out;
}

TEST(Scans, ErrorsStayBelowTwoInAHundred) {
    const Scratch scratch;
    const struct {
        const char* name;
        Scan scan;
    } kinds[] = {{"clean", {}},
                 {"skewed left", {.skew = -2}},
                 {"skewed and noisy", {.skew = 2, .noise = 20, .specks = 0.002, .paper = 235}},
                 {"upside down", {.turned = 2}},
                 {"sideways", {.skew = 0.7, .turned = 1}},
                 {"sideways the other way", {.turned = 3}}};
    for (const auto& kind : kinds) {
        const auto got = read_file(scratch.put("p.png", testing::png_of(testing::scan_of(body, kind.scan))));
        ASSERT_TRUE(got) << kind.name << got.error().code << got.error().detail;
        EXPECT_EQ(got->format, "scan");
        EXPECT_TRUE(got->ocr.used);
        EXPECT_FALSE(got->ocr.suspect) << kind.name;
        EXPECT_GT(got->ocr.mean_confidence.value_or(0), 0.8) << kind.name;
        EXPECT_LE(testing::character_error(body_text(), got->text), 0.02) << kind.name << "\n" << got->text;
    }
}

TEST(Scans, HeadInTwoColumnsAndFoot) {
    const Scratch scratch;
    const auto scan = testing::scan_of(letter, {.skew = 0.8});
    for (const std::string& bytes : {testing::png_of(scan), encoded(pix_of(scan), IFF_JFIF_JPEG),
                                     encoded(pix_of(scan), IFF_TIFF_LZW), scanned_pdf({scan})}) {
        const auto got = read_file(scratch.put("a.bin", bytes));
        ASSERT_TRUE(got) << got.error().code << got.error().detail;
        EXPECT_EQ(got->format, "scan");
        EXPECT_EQ(got->pages, 1);
        EXPECT_EQ(got->symbol, "31/UBND-VP");
        EXPECT_EQ(got->issuer, "Ủy ban nhân dân xã Tân Mẫu");
        EXPECT_EQ(got->date, "2026-03-14");
        EXPECT_EQ(got->place, "Tân Mẫu");
        EXPECT_EQ(got->subject, "về việc chuẩn bị hội nghị trực tuyến quý I");
        ASSERT_TRUE(got->signer);
        EXPECT_EQ(got->signer->name, "Tạ Văn Mẫu");
        EXPECT_FALSE(got->recipients.empty());
        ASSERT_GE(got->tasks.size(), 1U);
        EXPECT_EQ(got->tasks[0].due, "2026-03-20");
    }
}

TEST(Scans, PagesOfATiffWithProgressAndABlankOne) {
    const Scratch scratch;
    const Pix one = pix_of(testing::scan_of(letter, {})), blank = pix_of(testing::scan_of([](Sheet&) {}, {.noise = 3}));
    const Pix other = pix_of(testing::scan_of(body, {.turned = 2}));
    const std::string path = (scratch.path() / "a.tif").string();
    ASSERT_EQ(pixWriteTiff(path.c_str(), Pix(pixThresholdToBinary(one.get(), 128)).get(), IFF_TIFF_G4, "w"), 0);
    ASSERT_EQ(pixWriteTiff(path.c_str(), blank.get(), IFF_TIFF_ZIP, "a"), 0);
    ASSERT_EQ(pixWriteTiff(path.c_str(), other.get(), IFF_TIFF_ZIP, "a"), 0);
    std::vector<int> pages;
    ReadOptions options;
    options.progress = [&](Progress p) {
        pages.push_back(p.page);
        EXPECT_EQ(p.pages, 3);
    };
    const auto got = read_file(path, {}, {}, options);
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->pages, 3);
    EXPECT_EQ(pages.back(), 3);
    EXPECT_EQ(got->symbol, "31/UBND-VP");
    EXPECT_THAT(got->text, HasSubstr("Thực hiện Chương trình công tác năm 2026 của Ban Thường vụ"));
    EXPECT_EQ(
        code_of(read_file(scratch.put("trang.png", testing::png_of(testing::scan_of([](Sheet&) {}, {.noise = 3}))))),
        "read.empty");
}

TEST(Scans, MixedPagesEachTheirOwnWay) {
    const Scratch scratch;
    std::string out;
    cairo_surface_t* const surface =
        cairo_pdf_surface_create_for_stream(testing::append_bytes, &out, Sheet::kWidth, Sheet::kHeight);
    cairo_t* const cairo = cairo_create(surface);
    Sheet first(cairo);
    letter(first);
    cairo_show_page(cairo);
    testing::draw_scan(
        cairo,
        testing::scan_of(
            [](Sheet& s) { s.paragraph("Phụ lục quét kèm theo công văn, danh sách đại biểu dự họp và chỗ ngồi."); },
            {.skew = 1}));
    cairo_show_page(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    const auto got = read_file(scratch.put("a.pdf", out));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->format, "scan");
    EXPECT_EQ(got->symbol, "31/UBND-VP");
    EXPECT_THAT(got->text, HasSubstr(kParagraphs[2]));  // from the text layer, without a wrong sign
    EXPECT_THAT(got->text, HasSubstr("danh sách đại biểu dự họp"));
    EXPECT_THAT(got->warnings, ::testing::Contains(HasSubstr("1/2 trang là ảnh quét")));
}

TEST(Scans, ATextLayerWithoutMarksIsReadAgain) {
    const Scratch scratch;
    const auto old_layer = [](Sheet& s) {
        for (const std::string& p : kParagraphs) s.paragraph(text::fold(p));
    };
    const auto got = read_file(scratch.put("a.pdf", scanned_pdf({testing::scan_of(body, {})}, old_layer)));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_TRUE(got->ocr.used);
    EXPECT_FALSE(got->ocr.suspect);
    EXPECT_LE(testing::character_error(body_text(), got->text), 0.02) << got->text;
    // A good one is believed, picture or not.
    const auto good = read_file(scratch.put("b.pdf", scanned_pdf({testing::scan_of(body, {})}, body)));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->format, "pdf");
    EXPECT_FALSE(good->ocr.used);
}

TEST(Scans, ASealAsTextLayerDoesNotHideThePage) {
    const Scratch scratch;
    const auto seal = [](Sheet& s) {
        s.paragraph("Người ký: Ủy ban nhân dân xã Tân Mẫu. Thời gian ký: 14/03/2026 08:00");
    };
    const auto got = read_file(scratch.put("a.pdf", scanned_pdf({testing::scan_of(letter, {})}, seal)));
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->symbol, "31/UBND-VP");
}

TEST(Scans, ASecretMarkingIsRefused) {
    const Scratch scratch;
    const auto got = read_file(
        scratch.put("a.png", testing::png_of(testing::scan_of(
                                 [](Sheet& s) {
                                     s.columns("TỈNH ỦY MINH HỌA\n*\nSố 12-BC/TU\nTUYỆT MẬT",
                                               "ĐẢNG CỘNG SẢN VIỆT NAM\n\nMinh Họa, ngày 02 tháng 3 năm 2026");
                                     s.title("BÁO CÁO");
                                     body(s);
                                 },
                                 {}))));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.secret");
    EXPECT_THAT(got.error().message, HasSubstr("Tuyệt mật"));
}

std::string big_endian(std::uint32_t n) {
    return {static_cast<char>(n >> 24U), static_cast<char>(n >> 16U), static_cast<char>(n >> 8U), static_cast<char>(n)};
}
std::string chunk(std::string_view kind, const std::string& data) {
    const std::string checked = std::string(kind) + data;
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : checked) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return big_endian(static_cast<std::uint32_t>(data.size())) + checked + big_endian(~crc);
}
std::string png_head(std::uint32_t side) {
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", big_endian(side) + big_endian(side) + std::string("\x08\0\0\0\0", 5));
}

TEST(Scans, HugeAndBrokenPictures) {
    const Scratch scratch;
    const auto huge = read_file(scratch.put("a.png", png_head(30'000) + chunk("IDAT", "x") + chunk("IEND", "")));
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().code, "read.image_too_large");
    EXPECT_EQ(huge.error().kind, ErrorKind::unsafe);
    EXPECT_EQ(code_of(read_file(scratch.put("b.png", png_head(1000) + chunk("IDAT", "x") + chunk("IEND", "")))),
              "read.damaged");
    EXPECT_EQ(code_of(read_file(scratch.put("c.png", "\x89PNG\r\n\x1A\n...."))), "read.damaged");
    EXPECT_EQ(code_of(read_file(scratch.put("d.gif", "GIF89a" + std::string(100, 'x')))), "read.unsupported");
    const std::string whole = testing::png_of(testing::scan_of(body, {.dpi = 100}));
    EXPECT_EQ(code_of(read_file(scratch.put("half.png", whole.substr(0, whole.size() / 2)))), "read.damaged");
    // Six thousand points square and nothing on them: a few kB that unpack to 36 MB.
    const Pix white(pixCreate(6000, 6000, 8));
    pixSetAll(white.get());
    EXPECT_EQ(code_of(read_file(scratch.put("white.png", encoded(white, IFF_PNG)))), "read.empty");
    // A directory of a TIFF that leads back to itself.
    EXPECT_EQ(code_of(read_file(scratch.put("e.tif", std::string("II*\0\x08\0\0\0\x00\x00\x08\0\0\0", 14)))),
              "read.damaged");
    Limits few;
    few.pages = 1;
    const std::string path = (scratch.path() / "f.tif").string();
    const Pix page = pix_of(testing::scan_of(body, {.dpi = 50}));
    ASSERT_EQ(pixWriteTiff(path.c_str(), page.get(), IFF_TIFF_LZW, "w"), 0);
    ASSERT_EQ(pixWriteTiff(path.c_str(), page.get(), IFF_TIFF_LZW, "a"), 0);
    EXPECT_EQ(code_of(read_file(path, few)), "read.too_many_pages");
}

TEST(Scans, TimeIsCountedByThePageAndReadingCanBeStopped) {
    const Scratch scratch;
    const auto file = scratch.put("a.png", testing::png_of(testing::scan_of(body, {})));
    Limits none;
    none.page_seconds = 0;
    EXPECT_EQ(code_of(read_file(file, none)), "read.timeout");
    std::stop_source stop;
    stop.request_stop();
    ReadOptions options;
    options.cancel = stop.get_token();
    EXPECT_EQ(code_of(read_file(file, {}, {}, options)), "read.cancelled");
}

#if !SAURO_SANITIZED
TEST(Scans, MemoryDoesNotGrowWithThePages) {
    const Scratch scratch;
    const auto peak_of = [&](int pages) {
        std::vector<testing::Scanned> scans(static_cast<std::size_t>(pages), testing::scan_of(letter, {.skew = 0.5}));
        const auto file = scratch.put("a.pdf", scanned_pdf(scans));
        const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        long peak = 0;
        const auto got = run_worker(fd, "a.pdf", {}, "", {}, &peak);
        ::close(fd);
        EXPECT_TRUE(got && unpack(*got));
        return peak;
    };
    const long few = peak_of(3), many = peak_of(9);
    EXPECT_GT(few, 20 * 1024) << "measured at all";
    EXPECT_LT(few, 120 * 1024);
    EXPECT_LT(many, few + 16 * 1024);
}
#endif

TEST(Scans, WithoutEnginesTheAnswerNamesThePackage) {
    const auto picture = extract(png_head(100), {});
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().code, "read.no_ocr");
    EXPECT_THAT(picture.error().message, HasSubstr("tesseract-ocr-vie"));
    const auto pdf = extract("%PDF-1.4\n", {});
    ASSERT_FALSE(pdf);
    EXPECT_EQ(pdf.error().code, "read.no_engine");
    EXPECT_THAT(pdf.error().message, HasSubstr("libpoppler-cpp0v5"));
    const ReaderTools tools = reader_tools();
    EXPECT_TRUE(tools.pdf) << tools.pdf_why;
    EXPECT_TRUE(tools.ocr) << tools.ocr_why;
    EXPECT_THAT(tools.model, HasSubstr("vie.traineddata"));
}

TEST(OcrRepair, SlipsOfTheModel) {
    const auto repaired = [](std::initializer_list<const char*> words) {
        PageWords page;
        for (const char* w : words)
            page.words.push_back({.right = 1, .bottom = 1, .text = w, .confidence = 90, .font = {}});
        repair_reading(page);
        std::string out;
        for (const PageWord& w : page.words) out += (out.empty() ? "" : " ") + w.text;
        return out;
    };
    EXPECT_EQ(repaired({"ThƯờng", "trực", "TỈnh"}), "Thường trực Tỉnh");
    EXPECT_EQ(repaired({"TTr", "HĐND", "QĐ-UBND", "GDĐT", "ThS", "TỔ"}), "TTr HĐND QĐ-UBND GDĐT ThS TỔ");
    EXPECT_EQ(repaired({"ĐẢẲNG", "CỘNG", "SẲN"}), "ĐẢNG CỘNG SẢN");
    EXPECT_EQ(repaired({"Đẳng", "ủy,", "bình", "đẳng", "cấp"}), "Đảng ủy, bình đẳng cấp");
    EXPECT_EQ(repaired({"PHÓ", "BÍTHƯ", "TỔCHỨC"}), "PHÓ BÍ THƯ TỔ CHỨC");
    EXPECT_EQ(repaired({"V⁄", "ÐU", "quý", "l1.", "11", "quý", "Ï/2026", "quý", "Ï.", "Internet"}),
              "V/v ĐU quý II. 11 quý Ï/2026 quý I. Internet");
    EXPECT_EQ(repaired({"Số:", "31UBND-VP", "số", "12", "31UBND"}), "Số: 31/UBND-VP số 12 31UBND");
    EXPECT_EQ(repaired({""}), "");
}

}  // namespace
}  // namespace sauro::docread
