// Pages of kept originals as pictures, drawn in the jail and kept for a while: turning pages and two people looking at
// one scan draw each page once. At most two are drawn at a time, however many ask.
#pragma once
#include "api/api.hpp"
#include "docread/docread.hpp"
#include "modules/documents/shelf.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents {

class PictureShelf {
  public:
    explicit PictureShelf(docread::Limits limits);
    using Picture = Shelf<docread::PagePicture>::Kept;
    // Errors of the shelf and of docread::render_page.
    Result<Picture> page(const std::filesystem::path& path, const FileRef& file, int page,
                         const docread::PictureOptions& options);

  private:
    docread::Limits limits_;
    Shelf<docread::PagePicture> shelf_;
};

// The picture as an answer: a browser asks again each time, so a right that was taken away counts at once, and is told
// that nothing changed without anything being drawn. `reading`: the JSON of docread, which knows how pages were turned.
Result<http::Response> picture_response(const api::Ctx& ctx, PictureShelf& shelf, const FileRef& file,
                                        std::string_view reading, int page, std::optional<int> dpi);

}  // namespace sauro::documents
