#include "modules/reviews/sector.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sauro::reviews {
namespace {

// The longer name first where one begins another.
constexpr std::array<std::string_view, 12> special_bodies = {
    "Ủy ban Kiểm tra", "Thanh tra",  "Công an", "Quân sự", "Chi cục ", "Tổng cục ", "Cục ", "Bộ ", "Sở ",
    "Phòng ",          "Trung tâm ", "Ban "};
// Of these four the name says the sector as it stands.
constexpr std::size_t named_whole = 4;
constexpr std::array<std::string_view, 4> general_boards = {"Ban Bí thư", "Ban Thường vụ", "Ban Chấp hành",
                                                            "Ban Thường trực"};
// Where the name of the place or of the body above begins.
constexpr std::array<std::string_view, 11> ends = {" Tỉnh ủy", " Thành ủy",   " Đảng ủy",          " Trung ương",
                                                   " tỉnh ",   " thành phố ", " Thành phố ",       " xã ",
                                                   " phường ", " đặc khu ",   " Hội đồng nhân dân"};

}  // namespace

std::string sector_of(std::string_view unit_name, std::string_view bloc) {
    const auto begins = [&](std::string_view words) { return unit_name.starts_with(words); };
    const auto at = std::ranges::find_if(special_bodies, begins);
    if (at != special_bodies.end() && std::ranges::none_of(general_boards, begins)) {
        const auto index = static_cast<std::size_t>(at - special_bodies.begin());
        if (index == 0) return "Kiểm tra";
        if (index < named_whole) return std::string(*at);
        auto words = unit_name.substr(at->size());
        for (const auto end : ends) words = words.substr(0, words.find(end));
        if (!words.empty()) return std::string(words);
    }
    if (bloc == "party") return "Đảng";
    if (bloc == "government") return "Chính quyền";
    if (bloc == "elected") return "Cơ quan dân cử";
    return "Mặt trận, đoàn thể";
}

}  // namespace sauro::reviews
