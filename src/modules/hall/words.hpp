// Small checks of what people type into a hall. Private to the module.
#pragma once
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "modules/hall/types.hpp"
#include "text/text.hpp"

namespace sauro::hall {

inline constexpr std::size_t most_items = 200;

inline bool fits(std::string_view text, std::size_t most) {
    return text.find_first_not_of(" \n\t") != std::string_view::npos && text::CodepointIndex(text).size() <= most;
}
// May be left out, but not be longer than a line or two.
inline bool short_enough(const Text& text, std::size_t most) {
    return !text || text::CodepointIndex(*text).size() <= most;
}
inline bool fits_client_id(const std::string& id) {
    constexpr std::size_t longest = 64;
    return !id.empty() && id.size() <= longest;
}
inline Error field_error(const char* field, const char* code, const char* message) {
    Error error{ErrorKind::invalid, code, message, {}, {}, {}, {}};
    error.fields.push_back({field, code, message});
    return error;
}
// One id, two different requests: the second one is not done, and nothing says that it was.
inline std::unexpected<Error> used_id(const std::string& what, const std::string& first) {
    return fail(
        ErrorKind::conflict, "hall.client_id_used",
        fmt::format("{} chưa được thực hiện: mã riêng đã dùng cho {} trước đó. Tải lại trang, xem lại rồi bấm lại.",
                    what, first),
        "This client_id was given with another request.");
}
// The button of the operator's page.
inline const char* words_of(Act act) {
    switch (act) {
        case Act::open:
            return "Khai mạc";
        case Act::register_:
            return "Ghi tên";
        case Act::again:
            return "Ghi thêm lượt";
        case Act::move:
            return "Đổi thứ tự";
        case Act::remove:
            return "Rút tên";
        case Act::start:
            return "Bắt đầu";
        case Act::interpose:
            return "Xen ngang";
        case Act::pause:
            return "Tạm dừng";
        case Act::resume:
            return "Nói tiếp";
        case Act::stop:
            return "Kết thúc bài";
        case Act::next:
            return "Người tiếp theo";
        case Act::add_minute:
            return "Thêm 1 phút";
        case Act::adjourn:
            return "Nghỉ (trưa, tối)";
        case Act::reconvene:
            return "Họp tiếp";
        case Act::close:
            return "Kết thúc hội nghị";
    }
    return "";
}
// Who checks in twice is one person, however the name is typed.
inline std::string key_of(const std::string& name, const std::string& position) {
    return fmt::format("{}", fmt::join(text::folded_syllables(name + " " + position), " "));
}

}  // namespace sauro::hall
