#include "docread/parts/symbol.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/time.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Reads up to `most` digits; -1 when there are none or too many.
long read_number(std::string_view s, std::size_t& at, std::size_t most) {
    const std::size_t from = at;
    long value = 0;
    while (at < s.size() && digit(s[at])) {
        if (at - from < 9) value = value * 10 + (s[at] - '0');
        ++at;
    }
    return at == from || at - from > most ? -1 : value;
}

void skip_blanks(std::string_view s, std::size_t& at) {
    while (at < s.size() && (s[at] == ' ' || s[at] == '\t')) ++at;
}

// '-', the dashes, '/'. Returns '-' or '/' or 0.
char separator(std::string_view s, std::size_t& at) {
    if (at >= s.size()) return 0;
    if (s[at] == '-' || s[at] == '/') return s[at++];
    for (const std::string_view dash : {"–", "—", "‑", "−"}) {
        if (s.substr(at).starts_with(dash)) {
            at += dash.size();
            return '-';
        }
    }
    return 0;
}

struct Notation {
    std::string text;
    std::size_t capitals = 0;
    bool slash = false, dash = false;
};

// Letters, digits, '-', '/', '.' and '&' without blanks; blanks around '-' and '/' are forgiven when `loose`.
Notation read_notation(std::string_view s, std::size_t& at, bool loose) {
    Notation n;
    while (at < s.size() && n.text.size() < 60) {
        std::size_t after = at;
        if (loose) skip_blanks(s, after);
        std::size_t probe = after;
        if (const char sep = separator(s, probe)) {
            if (loose) skip_blanks(s, probe);
            if (probe >= s.size()) break;
            std::size_t letter = probe;
            const char32_t c = text::next_codepoint(s, letter);
            if (!text::is_letter(c) && !text::is_digit(c)) break;
            if (after != at && !text::is_upper(c)) break;  // "KH - về việc": the dash belongs to the sentence
            (sep == '/' ? n.slash : n.dash) = true;
            n.text += sep;
            at = probe;
            continue;
        }
        std::size_t next = at;
        const char32_t c = text::next_codepoint(s, next);
        const bool joint =
            (c == U'.' || c == U'&' || c == U'_') && next < s.size() && static_cast<unsigned char>(s[next]) > ' ';
        if (joint) {
            std::size_t peek = next;
            if (!text::is_upper(text::next_codepoint(s, peek))) break;
        } else if (!text::is_letter(c) && !text::is_digit(c)) {
            break;
        }
        if (text::is_upper(c)) ++n.capitals;
        n.text.append(s.substr(at, next - at));
        at = next;
    }
    while (!n.text.empty() && (n.text.back() == '-' || n.text.back() == '/' || n.text.back() == '.')) n.text.pop_back();
    return n;
}

// `named`: "Số" stands before it, so an organ alone will do ("Số: 05/GM").
bool plausible(const Notation& n, char sep, bool with_year, bool named = false) {
    if (n.text.empty() || n.capitals < 2) return false;
    if (digit(n.text.front())) return false;
    if (sep == '-') return n.slash;
    return n.dash || ((with_year || named) && n.capitals >= 2);
}

// Symbol at `at`, which stands on a digit. `loose` for the head of a document, strict inside sentences.
std::optional<Symbol> symbol_at(std::string_view s, std::size_t& at, bool loose) {
    const std::size_t from = at;
    Symbol out;
    const long number = read_number(s, at, 6);
    if (number < 0) return std::nullopt;
    std::string written(s.substr(from, at - from));
    if (at < s.size() && s[at] >= 'a' && s[at] <= 'z' && at + 1 < s.size() && (s[at + 1] == '/' || s[at + 1] == '-'))
        written += s[at++];
    const std::size_t gap = at;
    if (loose) skip_blanks(s, at);
    char sep = separator(s, at);
    if (sep == 0 && loose && at > gap && at < s.size()) {
        // "Số 25 QĐ/TU": the Party once left a blank here.
        std::size_t probe = at;
        const Notation old = read_notation(s, probe, false);
        if (old.slash && old.capitals >= 3) sep = '-';
    }
    if (sep == 0) return std::nullopt;
    if (loose) skip_blanks(s, at);
    written += sep;
    bool with_year = false;
    if (sep == '/') {
        std::size_t probe = at;
        const std::size_t year_from = probe;
        const long year = read_number(s, probe, 4);
        if (year >= 1945 && year < 2100 && probe < s.size() && s[probe] == '/') {
            written.append(s.substr(year_from, probe - year_from)) += '/';
            at = probe + 1;
            with_year = true;
        }
    }
    const Notation notation = read_notation(s, at, loose);
    if (!plausible(notation, sep, with_year, loose)) return std::nullopt;
    out.number = static_cast<int>(number);
    out.notation = notation.text;
    out.text = written + notation.text;
    out.party = sep == '-';
    return out;
}

// Letters that a reading without Vietnamese leaves as plain: "QD-UBND" was "QĐ-UBND".
void mend_notation(std::string& notation) {
    static constexpr std::pair<std::string_view, std::string_view> kMend[] = {
        {"QD", "QĐ"},     {"QyD", "QyĐ"}, {"ND", "NĐ"},   {"DU", "ĐU"},
        {"HDND", "HĐND"}, {"DA", "ĐA"},   {"BCD", "BCĐ"}, {"CD", "CĐ"}};
    std::string out;
    for (std::size_t at = 0; at < notation.size();) {
        std::size_t end = notation.find_first_of("-/", at);
        if (end == std::string::npos) end = notation.size();
        std::string part = notation.substr(at, end - at);
        for (const auto& [bad, good] : kMend) {
            if (part == bad) part = good;
        }
        out += part;
        if (end < notation.size()) out += notation[end];
        at = end + 1;
    }
    notation = out;
}

// "so", and what bad readings make of it. What follows must be a symbol anyway.
std::size_t number_word(std::string_view folded) {
    static constexpr std::string_view kWords[] = {"so", "se", "s6", "sb", "sd", "s0", "s5", "s8", "sq", "si", "s"};
    for (const auto w : kWords) {
        if (starts_with_word(folded, w)) return w.size();
    }
    return 0;
}

}  // namespace

std::optional<Symbol> own_symbol(const Source& source, const Piece& piece) {
    const std::string_view folded = source.fold(piece.folded);
    const std::string_view raw = source.raw(piece.raw);
    std::size_t word = number_word(folded);
    if (word == 0) {  // "Luật số: 72/2025/QH15", "Nghị quyết số: 203/2025/QH15"
        for (const std::string_view type :
             {"luat so", "nghi quyet so", "phap lenh so", "lenh so", "bo luat so", "sac lenh so"}) {
            if (!starts_with_word(folded, type)) continue;
            const std::string_view rest = strip(folded.substr(type.size()), " ");
            if (rest.starts_with(":") || rest.size() < 30) word = type.size();
        }
    }
    if (word == 0) {
        // No "Số": a line that is nothing but a symbol.
        std::size_t at = 0;
        if (raw.empty() || !digit(raw[0])) return std::nullopt;
        auto symbol = symbol_at(raw, at, true);
        skip_blanks(raw, at);
        if (!symbol || at != raw.size()) return std::nullopt;
        symbol->raw = piece.raw;
        symbol->confidence = 0.8;
        return symbol;
    }
    std::size_t at = source.raw_at(piece.folded.begin + word) - piece.raw.begin;
    while (at < raw.size() && (raw[at] == ':' || raw[at] == ' ' || raw[at] == '\t' || raw[at] == '.' || raw[at] == '_'))
        ++at;
    // A draft: dots or blanks where the number will stand.
    std::size_t open = at;
    while (raw.substr(open).starts_with("…")) open += std::string_view("…").size();
    skip_blanks(raw, open);
    if (open < raw.size() && (raw[open] == '/' || raw[open] == '-')) {
        const char sep = raw[open];
        std::size_t next = open + 1;
        skip_blanks(raw, next);
        const Notation n = read_notation(raw, next, true);
        if (!plausible(n, sep, false)) return std::nullopt;
        Symbol draft;
        draft.notation = n.text;
        draft.party = sep == '-';
        draft.raw = {piece.raw.begin + open, piece.raw.begin + next};
        draft.confidence = 0.9;
        return draft;
    }
    if (at >= raw.size() || !digit(raw[at])) return std::nullopt;
    const std::size_t from = at;
    auto symbol = symbol_at(raw, at, true);
    if (!symbol) return std::nullopt;
    symbol->raw = {piece.raw.begin + from, piece.raw.begin + at};
    symbol->confidence = source.marks_missing() || !starts_with_word(folded, "so") ? 0.8 : 0.98;
    if (source.marks_missing()) {
        const std::size_t head = symbol->text.size() - symbol->notation.size();
        mend_notation(symbol->notation);
        symbol->text = symbol->text.substr(0, head) + symbol->notation;
    }
    return symbol;
}

std::vector<Symbol> cited_symbols(const Source& source, Span raw) {
    std::vector<Symbol> out;
    const std::string_view text = source.raw(raw);
    for (std::size_t at = 0; at < text.size();) {
        if (!digit(text[at])) {
            ++at;
            continue;
        }
        char before = at > 0 ? text[at - 1] : ' ';
        if (before == 's' && (at < 2 || text[at - 2] == ' '))
            before = ' ';  // "Nghị định s20/2008/NĐ-CP": what is left of "số"
        const bool inside = digit(before) || before == '/' || before == '.' || before == '-' ||
                            (before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z');
        std::size_t end = at;
        if (auto symbol = inside ? std::nullopt : symbol_at(text, end, false)) {
            symbol->raw = {raw.begin + at, raw.begin + end};
            out.push_back(std::move(*symbol));
            at = end;
            continue;
        }
        while (at < text.size() && digit(text[at])) ++at;
    }
    return out;
}

std::optional<FoundDate> numeric_date_at(const Source& source, std::size_t at, std::size_t limit, std::size_t& end) {
    const std::string_view s = source.folded().substr(0, limit);
    const std::size_t from = at;
    const long day = read_number(s, at, 2);
    if (day < 0 || at >= s.size() || (s[at] != '/' && s[at] != '-' && s[at] != '.')) return std::nullopt;
    const char sep = s[at++];
    const long month = read_number(s, at, 2);
    if (month < 0 || at >= s.size() || s[at] != sep) return std::nullopt;
    ++at;
    const long year = read_number(s, at, 4);
    if (year < 1900) return std::nullopt;
    FoundDate out;
    out.raw = source.raw_span({from, at});
    if (const auto d = base::Date::from_ymd(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day))) {
        out.iso = d->iso();
    } else {
        out.written = fmt::format("{:02}/{:02}/{}", day, month, year);
    }
    end = at;
    return out;
}

// A number of a dateline; a reading may take O for 0 and l for 1 ("tháng O3").
static long read_dateline_number(std::string_view s, std::size_t& at, std::size_t most) {
    std::size_t end = at;
    long value = 0;
    std::size_t digits = 0;
    while (end < s.size() && end - at < most) {
        const char c = s[end] == 'o' ? '0' : s[end] == 'l' || s[end] == 'i' ? '1' : s[end];
        if (!digit(c)) break;
        digits += digit(s[end]) ? 1 : 0;
        value = value * 10 + (c - '0');
        ++end;
    }
    if (digits == 0 || (end < s.size() && is_word_byte(s[end]))) return -1;
    at = end;
    return value;
}

std::optional<FoundDate> find_date(const Source& source, Span folded) {
    const std::string_view s = source.folded().substr(0, folded.end);
    for (std::size_t word = find_word(s, "ngay", folded.begin); word != std::string_view::npos;
         word = find_word(s, "ngay", word + 1)) {
        std::size_t at = word + 4;
        skip_blanks(s, at);
        std::size_t end = at;
        if (auto numeric = numeric_date_at(source, at, folded.end, end)) {
            numeric->raw.begin = source.raw_at(word);
            return numeric;
        }
        const auto gap = [&] {
            while (at < s.size() && (s[at] == ' ' || s[at] == '\t' || s[at] == '\n' || s[at] == '.' || s[at] == '_' ||
                                     s.substr(at).starts_with("…"))) {
                at += static_cast<unsigned char>(s[at]) >= 0x80 ? std::string_view("…").size() : 1;
            }
        };
        gap();
        const long day = read_dateline_number(s, at, 2);
        gap();
        if (!s.substr(at).starts_with("thang")) continue;
        at += 5;
        gap();
        const long month = read_dateline_number(s, at, 2);
        gap();
        if (!s.substr(at).starts_with("nam")) continue;
        at += 3;
        gap();
        const long year = read_dateline_number(s, at, 4);
        FoundDate out;
        out.raw = source.raw_span({word, at});
        if (day < 0 || month < 0 || year < 1900) {
            out.open = true;
        } else if (const auto d =
                       base::Date::from_ymd(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day))) {
            out.iso = d->iso();
        } else {
            out.written = fmt::format("{:02}/{:02}/{}", day, month, year);
        }
        return out;
    }
    return std::nullopt;
}

}  // namespace sauro::docread
