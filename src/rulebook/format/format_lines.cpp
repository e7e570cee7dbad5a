#include "rulebook/format/format_lines.hpp"

#include <algorithm>

#include "docread/tables.hpp"
#include "rulebook/format/format_page.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::rulebook {
namespace {

bool blank(char c) { return c == ' ' || c == '\t'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::string_view after_dash(std::string_view folded) {
    while (!folded.empty() && (folded.front() == '-' || folded.front() == '+' || folded.front() == ' '))
        folded.remove_prefix(1);
    return folded;
}

}  // namespace

bool is_ornament(std::string_view text) {
    if (text.empty() || text.size() > 120) return false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::next_codepoint(text, at);
        if (c != U'-' && c != U'_' && c != U'*' && c != U'=' && c != U'–' && c != U'—' && c != U' ' && c != U'.')
            return false;
    }
    return text.find_first_of("-_*=\xE2") != std::string_view::npos;
}

bool starts_word(std::string_view folded, std::string_view word) {
    return folded.starts_with(word) && (folded.size() == word.size() || !word_byte(folded[word.size()]));
}

bool opens_division(std::string_view folded) {
    for (const std::string_view word : {"dieu ", "phan ", "chuong ", "muc "}) {
        if (!folded.starts_with(word)) continue;
        const std::string_view rest = folded.substr(word.size());
        const std::string_view number = rest.substr(0, rest.find_first_of(" .:"));
        return starts_word(rest, "thu") ||
               (!number.empty() && (number.find_first_not_of("0123456789") == std::string_view::npos ||
                                    number.find_first_not_of("ivx") == std::string_view::npos));
    }
    return false;
}

bool opens_basis(std::string_view folded) {
    const std::string_view f = after_dash(folded);
    static constexpr std::string_view grounds[] = {"can cu",      "theo de nghi", "xet de nghi",  "xet to trinh",
                                                   "xet bao cao", "xet ket qua",  "xet cong van", "xet y kien"};
    return std::ranges::any_of(grounds, [&](std::string_view words) { return starts_word(f, words); });
}

// "Bến Thử, ngày 05 tháng 9 năm 2026"; forms that are wrong are told too.
bool looks_like_place_date(std::string_view f) {
    if (f.size() > 90 || f.empty() || !(digit(f.back()) || f.back() == '.' || f.ends_with("nam"))) return false;
    const std::size_t comma = f.find(',');
    const std::size_t day = f.find("ngay ");
    if (day != std::string_view::npos && day <= 45 &&
        (f.find("thang", day) != std::string_view::npos || f.find('/', day) != std::string_view::npos))
        return day == 0 || (day >= 2 && f.substr(0, day).find("tu ") == std::string_view::npos &&
                            (comma == std::string_view::npos || comma < day));
    if (comma != std::string_view::npos && comma <= 45) {
        std::string_view rest = f.substr(comma + 1);
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        return rest.size() >= 6 && rest.size() <= 24 && digit(rest.front()) &&
               rest.find_first_not_of("0123456789/-. thangnm") == std::string_view::npos;
    }
    return false;
}

// "PHÓ CHỦ TỊCH", not "Trương Đình Lộc": the words of an office, in capitals where a name has none.
bool names_office(const PageLine& line) {
    if (line.text.size() > 110) return false;
    const std::string_view f = line.folded;
    return std::ranges::any_of(docread::office_titles(), [&](std::string_view title) {
        const std::size_t at = f.find(title);
        return at != std::string_view::npos && (at == 0 || f[at - 1] == ' ') &&
               (at + title.size() == f.size() || f[at + title.size()] == ' ');
    });
}

bool is_signing_form(std::string_view f, std::string_view text) {
    for (const docread::SigningForm& form : docread::signing_forms()) {
        if (!f.starts_with(form.folded)) continue;
        const std::string_view rest = f.substr(form.folded.size());
        if (rest.empty() || (rest.front() != ' ' && form.folded.back() != '.')) continue;
        return form.folded.size() <= text.size() && all_capitals(text.substr(form.folded.size()));
    }
    return false;
}

bool has_capitals_only(const PageLine& line) {
    if (all_capitals(line.text)) return true;
    if (line.look == nullptr) return false;
    bool any = false;
    for (const auto& run : line.look->runs) {
        if (run.end <= line.start || run.start >= line.end) continue;
        if (!run.caps.value_or(false)) return false;
        any = true;
    }
    return any;
}

std::optional<WrittenNumber> written_number(std::string_view line) {
    WrittenNumber out;
    std::size_t at = 0;
    const std::string lower = text::to_lower(line);
    const std::string_view word = "số";
    const auto skip = [&] {
        while (at < line.size() && (blank(line[at]) || line[at] == '.' || line.substr(at).starts_with("…")))
            at += line[at] == '\xE2' ? 3 : 1;
    };
    if (lower.starts_with(word)) {
        at = word.size();
        skip();
        if (at < line.size() && line[at] == ':') {
            out.colon = true;
            ++at;
        }
        skip();
    } else if (line.empty() || !digit(line.front())) {
        return std::nullopt;
    }
    while (at < line.size() && digit(line[at])) out.digits += line[at++];
    skip();
    if (at >= line.size() || (line[at] != '/' && line[at] != '-')) return std::nullopt;
    out.after_number = line[at++];
    skip();
    if (at + 4 < line.size() && digit(line[at]) && digit(line[at + 3]) &&
        (line[at + 4] == '/' || line[at + 4] == '-')) {
        out.year = line.substr(at, 4);
        at += 5;
    }
    std::string group;
    for (; at < line.size() && !blank(line[at]) && line[at] != ',' && line[at] != ';' && line[at] != '('; ++at) {
        if (line[at] == '-' || line[at] == '/') {
            out.joints += line[at];
            out.groups.push_back(std::move(group));
            group.clear();
        } else {
            group += line[at];
        }
    }
    out.groups.push_back(std::move(group));
    if (out.groups.front().empty() || out.groups.front().size() > 20) return std::nullopt;
    // Letters, not "12/3 người".
    std::size_t first = 0;
    const char32_t c = text::next_codepoint(out.groups.front(), first);
    if (text::upper_codepoint(c) == text::lower_codepoint(c) || text::upper_codepoint(c) != c) return std::nullopt;
    return out;
}

}  // namespace sauro::rulebook
