// Whole small files; errors say which file and what to do.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace sauro::base {
// Refuses a missing, unreadable or larger file.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes);
// Writes beside, fsyncs, renames: the file is either the old one or the new one, never half.
Status write_file_durably(const std::filesystem::path& path, std::string_view bytes);
}  // namespace sauro::base
