// Content-addressed file store: <root>/<ab>/<sha256>. What is stored is never altered; the same bytes are stored once.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace sauro::db {

struct StoredFile {
    std::string sha256;
    std::uint64_t size = 0;
    bool existed = false;  // the same bytes stood already
};

class FileStore {
  public:
    static Result<FileStore> open(
        std::filesystem::path root);          // makes the folders; error names a read-only or missing place
    std::filesystem::path temporary() const;  // a fresh path in <root>/tmp, same file system, for a streaming upload
    Result<StoredFile> keep(const std::filesystem::path& temporary);  // hashes, fsyncs, renames into place
    // A file that waits to be read: durable in <root>/staged under a name of its own, apart from what is kept.
    struct Staged {
        std::string name, sha256;
        std::uint64_t size = 0;
    };
    enum class From { move, copy };  // move: a temporary of this store; copy: any file, which stays where it is
    Result<Staged> stage(const std::filesystem::path& file, From from);
    std::filesystem::path staged(std::string_view name) const;  // empty path for what is no name of a staged file
    void unstage(std::string_view name);
    Result<StoredFile> keep_bytes(std::string_view bytes);
    Status verify(std::string_view sha256) const;  // stands here with that hash; error file.lost / file.altered
    std::filesystem::path path_of(
        std::string_view sha256) const;  // refuses anything that is not 64 hex digits by returning an empty path

  private:
    std::filesystem::path root_;
};

}  // namespace sauro::db
