// The walls of the worker process. After enter_jail() it can read one descriptor, write one, ask for memory, and end.
#pragma once
#include <string>

#include "docread/docread.hpp"

namespace sauro::docread {

inline constexpr int kInput = 3, kOutput = 4;  // descriptors the parent hands over

// Limits of memory, time, files and processes, then the filter of system calls. False: the kernel refused; nothing
// foreign may be read.
bool enter_jail(const Limits& limits, std::string& why);

// Tries from inside what must not work; a JSON object of attempt -> "refused" | "ALLOWED". For the tests.
std::string try_the_walls();

}  // namespace sauro::docread
