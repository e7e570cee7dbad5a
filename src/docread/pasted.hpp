// Heads and feet of two columns that were pasted as one line with a single blank between (mail, chat, web pages).
#pragma once
#include <cstddef>
#include <string_view>

namespace sauro::docread {

// Where the second column of a line of the head begins, in bytes: "ĐẢNG BỘ TỈNH A | ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY
// XÃ B | B, ngày …", "Số: 05/KH-UBND | B, ngày …", "* | Số 55-KL/ĐU"; npos when it has none. The line is NFC.
std::size_t second_column_of_head(std::string_view line);
// The same in the foot: "Nơi nhận: | T/M BAN THƯỜNG VỤ", "- Các chi bộ; | BÍ THƯ", "- Lưu Văn phòng. | Hoàng Văn Lực".
std::size_t second_column_of_foot(std::string_view line);

}  // namespace sauro::docread
