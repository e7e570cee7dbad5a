// Reading: bytes -> text -> what the document is and asks for.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/document.hpp"

namespace sauro::docread {

struct Limits {
    std::uint64_t file_bytes = 64ULL << 20;
    std::uint64_t text_bytes = 16ULL << 20;     // decompressed
    std::uint64_t memory_bytes = 512ULL << 20;  // of the worker
    int seconds = 20;                           // CPU of the worker
};

// Reads a file in a jailed worker process (no network, no write access, limits above). The worker's death is an error
// for this file only. Errors: file.* (missing, folder, too_large), read.empty, read.damaged, read.unsupported,
// read.bomb (unsafe), read.secret (unsafe, names the marking), read.timeout. `shown_name` gives the file name and
// extension when the path has none (a stored upload).
Result<Document> read_file(const std::filesystem::path& path, const Limits& limits = {},
                           std::string_view shown_name = {});

// Analysis of a text that is already at hand (a draft being typed). Pure, no jail needed.
Document analyse(std::string text, std::string format = "txt");

// Secrecy marking in a head of a document: "Mật", "Tối mật", "Tuyệt mật", or nothing. A mention inside a sentence is no
// marking.
std::optional<std::string> secrecy_marking(std::string_view text);

// Entry point of the worker process; `sauro` calls it when started as its own reader (argv[1] == worker_flag). Returns
// the exit code.
inline constexpr std::string_view worker_flag = "--jailed-reader";
int worker_main(int argc, char** argv);

}  // namespace sauro::docread
