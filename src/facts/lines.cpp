#include "facts/lines.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace sauro::facts {
namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;

std::unexpected<Error> unreadable(const std::filesystem::path& path, int code) {
    if (code == ENOENT) {
        return fail(ErrorKind::unreadable, "file.missing",
                    fmt::format("Không có tệp “{}”. Kiểm tra lại đường dẫn.", path.string()),
                    fmt::format("No such file: \"{}\".", path.string()));
    }
    if (code == EACCES || code == EPERM) {
        return fail(
            ErrorKind::unreadable, "file.no_access",
            fmt::format("Không có quyền đọc “{}”. Cấp quyền cho tài khoản đang chạy rồi nạp lại.", path.string()),
            fmt::format("No permission to read \"{}\".", path.string()));
    }
    return fail(ErrorKind::unreadable, "file.unreadable",
                fmt::format("Không đọc được “{}” ({}).", path.string(), std::strerror(code)),
                fmt::format("Cannot read \"{}\" ({}).", path.string(), std::strerror(code)));
}

}  // namespace

Result<LineReader> LineReader::open(const std::filesystem::path& file, std::uint64_t max_line_bytes) {
    LineReader reader;
    reader.path_ = file;
    reader.max_line_bytes_ = max_line_bytes;
    reader.fd_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a named pipe must not hang the open
    if (reader.fd_ < 0) return unreadable(file, errno);
    struct stat info{};
    if (::fstat(reader.fd_, &info) != 0) return unreadable(file, errno);
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorKind::unreadable, "file.not_plain",
                    fmt::format("“{}” không phải tệp thường (thư mục, ống dẫn hoặc thiết bị). Ghi dữ kiện ra một tệp "
                                ".jsonl rồi nạp tệp đó.",
                                file.string()),
                    fmt::format("\"{}\" is not a plain file.", file.string()));
    }
    reader.size_ = static_cast<std::uint64_t>(info.st_size);
    reader.buffer_.resize(buffer_bytes);
    reader.hash_ = std::make_unique<base::Sha256>();
    return reader;
}

LineReader::LineReader(LineReader&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      max_line_bytes_(other.max_line_bytes_),
      bytes_read_(other.bytes_read_),
      size_(other.size_),
      number_(other.number_),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      end_(other.end_),
      hash_(std::move(other.hash_)) {}

LineReader::~LineReader() {
    if (fd_ >= 0) ::close(fd_);
}

Result<bool> LineReader::fill() {
    for (;;) {
        const ssize_t n = ::read(fd_, buffer_.data(), buffer_.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return unreadable(path_, errno);
        begin_ = 0;
        end_ = static_cast<std::size_t>(n);
        bytes_read_ += end_;
        hash_->update(std::string_view(buffer_.data(), end_));
        return n > 0;
    }
}

void LineReader::append(Line& line, const char* from, std::size_t count) const {
    if (line.too_long) return;
    if (line.text.size() + count > max_line_bytes_) {
        line.too_long = true;
        line.text.clear();
    } else {
        line.text.append(from, count);
    }
}

Result<bool> LineReader::next(Line& line) {
    for (;;) {
        line.text.clear();
        line.too_long = false;
        bool any = false;
        for (;;) {
            if (begin_ == end_) {
                TRY(const bool more, fill());
                if (!more) break;
            }
            any = true;
            const char* from = buffer_.data() + begin_;
            const auto* newline = static_cast<const char*>(std::memchr(from, '\n', end_ - begin_));
            const std::size_t count = newline == nullptr ? end_ - begin_ : static_cast<std::size_t>(newline - from);
            append(line, from, count);
            begin_ += count + (newline == nullptr ? 0 : 1);
            if (newline != nullptr) break;
        }
        if (!any) return false;
        line.number = ++number_;
        if (number_ == 1 && line.text.starts_with("\xEF\xBB\xBF")) line.text.erase(0, 3);
        while (!line.text.empty() && (line.text.back() == '\r' || line.text.back() == ' ' || line.text.back() == '\t'))
            line.text.pop_back();
        if (line.too_long || !line.text.empty()) return true;
    }
}

std::string LineReader::sha256() { return hash_->finish(); }

}  // namespace sauro::facts
