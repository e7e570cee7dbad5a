// The worker by itself, for read_file() and for the tests of its walls.
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/docread.hpp"

namespace sauro::docread {
// Starts this program as its own reader on an open file; what it answered, or why it did not. `mode`: "" (read) |
// "draw …" (draw_page.hpp) | "walls" | "hang" | "crash".
// `peak_kb`, when given, takes the most memory it held up to its last page.
Result<std::string> run_worker(int file, const std::string& name, const Limits& limits, std::string_view mode,
                               const ReadOptions& options = {}, long* peak_kb = nullptr);
}  // namespace sauro::docread
