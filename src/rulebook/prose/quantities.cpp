#include "rulebook/prose/quantities.hpp"

#include <algorithm>
#include <array>

#include "rulebook/prose/likeness.hpp"
#include "rulebook/prose/numbers.hpp"

namespace sauro::rulebook {
namespace {

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
constexpr std::array<Unit, 30> units = {{{"phần trăm", "%", 1},
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
                                         {"tuần làm việc", "ngày làm việc", 5},
                                         {"ngày", "ngày", 1},
                                         {"tuần", "tuần", 1},
                                         {"tháng", "tháng", 1},
                                         {"năm", "năm", 1},
                                         {"km", "km", 1},
                                         {"cây số", "km", 1},
                                         {"mét vuông", "m2", 1},
                                         {"mét", "m", 1},
                                         {"m", "m", 1},
                                         {"m2", "m2", 1},
                                         {"m²", "m2", 1},
                                         {"lít", "lít", 1},
                                         {"kg", "kg", 1},
                                         {"tấn", "tấn", 1},
                                         {"m3", "m3", 1},
                                         {"ha", "ha", 1},
                                         {"héc-ta", "ha", 1},
                                         {"lần", "lần", 1}}};

void hour_of_day(std::string_view lower, std::size_t end, Quantity& q) {
    constexpr std::size_t near = 24;
    std::string_view rest = lower.substr(q.span.end, std::min(near, end - q.span.end));
    if (rest.size() > 3 && rest.front() == ' ' && digit(rest[1])) {  // "15 giờ 30 phút"
        std::size_t at = 1;
        int minutes = 0;
        while (at < rest.size() && at < 3 && digit(rest[at])) minutes = minutes * 10 + (rest[at++] - '0');
        static constexpr std::string_view word = " phút";
        if (rest.substr(at).starts_with(word)) {
            q.value = q.value + Rational(minutes);
            q.span.end += at + word.size();
            rest.remove_prefix(at + word.size());
        }
    }
    for (const std::string_view daily : {"mỗi ngày", "hằng ngày", "hàng ngày"}) {
        if (rest.find(daily) != std::string_view::npos) {
            q.unit = "giờ mỗi ngày";
            return;
        }
    }
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos || slash == 0 || !digit(rest[slash - 1])) return;
    std::size_t from = slash, to = slash + 1;
    while (from > 0 && digit(rest[from - 1])) --from;
    while (to < rest.size() && digit(rest[to])) ++to;
    q.unit = "giờ " + std::string(rest.substr(from, to - from));
}

// "Từ 5 giờ đến 8 giờ sáng", "lúc 16 giờ": when, not how long.
bool clock_time(std::string_view lower, std::string_view before, const Quantity& q, std::size_t end) {
    if (q.unit != "phút" || !lower.substr(q.span.start, q.span.end - q.span.start).ends_with("giờ")) return false;
    static constexpr std::string_view at[] = {"từ", "đến", "lúc", "vào"};
    static constexpr std::string_view parts[] = {" sáng", " trưa", " chiều", " tối", " đêm", " đến"};
    const auto behind = lower.substr(q.span.end, end - q.span.end);
    return std::ranges::any_of(at, [&](auto word) { return ends_with_word(before, word); }) ||
           std::ranges::any_of(parts, [&](auto part) { return behind.starts_with(part); });
}

// "… và 20 tháng 12 hằng năm": a day; not "2 tháng 15 ngày".
bool day_of_month(std::string_view rest) {
    static constexpr std::string_view month = " tháng ";
    std::size_t at = 0;
    while (at < rest.size() && digit(rest[at])) ++at;
    if (at == 0 || at > 2 || !rest.substr(at).starts_with(month)) return false;
    const std::size_t from = at += month.size();
    while (at < rest.size() && digit(rest[at])) ++at;
    static constexpr std::string_view lengths[] = {" ngày", " tuần"};
    return at > from && std::ranges::none_of(lengths, [&](auto word) { return rest.substr(at).starts_with(word); });
}

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
        q.span.end = at + skipped + unit.words.size();
        // "một ngày rưỡi", "hai giờ rưỡi": half a unit more.
        static constexpr std::string_view half = " rưỡi";
        const bool and_half = lower.substr(q.span.end, end - q.span.end).starts_with(half);
        q.value = (q.value + (and_half ? Rational(1, 2) : Rational(0))) * Rational(unit.factor);
        if (and_half) q.span.end += half.size();
        static constexpr std::string_view measures[] = {"m2", "m", "lít", "kg", "tấn", "m3"};
        q.measure = std::ranges::find(measures, unit.unit) != std::end(measures);
        // "19 giờ ngày 16/9", "16 giờ mỗi ngày": an hour of that day, no length.
        if (unit.words == "giờ") hour_of_day(lower, end, q);
        return;
    }
    // A thing that is counted: "05 công chức", "03 người".
    q.unit = syllables(rest, 2);
    if (!q.unit.empty()) q.thing = at + skipped;
    if (!q.unit.empty()) q.span.end = at + skipped + q.unit.size();
}

Quantity::Bound bound_of(const Prose& prose, Span before, Span after) {
    static const Phrases least = {"tối thiểu", "ít nhất", "không dưới", "không ít hơn", "không thấp hơn",
                                  "đạt trên",  "từ",      "trên",       "hơn",          "đạt ít nhất"};
    static const Phrases most = {"tối đa",     "không quá",  "không vượt quá", "không nhiều hơn", "không hơn",
                                 "nhiều nhất", "không trên", "dưới",           "chậm nhất",       "không để",
                                 "trong vòng", "không vượt", "trong thời hạn"};
    static const Phrases up = {"trở lên"}, down = {"trở xuống"};
    // "Chậm nhất 05 ngày trước buổi họp": more days before it are better.
    if (text::trim(prose.lower(after)).starts_with("trước")) return Quantity::Bound::at_least;
    // "30 phút đầu giờ": that long at least.
    static const Phrases window = {"đầu giờ", "cuối giờ", "đầu buổi", "cuối buổi", "đầu ca", "cuối ca"};
    if (prose.starts_with_any(window, after)) return Quantity::Bound::at_least;
    if (prose.find_any(up, after)) return Quantity::Bound::at_least;
    if (prose.find_any(down, after)) return Quantity::Bound::at_most;
    auto low = prose.all(least, before), high = prose.all(most, before);
    // "không dưới" is no "dưới", "không hơn" no "hơn".
    const auto inside = [](const std::vector<Span>& others) {
        return [&others](const Span& s) {
            return std::ranges::any_of(others, [&](const Span& o) { return o.start < s.start && s.end <= o.end; });
        };
    };
    std::erase_if(high, inside(low));
    std::erase_if(low, inside(high));
    // The word nearest to the number binds it; "từ" alone opens a range or a place as often.
    const std::size_t l = low.empty() ? 0 : low.back().start + 1, h = high.empty() ? 0 : high.back().start + 1;
    if (l == 0 && h == 0) return Quantity::Bound::exact;
    if (h > l) return Quantity::Bound::at_most;
    const auto word = prose.lower(low.back());
    if ((word == "từ" || word == "trên" || word == "hơn") && before.end > low.back().end + 1)
        return Quantity::Bound::exact;
    return Quantity::Bound::at_least;
}

// "chiếc thùng": the thing that is counted.
std::string without_classifier(const std::string& unit) {
    for (const std::string_view one : {"chiếc ", "cái "}) {
        if (unit.starts_with(one)) return unit.substr(one.size());
    }
    return unit;
}

// "cứ 100 đảng viên thì ít nhất 85 người dự họp", "mười người già thì chín người được khám": two numbers that are one
// share.
void out_of_each(const Prose& prose, Span sentence, std::vector<Quantity>& list) {
    constexpr std::size_t far = 120, between = 3;
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        const Quantity whole = list[i];
        const auto before = text::trim(prose.lower({sentence.start, whole.span.start}));
        const bool time = whole.unit == "phút" || whole.unit == "ngày" || whole.unit == "tuần" ||
                          whole.unit == "tháng" || whole.unit == "năm";
        if (time || whole.unit == "%" || whole.value == Rational(0)) continue;
        const bool each = ends_with_word(before, "cứ");
        for (std::size_t k = i + 1; k < list.size() && k <= i + between; ++k) {
            Quantity& part = list[k];
            if (part.span.start > whole.span.end + far) break;
            const bool then = prose.find("thì", {whole.span.end, part.span.start}).has_value();
            const bool one_thing = first_word_of_unit(part.unit) == first_word_of_unit(whole.unit);
            if (part.unit == "%" || whole.value < part.value || !(each || then) || !(one_thing || (each && k == i + 1)))
                continue;
            part.value = per_cent(part.value, whole.value);
            part.unit = "%";
            part.context.start = std::min(part.context.start, whole.context.start);
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i), list.begin() + static_cast<std::ptrdiff_t>(k));
            break;
        }
    }
}

// "từ 51% lên 66%": the first says where it stands, the second where it is to come. "Chi bộ nào vắng quá hai kỳ thì
// …": when something is to be done, not how much.
void drop_bases(const Prose& prose, Span sentence, std::vector<Quantity>& list) {
    static const Phrases moves = {"lên", "xuống", "còn", "thành"}, when = {"nếu", "hễ", "nào"}, up = {"trở lên"};
    constexpr std::size_t near = 24;
    const auto is_base = [&](std::size_t i) {
        const Quantity& q = list[i];
        const auto before = text::trim(prose.lower({sentence.start, q.span.start}));
        if (i + 1 < list.size() && ends_with_word(before, "từ") && list[i + 1].unit == q.unit &&
            list[i + 1].span.start < q.span.end + near && prose.find_any(moves, {q.span.end, list[i + 1].span.start}))
            return true;
        if (ends_with_word(before, "cứ")) return true;  // "cứ hai ngày thay tờ mới": a rhythm
        const bool then = prose.find("thì", {q.span.end, q.context.end}).has_value();
        return then && (prose.find_any(when, {q.context.start, q.span.start}) ||
                        prose.find_any(up, {q.span.end, q.context.end}));
    };
    std::vector<Quantity> kept;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!is_base(i)) kept.push_back(list[i]);
    }
    list = std::move(kept);
}

// "Hội nghị trực tiếp không quá 40% và hội nghị trực tuyến không ít hơn 60%": what stands behind "và" speaks of the
// second number alone.
void part_contexts(const Prose& prose, std::vector<Quantity>& list) {
    static const Phrases joints = {"và", "còn", "trong đó", "riêng"};
    constexpr std::size_t own_words = 2;
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        Quantity &here = list[i], &next = list[i + 1];
        if (here.unit != next.unit || here.context.end <= next.context.start) continue;
        const auto joint = prose.all(joints, {here.span.end, next.span.start});
        if (joint.empty() || count_words(prose.of({joint.back().end, next.span.start})) < own_words) continue;
        here.context.end = std::min(here.context.end, joint.back().start);
        next.context.start = std::max(next.context.start, joint.back().end);
    }
}

// No clause reaches further; without this a line of nothing but numbers costs its square.
constexpr std::size_t longest_clause = 2000;

// The part of a sentence between two ';'.
Span part_between(const Prose& prose, Span sentence, Span word) {
    sentence.start = std::max(sentence.start, word.start - std::min(word.start, longest_clause));
    sentence.end = std::min(sentence.end, word.end + longest_clause);
    const auto text = prose.lower(sentence);
    const auto before = text.rfind(';', word.start - sentence.start);
    const auto after = text.find(';', word.end - sentence.start);
    return {before == std::string_view::npos ? sentence.start : sentence.start + before + 1,
            after == std::string_view::npos ? sentence.end : sentence.start + after};
}

Quantity::Level level_of(const Prose& prose, Span part) {
    static const Phrases province = {"cấp tỉnh", "toàn tỉnh", "cả tỉnh", "toàn thành phố"};
    static const Phrases commune = {"cấp xã", "toàn xã", "cả xã", "toàn phường", "cả phường", "toàn đặc khu"};
    const bool of_province = prose.find_any(province, part).has_value();
    const bool of_commune = prose.find_any(commune, part).has_value();
    if (of_province == of_commune) return Quantity::Level::any;
    return of_province ? Quantity::Level::province : Quantity::Level::commune;
}

}  // namespace

std::string first_word_of_unit(const std::string& unit) {
    const std::string thing = without_classifier(unit);
    return thing.substr(0, thing.find(' '));
}

std::string whole_words(const Prose& prose, const Quantity& q) {
    if (q.thing == 0) return text::collapse_space(prose.of(q.span));
    // Words with which the name of a thing has ended; none is the end of a longer word.
    static const Phrases ends = {"và",   "hoặc", "với",   "cho",   "để",   "tại",  "ở",    "trong", "từ",
                                 "đến",  "vào",  "theo",  "của",   "có",   "được", "đã",   "là",    "mỗi",
                                 "nhằm", "thì",  "phải",  "trước", "sau",  "trên", "dưới", "khi",   "mà",
                                 "về",   "đạt",  "thuộc", "sẽ",    "đang", "gồm",  "không"};
    constexpr std::size_t most = 12;  // syllables
    const std::size_t stop = std::max(q.context.end, q.span.end);
    const std::string_view lower = prose.lower({0, stop});
    Span out{q.span.start, q.thing};
    for (std::size_t n = 0, at = q.thing; at < stop && word_byte(lower[at]); ++n) {
        std::size_t next = at;
        while (next < stop && word_byte(lower[next])) ++next;
        if (std::ranges::find(ends, lower.substr(at, next - at)) != ends.end()) break;
        if (n == most) return text::collapse_space(prose.of(out)) + "…";
        out.end = at = next;
        if (at < stop && lower[at] == ' ' && prose.text()[at] != '\t') ++at;  // not into the next cell
    }
    return text::collapse_space(prose.of(out));
}

void to_measure(const Phrases& people, const Vocabulary& vocabulary, Quantity& q) {
    constexpr std::int64_t day = 24 * 60, days = 7;
    if (q.unit == "ngày" || q.unit == "tuần") {
        q.value = q.value * Rational(q.unit == "tuần" ? day * days : day);
        q.unit = "phút";
    } else if (q.unit != "%" && q.unit != "đồng" && q.unit != "ngày làm việc" && q.unit != "phút" &&
               !q.unit.starts_with("giờ ")) {
        q.unit = without_classifier(q.unit);
        const Prose unit(q.unit);
        const bool person = unit.starts_with_any(people, {0, q.unit.size()});
        q.unit = person ? "người" : vocabulary.unit(q.unit);
    }
}

std::vector<Quantity> quantities_in(const Prose& prose, Span sentence) {
    std::vector<Quantity> out;
    const std::string_view lower = prose.lower({0, sentence.end});
    const auto part_end = [&](std::size_t from) {
        std::size_t i = from;
        while (i < sentence.end && lower[i] != ';' && lower[i] != '(' && lower[i] != ')' &&
               !(lower[i] == '.' && (i + 1 >= sentence.end || lower[i + 1] == ' ')) &&
               !(lower[i] == ',' && (i + 1 >= sentence.end || !digit(lower[i + 1]))) &&
               !(lower[i] == ' ' && i - from > longest_clause))
            ++i;
        return i;
    };
    for (std::size_t i = sentence.start; i < sentence.end; ++i) {
        const bool starts = i == 0 || (!word_byte(lower[i - 1]) &&
                                       std::string_view("/-.").find(lower[i - 1]) == std::string_view::npos);
        if (!starts && !digit(lower[i])) continue;
        const auto share = starts ? share_at(lower, i, sentence.end) : std::nullopt;
        const auto in_words = share ? share : digit(lower[i]) ? std::nullopt : number_word_at(lower, i, sentence.end);
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
        if (share)
            q.unit = "%";
        else
            read_unit(lower, number->end, sentence.end, q);
        const bool names =
            std::ranges::any_of(names_a_number(), [&](const auto& w) { return ends_with_word(before, w); });
        // "năm 2026", "Điều 5"; but "trong năm 12 ngày" is rare enough to be lost.
        const bool of_month = day_of_month(lower.substr(i, sentence.end - i));
        const bool label = digit(lower[i]) && (before.empty() || prose.first_word(sentence) > i);
        if (names || label || of_month || clock_time(lower, before, q, sentence.end) ||
            (q.unit.empty() && q.unit != "%")) {
            i = number->end - 1;
            continue;
        }
        std::size_t from = i;
        while (from > sentence.start) {
            const char c = lower[from - 1];
            const bool comma = c == ',' && !(from < sentence.end && digit(lower[from]));
            // "Trẻ sơ sinh được sàng lọc: 85%": the label says what is counted.
            const bool label_above = c == ':' && count_words(lower.substr(from, i - from)) > 1;
            if (c == ';' || comma || c == '(' || c == ')' || (c == '.' && lower[from] == ' ') || label_above ||
                (c == ' ' && i - from > longest_clause))
                break;
            --from;
        }
        q.context = prose.trimmed({from, part_end(q.span.end)});
        constexpr std::size_t reach = 60;
        const Span left{std::max(q.context.start, i > reach ? i - reach : 0), i};
        q.below = ends_with_word(before, "dưới");
        q.reached = prose.find("đạt", {left.start, q.span.start}).has_value();
        q.bound = bound_of(prose, left, {q.span.end, std::min(q.context.end, q.span.end + 20)});
        static const Phrases each = {"mỗi", "một lượt", "từng", "bình quân"};
        static const Phrases whole = {"toàn tỉnh", "cả tỉnh", "toàn thành phố", "trên địa bàn tỉnh", "đảng bộ tỉnh"};
        const auto behind = prose.lower({q.span.end, std::min(sentence.end, q.span.end + 8)});
        const bool hour = q.unit.starts_with("giờ ");
        q.each = (!hour && prose.find_any(each, q.context).has_value()) || behind.starts_with('/') ||
                 behind.starts_with(" một ");
        const Span part = part_between(prose, sentence, q.span);
        q.whole = prose.find_any(whole, part).has_value();
        static const Phrases once = {"một lần", "một lượt", "một đợt", "một kỳ", "một vòng", "một chuyến", "quay lại"};
        q.rhythm = q.unit == "tháng" && prose.find_any(once, {q.span.end, std::min(q.context.end, q.span.end + 24)});
        // More metres around a gate are better, too.
        static const Phrases around = {"bán kính", "phạm vi", "vành đai", "quanh"};
        if (q.bound == Quantity::Bound::exact && (q.unit == "m" || q.unit == "km") &&
            prose.find_any(around, {q.context.start, i}))
            q.bound = Quantity::Bound::at_least;
        static const Phrases falling = {"giảm", "tinh giản", "bớt", "cắt", "bỏ", "thấp hơn"};
        q.falls = q.unit == "%" && prose.find_any(falling, q.context);
        static const Phrases scopes = {"cao trên",     "cao hơn",        "cao quá",      "cao từ",
                                       "diện tích từ", "diện tích trên", "dung tích từ", "dung tích trên",
                                       "công suất từ", "công suất trên"};
        static const Phrases things = {"toàn bộ", "tất cả", "mọi", "tháo dỡ", "kiểm tra", "rà soát"};
        q.scope = q.measure && prose.find_any(scopes, left) && prose.find_any(things, {q.context.start, i});
        // "Cấm xe tải trên 2,5 tấn": who bans only the heavier ones lets some through.
        static const Phrases bans = {"cấm", "nghiêm cấm", "không cho", "không để", "hạn chế"};
        q.scope =
            q.scope || (q.measure && ends_with_word(before, "trên") && prose.find_any(bans, {q.context.start, i}));
        q.level = level_of(prose, part);
        out.push_back(std::move(q));
        i = out.back().span.end - 1;
    }
    out_of_each(prose, sentence, out);
    drop_bases(prose, sentence, out);
    part_contexts(prose, out);
    return out;
}

}  // namespace sauro::rulebook
