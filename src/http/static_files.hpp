// The built web page from a folder. Private to http.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace sauro::http {

std::string_view media_type_of(std::string_view file_name);
// The best of "br", "gzip", "" that the client takes (RFC 9110: q=0 refuses).
bool accepts(std::string_view accept_encoding, std::string_view coding);

class StaticFiles {
  public:
    explicit StaticFiles(const std::filesystem::path& folder);
    bool empty() const { return root_.empty(); }
    // `request.path` is decoded and has no "." or ".." segments; a link that leads out of the folder is not followed.
    Response answer(const Request& request) const;

  private:
    std::filesystem::path file_at(std::string_view path) const;  // empty: no such regular file inside the folder
    std::filesystem::path root_;                                 // canonical
};

}  // namespace sauro::http
