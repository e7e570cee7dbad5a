// If-None-Match against the tag of an answer (RFC 9110, 13.1.2), weak tags counted as equal.
#pragma once
#include <string_view>

namespace sauro::http {
bool tag_matches(std::string_view if_none_match, std::string_view tag);
}  // namespace sauro::http
