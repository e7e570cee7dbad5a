#include "rulebook/prose/citations.hpp"

#include <algorithm>
#include <array>

namespace sauro::rulebook {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

struct Reader {
    std::string_view text;
    std::size_t at, end;

    bool done() const { return at >= end; }
    void blanks() {
        while (!done() && blank(text[at])) ++at;
    }
    // Up to `most` digits; -1 when there is none or more.
    int number(std::size_t most) {
        std::size_t from = at;
        int value = 0;
        while (!done() && digit(text[at]) && at - from < most) value = value * 10 + (text[at++] - '0');
        if (at == from || (!done() && digit(text[at]))) return -1;
        return value;
    }
    bool word(std::string_view wanted) {
        if (!text.substr(at, end - at).starts_with(wanted)) return false;
        if (at + wanted.size() < end && word_byte(text[at + wanted.size()])) return false;
        at += wanted.size();
        blanks();
        return true;
    }
};

std::size_t letter_bytes(std::string_view text, std::size_t at) {
    std::size_t n = 1;
    while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0) == 0x80) ++n;
    return n;
}

bool capital_at(std::string_view text, std::size_t at, std::size_t end) {
    if (at >= end) return false;
    if (text[at] >= 'A' && text[at] <= 'Z') return true;
    if (static_cast<unsigned char>(text[at]) < 0x80) return false;
    const auto letter = text.substr(at, letter_bytes(text, at));
    return text::to_lower(letter) != letter;
}

// The letters of a symbol behind its number: "-KL/TW", "/QĐ-UBND", "/2020/NĐ-CP". Nothing when they are no symbol.
std::optional<std::size_t> symbol_end(std::string_view text, std::size_t at, std::size_t end) {
    if (at >= end || (text[at] != '-' && text[at] != '/')) return std::nullopt;
    std::size_t i = at + 1;
    if (text[at] == '/' && i + 4 < end && std::all_of(text.begin() + i, text.begin() + i + 4, digit) &&
        (text[i + 4] == '/' || text[i + 4] == '-'))
        i += 5;
    if (!capital_at(text, i, end)) return std::nullopt;
    const std::size_t second = i + letter_bytes(text, i);
    // "12/Kế hoạch" is no symbol: its second letter is small. "9/CTr-…" is one.
    if (!capital_at(text, second, end) && (second >= end || (text[second] != '-' && text[second] != '/')))
        return std::nullopt;
    std::size_t last = i;
    while (i < end) {
        const char c = text[i];
        if (word_byte(c)) {
            i += letter_bytes(text, i);
            last = i;
        } else if ((c == '-' || c == '/' || c == '.') && i + 1 < end && word_byte(text[i + 1])) {
            ++i;
        } else {
            break;
        }
    }
    return last;
}

constexpr std::array<std::string_view, 24> types = {"nghị quyết liên tịch",
                                                    "thông tư liên tịch",
                                                    "nghị quyết",
                                                    "nghị định",
                                                    "quyết định",
                                                    "quy định",
                                                    "quy chế",
                                                    "chỉ thị",
                                                    "kết luận",
                                                    "thông tư",
                                                    "thông tri",
                                                    "thông báo",
                                                    "hướng dẫn",
                                                    "kế hoạch",
                                                    "chương trình",
                                                    "đề án",
                                                    "báo cáo",
                                                    "tờ trình",
                                                    "công văn",
                                                    "công điện",
                                                    "phương án",
                                                    "pháp lệnh",
                                                    "luật",
                                                    "quy hoạch"};

// The kind that stands in front: "Quy định số 66-QĐ/TW". "Luật Lưu trữ số 33/2024/QH15" has its name between.
std::optional<Span> type_before(const Prose& prose, std::size_t number, std::size_t from) {
    const std::string_view lower = prose.lower({0, number});
    std::size_t at = number;
    const auto back = [&] {
        while (at > from && (blank(lower[at - 1]) || lower[at - 1] == ':')) --at;
    };
    back();
    if (at >= from + 3 && lower.substr(0, at).ends_with("số")) {
        at -= std::string_view("số").size();
        back();
    }
    for (const auto& type : types) {
        if (at < from + type.size() || !lower.substr(0, at).ends_with(type)) continue;
        const std::size_t start = at - type.size();
        if (start == 0 || !word_byte(lower[start - 1])) return Span{start, at};
    }
    return std::nullopt;
}

// "của Ban Bí thư", up to where the sentence goes on about something else.
Span issuer_after(const Prose& prose, std::size_t at, std::size_t end) {
    Reader r{prose.lower({0, end}), at, end};
    while (!r.done() && (blank(r.text[r.at]) || r.text[r.at] == ',' || r.text[r.at] == ')')) ++r.at;
    if (!r.word("của")) return {};
    static const Phrases stops = {
        "thay thế",   "thay cho",  "bãi bỏ",       "sửa đổi",  "bổ sung",   "nêu",       "yêu cầu",  "chỉ đạo",
        "nghị quyết", "nghị định", "quyết định",   "quy chế",  "chỉ thị",   "kết luận",  "thông tư", "thông tri",
        "thông báo",  "kế hoạch",  "chương trình", "đề án",    "tờ trình",  "công văn",  "luật",     "và các",
        "như",        "nhằm",      "về",           "quy định", "ban hành",  "hướng dẫn", "ngày",     "là",
        "đã",         "trong",     "để",           "đối với",  "tại",       "số",        "được",     "giao",
        "theo",       "thì",       "hành động",    "có",       "thực hiện", "triển khai"};
    constexpr std::size_t longest = 160;
    const std::size_t limit = std::min(end, r.at + longest);
    std::size_t stop = limit;
    for (std::size_t i = r.at; i < limit; ++i) {
        if (std::string_view(",;:.()").find(r.text[i]) != std::string_view::npos) {
            stop = i;
            break;
        }
    }
    if (const auto word = prose.find_any(stops, {r.at, stop})) stop = word->start;
    Span out = prose.trimmed({r.at, stop});
    if (prose.lower(out).ends_with(" và")) out = prose.trimmed({out.start, out.end - std::string_view("và").size()});
    return out;
}

}  // namespace

namespace {

std::optional<WrittenDay> written_day_at(const Prose& prose, std::size_t at, std::size_t end) {
    Reader r{prose.lower({0, end}), at, end};
    const bool said = r.word("ngày");
    const int day = r.number(2);
    if (day < 0) return std::nullopt;
    int month = -1, year = -1;
    if (!r.done() && (r.text[r.at] == '/' || r.text[r.at] == '-' || r.text[r.at] == '.')) {
        const char mark = r.text[r.at++];
        month = r.number(2);
        if (month < 0 || r.done() || r.text[r.at] != mark) return std::nullopt;
        ++r.at;
        year = r.number(4);
    } else {
        r.blanks();
        if (!said || !r.word("tháng")) return std::nullopt;
        month = r.number(2);
        r.blanks();
        if (month < 0 || !r.word("năm")) return std::nullopt;
        year = r.number(4);
    }
    if (year < 1900) return std::nullopt;
    const auto date = base::Date::from_ymd(year, month, day);
    return WrittenDay{{at, r.at}, date ? std::optional(*date) : std::nullopt};
}

}  // namespace

std::vector<WrittenDay> days_written_in(const Prose& prose, Span span) {
    std::vector<WrittenDay> out;
    const std::string_view lower = prose.lower({0, span.end});
    for (std::size_t i = span.start; i < span.end; ++i) {
        const bool starts = i == 0 || !word_byte(lower[i - 1]);
        if (!starts || !(digit(lower[i]) || lower.substr(i).starts_with("ngày"))) continue;
        if (i > 0 && (lower[i - 1] == '/' || lower[i - 1] == '-' || lower[i - 1] == '.') && digit(lower[i])) continue;
        if (const auto found = written_day_at(prose, i, span.end)) {
            out.push_back(*found);
            i = found->span.end - 1;
        }
    }
    return out;
}

std::optional<FoundDay> day_at(const Prose& prose, std::size_t at, std::size_t end) {
    const auto written = written_day_at(prose, at, end);
    return written && written->day ? std::optional(FoundDay{written->span, *written->day}) : std::nullopt;
}

std::vector<FoundDay> days_in(const Prose& prose, Span span) {
    std::vector<FoundDay> out;
    for (const auto& one : days_written_in(prose, span)) {
        if (one.day) out.push_back({one.span, *one.day});
    }
    return out;
}

std::vector<Citation> citations_in(const Prose& prose, Span span) {
    std::vector<Citation> out;
    const std::string_view text = prose.text();
    for (std::size_t i = span.start; i < span.end; ++i) {
        if (!digit(text[i])) continue;
        const bool starts =
            i == 0 || (!word_byte(text[i - 1]) && text[i - 1] != '/' && text[i - 1] != '-' && text[i - 1] != '.');
        std::size_t after = i;
        while (after < span.end && digit(text[after])) ++after;
        const auto end = starts && after - i <= 6 ? symbol_end(text, after, span.end) : std::nullopt;
        if (!end) {
            i = after - 1;
            continue;
        }
        Citation one;
        one.number = {i, *end};
        one.symbol = std::string(prose.of(one.number));
        one.span = one.number;
        constexpr std::size_t reach = 60;
        if (const auto type = type_before(prose, i, std::max(span.start, i > reach ? i - reach : 0))) {
            one.type = std::string(prose.lower(*type));
            one.span.start = type->start;
        }
        std::size_t next = *end;
        while (next < span.end && (blank(text[next]) || text[next] == ',' || text[next] == '(')) ++next;
        if (prose.lower({next, span.end}).starts_with("ngày")) one.day = day_at(prose, next, span.end);
        if (one.day) one.span.end = one.day->span.end;
        one.issuer = issuer_after(prose, one.span.end, span.end);
        if (!one.issuer.empty()) one.span.end = one.issuer.end;
        i = one.span.end - 1;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace sauro::rulebook
