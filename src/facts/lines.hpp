// Lines of a file, streamed: at most one line and one buffer stand in memory.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace sauro::facts {

class LineReader {
  public:
    // Refuses what is not a plain file: the load reads it twice.
    static Result<LineReader> open(const std::filesystem::path& file, std::uint64_t max_line_bytes);
    LineReader(LineReader&& other) noexcept;
    LineReader& operator=(LineReader&&) = delete;
    ~LineReader();

    struct Line {
        std::uint64_t number = 0;  // from 1, blank ones counted
        std::string text;          // without line end and byte order mark
        bool too_long = false;     // the text was skipped
    };
    Result<bool> next(Line& line);  // false: the end; blank lines are passed over
    std::string sha256();           // of everything, after the end
    std::uint64_t bytes_read() const { return bytes_read_; }
    std::uint64_t size() const { return size_; }

  private:
    LineReader() = default;
    Result<bool> fill();
    void append(Line& line, const char* from, std::size_t count) const;

    std::filesystem::path path_;
    int fd_ = -1;
    std::uint64_t max_line_bytes_ = 0, bytes_read_ = 0, size_ = 0, number_ = 0;
    std::vector<char> buffer_;
    std::size_t begin_ = 0, end_ = 0;
    std::unique_ptr<base::Sha256> hash_;
};

}  // namespace sauro::facts
