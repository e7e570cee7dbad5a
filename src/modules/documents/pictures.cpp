#include "modules/documents/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sauro::documents {

namespace {

constexpr std::size_t kShelfBytes = 32U << 20;
constexpr std::size_t kAtOnce = 2;  // each may take half a gigabyte for a moment

// How the reader turned this page; a reading of before, or none at all, turned nothing.
int turned_of(std::string_view reading, int page) {
    if (reading.empty()) return 0;
    const auto parsed = json::parse(reading);
    if (!parsed || !parsed->is_object()) return 0;
    const auto* const all = parsed->as_object().if_contains("turned");
    if (all == nullptr || !all->is_array() || page < 1) return 0;
    const auto& turns = all->as_array();
    const auto at = static_cast<std::size_t>(page) - 1;
    return at < turns.size() && turns[at].is_int64() ? static_cast<int>(turns[at].as_int64() & 3) : 0;
}

}  // namespace

PictureShelf::PictureShelf(docread::Limits limits)
    : limits_(limits),
      shelf_(kShelfBytes, kAtOnce, [](const docread::PagePicture& picture) { return picture.png.size(); }) {}

Result<PictureShelf::Picture> PictureShelf::page(const std::filesystem::path& path, const FileRef& file, int page,
                                                 const docread::PictureOptions& options) {
    return shelf_.get(fmt::format("{} {} {} {}", file.sha256, page, options.dpi, options.turned),
                      [&] { return docread::render_page(path, page, options, limits_, file.name); });
}

Result<http::Response> picture_response(const api::Ctx& ctx, PictureShelf& shelf, const FileRef& file,
                                        std::string_view reading, int page, std::optional<int> dpi) {
    const auto path = ctx.files->path_of(file.sha256);
    std::error_code error;
    if (path.empty() || !std::filesystem::is_regular_file(path, error)) {
        return fail(ErrorKind::not_found, "document.no_file", "Văn bản này không có tệp gốc kèm theo.",
                    "This document has no original file.");
    }
    docread::PictureOptions options;
    options.dpi = std::clamp(dpi.value_or(options.dpi), 30, 300);
    options.turned = turned_of(reading, page);
    http::Response response;
    const auto tag = fmt::format("\"{}-{}-{}-{}\"", file.sha256.substr(0, 32), page, options.dpi, options.turned);
    response.headers = {{"Content-Type", "image/png"}, {"ETag", tag}, {"Cache-Control", "private, no-cache"}};
    if (const auto known = ctx.request->headers.find("if-none-match");
        known != ctx.request->headers.end() && known->second == tag) {
        response.status = 304;
        return response;
    }
    TRY(const auto picture, shelf.page(path, file, page, options));
    response.headers.emplace_back("X-Page-Count", std::to_string(picture->pages));
    response.headers.emplace_back("X-Page-Points", fmt::format("{:.1f}x{:.1f}", picture->width_pt, picture->height_pt));
    response.body = picture->png;
    return response;
}

}  // namespace sauro::documents
