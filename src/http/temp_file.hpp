// An upload on its way to disk. Removed at the end unless somebody moved it. Private to http; every call may block.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/error.hpp"

namespace sauro::http {

class TempFile {
  public:
    explicit TempFile(const std::filesystem::path& folder);
    ~TempFile();
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;
    Status append(std::string_view bytes);  // makes the file with the first call
    Status close();                         // an upload of no bytes is an empty file
    const std::filesystem::path& path() const { return path_; }
    std::uint64_t size() const { return size_; }

  private:
    Status open();
    std::filesystem::path path_;
    int file_ = -1;
    bool made_ = false;
    std::uint64_t size_ = 0;
};

// What a crash left behind: uploads older than a day (another process may be receiving younger ones).
void remove_stale_uploads(const std::filesystem::path& folder);

}  // namespace sauro::http
