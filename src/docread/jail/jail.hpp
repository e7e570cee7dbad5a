// The walls of the worker process. After enter_jail() it can read one descriptor, write one, ask for memory, and end.
#pragma once
#include <string>

#include "docread/docread.hpp"

// The sanitizers keep terabytes of address space and make calls of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SAURO_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SAURO_SANITIZED 1
#endif
#endif
#ifndef SAURO_SANITIZED
#define SAURO_SANITIZED 0
#endif

namespace sauro::docread {

// A call that nobody named ends the worker; under the sanitizers, which make calls of their own, it only fails.
inline constexpr bool kUnknownCallKills = SAURO_SANITIZED == 0;

inline constexpr int kInput = 3, kOutput = 4;  // descriptors the parent hands over

// Limits of memory, time, files and processes, then the filter of system calls. False: the kernel refused; nothing
// foreign may be read.
bool enter_jail(const Limits& limits, std::string& why);

// Tries from inside what must not work; a JSON object of attempt -> "refused" | "ALLOWED". For the tests.
std::string try_the_walls();

}  // namespace sauro::docread
