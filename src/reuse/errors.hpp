// Errors of the index, in one wording. The index is derived data: the way out is always to build it again.
#pragma once
#include <cerrno>
#include <filesystem>

#include "base/error.hpp"

namespace sauro::reuse {
std::unexpected<Error> damaged(const std::filesystem::path& path, const char* why, int code = 0);  // reuse.damaged
std::unexpected<Error> other_version(const std::filesystem::path& path);                           // reuse.version
std::unexpected<Error> not_written(const std::filesystem::path& path, int code);  // disk.full, reuse.not_written
std::unexpected<Error> in_use(const std::filesystem::path& path);                 // reuse.in_use
}  // namespace sauro::reuse
