#include "docread/pages/draw_page.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace sauro::docread {
namespace {

std::unexpected<Error> no_such_page(int page, int pages) {
    return fail(ErrorKind::not_found, "read.no_page",
                fmt::format("Tệp có {} trang, không có trang {}. Chọn trang từ 1 đến {}.", pages, page, pages),
                fmt::format("The file has {} pages; there is no page {}.", pages, page));
}

std::unexpected<Error> cannot_draw() {
    return fail(ErrorKind::unreadable, "read.page_damaged",
                "Không vẽ được trang này: trang hỏng hoặc có cấu trúc lạ. Tải bản gốc để xem bằng chương trình khác.",
                "This page is damaged or oddly built and cannot be drawn.");
}

std::unexpected<Error> no_engine(std::string detail) {
    return fail(Error{ErrorKind::unavailable,
                      "read.no_engine",
                      "Máy chủ thiếu thư viện vẽ trang nên chưa xem được ảnh trang. Quản trị máy chủ cài các gói "
                      "Debian libpoppler-cpp0v5 và liblept5 rồi thử lại.",
                      "This machine lacks a library for drawing pages: libpoppler-cpp0v5, liblept5.",
                      {},
                      {},
                      std::move(detail)});
}

Result<ColourImage> draw_pdf(std::string_view bytes, const PictureOrder& order, const Engines& engines, int& pages) {
    TRY(const auto book, open_pdf(bytes, engines));
    pages = book->pages();
    if (order.page > pages) return no_such_page(order.page, pages);
    ColourImage image;
    if (!book->draw(order.page - 1, order.options.dpi, order.options.most_pixels, image)) return cannot_draw();
    return image;
}

Result<ColourImage> draw_image(std::string_view bytes, const PictureOrder& order, const Limits& limits,
                               const Engines& engines, int& pages) {
    if (const Picture seen = engines.picture->count(bytes, limits.page_pixels, pages); seen != Picture::good)
        return picture_error(seen, limits);
    if (order.page > pages) return no_such_page(order.page, pages);
    ColourImage image;
    if (const Picture seen = engines.picture->load(bytes, order.page - 1, limits.page_pixels, image);
        seen != Picture::good)
        return picture_error(seen, limits);
    return image;
}

}  // namespace

std::string mode_of(const PictureOrder& order) {
    return fmt::format("draw {} {} {} {}", order.page, order.options.dpi, order.options.most_pixels,
                       order.options.turned);
}

std::optional<PictureOrder> picture_order(std::string_view mode) {
    constexpr std::string_view kWord = "draw";
    if (!mode.starts_with(kWord)) return std::nullopt;
    mode.remove_prefix(kWord.size());
    std::array<std::uint64_t, 4> numbers{};
    for (std::uint64_t& n : numbers) {
        if (!mode.starts_with(' ')) return std::nullopt;
        mode.remove_prefix(1);
        const auto [end, code] = std::from_chars(mode.data(), mode.data() + mode.size(), n);
        if (code != std::errc()) return std::nullopt;
        mode.remove_prefix(static_cast<std::size_t>(end - mode.data()));
    }
    return PictureOrder{static_cast<int>(numbers[0]),
                        {static_cast<int>(numbers[1]), numbers[2], static_cast<int>(numbers[3])}};
}

Result<PagePicture> draw_page(std::string_view bytes, const PictureOrder& order, const Limits& limits,
                              const Engines& engines) {
    const Format format = sniff(bytes);
    if (format != Format::pdf && format != Format::image) {
        return fail(ErrorKind::unreadable, "read.no_picture",
                    "Tệp này không có trang in sẵn để xem (không phải PDF hay ảnh quét). Xem chữ đã đọc, hoặc tải bản "
                    "gốc.",
                    "Only PDF files and pictures have pages that can be drawn.");
    }
    if (engines.picture == nullptr) return no_engine(engines.missing);
    PagePicture out;
    out.page = order.page;
    TRY(ColourImage image, format == Format::pdf ? draw_pdf(bytes, order, engines, out.pages)
                                                 : draw_image(bytes, order, limits, engines, out.pages));
    PngPage png;
    if (!engines.picture->png(std::move(image), order.options.dpi, order.options.most_pixels, order.options.turned,
                              png))
        return cannot_draw();
    out.width = png.width;
    out.height = png.height;
    out.width_pt = png.width_pt;
    out.height_pt = png.height_pt;
    out.png = std::move(png.bytes);
    return out;
}

}  // namespace sauro::docread
