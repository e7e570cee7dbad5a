#include "docread/pasted.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "docread/parts/source.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongest = 200;  // bytes of a line of a head or a foot

// The word that ends at `end`; its start.
std::size_t word_start(std::string_view line, std::size_t end) {
    const std::size_t blank = line.substr(0, end).find_last_of(' ');
    return blank == kNone ? 0 : blank + 1;
}

// "Thạch", "Bình": one capital and small letters behind it.
bool is_name(std::string_view word) {
    return !word.empty() && starts_upper(word) && !is_capitals(word) && text::to_lower(word) != word;
}

std::size_t behind_blank(std::string_view line, std::string_view words) {
    const std::size_t at = line.find(words);
    return at != kNone && at > 0 && line[at - 1] == ' ' ? at : kNone;
}

// Nothing but capitals and numbers: a name of a body, or "Số: 05/KH-UBND".
bool of_left_column(std::string_view left) {
    if (text::trim(left) == "*") return true;
    for (const std::string_view number : {"Số:", "Số"}) {
        if (left.starts_with(number)) left.remove_prefix(number.size());
    }
    return text::to_lower(left) != left && is_capitals(left);
}

}  // namespace

std::size_t second_column_of_head(std::string_view line) {
    if (line.size() > kLongest) return kNone;
    for (const std::string_view heading :
         {"ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do"}) {
        if (const std::size_t at = behind_blank(line, heading); at != kNone) return at;
    }
    if (line.starts_with("* Số")) return 2;
    const std::size_t day = line.find(", ngày ");
    if (day == kNone) return kNone;
    std::size_t place = day;
    constexpr int longest_name = 5;
    for (int words = 0; words < longest_name && place > 0; ++words) {
        const std::size_t end = words == 0 ? place : place - 1;
        const std::size_t start = word_start(line, end);
        if (!is_name(line.substr(start, end - start))) break;
        place = start;
    }
    return place > 0 && place < day && of_left_column(line.substr(0, place)) ? place : kNone;
}

std::size_t second_column_of_foot(std::string_view line) {
    if (line.size() > kLongest) return kNone;
    const bool label = line.starts_with("Nơi nhận");
    if (!label && !line.starts_with('-')) return kNone;
    for (const std::string_view power : {"T/M ", "TM. ", "K/T ", "KT. ", "T/L ", "TL. ", "TUQ. "}) {
        if (const std::size_t at = behind_blank(line, power); at != kNone) return at;
    }
    if (label) return kNone;
    // Behind the sign that closes an entry stands a title in capitals or the name of a person.
    const std::size_t sign = line.find_last_of(";,.");
    if (sign == kNone || sign + 2 >= line.size() || line[sign + 1] != ' ') return kNone;
    const std::string_view rest = line.substr(sign + 2);
    constexpr std::size_t least = 2, most = 5;
    const std::size_t words = static_cast<std::size_t>(std::ranges::count(rest, ' ')) + 1;
    if (words < least || words > most) return kNone;
    static constexpr std::array<std::string_view, 14> bodies = {"Sở",  "Ban",  "Bộ",    "Phòng", "Ủy",   "Hội", "Đảng",
                                                                "Chi", "Tỉnh", "Thành", "Xã",    "Công", "Tòa", "Viện"};
    bool names = std::ranges::none_of(bodies, [&](std::string_view word) { return starts_with_word(rest, word); });
    for (std::size_t end = rest.size();;) {
        const std::size_t start = word_start(rest, end);
        names = names && is_name(rest.substr(start, end - start));
        if (start == 0) break;
        end = start - 1;
    }
    return names || is_capitals(rest) ? sign + 2 : kNone;
}

}  // namespace sauro::docread
