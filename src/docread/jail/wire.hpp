// What goes over the pipe from the worker: a line "P page pages" after each page, then a magic word, one letter, JSON;
// a picture has one line of JSON and its bytes.
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/docread.hpp"

namespace sauro::docread {
inline constexpr std::string_view kMagic = "SAURO-READ-1\n";
inline constexpr const char* kInsideVariable = "SAURO_JAILED_READER";

inline constexpr int kWorkerArguments = 9;  // flag, limits, mode: argv[1] … argv[9]

std::string pack(const Result<Document>& result);
Result<Document> unpack(std::string_view bytes);
std::string pack(const Result<PagePicture>& result);
std::string pack(const std::unexpected<Error>& refused);
Result<PagePicture> unpack_picture(std::string_view bytes);

// A file made inside: bytes as they are.
std::string pack_file(const Result<std::string>& result);
Result<std::string> unpack_file(std::string_view bytes);

std::string progress_line(Progress progress);
// Takes whole progress lines off the front of `bytes`; the last one taken, if any.
std::optional<Progress> take_progress(std::string& bytes);
}  // namespace sauro::docread
