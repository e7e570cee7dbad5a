#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace sauro::base {
namespace {

struct Descriptor {
    int fd;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

Error io_error(const std::filesystem::path& path, int code) {
    Error error{ErrorKind::unreadable, "file.unreadable", {}, {}, {}, {}, std::strerror(code)};
    const std::string name = path.string();
    switch (code) {
        case ENOENT:
            error.code = "file.missing";
            error.message = fmt::format("Không có tệp “{}”. Kiểm tra lại đường dẫn.", name);
            error.message_en = fmt::format("No such file: \"{}\".", name);
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            error.code = "file.no_access";
            error.message = fmt::format(
                "Không có quyền đọc hoặc ghi “{}”. Cấp quyền cho tài khoản đang chạy, hoặc chọn thư mục khác.", name);
            error.message_en = fmt::format("No permission for \"{}\".", name);
            break;
        case ENOSPC:
        case EDQUOT:
            error.kind = ErrorKind::unavailable;
            error.code = "disk.full";
            error.message = fmt::format(
                "Ổ đĩa đã đầy khi ghi “{}”. Nội dung cũ còn nguyên. Giải phóng chỗ trống rồi làm lại.", name);
            error.message_en = fmt::format("Disk full while writing \"{}\".", name);
            break;
        default:
            error.message = fmt::format("Không đọc hoặc ghi được “{}” ({}).", name, std::strerror(code));
            error.message_en = fmt::format("Cannot read or write \"{}\" ({}).", name, std::strerror(code));
    }
    return error;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) return fail(io_error(path, errno));
    struct stat info{};
    if (::fstat(file.fd, &info) != 0) return fail(io_error(path, errno));
    if (S_ISDIR(info.st_mode)) {
        return fail(ErrorKind::unreadable, "file.is_folder",
                    fmt::format("“{}” là thư mục, không phải tệp. Chọn một tệp.", path.string()),
                    fmt::format("\"{}\" is a folder.", path.string()));
    }
    const auto too_large = [&] {
        return fail(ErrorKind::too_large, "file.too_large",
                    fmt::format("Tệp “{}” lớn hơn giới hạn {} MB. Tách tệp hoặc nén lại rồi thử lại.", path.string(),
                                max_bytes >> 20),
                    fmt::format("\"{}\" is larger than the limit of {} MB.", path.string(), max_bytes >> 20));
    };
    if (static_cast<std::uint64_t>(info.st_size) > max_bytes) return too_large();
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(info.st_size));
    char chunk[65536];
    for (;;) {
        const ssize_t n = ::read(file.fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(io_error(path, errno));
        if (n == 0) return bytes;
        if (bytes.size() + static_cast<std::size_t>(n) > max_bytes)
            return too_large();  // a device or a file that grows
        bytes.append(chunk, static_cast<std::size_t>(n));
    }
}

Status write_file_durably(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path beside = path.string() + ".tmp" + std::to_string(::getpid());
    {
        const Descriptor file{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)};
        if (file.fd < 0) return fail(io_error(path, errno));
        while (!bytes.empty()) {
            const ssize_t n = ::write(file.fd, bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) {
                const int code = errno;
                ::unlink(beside.c_str());
                return fail(io_error(path, code));
            }
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        if (::fsync(file.fd) != 0) return fail(io_error(path, errno));
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) return fail(io_error(path, errno));
    const Descriptor folder{
        ::open(path.parent_path().empty() ? "." : path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.fd >= 0) ::fsync(folder.fd);
    return {};
}

}  // namespace sauro::base
