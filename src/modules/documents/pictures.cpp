#include "modules/documents/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace sauro::documents {

namespace {

constexpr std::size_t kShelfBytes = 32U << 20;
constexpr std::size_t kAtOnce = 2;  // each may take half a gigabyte for a moment
constexpr auto kPatience = std::chrono::seconds(15);

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

PictureShelf::Picture PictureShelf::known(const std::string& key) {
    const auto at = places_.find(key);
    if (at == places_.end()) return nullptr;
    shelf_.splice(shelf_.begin(), shelf_, at->second);
    return at->second->second;
}

void PictureShelf::keep(const std::string& key, Picture picture) {
    bytes_ += picture->png.size();
    shelf_.emplace_front(key, std::move(picture));
    places_[key] = shelf_.begin();
    while (bytes_ > kShelfBytes && shelf_.size() > 1) {
        bytes_ -= shelf_.back().second->png.size();
        places_.erase(shelf_.back().first);
        shelf_.pop_back();
    }
}

Result<PictureShelf::Picture> PictureShelf::page(const std::filesystem::path& path, const FileRef& file, int page,
                                                 const docread::PictureOptions& options) {
    const auto key = fmt::format("{} {} {} {}", file.sha256, page, options.dpi, options.turned);
    {
        std::unique_lock lock(guard_);
        Picture found;
        const bool came = turn_.wait_for(lock, kPatience, [&] {
            found = known(key);
            return found || (!drawing_.contains(key) && drawing_.size() < kAtOnce);
        });
        if (found) return found;
        if (!came) {
            return fail(ErrorKind::unavailable, "server.busy",
                        "Máy chủ đang vẽ nhiều trang khác. Chờ vài giây rồi mở lại trang này.",
                        "The server is drawing many other pages. Try again in a few seconds.");
        }
        drawing_.insert(key);
    }
    auto drawn = docread::render_page(path, page, options, limits_, file.name);
    Picture picture;
    {
        const std::lock_guard lock(guard_);
        drawing_.erase(key);
        if (drawn) {
            picture = std::make_shared<const docread::PagePicture>(std::move(*drawn));
            keep(key, picture);
        }
    }
    turn_.notify_all();
    if (!drawn) return std::unexpected(std::move(drawn).error());
    return picture;
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
