// What goes over the pipe from the worker: a magic word, one letter, JSON.
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/document.hpp"

namespace sauro::docread {
inline constexpr std::string_view kMagic = "SAURO-READ-1\n";
inline constexpr const char* kInsideVariable = "SAURO_JAILED_READER";

std::string pack(const Result<Document>& result);
Result<Document> unpack(std::string_view bytes);
}  // namespace sauro::docread
