// PDF: the text layer of each page; a page that has none, or a bad one, goes to the reader of pictures.
#include <fmt/format.h>

#include "docread/formats/extract.hpp"
#include "docread/pages/page_reading.hpp"
#include "docread/pages/page_text.hpp"

namespace sauro::docread {

Result<std::unique_ptr<PdfBook>> open_pdf(std::string_view bytes, const Engines& engines) {
    if (engines.pdf == nullptr) {
        return fail(Error{ErrorKind::unavailable,
                          "read.no_engine",
                          "Máy này thiếu thư viện đọc PDF nên chưa đọc được tệp. Quản trị máy chủ cài gói Debian "
                          "libpoppler-cpp0v5 rồi thử lại.",
                          "This machine lacks the PDF library; install the Debian package libpoppler-cpp0v5.",
                          {},
                          {},
                          engines.missing});
    }
    Opening how{};
    std::unique_ptr<PdfBook> book = engines.pdf->open(bytes, how);
    if (how == Opening::locked) {
        return fail(ErrorKind::unreadable, "read.locked",
                    "Tệp PDF có mật khẩu nên không đọc được. Mở tệp bằng mật khẩu, in hoặc lưu lại thành PDF không có "
                    "mật khẩu rồi thử lại.",
                    "The PDF needs a password; save a copy without one.");
    }
    if (!book) {
        return fail(ErrorKind::unreadable, "read.damaged",
                    "Tệp PDF bị hỏng hoặc thiếu phần (có thể tải về chưa xong). Tải lại, hoặc xin bản khác.",
                    "The PDF file is damaged or incomplete.");
    }
    return book;
}

Result<Extracted> extract_pdf(std::string_view bytes, const Limits& limits, const Engines& engines) {
    TRY(const auto book, open_pdf(bytes, engines));
    const int pages = book->pages();
    if (pages > limits.pages) return too_many_pages(pages, limits);

    PageReading reading(limits, engines);
    for (int page = 0; page < pages; ++page) {
        PageWords words;
        const bool read = book->words(page, words);
        TRYV(reading.add(read ? &words : nullptr, [&](int dpi, GrayImage& image) {
            return book->render(page, dpi, limits.page_pixels, image);
        }));
        if (engines.page_done) engines.page_done(page + 1, pages);
    }
    return reading.finish("pdf");
}

}  // namespace sauro::docread
