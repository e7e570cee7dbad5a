#include "modules/documents/number_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "text/text.hpp"

namespace sauro::documents {
namespace {

constexpr std::size_t kHead = 15;  // lines a heading has at most

bool digit(char c) { return c >= '0' && c <= '9'; }

// Walks over bytes of one line.
struct Walk {
    std::string_view line;
    std::size_t at = 0;

    bool done() const { return at >= line.size(); }
    bool take(std::string_view word) {
        if (!line.substr(at).starts_with(word)) return false;
        at += word.size();
        return true;
    }
    bool any_of(std::initializer_list<std::string_view> words) {
        return std::ranges::any_of(words, [&](std::string_view word) { return take(word); });
    }
    void blanks() {
        while (any_of({" ", "\t"})) {
        }
    }
    // Room left for a number: blanks, dots, lines. True when a digit stands in it.
    bool room() {
        bool filled = false;
        while (!done()) {
            if (digit(line[at])) {
                filled = true;
                ++at;
            } else if (!any_of({" ", "\t", ".", "…", "_"})) {
                break;
            }
        }
        return filled;
    }
};

// "Số: 05/KH-UBND", "Số      -KH/ĐU", "Số: …" at the head of a line or of a column of it; nothing for "Số 3, đường …".
std::optional<HeadMark> number_at(std::string_view line, std::size_t at) {
    Walk walk{line, at};
    if (!walk.any_of({"Số", "SỐ", "số"})) return std::nullopt;
    const std::size_t word = walk.at;
    walk.any_of({":", "."});
    const bool filled = walk.room();
    const bool signs = !walk.done() && (line[walk.at] == '/' || line[walk.at] == '-');  // "Số:<tab>/KH-UBND"
    if (walk.done() || (line[walk.at - 1] == '\t' && !signs)) {  // nothing but room: as far as the column goes
        if (filled || walk.at == word) return std::nullopt;
        return HeadMark{at, std::min(line.find('\t', word), line.size()), {}, true};
    }
    if (filled) {  // "05a/", "05bis-"
        for (int i = 0; i < 4 && !walk.done() && (line[walk.at] >= 'a' && line[walk.at] <= 'z'); ++i) ++walk.at;
        walk.blanks();
    }
    if (!walk.any_of({"/", "-"})) return std::nullopt;
    walk.blanks();
    const std::size_t notation = walk.at;
    const auto word_of_it = [&] {
        while (!walk.done() && line[walk.at] != ' ' && line[walk.at] != '\t') ++walk.at;
    };
    word_of_it();
    if (walk.at == notation) return std::nullopt;
    for (std::size_t end = walk.at; walk.take(" "); end = walk.at) {  // "/ KH - UBND"
        if (!walk.any_of({"- ", "/ ", "-", "/"}) || walk.done() || line[walk.at] == ' ') {
            walk.at = end;
            break;
        }
        word_of_it();
    }
    return HeadMark{at, walk.at, {}, !filled};
}

std::optional<HeadMark> number_in(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool begins = at == 0 || line[at - 1] == '\t' || (at > 1 && line[at - 1] == ' ' && line[at - 2] == ' ') ||
                            line.find_first_not_of(' ') == at;
        if (!begins || line[at] == ' ') continue;
        if (auto found = number_at(line, at)) return found;
    }
    return std::nullopt;
}

// "Minh An, ", "Minh An " before the day, in its column: the day of a document that is cited has no place before it.
bool behind_a_place(std::string_view before) {
    before = before.substr(before.find_last_of('\t') + 1);
    if (const auto gap = before.find_last_not_of(' ') == before.npos
                             ? before.npos
                             : before.rfind("   ", before.find_last_not_of(' '));
        gap != before.npos)
        before = before.substr(gap);
    const std::string place = text::trim(before);
    constexpr std::size_t longest = 80;
    if (place.empty() || place.size() > longest || std::ranges::any_of(place, digit)) return false;
    if (place.ends_with(',')) return true;
    // Without its comma: nothing but names.
    for (std::size_t at = 0; at < place.size();) {
        const std::size_t end = std::min(place.find(' ', at), place.size());
        const std::string word = place.substr(at, end - at);
        if (text::to_lower(word) == word) return false;
        at = end + 1;
    }
    return true;
}

// "…, ngày 05 tháng 8 năm 2026", "…, ngày    tháng    năm 2026", "…, ngày 05/8/2026".
std::optional<HeadMark> day_in(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
        Walk walk{line, at};
        if (!walk.any_of({"ngày", "Ngày", "NGÀY"}) || !behind_a_place(line.substr(0, at))) continue;
        const bool day = walk.room();
        if (day && walk.take("/")) {
            const std::size_t least = walk.at;
            while (!walk.done() && (digit(line[walk.at]) || line[walk.at] == '/')) ++walk.at;
            if (walk.at > least) return HeadMark{at, walk.at, {}, false};
            continue;
        }
        if (!walk.any_of({"tháng", "Tháng", "THÁNG"})) continue;
        const bool month = walk.room();
        if (!walk.any_of({"năm", "Năm", "NĂM"})) continue;
        const bool year = walk.room();
        std::size_t end = walk.at;
        while (end > at && (line[end - 1] == ' ' || line[end - 1] == '\t')) --end;
        if (year) {  // dots behind the year end the line, they are no room
            while (end > at && !digit(line[end - 1])) --end;
        }
        return HeadMark{at, end, {}, !(day && month && year)};
    }
    return std::nullopt;
}

std::vector<std::string_view> heading(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < kHead;) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string number_words(std::string_view symbol, bool party) {
    return fmt::format("Số{} {}", party ? "" : ":", symbol);
}

// Days below ten and the months January and February with a nought, as both systems write them.
std::string day_words(base::Date day) {
    return fmt::format("ngày {:02} tháng {} năm {}", day.day(),
                       day.month() < 3 ? fmt::format("{:02}", day.month()) : fmt::format("{}", day.month()),
                       day.year());
}

}  // namespace

std::vector<HeadMark> head_marks(std::string_view text, std::string_view symbol, bool party, base::Date day) {
    std::vector<HeadMark> out;
    std::optional<HeadMark> number, date;
    for (const std::string_view line : heading(text)) {
        const auto from = static_cast<std::size_t>(line.data() - text.data());
        const auto put = [&](std::optional<HeadMark>& into, std::optional<HeadMark> found, std::string words) {
            if (into || !found) return;
            const std::string_view there = line.substr(found->start, found->end - found->start);
            into = HeadMark{from + found->start, from + found->end, std::move(words), found->open};
            if (!into->open && there.ends_with(symbol)) return;
            if (there != into->words) out.push_back(*into);
        };
        put(number, number_in(line), number_words(symbol, party));
        put(date, day_in(line), day_words(day));
        if (number && date) break;
    }
    std::ranges::sort(out, {}, &HeadMark::start);
    return out;
}

std::string with_number_line(std::string_view text, std::string_view symbol, bool party, base::Date day) {
    std::string out(text);
    auto marks = head_marks(text, symbol, party, day);
    std::ranges::reverse(marks);
    for (const HeadMark& mark : marks) {
        const bool number = text::fold(mark.words).starts_with("so");
        if (mark.open || number) out.replace(mark.start, mark.end - mark.start, mark.words);
    }
    const auto lines = heading(out);
    if (std::ranges::any_of(lines, [](std::string_view line) { return number_in(line).has_value(); })) return out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto line = text::trim(lines[i]);
        const bool below = party && line == "*" && i + 1 < lines.size();
        if (!below && (party || !text::fold(line).starts_with("cong hoa xa hoi"))) continue;
        const auto at = static_cast<std::size_t>(lines[below ? i + 1 : i].data() - out.data());
        return out.insert(at, number_words(symbol, party) + '\n');
    }
    return out;
}

}  // namespace sauro::documents
