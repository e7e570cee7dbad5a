// The sector a document belongs to: that of the body that issued it, as its name says.
#pragma once
#include <string>
#include <string_view>

namespace sauro::reviews {

// "Sở Y tế tỉnh Minh Họa" → "Y tế", "Ban Tổ chức Tỉnh ủy Minh Họa" → "Tổ chức". A body of general competence
// (committee, people's committee, council, office) has the sector of its bloc: "Đảng", "Chính quyền", "Cơ quan dân cử",
// "Mặt trận, đoàn thể".
std::string sector_of(std::string_view unit_name, std::string_view bloc);

}  // namespace sauro::reviews
