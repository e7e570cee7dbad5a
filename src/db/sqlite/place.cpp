#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "db/sqlite/connection.hpp"

namespace sauro::db::sqlite {

// Locks and the shared memory of WAL cannot be trusted there (sqlite.org/wal.html: "WAL does not work over a network
// filesystem").
bool is_network_kind(std::uint32_t kind) {
    constexpr std::array<std::uint32_t, 5> kinds{0x6969 /* NFS */, 0x517B /* SMB */, 0xFF534D42 /* CIFS */,
                                                 0xFE534D42 /* SMB2 */, 0x5346414F /* AFS */};
    return std::ranges::find(kinds, kind) != kinds.end();
}

Status check_place(const std::string& path) {
    std::error_code ignored;
    const std::filesystem::path file(path);
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const std::string shown = folder.string();
    if (!std::filesystem::is_directory(folder, ignored)) {
        return fail(ErrorKind::unreadable, "db.no_folder",
                    fmt::format("Không có thư mục dữ liệu “{}”. Tạo thư mục này hoặc chọn thư mục khác.", shown),
                    fmt::format("No data folder \"{}\". Create it or choose another one.", shown));
    }
    struct statfs system{};
    if (::statfs(folder.c_str(), &system) == 0 && is_network_kind(static_cast<std::uint32_t>(system.f_type))) {
        return fail(ErrorKind::invalid, "db.network_folder",
                    fmt::format("Thư mục “{}” nằm trên ổ đĩa mạng, nơi không thể bảo đảm dữ liệu không hỏng. Chọn thư "
                                "mục trên ổ đĩa của máy này, "
                                "hoặc dùng PostgreSQL (--database postgresql://…).",
                                shown),
                    fmt::format("\"{}\" is on a network file system, which cannot keep the database safe. Use a local "
                                "disk or PostgreSQL.",
                                shown));
    }
    // The log and the shared memory stand beside the file, so the folder itself must be writable too.
    if (::access(folder.c_str(), W_OK | X_OK) != 0 ||
        (::access(file.c_str(), F_OK) == 0 && ::access(file.c_str(), R_OK | W_OK) != 0)) {
        return fail(
            ErrorKind::unreadable, "db.read_only",
            fmt::format("Không ghi được vào “{}” ({}). Cấp quyền ghi cho tài khoản đang chạy, hoặc chọn thư mục khác.",
                        shown, std::strerror(errno)),
            fmt::format("Cannot write in \"{}\" ({}). Grant write permission or choose another folder.", shown,
                        std::strerror(errno)));
    }
    if (std::filesystem::is_directory(file, ignored)) {
        return fail(ErrorKind::unreadable, "db.not_a_database",
                    fmt::format("“{}” là thư mục, không phải tệp dữ liệu. Chọn đường dẫn khác.", path),
                    fmt::format("\"{}\" is a folder, not a database.", path));
    }
    return {};
}

}  // namespace sauro::db::sqlite
