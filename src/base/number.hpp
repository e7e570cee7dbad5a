// Numbers as people here write them.
#pragma once
#include <cstdint>
#include <string>

namespace sauro::base {

// 1234567 -> "1.234.567", -1234 -> "-1.234".
inline std::string vi_number(std::int64_t value) {
    std::string text = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > first + 3;) text.insert(at -= 3, ".");
    return text;
}

}  // namespace sauro::base
