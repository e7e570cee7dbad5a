#include "http/temp_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/id.hpp"
#include "base/log.hpp"

namespace sauro::http {
namespace {

constexpr std::string_view prefix = "upload-";

std::unexpected<Error> failed(int number) {
    base::log_error("upload_write", {{"detail", std::strerror(number)}});
    if (number == ENOSPC || number == EDQUOT) {
        return fail(ErrorKind::unavailable, "http.disk_full",
                    "Máy chủ hết chỗ chứa nên chưa nhận được tệp. Báo người quản trị dọn ổ đĩa rồi gửi lại.",
                    "The disk is full.");
    }
    return fail(ErrorKind::unavailable, "http.upload_folder",
                "Máy chủ không ghi được tệp tải lên. Báo người quản trị kiểm tra thư mục dữ liệu.",
                "The upload folder cannot be written.");
}

}  // namespace

TempFile::TempFile(const std::filesystem::path& folder) : path_(folder / fmt::format("{}{}", prefix, base::uuid7())) {}

TempFile::~TempFile() {
    if (file_ >= 0) ::close(file_);
    if (made_) ::unlink(path_.c_str());  // moved away by its new owner: nothing stands here any more
}

Status TempFile::open() {
    if (file_ >= 0) return {};
    file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) return failed(errno);
    made_ = true;
    return {};
}

Status TempFile::append(std::string_view bytes) {
    TRYV(open());
    while (!bytes.empty()) {
        const ssize_t n = ::write(file_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed(errno);
        bytes.remove_prefix(static_cast<std::size_t>(n));
        size_ += static_cast<std::uint64_t>(n);
    }
    return {};
}

Status TempFile::close() {
    TRYV(open());
    const int result = ::close(file_);
    file_ = -1;
    if (result != 0 && errno != EINTR) return failed(errno);
    return {};
}

void remove_stale_uploads(const std::filesystem::path& folder) {
    std::error_code wrong;
    const auto limit = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
    for (std::filesystem::directory_iterator entry(folder, wrong), end; !wrong && entry != end;
         entry.increment(wrong)) {
        std::error_code ignored;
        if (entry->path().filename().string().starts_with(prefix) && entry->last_write_time(ignored) < limit &&
            !ignored)
            std::filesystem::remove(entry->path(), ignored);
    }
}

}  // namespace sauro::http
