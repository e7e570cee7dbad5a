#include "db/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "db/session.hpp"

namespace sauro::db {
namespace {

namespace fs = std::filesystem;

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

Error store_error(const fs::path& path, int code) {
    const std::string detail = fmt::format("{}: {}", path.string(), std::strerror(code));
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) return disk_full_error(detail);
    if (code == EACCES || code == EPERM || code == EROFS) {
        return {ErrorKind::unavailable,
                "files.read_only",
                fmt::format(
                    "Không ghi được vào kho tệp “{}”. Cấp quyền ghi cho tài khoản đang chạy, hoặc chọn thư mục khác.",
                    path.string()),
                fmt::format("Cannot write to the file store \"{}\".", path.string()),
                {},
                {},
                detail};
    }
    if (code == ENOENT || code == ENOTDIR) {
        return {ErrorKind::unreadable,
                "files.missing",
                fmt::format("Không thấy “{}” trong kho tệp. Kiểm tra thư mục dữ liệu còn đủ không.", path.string()),
                fmt::format("\"{}\" is missing from the file store.", path.string()),
                {},
                {},
                detail};
    }
    return {ErrorKind::unavailable,
            "files.io",
            fmt::format("Lỗi đọc ghi kho tệp “{}” ({}). Tệp chưa được lưu. Kiểm tra ổ đĩa.", path.string(),
                        std::strerror(code)),
            fmt::format("I/O error in the file store \"{}\" ({}).", path.string(), std::strerror(code)),
            {},
            {},
            detail};
}

Status sync_folder(const fs::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return fail(store_error(folder, errno));
    return {};
}

// Makes one folder; a new one is durable in its parent, or a crash could lose the files in it.
Status make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0750) == 0)
        return sync_folder(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
    if (errno == EEXIST) return {};
    return fail(store_error(folder, errno));
}

// Size and hash of an open file, read in pieces.
Result<StoredFile> measured(const Descriptor& file, const fs::path& path) {
    StoredFile found;
    base::Sha256 hash;
    std::string chunk(1 << 16, '\0');
    for (;;) {
        const ssize_t n = ::read(file.get(), chunk.data(), chunk.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(store_error(path, errno));
        if (n == 0) break;
        hash.update(std::string_view(chunk).substr(0, static_cast<std::size_t>(n)));
        found.size += static_cast<std::uint64_t>(n);
    }
    found.sha256 = hash.finish();
    return found;
}

}  // namespace

Result<FileStore> FileStore::open(fs::path root) {
    std::error_code code;
    fs::create_directories(root, code);
    if (code) return fail(store_error(root, code.value()));
    TRYV(make_folder(root / "tmp"));
    TRYV(make_folder(root / "staged"));
    if (::access(root.c_str(), W_OK | X_OK) != 0 || ::access((root / "tmp").c_str(), W_OK | X_OK) != 0)
        return fail(store_error(root, errno));
    FileStore store;
    store.root_ = std::move(root);
    return store;
}

fs::path FileStore::temporary() const { return root_ / "tmp" / base::uuid7(); }

fs::path FileStore::path_of(std::string_view sha256) const {
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (sha256.size() != 64 || !std::ranges::all_of(sha256, hex)) return {};
    return root_ / sha256.substr(0, 2) / sha256;
}

Status FileStore::verify(std::string_view sha256) const {
    const fs::path path = path_of(sha256);
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0) return fail(store_error(path, errno));
    TRY(const StoredFile found, measured(file, path));
    if (found.sha256 == sha256) return {};
    return fail(ErrorKind::unreadable, "files.altered",
                fmt::format("Tệp “{}” trong kho không còn nguyên nội dung. Lấy lại từ bản sao lưu.", path.string()),
                fmt::format("\"{}\" in the file store was altered.", path.string()));
}

Result<StoredFile> FileStore::keep(const fs::path& temporary) {
    StoredFile stored;
    {
        const Descriptor file(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (file.get() < 0) return fail(store_error(temporary, errno));
        TRY(stored, measured(file, temporary));
        // The name promises the content: both must survive a power cut before anybody is told.
        if (::fchmod(file.get(), 0440) != 0 || ::fsync(file.get()) != 0) return fail(store_error(temporary, errno));
    }
    const fs::path place = path_of(stored.sha256);
    TRYV(make_folder(place.parent_path()));
    // A link, not a rename: it fails when the bytes stand already, and what stands is never replaced.
    if (::link(temporary.c_str(), place.c_str()) != 0) {
        if (errno != EEXIST) return fail(store_error(place, errno));
        stored.existed = true;
    }
    if (::unlink(temporary.c_str()) != 0) return fail(store_error(temporary, errno));
    TRYV(sync_folder(place.parent_path()));  // also when it existed: the other keeper may not have got so far yet
    return stored;
}

Result<StoredFile> FileStore::keep_bytes(std::string_view bytes) {
    const fs::path path = temporary();
    const auto abandon = [&](int code) {
        ::unlink(path.c_str());
        return fail(store_error(path, code));
    };
    {
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
        if (file.get() < 0) return fail(store_error(path, errno));
        while (!bytes.empty()) {
            const ssize_t n = ::write(file.get(), bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return abandon(errno);
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    auto kept = keep(path);
    if (!kept) ::unlink(path.c_str());
    return kept;
}

Result<FileStore::Staged> FileStore::stage(const fs::path& file, From from) {
    Staged staged;
    staged.name = base::uuid7();
    const fs::path place = root_ / "staged" / staged.name;
    std::error_code code;
    if (from == From::copy)
        fs::copy_file(file, place, code);
    else
        fs::rename(file, place, code);
    if (code) {
        ::unlink(place.c_str());
        return fail(store_error(file, code.value()));
    }
    const Descriptor opened(::open(place.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return fail(store_error(place, errno));
    TRY(const StoredFile found, measured(opened, place));
    staged.sha256 = found.sha256;
    staged.size = found.size;
    TRYV(sync_folder(place.parent_path()));
    return staged;
}

fs::path FileStore::staged(std::string_view name) const {
    const auto allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; };
    if (name.empty() || name.size() > 64 || !std::ranges::all_of(name, allowed)) return {};
    return root_ / "staged" / name;
}

void FileStore::unstage(std::string_view name) {
    const fs::path place = staged(name);
    if (!place.empty()) ::unlink(place.c_str());
}

}  // namespace sauro::db
