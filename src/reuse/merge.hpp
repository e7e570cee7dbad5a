// Several segments into one, in bounded memory.
#pragma once
#include <filesystem>

#include "reuse/parts.hpp"

namespace sauro::reuse {
// Documents removed by now are left out; `ids` are those taken over. Errors: reuse.damaged, disk errors.
Status merge_segments(const std::vector<Part>& parts, const std::filesystem::path& path, std::uint32_t sample,
                      std::vector<std::uint64_t>& ids);
}  // namespace sauro::reuse
