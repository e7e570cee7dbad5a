// What one line of a document says of itself, before its neighbours are asked. `folded` is the line without marks.
#pragma once
#include <string_view>

namespace sauro::rulebook {

struct PageLine;

bool is_ornament(std::string_view text);  // "*", "-----"
bool starts_word(std::string_view folded, std::string_view word);
bool opens_division(std::string_view folded);  // "Điều 1.", "Phần thứ nhất"; not "Điều chỉnh …", "phân công …"
bool opens_basis(std::string_view folded);     // "Căn cứ …"
bool looks_like_place_date(
    std::string_view folded);             // "Bến Thử, ngày 05 tháng 9 năm 2026", also where it is written wrong
bool names_office(const PageLine& line);  // "PHÓ CHỦ TỊCH"
bool is_signing_form(std::string_view folded, std::string_view text);  // "TM. ỦY BAN NHÂN DÂN"

}  // namespace sauro::rulebook
