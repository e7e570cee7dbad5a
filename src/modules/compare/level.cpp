#include "modules/compare/level.hpp"

#include <array>
#include <string>

#include "text/text.hpp"

namespace sauro::compare {
namespace {

struct Sign {
    std::string_view words;  // folded, whole words anywhere in the name
    int rank;
};
// The lowest level a name speaks of decides: "Ban Tổ chức Tỉnh ủy" is provincial though central bodies have one too.
constexpr std::array kSigns = {
    Sign{"xa", 1},        Sign{"phuong", 1},    Sign{"dac khu", 1},    Sign{"thi tran", 1},     Sign{"huyen", 1},
    Sign{"huyen uy", 1},  Sign{"quan uy", 1},   Sign{"tinh", 2},       Sign{"tinh uy", 2},      Sign{"thanh uy", 2},
    Sign{"thanh pho", 2}, Sign{"so", 2},        Sign{"trung uong", 3}, Sign{"bo chinh tri", 3}, Sign{"ban bi thu", 3},
    Sign{"chinh phu", 3}, Sign{"thu tuong", 3}, Sign{"quoc hoi", 3},   Sign{"chu tich nuoc", 3}};

}  // namespace

int level_rank(std::string_view unit_level) {
    if (unit_level == "central" || unit_level == "nation") return 3;
    if (unit_level == "province") return 2;
    return unit_level == "commune" ? 1 : 0;
}

int level_of_issuer(std::string_view issuer) {
    std::string name = " ";
    for (const std::string& syllable : text::folded_syllables(issuer)) name.append(syllable) += ' ';
    int lowest = 0;
    for (const Sign& sign : kSigns) {
        if (name.find(" " + std::string(sign.words) + " ") == std::string::npos) continue;
        if (lowest == 0 || sign.rank < lowest) lowest = sign.rank;
    }
    if (lowest == 0 && name.starts_with(" bo ")) lowest = 3;  // "Bộ Nội vụ"
    return lowest;
}

}  // namespace sauro::compare
