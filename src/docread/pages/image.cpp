// Files of pixels: each page is a picture, read like a scan.
#include <fmt/format.h>

#include "docread/formats/extract.hpp"
#include "docread/pages/page_reading.hpp"

namespace sauro::docread {

std::unexpected<Error> picture_error(Picture what, const Limits& limits) {
    if (what == Picture::too_large) {
        return fail(ErrorKind::unsafe, "read.image_too_large",
                    fmt::format("Ảnh quá lớn (quá {} triệu điểm ảnh) nên không được mở. Quét lại ở 300 dpi, hoặc thu "
                                "nhỏ ảnh rồi thử lại.",
                                limits.page_pixels / 1'000'000),
                    fmt::format("The picture has more than {} million pixels; scan it again at 300 dpi.",
                                limits.page_pixels / 1'000'000));
    }
    if (what == Picture::unsupported) {
        return fail(ErrorKind::unreadable, "read.unsupported",
                    "Chưa đọc được kiểu ảnh này. Lưu lại thành PNG, JPEG, TIFF hoặc PDF rồi chọn tệp đó.",
                    "Cannot read this kind of picture. Save it as PNG, JPEG, TIFF or PDF.");
    }
    return fail(ErrorKind::unreadable, "read.damaged",
                "Tệp ảnh bị hỏng hoặc thiếu phần (có thể tải về chưa xong). Tải lại, hoặc quét lại.",
                "The picture is damaged or incomplete.");
}

Result<Extracted> extract_image(std::string_view bytes, const Limits& limits, const Engines& engines) {
    if (engines.picture == nullptr || engines.ocr == nullptr || !engines.ocr->ready()) return no_ocr(engines.missing);
    int pages = 0;
    if (const Picture seen = engines.picture->count(bytes, limits.page_pixels, pages); seen != Picture::good)
        return picture_error(seen, limits);
    if (pages > limits.pages) return too_many_pages(pages, limits);
    PageReading reading(limits, engines);
    for (int page = 0; page < pages; ++page) {
        Picture seen = Picture::good;
        TRYV(reading.add(nullptr, [&](int, GrayImage& image) {
            seen = engines.picture->load(bytes, page, limits.page_pixels, image);
            return seen == Picture::good;
        }));
        if (seen != Picture::good && (pages == 1 || seen == Picture::too_large)) return picture_error(seen, limits);
        if (engines.page_done) engines.page_done(page + 1, pages);
    }
    return reading.finish("scan");
}

}  // namespace sauro::docread
