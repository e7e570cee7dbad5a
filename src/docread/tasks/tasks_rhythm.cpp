// How often: "định kỳ hằng quý", "6 tháng một lần".
#include <algorithm>
#include <array>

#include "docread/tasks/tasks.hpp"

namespace sauro::docread {

std::optional<std::string> find_recurrence(const Source& source, Span span) {
    const std::string_view f = source.fold(span);
    // The shortest period is the one that binds: a quarterly report is due before a yearly one.
    struct Rhythm {
        std::string_view code;
        std::array<std::string_view, 6> words;
    };
    static constexpr Rhythm kRhythms[] = {
        {"weekly", {"hang tuan", "moi tuan", "tuan mot lan", "mot tuan mot lan", "thu sau hang tuan"}},
        {"monthly", {"hang thang", "moi thang", "dinh ky thang", "mot thang mot lan", "01 thang/lan"}},
        {"quarterly", {"hang quy", "moi quy", "dinh ky quy", "cuoi quy", "03 thang/lan"}},
        {"half_yearly",
         {"6 thang mot lan", "dinh ky 6 thang", "hang 6 thang", "dinh ky 06 thang", "6 thang/lan", "06 thang mot lan"}},
        {"yearly", {"hang nam", "moi nam", "dinh ky nam", "mot nam mot lan", "dinh ky mot nam"}},
    };
    // A rhythm that only names a thing: "kế hoạch hằng năm", "hội nghị định kỳ hằng năm".
    static constexpr std::string_view kThings[] = {
        "ke hoach", "chuong trinh", "chi tieu", "nhiem vu", "kinh phi",  "du toan",         "ngan sach",
        "hoi nghi", "cong tac",     "giao ban", "ky hop",   "phien hop", "bao cao tong ket"};
    const bool regular = contains_word(f, "dinh ky");
    for (const Rhythm& r : kRhythms) {
        for (const auto word : r.words) {
            if (word.empty()) continue;
            for (std::size_t at = find_word(f, word); at != std::string_view::npos; at = find_word(f, word, at + 1)) {
                const std::string_view before = strip(f.substr(0, at), " \n");
                const bool thing =
                    std::any_of(std::begin(kThings), std::end(kThings), [&](auto t) { return before.ends_with(t); });
                if (!thing) return std::string(r.code);
            }
        }
        if (!regular) continue;
        // "định kỳ hằng quý, 6 tháng, năm": what is listed behind the word.
        const std::size_t at = find_word(f, "dinh ky");
        const std::string_view list = f.substr(at, std::min<std::size_t>(f.size() - at, 60));
        const std::string_view cut = list.substr(0, list.find_first_of(";.("));
        if (r.code == "quarterly" && contains_word(cut, "quy") && !contains_word(cut, "quy dinh") &&
            !contains_word(cut, "quy che"))
            return "quarterly";
        if (r.code == "half_yearly" && (contains_word(cut, "6 thang") || contains_word(cut, "06 thang")))
            return "half_yearly";
        if (r.code == "yearly" && contains_word(cut, "nam")) return "yearly";
        if (r.code == "monthly" && contains_word(cut, "thang") && !contains_word(cut, "6 thang") &&
            !contains_word(cut, "06 thang") && !contains_word(cut, "3 thang"))
            return "monthly";
    }
    return std::nullopt;
}

}  // namespace sauro::docread
