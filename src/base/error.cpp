#include "base/error.hpp"

#include <fmt/format.h>

#include "base/id.hpp"
#include "base/log.hpp"

namespace sauro {

std::unexpected<Error> fail_internal(std::string code, std::string detail) {
    const std::string id = base::uuid7().substr(24);
    base::log_error("internal_error", {{"id", id}, {"code", code}, {"detail", detail}});
    Error error{ErrorKind::internal, std::move(code), {}, {}, {}, {}, std::move(detail)};
    error.message = fmt::format(
        "Hệ thống gặp lỗi ngoài dự kiến. Dữ liệu đã lưu vẫn còn nguyên. Thử lại; nếu vẫn lỗi, gửi mã {} cho quản trị.",
        id);
    error.message_en = fmt::format(
        "Unexpected internal error. What was saved is safe. Try again; if it persists, give the id {} to your "
        "administrator.",
        id);
    return std::unexpected(std::move(error));
}

}  // namespace sauro
