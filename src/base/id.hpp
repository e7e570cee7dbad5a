// Identifiers: UUID version 7, sortable by time, lower-case text.
#pragma once
#include <string>
#include <string_view>

namespace sauro::base {
std::string uuid7();
bool is_uuid(std::string_view text);
std::string random_token(
    std::size_t bytes = 32);  // URL-safe text from the system's generator; for sessions and first-run links
}  // namespace sauro::base
