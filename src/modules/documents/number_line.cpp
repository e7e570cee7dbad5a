#include "modules/documents/number_line.hpp"

#include <algorithm>
#include <vector>

#include "text/text.hpp"

namespace sauro::documents {
namespace {

constexpr std::size_t kHead = 15;  // lines a heading has at most

bool digit(char c) { return c >= '0' && c <= '9'; }

// A line for the number, filled in or not.
bool is_number_line(std::string_view line) {
    const std::string folded = text::fold(line);
    if (!folded.starts_with("so")) return false;
    // behind it dots, blanks, a dash or a slash before the first letter: "số lượng" is a word
    const auto behind = folded.find_first_not_of(" :.…_\t", 2);
    return folded.size() == 2 || (behind != 2 && (behind == folded.npos || folded[behind] == '-' ||
                                                  folded[behind] == '/' || digit(folded[behind])));
}

}  // namespace

std::string with_number_line(std::string_view text, std::string_view symbol, bool party) {
    std::vector<std::string_view> head;
    std::size_t at = 0;
    while (at < text.size() && head.size() < kHead) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        head.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    const std::string written = (party ? "Số " : "Số: ") + std::string(symbol);
    const auto put = [&](std::size_t line, bool instead) {
        const auto start = static_cast<std::size_t>(head[line].data() - text.data());
        std::string out(text.substr(0, start));
        out += written;
        if (!instead) out += '\n';
        out += text.substr(instead ? start + head[line].size() : start);
        return out;
    };
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto line = text::trim(head[i]);
        if (!is_number_line(line)) continue;
        const auto number = std::ranges::find_if(line, digit);
        if (number == line.end()) return put(i, true);  // "Số      -KH/ĐU": only letters behind
        const auto behind = std::find_if_not(number, line.end(), digit);
        if (behind != line.end() && (*behind == '-' || *behind == '/'))
            return std::string(text);  // it has its number; "Số 3, đường …" is none
    }
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto line = text::trim(head[i]);
        if (party && line == "*" && i + 1 < head.size()) return put(i + 1, false);
        if (!party && text::fold(line).starts_with("cong hoa xa hoi")) return put(i, false);
    }
    return std::string(text);
}

}  // namespace sauro::documents
