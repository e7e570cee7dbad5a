#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "db/sqlite/connection.hpp"

namespace sauro::db::sqlite {
namespace {

bool is_full(int code) { return code == ENOSPC || code == EDQUOT || code == EFBIG; }

}  // namespace

Error Connection::last_error(std::string_view sql) const {
    // A failed COMMIT does not always note its reason in the connection; errno still has it, for it was cleared before
    // the step.
    const int now = errno;
    const int extended = sqlite3_extended_errcode(handle_);
    const int system = sqlite3_system_errno(handle_);
    const std::string text = sqlite3_errmsg(handle_);
    const std::string detail = fmt::format("{} [{}] in: {}", text, extended, sql.substr(0, 300));
    const auto made = [&](ErrorKind kind, const char* code, std::string message, std::string message_en) {
        return Error{kind, code, std::move(message), std::move(message_en), {}, {}, detail};
    };
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return made(ErrorKind::conflict, "db.unique",
                        "Dữ liệu này đã có trong hệ thống, không thể lưu lần thứ hai. Tìm bản đã có.",
                        "This stands already.");
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return made(ErrorKind::conflict, "db.foreign_key",
                        "Dữ liệu được nhắc tới không còn, hoặc đang được nơi khác dùng. Tải lại rồi thử lại.",
                        "A record it refers to is missing, or it is still referred to.");
        case SQLITE_CONSTRAINT_NOTNULL:
            return made(ErrorKind::conflict, "db.not_null",
                        "Thiếu một thông tin bắt buộc nên chưa lưu được. Bổ sung rồi thử lại.",
                        "A required value is missing.");
        case SQLITE_CONSTRAINT_CHECK:
            return made(ErrorKind::conflict, "db.check",
                        "Một giá trị nằm ngoài phạm vi cho phép nên chưa lưu được. Sửa lại rồi thử lại.",
                        "A value is outside its allowed range.");
        case SQLITE_CONSTRAINT_TRIGGER:
            return made(ErrorKind::conflict, "db.refused", "Thay đổi này không được phép đối với dữ liệu đã ghi.",
                        "The data does not allow this change.");
        default:
            break;
    }
    switch (extended & 0xFF) {
        case SQLITE_FULL:
            return disk_full_error(detail);
        case SQLITE_IOERR:
            if (is_full(system) || is_full(now)) return disk_full_error(detail);
            return made(ErrorKind::unavailable, "db.io",
                        fmt::format("Lỗi đọc ghi ổ đĩa chứa dữ liệu ({}). Việc vừa làm chưa được lưu. Kiểm tra ổ đĩa.",
                                    std::strerror(system)),
                        fmt::format("Disk I/O error ({}). This was not saved.", std::strerror(system)));
        case SQLITE_BUSY:
        case SQLITE_LOCKED: {
            Error error = busy_error();
            error.detail = detail;
            return error;
        }
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return made(ErrorKind::unavailable, "db.read_only",
                        "Dữ liệu đang ở chế độ chỉ đọc nên không lưu được. Kiểm tra quyền ghi của thư mục dữ liệu.",
                        "The database is read-only.");
        case SQLITE_CANTOPEN:
            return made(ErrorKind::unreadable, "db.cannot_open",
                        fmt::format("Không mở được tệp dữ liệu ({}). Kiểm tra thư mục và quyền truy cập.",
                                    std::strerror(system)),
                        fmt::format("Cannot open the database ({}).", std::strerror(system)));
        case SQLITE_NOTADB:
            return made(ErrorKind::unreadable, "db.not_a_database",
                        "Tệp dữ liệu không phải là cơ sở dữ liệu của phần mềm này, hoặc đã hỏng. Chọn thư mục khác "
                        "hoặc khôi phục từ bản sao lưu.",
                        "The file is not a database, or is damaged.");
        case SQLITE_CORRUPT:
            return made(ErrorKind::unreadable, "db.damaged",
                        "Tệp dữ liệu bị hỏng. Dừng sử dụng và khôi phục từ bản sao lưu gần nhất.",
                        "The database file is damaged. Restore a backup.");
        default:
            return fail_internal("db.sql", detail).error();
    }
}

}  // namespace sauro::db::sqlite
