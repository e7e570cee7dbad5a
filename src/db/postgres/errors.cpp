#include <fmt/format.h>

#include "db/postgres/connection.hpp"

namespace sauro::db::postgres {

// https://www.postgresql.org/docs/15/errcodes-appendix.html
Error Connection::error_of(const PGresult* answer, std::string_view sql) {
    const auto field = [&](int code) -> std::string {
        const char* text = answer == nullptr ? nullptr : PQresultErrorField(answer, code);
        return text == nullptr ? "" : text;
    };
    const std::string state = field(PG_DIAG_SQLSTATE);
    const std::string constraint = field(PG_DIAG_CONSTRAINT_NAME);
    std::string text = field(PG_DIAG_MESSAGE_PRIMARY);
    if (text.empty()) text = PQerrorMessage(handle_);
    const std::string detail =
        fmt::format("{} [{}] {} {} in: {}", text, state, constraint, field(PG_DIAG_MESSAGE_DETAIL), sql.substr(0, 300));
    const auto made = [&](ErrorKind kind, const char* code, const char* message, const char* message_en) {
        return Error{kind, code, message, message_en, {}, {}, detail};
    };

    trouble_ = Trouble::statement;
    if (!alive() || state.empty() || state.starts_with("08") || state.starts_with("57P")) {  // 57P01 admin shutdown …
        trouble_ = Trouble::lost;
        return made(ErrorKind::unavailable, "db.away",
                    "Mất kết nối tới máy chủ PostgreSQL; việc đang làm chưa được lưu. Đợi ít phút rồi thử lại.",
                    "The connection to PostgreSQL was lost; this was not saved. Try again in a few minutes.");
    }
    // 0A000 "cached plan must not change result type", 26000 "prepared statement does not exist": somebody migrated, or
    // a pooler switched connections.
    if (state == "40001" || state == "40P01" || state == "26000" ||
        (state == "0A000" && text.starts_with("cached plan"))) {
        trouble_ = Trouble::retry;
        Error error = busy_error();
        error.detail = detail;
        return error;
    }
    if (state == "23505" || state == "23P01") {
        return made(ErrorKind::conflict, "db.unique",
                    "Dữ liệu này đã có trong hệ thống, không thể lưu lần thứ hai. Tìm bản đã có.",
                    "This stands already.");
    }
    if (state == "23503") {
        return made(ErrorKind::conflict, "db.foreign_key",
                    "Dữ liệu được nhắc tới không còn, hoặc đang được nơi khác dùng. Tải lại rồi thử lại.",
                    "A record it refers to is missing, or it is still referred to.");
    }
    if (state == "23502")
        return made(ErrorKind::conflict, "db.not_null",
                    "Thiếu một thông tin bắt buộc nên chưa lưu được. Bổ sung rồi thử lại.",
                    "A required value is missing.");
    if (state == "23514") {
        return made(ErrorKind::conflict, "db.check",
                    "Một giá trị nằm ngoài phạm vi cho phép nên chưa lưu được. Sửa lại rồi thử lại.",
                    "A value is outside its allowed range.");
    }
    if (state == "P0001")
        return made(ErrorKind::conflict, "db.refused", "Thay đổi này không được phép đối với dữ liệu đã ghi.",
                    "The data does not allow this change.");
    if (state == "53100") return disk_full_error(detail);
    if (state == "53300" || state == "55P03" || state == "57014") {
        Error error = busy_error();
        error.detail = detail;
        return error;
    }
    if (state == "25006") {
        return made(ErrorKind::unavailable, "db.read_only",
                    "Dữ liệu đang ở chế độ chỉ đọc nên không lưu được. Nếu máy chủ vừa chuyển vai trò, đợi ít phút rồi "
                    "thử lại.",
                    "The database is read-only.");
    }
    if (state == "42501") {
        return made(ErrorKind::unavailable, "db.no_right",
                    "Tài khoản PostgreSQL không đủ quyền. Cấp quyền sở hữu cơ sở dữ liệu cho tài khoản này.",
                    "The PostgreSQL account lacks a right.");
    }
    return fail_internal("db.sql", detail).error();
}

}  // namespace sauro::db::postgres
