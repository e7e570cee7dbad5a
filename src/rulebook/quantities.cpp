#include "rulebook/quantities.hpp"

#include <algorithm>
#include <array>

namespace sauro::rulebook {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// What stands before a number that counts nothing: "Điều 5", "năm 2026", "số 12", "tháng 6".
const std::vector<std::string>& names_a_number() {
    static const std::vector<std::string> words = {
        "điều",     "khoản", "mục", "điểm",    "số",      "năm",    "tháng",   "quý",        "phụ lục",
        "biểu",     "mẫu",   "thứ", "khóa",    "phần",    "chương", "bảng",    "hình",       "kỳ",
        "ngõ",      "thôn",  "tổ",  "khu phố", "khu",     "đường",  "quốc lộ", "tổ dân phố", "giai đoạn",
        "nhiệm kỳ", "ngày",  "đợt", "bước",    "lần thứ", "cấp",    "hạng",    "loại"};
    return words;
}

bool ends_with_word(std::string_view text, std::string_view word) {
    return text.ends_with(word) && (text.size() == word.size() || !word_byte(text[text.size() - word.size() - 1]));
}

struct Number {
    std::size_t end = 0;
    Rational value;
};
// "1.000", "98,5", "05". Nothing for a date, a symbol, a fraction.
std::optional<Number> number_at(std::string_view text, std::size_t at, std::size_t end) {
    std::size_t i = at;
    std::int64_t value = 0, scale = 1;
    std::size_t digits = 0;
    constexpr std::size_t most = 12;
    const auto take = [&] {
        value = value * 10 + (text[i++] - '0');
        return ++digits <= most;
    };
    while (i < end && digit(text[i])) {
        if (!take()) return std::nullopt;
    }
    // Thousands: ".000" groups.
    while (i + 3 < end && text[i] == '.' && digit(text[i + 1]) && digit(text[i + 2]) && digit(text[i + 3]) &&
           (i + 4 >= end || !digit(text[i + 4]))) {
        ++i;
        for (int n = 0; n < 3; ++n) {
            if (!take()) return std::nullopt;
        }
    }
    if (i + 1 < end && text[i] == ',' && digit(text[i + 1])) {
        ++i;
        while (i < end && digit(text[i])) {
            if (!take() || scale > 1000000) return std::nullopt;
            scale *= 10;
        }
    }
    if (i < end && (text[i] == '/' || text[i] == '-' || (text[i] == '.' && i + 1 < end && digit(text[i + 1]))))
        return std::nullopt;
    if (i < end && word_byte(text[i])) return std::nullopt;
    return Number{i, Rational(value, scale)};
}

// "hai lần", "ba buổi". "năm" is a year as often as a number, "một" hardly ever counts.
std::optional<Number> number_word_at(std::string_view text, std::size_t at, std::size_t end) {
    constexpr std::pair<std::string_view, int> words[] = {{"hai", 2}, {"ba", 3},  {"bốn", 4},  {"sáu", 6},
                                                          {"bảy", 7}, {"tám", 8}, {"chín", 9}, {"mười", 10}};
    const auto rest = text.substr(at, end - at);
    for (const auto& [word, value] : words) {
        if (rest.starts_with(word) && rest.size() > word.size() && rest[word.size()] == ' ')
            return Number{at + word.size(), Rational(value)};
    }
    return std::nullopt;
}

std::string syllables(std::string_view text, std::size_t count) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t n = 0; n < count; ++n) {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\r')) ++at;
        const std::size_t from = at;
        while (at < text.size() && word_byte(text[at])) ++at;
        if (at == from) break;
        out += (out.empty() ? "" : " ") + std::string(text.substr(from, at - from));
        if (at < text.size() && text[at] != ' ') break;
    }
    return out;
}

struct Unit {
    std::string_view words, unit;
    std::int64_t factor;
};
constexpr std::array<Unit, 19> units = {{{"phần trăm", "%", 1},
                                         {"tỷ đồng", "đồng", 1000000000},
                                         {"tỉ đồng", "đồng", 1000000000},
                                         {"triệu đồng", "đồng", 1000000},
                                         {"nghìn đồng", "đồng", 1000},
                                         {"ngàn đồng", "đồng", 1000},
                                         {"đồng", "đồng", 1},
                                         {"phút", "phút", 1},
                                         {"giờ", "phút", 60},
                                         {"tiếng", "phút", 60},
                                         {"ngày làm việc", "ngày làm việc", 1},
                                         {"ngày", "ngày", 1},
                                         {"tuần", "tuần", 1},
                                         {"tháng", "tháng", 1},
                                         {"năm", "năm", 1},
                                         {"km", "km", 1},
                                         {"ha", "ha", 1},
                                         {"héc-ta", "ha", 1},
                                         {"lần", "lần", 1}}};

void read_unit(std::string_view lower, std::size_t at, std::size_t end, Quantity& q) {
    std::string_view rest = lower.substr(at, end - at);
    std::size_t skipped = 0;
    while (!rest.empty() && (rest.front() == ' ')) {
        rest.remove_prefix(1);
        ++skipped;
    }
    if (rest.starts_with('%')) {
        q.unit = "%";
        q.span.end = at + skipped + 1;
        return;
    }
    for (const auto& unit : units) {
        if (!rest.starts_with(unit.words)) continue;
        if (rest.size() > unit.words.size() && word_byte(rest[unit.words.size()])) continue;
        q.unit = unit.unit;
        q.value = q.value * Rational(unit.factor);
        q.span.end = at + skipped + unit.words.size();
        return;
    }
    // A thing that is counted: "05 công chức", "03 người".
    q.unit = syllables(rest, 2);
    if (!q.unit.empty()) q.span.end = at + skipped + q.unit.size();
}

Quantity::Bound bound_of(const Prose& prose, Span before, Span after) {
    static const Phrases least = {
        "tối thiểu", "ít nhất", "không dưới", "không ít hơn", "không thấp hơn",
        "đạt trên",  "từ",      "trên",       "hơn",          "đạt ít nhất"};
    static const Phrases most = {
        "tối đa", "không quá", "không vượt quá", "không nhiều hơn", "không hơn",  "nhiều nhất",    "không trên",
        "dưới",   "chậm nhất", "không để",       "trong vòng",      "không vượt", "trong thời hạn"};
    static const Phrases up = {"trở lên"}, down = {"trở xuống"};
    if (prose.find_any(up, after)) return Quantity::Bound::at_least;
    if (prose.find_any(down, after)) return Quantity::Bound::at_most;
    const auto low = prose.all(least, before), high = prose.all(most, before);
    // The word nearest to the number binds it; "từ" alone opens a range or a place as often.
    const std::size_t l = low.empty() ? 0 : low.back().start + 1, h = high.empty() ? 0 : high.back().start + 1;
    if (l == 0 && h == 0) return Quantity::Bound::exact;
    if (h > l) return Quantity::Bound::at_most;
    const auto word = prose.lower(low.back());
    if ((word == "từ" || word == "trên" || word == "hơn") && before.end > low.back().end + 1)
        return Quantity::Bound::exact;
    return Quantity::Bound::at_least;
}

}  // namespace

std::vector<Quantity> quantities_in(const Prose& prose, Span sentence) {
    std::vector<Quantity> out;
    const std::string_view lower = prose.lower({0, sentence.end});
    const auto part_end = [&](std::size_t from) {
        std::size_t i = from;
        while (i < sentence.end && lower[i] != ';' && lower[i] != '(' && lower[i] != ')' &&
               !(lower[i] == '.' && (i + 1 >= sentence.end || lower[i + 1] == ' ')) &&
               !(lower[i] == ',' && (i + 1 >= sentence.end || !digit(lower[i + 1]))))
            ++i;
        return i;
    };
    for (std::size_t i = sentence.start; i < sentence.end; ++i) {
        const bool starts = i == 0 || (!word_byte(lower[i - 1]) &&
                                       std::string_view("/-.").find(lower[i - 1]) == std::string_view::npos);
        if (!starts && !digit(lower[i])) continue;
        const auto in_words = digit(lower[i]) ? std::nullopt : number_word_at(lower, i, sentence.end);
        if (!digit(lower[i]) && !in_words) continue;
        std::size_t after = i;
        while (after < sentence.end &&
               (word_byte(lower[after]) || std::string_view("./-,").find(lower[after]) != std::string_view::npos))
            ++after;
        const auto number = in_words ? in_words : starts ? number_at(lower, i, sentence.end) : std::nullopt;
        if (!number) {
            i = std::max(i, after == i ? i : after - 1);
            continue;
        }
        std::size_t back = i;
        while (back > sentence.start && (lower[back - 1] == ' ')) --back;
        const auto before = lower.substr(sentence.start, back - sentence.start);
        Quantity q;
        q.span = {i, number->end};
        q.value = number->value;
        read_unit(lower, number->end, sentence.end, q);
        const bool names =
            std::ranges::any_of(names_a_number(), [&](const auto& w) { return ends_with_word(before, w); });
        // "năm 2026", "Điều 5"; but "trong năm 12 ngày" is rare enough to be lost.
        const bool label = before.empty() || (prose.first_word(sentence) > i);
        if (names || label || (q.unit.empty() && q.unit != "%")) {
            i = number->end - 1;
            continue;
        }
        std::size_t from = i;
        while (from > sentence.start) {
            const char c = lower[from - 1];
            const bool comma = c == ',' && !(from < sentence.end && digit(lower[from]));
            if (c == ';' || comma || c == '(' || c == ')' || (c == '.' && lower[from] == ' ') || c == ':') break;
            --from;
        }
        q.context = prose.trimmed({from, part_end(q.span.end)});
        constexpr std::size_t reach = 60;
        const Span left{std::max(q.context.start, i > reach ? i - reach : 0), i};
        q.bound = bound_of(prose, left, {q.span.end, std::min(q.context.end, q.span.end + 20)});
        static const Phrases each = {"mỗi", "một lượt", "từng", "bình quân"};
        static const Phrases whole = {"toàn tỉnh", "cả tỉnh", "toàn thành phố", "trên địa bàn tỉnh"};
        q.each = prose.find_any(each, q.context).has_value();
        q.whole = prose.find_any(whole, sentence).has_value();
        out.push_back(std::move(q));
        i = out.back().span.end - 1;
    }
    return out;
}

}  // namespace sauro::rulebook
