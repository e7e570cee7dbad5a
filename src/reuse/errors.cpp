#include "reuse/errors.hpp"

#include <fmt/format.h>

#include <cstring>

namespace sauro::reuse {

std::unexpected<Error> damaged(const std::filesystem::path& path, const char* why, int code) {
    Error error{ErrorKind::unreadable, "reuse.damaged", {}, {}, {}, {}, {}};
    error.message =
        fmt::format("Chỉ mục đối chiếu “{}” bị hỏng: {}. Không mất văn bản nào; cần dựng lại chỉ mục từ kho văn bản.",
                    path.string(), why);
    error.message_en = fmt::format("Reuse index \"{}\" is damaged; rebuild it from the store.", path.string());
    if (code != 0) error.detail = std::strerror(code);
    return fail(std::move(error));
}

std::unexpected<Error> other_version(const std::filesystem::path& path) {
    return fail(ErrorKind::conflict, "reuse.version",
                fmt::format("Chỉ mục đối chiếu “{}” do phiên bản khác ghi. Cần dựng lại chỉ mục từ kho văn bản.",
                            path.string()),
                fmt::format("Reuse index \"{}\" was written by another version; rebuild it.", path.string()));
}

std::unexpected<Error> not_written(const std::filesystem::path& path, int code) {
    const bool full = code == ENOSPC || code == EDQUOT;
    Error error{ErrorKind::unavailable, full ? "disk.full" : "reuse.not_written", {}, {}, {}, {}, std::strerror(code)};
    error.message = full ? fmt::format("Ổ đĩa đã đầy khi ghi chỉ mục đối chiếu “{}”. Giải phóng chỗ trống rồi làm lại.",
                                       path.string())
                         : fmt::format("Không ghi được chỉ mục đối chiếu “{}” ({}). Kiểm tra quyền ghi của thư mục.",
                                       path.string(), std::strerror(code));
    error.message_en = fmt::format("Cannot write reuse index \"{}\" ({}).", path.string(), std::strerror(code));
    return fail(std::move(error));
}

std::unexpected<Error> in_use(const std::filesystem::path& path) {
    return fail(ErrorKind::conflict, "reuse.in_use",
                fmt::format("Chỉ mục đối chiếu “{}” đang do tiến trình khác dùng. Dừng tiến trình kia rồi mở lại.",
                            path.string()),
                fmt::format("Reuse index \"{}\" is in use by another process.", path.string()));
}

}  // namespace sauro::reuse
