// Pages of kept originals as pictures, drawn in the jail and kept for a while: turning pages and two people looking at
// one scan draw each page once. At most two are drawn at a time, however many ask.
#pragma once
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "api/api.hpp"
#include "docread/docread.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents {

class PictureShelf {
  public:
    explicit PictureShelf(docread::Limits limits) : limits_(limits) {}
    using Picture = std::shared_ptr<const docread::PagePicture>;
    // Error server.busy when its turn does not come soon; else those of docread::render_page.
    Result<Picture> page(const std::filesystem::path& path, const FileRef& file, int page,
                         const docread::PictureOptions& options);

  private:
    Picture known(const std::string& key);  // under the lock
    void keep(const std::string& key, Picture picture);

    docread::Limits limits_;
    std::mutex guard_;
    std::condition_variable turn_;
    std::list<std::pair<std::string, Picture>> shelf_;  // the last one used stands first
    std::unordered_map<std::string, decltype(shelf_)::iterator> places_;
    std::unordered_set<std::string> drawing_;
    std::size_t bytes_ = 0;
};

// The picture as an answer: a browser asks again each time, so a right that was taken away counts at once, and is told
// that nothing changed without anything being drawn. `reading`: the JSON of docread, which knows how pages were turned.
Result<http::Response> picture_response(const api::Ctx& ctx, PictureShelf& shelf, const FileRef& file,
                                        std::string_view reading, int page, std::optional<int> dpi);

}  // namespace sauro::documents
