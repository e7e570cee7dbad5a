#include "rulebook/prose/rhythms.hpp"

#include <algorithm>

#include "rulebook/prose/numbers.hpp"

namespace sauro::rulebook {
namespace {

struct Period {
    std::string_view word;
    int days;
};
constexpr Period periods[] = {{"ngày", 1}, {"tuần", 7}, {"tháng", 30}, {"quý", 90}, {"năm", 360}};

// The last word of a text; the text loses it.
std::string_view last_word(std::string_view& text) {
    text = text.substr(0, text.find_last_not_of(" \n\t") + 1);
    std::size_t from = text.size();
    while (from > 0 && word_byte(text[from - 1])) --from;
    const auto out = text.substr(from);
    text = text.substr(0, from);
    return out;
}

const Period* period_of(std::string_view word) {
    const auto found = std::ranges::find(periods, word, &Period::word);
    return found == std::end(periods) ? nullptr : found;
}

// Of "sáu" or "06"; 1 where no number stands there.
int number_of(std::string_view word) {
    if (word.empty()) return 1;
    const auto number = digit(word.front()) ? number_at(word, 0, word.size()) : number_word_at(word, 0, word.size());
    const bool whole = number && number->value.denominator() == 1 && number->value.numerator() > 0;
    return whole ? static_cast<int>(std::min<std::int64_t>(number->value.numerator(), 1000)) : 1;
}

// "Các tháng 9, 12/2026 và 3, 6/2027": how many months one "tháng" names.
std::size_t months_listed(const Prose& prose, Span span) {
    std::size_t most = 0;
    for (auto word = prose.find("tháng", span); word; word = prose.find("tháng", {word->end, span.end})) {
        const std::string_view after = prose.lower({word->end, span.end});
        std::size_t at = 0, months = 0;
        const auto skip = [&](std::string_view what) {
            if (!after.substr(at).starts_with(what)) return false;
            at += what.size();
            return true;
        };
        while (at < after.size()) {
            while (skip(" ")) continue;
            const std::size_t from = at;
            while (at < after.size() && digit(after[at])) ++at;
            if (at == from || at - from > 2) break;
            ++months;
            if (skip("/")) {
                while (at < after.size() && digit(after[at])) ++at;
            }
            if (!skip(",") && !skip(" và tháng") && !skip(" và")) break;
            while (skip(" ")) continue;
            skip("tháng");
        }
        most = std::max(most, months);
    }
    return most;
}

}  // namespace

unsigned rhythm_in(const Prose& prose, Span span) {
    static const Phrases rhythms[] = {
        {"hằng ngày", "hàng ngày", "mỗi ngày", "từng ngày", "ngày nào", "mỗi tối", "mỗi sáng"},
        {"hằng tuần", "hàng tuần", "mỗi tuần", "từng tuần", "tuần nào", "một tuần", "báo cáo tuần", "cách tuần"},
        {"hằng tháng", "hàng tháng", "mỗi tháng", "từng tháng", "tháng nào", "một tháng", "tháng một lần"},
        {"hằng quý", "hàng quý", "mỗi quý", "từng quý", "quý nào", "một quý", "ba tháng một", "tháng cuối quý",
         "tháng đầu quý", "tháng giữa quý"},
        {"hằng năm", "hàng năm", "mỗi năm", "từng năm", "năm nào", "một năm", "báo cáo năm", "cả năm"}};
    unsigned out = 0;
    for (std::size_t i = 0; i < std::size(rhythms); ++i) {
        if (prose.find_any(rhythms[i], span)) out |= 1U << i;
    }
    constexpr unsigned quarterly = 1U << 3U;
    if (months_listed(prose, span) > 2) out |= quarterly;
    return out;
}

namespace {

// The month behind a day: "/12", " tháng 12"; and how many bytes it takes.
struct Month {
    int number = 0;
    std::size_t end = 0;
};
Month month_behind(std::string_view after) {
    for (const std::string_view sign : {"/", " tháng "}) {
        if (!after.starts_with(sign)) continue;
        std::size_t end = sign.size();
        while (end < after.size() && digit(after[end])) ++end;
        if (end == sign.size() || (end < after.size() && after[end] == '/')) return {};  // a day of one year
        return {number_of(after.substr(sign.size(), end - sign.size())), end};
    }
    return {};
}

// "ngày 15 tháng 6 | và 15 tháng 12 | hằng năm": days of the year named beside the first.
std::size_t others_behind(std::string_view after) {
    std::size_t out = 0;
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view joint : {" và ngày ", " và ", ", ngày ", ", "}) {
            const auto rest = after.substr(out);
            if (!rest.starts_with(joint)) continue;
            std::size_t end = joint.size();
            while (end < rest.size() && digit(rest[end])) ++end;
            const Month month = end > joint.size() ? month_behind(rest.substr(end)) : Month{};
            more = month.end > 0;
            if (more) out += end + month.end;
            if (more) break;
        }
    }
    return out;
}

}  // namespace

std::optional<PeriodDay> period_day_in(const Prose& prose, Span span) {
    static constexpr std::pair<std::string_view, std::string_view> periods_told[] = {{"hằng tháng", "tháng"},
                                                                                     {"hàng tháng", "tháng"},
                                                                                     {"mỗi tháng", "tháng"},
                                                                                     {"hằng năm", "năm"},
                                                                                     {"hàng năm", "năm"},
                                                                                     {"mỗi năm", "năm"},
                                                                                     {"tháng cuối quý", "cuối quý"},
                                                                                     {"tháng cuối mỗi quý", "cuối quý"},
                                                                                     {"tháng đầu quý", "đầu quý"},
                                                                                     {"tháng đầu mỗi quý", "đầu quý"}};
    std::optional<PeriodDay> out;
    for (const Span& word : prose.all({"ngày"}, span)) {
        const std::string_view after = prose.lower({word.end, span.end});
        std::size_t at = 1, end = 1;
        while (end < after.size() && digit(after[end])) ++end;
        constexpr std::size_t two = 2;
        if (end == at || end > at + two) continue;
        int day = number_of(after.substr(at, end - at));
        if (const auto month = month_behind(after.substr(end)); month.end > 0) {  // "ngày 15/12 hằng năm"
            constexpr int longest_month = 31;
            day += month.number * longest_month;
            end += month.end;
            end += others_behind(after.substr(end));
        }
        const bool in_year = end > at + two;
        std::string rest = text::trim(after.substr(end));
        for (const std::string_view of : {"của ", "vào "}) {
            if (rest.starts_with(of)) rest.erase(0, of.size());
        }
        const auto* told = std::ranges::find_if(periods_told, [&](const auto& p) { return rest.starts_with(p.first); });
        if (told == std::end(periods_told) || in_year != (told->second == "năm")) continue;
        if (out) return std::nullopt;
        std::string_view before = prose.lower({span.start, word.start});
        const bool exclusive = last_word(before) == "trước";
        out = PeriodDay{told->second, day - (exclusive ? 1 : 0), {word.start, word.end + end}};
    }
    return out;
}

std::optional<int> days_between(const Prose& prose, Span span) {
    static const Phrases once = {"một lần", "một chuyến", "một đợt", "một kỳ", "một buổi", "một lượt", "một cuộc"};
    static const Phrases each = {"mỗi", "hằng", "hàng", "từng"};
    std::optional<int> out;
    const auto take = [&](int days) {
        const bool another = out && *out != days;
        out = another ? 0 : days;
    };
    for (const Span& found : prose.all(once, span)) {
        std::string_view before = prose.lower({span.start, found.start});
        const Period* period = period_of(last_word(before));
        if (period) take(period->days * number_of(last_word(before)));
    }
    for (const Span& found : prose.all(each, span)) {
        const auto after = text::trim(prose.lower({found.end, span.end}));
        std::size_t end = 0;
        while (end < after.size() && word_byte(after[end])) ++end;
        const Period* period = period_of(after.substr(0, end));
        if (!period) continue;
        // "tháng đầu mỗi quý" is a time of its own; "2 ngày mỗi tháng" another rhythm.
        std::string_view before = prose.lower({span.start, found.start});
        const auto word = last_word(before);
        if (word == "đầu" || word == "cuối" || word == "giữa") continue;
        const auto count = last_word(before);
        if (!count.empty() && (digit(count.front()) || number_word_at(count, 0, count.size()))) {
            take(0);
            continue;
        }
        // "mỗi tháng ít nhất hai lần" is another rhythm.
        constexpr std::size_t near = 40;
        const auto behind = after.substr(end, near);
        const bool counted =
            behind.find("lần") != std::string_view::npos || behind.find("đợt") != std::string_view::npos;
        if (!counted || behind.find("một lần") != std::string_view::npos ||
            behind.find("một đợt") != std::string_view::npos || behind.find("01 ") != std::string_view::npos)
            take(period->days);
        else
            take(0);
    }
    return out && *out > 0 ? out : std::nullopt;
}

}  // namespace sauro::rulebook
