// Identifiers: UUID version 7, sortable by time, lower-case text.
#pragma once
#include <string>
#include <string_view>

namespace sauro::base {
std::string uuid7();
bool is_uuid(std::string_view text);
// URL-safe text, 6 bits a character, from the system generator; for sessions and first-run links.
std::string random_token(std::size_t characters = 43);
}  // namespace sauro::base
