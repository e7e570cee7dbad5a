// From capitals to the way Vietnamese writes names, and from a bad reading to the name that was meant.
#pragma once
#include <string>
#include <string_view>

namespace sauro::docread {

// "ỦY BAN NHÂN DÂN TỈNH MINH HỌA" -> "Ủy ban nhân dân tỉnh Minh Họa". Text in mixed letters only has its blanks tidied.
std::string natural_organ(std::string_view raw, bool marks_missing);
// A place: "HÀ NỘI" -> "Hà Nội".
std::string natural_place(std::string_view raw);
// "VỀ VIỆC CHẤN CHỈNH … CỦA ĐẢNG ỦY XÃ TÂN AN" -> "về việc chấn chỉnh … của Đảng ủy xã Tân An". `body` shows how the
// document itself writes names.
std::string natural_subject(std::string_view raw, std::string_view body);

// Two to six words, each with a capital: "Trần Cẩm Tú"; a line in capitals throughout is an office or a body.
bool is_person(std::string_view raw);

}  // namespace sauro::docread
