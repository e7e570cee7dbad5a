// The one file that says what the index consists of. Replaced as a whole: after a crash the old or the new one stands.
#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/error.hpp"

namespace sauro::reuse {

struct ManifestSegment {
    std::uint64_t number = 0, bytes = 0;
    std::uint32_t docs = 0;
    std::vector<std::uint32_t> removed;  // ordinals, ascending
};

struct Manifest {
    std::uint64_t mark = 0, next_number = 1;
    std::vector<ManifestSegment> segments;
};

inline constexpr const char* manifest_name = "MANIFEST";

std::string write_manifest(const Manifest& manifest);
Result<Manifest> read_manifest(const std::filesystem::path& path);  // reuse.damaged, reuse.version

}  // namespace sauro::reuse
