#include "rulebook/prose/numbers.hpp"

#include <algorithm>

#include "rulebook/prose/phrases.hpp"

namespace sauro::rulebook {
namespace {

// Whether "năm" between the two is a five: "trong năm ngày", not "một năm" or "năm học".
bool counts_things(std::string_view before, std::string_view after) {
    static constexpr std::string_view years[] = {"một ",  "mỗi ", "hằng ", "hàng ", "đầu ",
                                                 "cuối ", "hết ", "nửa ",  "cả ",   "từng "};
    static constexpr std::string_view things[] = {
        " ngày", " tiếng", " giờ",  " phút", " mét", " buổi", " lần", " người", " hộ",    " kỳ",  " căn",
        " tuần", " cuộc",  " bình", " bộ",   " lớp", " nhà",  " con", " cây",   " chiếc", " đội", " tổ"};
    const auto begins = [&](std::string_view thing) {
        return after.starts_with(thing) && (after.size() == thing.size() || !word_byte(after[thing.size()]));
    };
    return std::ranges::none_of(years, [&](auto year) { return before.ends_with(year); }) &&
           std::ranges::any_of(things, begins);
}

// "trong một tuần", "đúng một tháng trước": a length; not "hai lần một tuần".
bool lasts_one(std::string_view before, std::string_view after) {
    static constexpr std::string_view lengths[] = {" tuần", " tháng", " ngày", " giờ"};
    static constexpr std::string_view opens[] = {"trong ", "đúng ", "vòng ", "trước ", "sau ",
                                                 "quá ",   "nhất ", "dưới ", "hơn ",   "đa "};
    const bool opened = std::ranges::any_of(opens, [&](auto word) { return before.ends_with(word); });
    return std::ranges::any_of(lengths, [&](auto unit) {
        return after.starts_with(unit) && (opened || after.substr(unit.size()).starts_with(" rưỡi"));
    });
}

// "1/2 ngày", "3/4 giờ": a part of a time, not a day of a year ("ngày 1/2 năm 2026" has its word before it).
std::optional<Number> part_of_time(std::string_view text) {
    constexpr std::size_t length = 3;
    if (text.size() < length || !digit(text[0]) || text[1] != '/' || !digit(text[2]) || text[0] == '0' ||
        text[0] >= text[2])
        return std::nullopt;
    static constexpr std::string_view times[] = {" ngày", " buổi", " giờ", " tháng", " năm"};
    const auto after = text.substr(length);
    const bool told = std::ranges::any_of(times, [&](auto unit) {
        return after.starts_with(unit) && (after.size() == unit.size() || !word_byte(after[unit.size()]));
    });
    if (!told) return std::nullopt;
    return Number{length, Rational(text[0] - '0', text[2] - '0')};
}

}  // namespace

bool digit(char c) { return c >= '0' && c <= '9'; }

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
    if (const auto half = part_of_time(text.substr(at, end - at))) return Number{at + half->end, half->value};
    if (i < end && (text[i] == '/' || text[i] == '-' || (text[i] == '.' && i + 1 < end && digit(text[i + 1]))))
        return std::nullopt;
    if (i < end && word_byte(text[i])) return std::nullopt;
    return Number{i, Rational(value, scale)};
}

std::optional<Number> number_word_at(std::string_view text, std::size_t at, std::size_t end) {
    struct Word {
        std::string_view word;
        std::int64_t value;
        bool scale;
    };
    static constexpr Word known[] = {
        {"một", 1, false},  {"mốt", 1, false}, {"hai", 2, false},   {"ba", 3, false},      {"bốn", 4, false},
        {"tư", 4, false},   {"năm", 5, false}, {"lăm", 5, false},   {"sáu", 6, false},     {"bảy", 7, false},
        {"bẩy", 7, false},  {"tám", 8, false}, {"chín", 9, false},  {"mười", 10, true},    {"mươi", 10, true},
        {"chục", 10, true}, {"tá", 12, true},  {"trăm", 100, true}, {"nghìn", 1000, true}, {"ngàn", 1000, true},
    };
    std::int64_t sum = 0, part = 0;
    std::size_t words = 0, stop = at;
    std::string_view only;
    for (std::size_t i = at; i < end && words < 12;) {
        std::size_t next = i;
        while (next < end && word_byte(text[next])) ++next;
        const auto word = text.substr(i, next - i);
        const auto* found = std::ranges::find(known, word, &Word::word);
        const bool joint = words > 0 && (word == "linh" || word == "lẻ");
        if (found == std::end(known) && !joint) break;
        if (!joint) {
            if (words == 0 && (word == "tư" || word == "lăm" || word == "mốt" || word == "mươi")) return std::nullopt;
            if (words == 0 && found->scale && word != "mười") return std::nullopt;
            // Two digits side by side are two things: "hai ba lần".
            if (!found->scale && part % 10 != 0) break;
            if (!found->scale) {
                part += found->value;
            } else if (found->value == 1000) {
                sum += std::max<std::int64_t>(part, 1) * 1000;
                part = 0;
            } else {
                const std::int64_t tail = part % 10;
                part = part - tail + std::max<std::int64_t>(tail, 1) * found->value;
            }
            stop = next;
            only = word;
            ++words;
        }
        i = next;
        if (i >= end || text[i] != ' ') break;
        ++i;
    }
    if (words == 0) return std::nullopt;
    if (words == 1 && only == "một" && !lasts_one(text.substr(0, at), text.substr(stop, end - stop)))
        return std::nullopt;
    if (words == 1 && only == "năm" && !counts_things(text.substr(0, at), text.substr(stop, end - stop)))
        return std::nullopt;
    if (stop < end && text[stop] != ' ') return std::nullopt;
    return Number{stop, Rational(sum + part)};
}

Rational per_cent(const Rational& part, const Rational& whole) {
    return Rational(part.numerator() * 100 * whole.denominator(), part.denominator() * whole.numerator());
}

std::optional<Number> share_at(std::string_view text, std::size_t at, std::size_t end) {
    const auto rest = text.substr(at, end - at);
    for (const std::string_view half : {"một nửa", "nửa số", "phân nửa"}) {
        if (rest.starts_with(half) && (rest.size() == half.size() || !word_byte(rest[half.size()])))
            return Number{at + half.size(), Rational(50)};
    }
    const auto share = [](std::size_t stop, const Rational& part, const Rational& whole) -> std::optional<Number> {
        if (whole == Rational(0) || whole < part) return std::nullopt;
        return Number{stop, per_cent(part, whole)};
    };
    if (digit(rest.front())) {
        std::size_t i = 0;
        std::int64_t parts[2] = {0, 0};
        for (auto& one : parts) {
            const std::size_t from = i;
            while (i < rest.size() && digit(rest[i]) && i - from < 3) one = one * 10 + (rest[i++] - '0');
            if (i == from) return std::nullopt;
            if (&one == parts && (i >= rest.size() || rest[i++] != '/')) return std::nullopt;
        }
        const auto of = rest.substr(i);
        if (!of.starts_with(" số ") && !of.starts_with(" tổng ") && !of.starts_with(" diện tích")) return std::nullopt;
        return share(at + i, Rational(parts[0]), Rational(parts[1]));
    }
    static constexpr std::string_view joint = " phần ";
    std::size_t i = at;
    while (i < end && word_byte(text[i])) ++i;
    const bool one = rest.starts_with("một") && i == at + std::string_view("một").size();
    const auto part = one ? std::optional(Number{i, Rational(1)}) : number_word_at(text, at, end);
    if (!part || !text.substr(part->end, end - part->end).starts_with(joint)) return std::nullopt;
    const std::size_t second = part->end + joint.size();
    if (text.substr(second).starts_with("trăm")) return std::nullopt;  // a unit of its own
    if (text.substr(second).starts_with("năm") && (second + 4 >= end || !word_byte(text[second + 4])))
        return share(second + std::string_view("năm").size(), part->value, Rational(5));
    static constexpr std::string_view four = "tư";
    if (text.substr(second).starts_with(four) &&
        (second + four.size() >= end || !word_byte(text[second + four.size()])))
        return share(second + four.size(), part->value, Rational(4));
    const auto whole = number_word_at(text, second, end);
    if (!whole) return std::nullopt;
    return share(whole->end, part->value, whole->value);
}

}  // namespace sauro::rulebook
