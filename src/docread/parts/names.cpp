#include "docread/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "docread/parts/source.hpp"
#include "docread/tables.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

struct Word {
    std::string raw, lower, folded;  // without punctuation at the ends
    std::string before, after;       // punctuation kept aside
    std::string shown;
    bool fixed = false;  // written by a phrase of the table
};

std::string upper_first(std::string_view lower) {
    std::string out;
    if (lower.empty()) return out;
    std::size_t at = 0;
    text::append_codepoint(out, text::upper_codepoint(text::next_codepoint(lower, at)));
    out.append(lower.substr(at));
    return out;
}

std::string in_capitals(std::string_view lower) {
    std::string out;
    for (std::size_t at = 0; at < lower.size();)
        text::append_codepoint(out, text::upper_codepoint(text::next_codepoint(lower, at)));
    return out;
}

std::vector<Word> words_of(std::string_view raw) {
    std::vector<Word> out;
    const std::string tidy = text::collapse_space(raw);
    for (std::size_t at = 0; at < tidy.size();) {
        std::size_t end = tidy.find(' ', at);
        if (end == std::string::npos) end = tidy.size();
        const std::string_view token = std::string_view(tidy).substr(at, end - at);
        std::size_t first = token.size(), last = 0;
        for (std::size_t i = 0; i < token.size();) {
            const std::size_t from = i;
            const char32_t c = text::next_codepoint(token, i);
            if (!text::is_letter(c) && !text::is_digit(c)) continue;
            first = std::min(first, from);
            last = i;
        }
        Word w;
        if (first < last) {
            w.before = token.substr(0, first);
            w.raw = token.substr(first, last - first);
            w.lower = text::to_lower(w.raw);
            w.after = token.substr(last);
        } else {
            w.before = token;
        }
        w.folded = text::fold(w.lower);
        w.shown = w.lower;
        out.push_back(std::move(w));
        at = end + 1;
    }
    return out;
}

std::string joined(const std::vector<Word>& words) {
    std::string out;
    for (const Word& w : words) {
        if (!out.empty()) out += ' ';
        out += w.before + w.shown + w.after;
    }
    return out;
}

// Writes the phrases of the table over the words; a tone typed in the other seat is kept as typed.
// A reading without marks gets the marks of the phrase.
void apply_phrases(std::vector<Word>& words, std::span<const Entry> table, bool marks_missing = false) {
    for (const Entry& phrase : table) {
        std::vector<std::string> keys = text::folded_syllables(phrase.key);
        const std::vector<Word> shown = words_of(phrase.shown);
        std::vector<std::string> proper;
        for (std::size_t at = 0; at < phrase.shown.size();) {
            std::size_t end = phrase.shown.find(' ', at);
            if (end == std::string_view::npos) end = phrase.shown.size();
            proper.emplace_back(phrase.shown.substr(at, end - at));
            at = end + 1;
        }
        if (keys.size() != proper.size() || words.size() < keys.size()) continue;
        for (std::size_t i = 0; i + keys.size() <= words.size(); ++i) {
            bool same = true;
            for (std::size_t k = 0; k < keys.size() && same; ++k) {
                const Word& w = words[i + k];
                same = !w.fixed && w.folded == keys[k] && (k + 1 == keys.size() || w.after.empty()) &&
                       (marks_missing || text::canonical(w.lower) == text::canonical(proper[k]));
            }
            if (!same) continue;
            for (std::size_t k = 0; k < keys.size(); ++k) {
                Word& w = words[i + k];
                const std::string lower_proper = text::to_lower(proper[k]);
                if (marks_missing) w.lower = lower_proper;
                w.shown = lower_proper == proper[k] ? w.lower : upper_first(w.lower);
                w.fixed = true;
            }
        }
    }
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// Words after which the name of a place begins.
bool opens_place(const std::vector<Word>& words, std::size_t i) {
    const std::string& w = words[i].lower;
    const std::string prev = i > 0 ? words[i - 1].lower : "";
    if (one_of(w, {"tỉnh", "xã", "phường", "huyện", "quận", "trấn", "thôn", "ấp", "bản"}))
        return !(i + 1 < words.size() && words[i + 1].folded == "uy");
    if (w == "phố") return prev == "thành";
    if (w == "khu") return prev == "đặc";
    if (w == "ủy" || w == "uỷ") return one_of(prev, {"tỉnh", "thành", "huyện", "quận", "thị"});
    // "Trường Tiểu học Bến Mẫu", "Trường THPT Suối Mẫu"
    if (one_of(w, {"thpt", "thcs", "tiểu học"})) return true;
    if (w == "học" || w == "sở" || w == "non" || w == "thông") {
        const std::string before = i > 1 ? words[i - 2].lower : "";
        return prev == "tiểu" || prev == "mầm" || (w == "sở" && prev == "cơ" && before == "học") ||
               (w == "thông" && prev == "phổ");
    }
    return false;
}

bool closes_place(const Word& w) {
    return one_of(w.lower, {"và",   "về",  "của",   "các",  "năm",   "trong", "từ",    "đến",  "giai",  "khóa",
                            "khoá", "lần", "nhiệm", "quý",  "tháng", "ngày",  "thuộc", "theo", "trên",  "tại",
                            "cho",  "với", "ban",   "hành", "sau",   "được",  "để",    "là",   "không", "có"});
}

void capitalise_places(std::vector<Word>& words, std::size_t longest) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!opens_place(words, i) || !words[i].after.empty()) continue;
        for (std::size_t k = i + 1; k < words.size() && k <= i + longest; ++k) {
            if (words[k].lower.empty() || words[k].fixed || closes_place(words[k]) || opens_place(words, k)) break;
            if (one_of(words[k].lower, {"tỉnh", "thành", "xã", "phường", "đặc", "huyện", "quận"})) break;
            words[k].shown = upper_first(words[k].lower);
            words[k].fixed = true;
            if (!words[k].after.empty()) break;
        }
    }
}

bool opens_organ(const Word& w) {
    return one_of(w.lower,
                  {"sở", "bộ", "ban", "phòng", "trung", "cục", "vụ", "viện", "hội", "học", "trường", "cụm", "tổng"});
}

}  // namespace

std::string natural_organ(std::string_view raw, bool marks_missing) {
    const std::string tidy = text::collapse_space(raw);
    if (marks_missing) {
        if (const auto known = known_organ(text::fold(tidy), true)) return std::string(*known);
    }
    // Capitals of a legacy font arrive as small letters; only a mixture was meant as it stands.
    if (!is_capitals(tidy, marks_missing ? 2 : 0) && text::to_lower(tidy) != tidy) return upper_first(tidy);
    // "TÒA ÁN NHÂN DÂN - BỘ CÔNG AN": bodies side by side, each a name of its own.
    if (const std::size_t dash = tidy.find(" - "); dash != std::string::npos) {
        const std::vector<Word> next = words_of(std::string_view(tidy).substr(dash + 3));
        if (!next.empty() &&
            (opens_organ(next.front()) || one_of(next.front().folded, {"uy", "toa", "cong", "dang", "mat", "hoi"})))
            return natural_organ(std::string_view(tidy).substr(0, dash), marks_missing) + " - " +
                   natural_organ(std::string_view(tidy).substr(dash + 3), marks_missing);
    }
    std::vector<Word> words = words_of(tidy);
    apply_phrases(words, proper_phrases(), marks_missing);
    capitalise_places(words, 5);
    for (Word& w : words) {  // abbreviations
        if (one_of(w.folded, {"ubnd",   "hdnd", "ubmttq", "mttq", "tnhh", "mtv", "tncs",   "dbqh", "lhpn", "ccb",
                              "chxhcn", "thpt", "thcs",   "bhxh", "ubkt", "bch", "btv",    "qlda", "bql",  "vksnd",
                              "tand",   "chqs", "pccc",   "lld",  "ldld", "hnd", "ptdtbt", "gddt", "ubmt", "htx"})) {
            std::string up;
            for (std::size_t at = 0; at < w.lower.size();) {
                const std::size_t from = at;
                text::next_codepoint(w.lower, at);
                up += upper_first(std::string_view(w.lower).substr(from, at - from));
            }
            w.shown = up;
            w.fixed = true;
        }
    }
    // "Sở Nông nghiệp và Môi trường": the field after the noun of the body, and after "và" and commas inside its name.
    bool inside = false;
    std::size_t noun = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        Word& w = words[i];
        // The first word is the noun of the body, or one that follows another body: "Đảng ủy Bộ Nội vụ". "Nội vụ" and
        // "Môi trường" end in words that could open one elsewhere.
        const bool opens = !w.fixed && opens_organ(w) && w.after.empty() &&
                           (i == 0 || (words[i - 1].fixed && words[i - 1].lower != "nam" && !inside));
        const bool after_noun =
            inside &&
            (i == noun + 1 || (i == noun + 2 && words[noun + 1].lower == "tâm" && words[noun].lower == "trung"));
        const bool after_joint = i > 0 && inside && (words[i - 1].lower == "và" || words[i - 1].after == ",");
        if (!w.fixed && (after_noun || after_joint) && !(i == noun + 1 && w.lower == "tâm")) {
            if (!closes_place(w)) w.shown = upper_first(w.lower);
        }
        if (opens) {
            inside = true;
            noun = i;
            if (!w.fixed) w.shown = upper_first(w.lower);
        }
        if (one_of(w.lower, {"tỉnh", "xã", "phường", "thành", "đặc", "huyện", "quận"})) inside = false;
        const bool counted = i > 0 && one_of(words[i - 1].lower, {"thứ", "khóa", "khoá", "lần", "số"});
        if (counted && w.lower.find_first_not_of("ivxl") == std::string::npos && !w.lower.empty())
            w.shown = text::fold(w.lower).empty() ? w.shown : in_capitals(w.lower);
    }
    if (!words.empty()) words.front().shown = upper_first(words.front().shown);
    return joined(words);
}

std::string natural_place(std::string_view raw) {
    const std::string tidy = text::collapse_space(raw);
    if (!is_capitals(tidy)) return tidy;
    std::vector<Word> words = words_of(tidy);
    for (Word& w : words) w.shown = upper_first(w.lower);
    return joined(words);
}

std::string natural_subject(std::string_view raw, std::string_view body) {
    std::string tidy = text::collapse_space(raw);
    const std::string folded_start = text::fold(tidy.substr(0, 40));
    if (!is_capitals(tidy)) {
        // "Về việc" opens the subject in the middle of a title, so it starts small there.
        if (folded_start.starts_with("ve ")) {
            std::size_t at = 0;
            text::next_codepoint(tidy, at);
            tidy = text::to_lower(tidy.substr(0, at)) + tidy.substr(at);
        }
        return tidy;
    }
    std::vector<Word> words = words_of(tidy);
    apply_phrases(words, proper_phrases());
    apply_phrases(words, provinces());
    capitalise_places(words, 4);
    // Symbols keep their letters, and the document they belong to its capital: "Kết luận số 226-KL/TW".
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& w = words[i].raw;
        if (w.find_first_of("0123456789") == std::string::npos || w.find_first_of("-/") == std::string::npos) continue;
        words[i].shown = w;
        words[i].fixed = true;
        if (i >= 3 && words[i - 1].folded == "so" &&
            type_named(words[i - 3].folded + ' ' + words[i - 2].folded) != nullptr) {
            words[i - 3].shown = upper_first(words[i - 3].lower);
        }
    }
    // Pairs the body writes with two capitals and never small are names of this document.
    std::set<std::string> wanted, proper, common;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) wanted.insert(words[i].lower + ' ' + words[i + 1].lower);
    const std::string_view sample = body.substr(0, 400'000);
    std::string last_word;
    bool last_capital = false;
    for (std::size_t at = 0; at < sample.size();) {
        std::size_t end = at;
        while (end < sample.size() && std::string_view(" \n\t,.;:()\"/").find(sample[end]) == std::string_view::npos &&
               !sample.substr(end).starts_with("“") && !sample.substr(end).starts_with("”"))
            ++end;
        const std::string_view token = sample.substr(at, end - at);
        std::string lower = token.size() <= 40 ? text::to_lower(token) : std::string();
        const bool capital = starts_upper(token) && !is_capitals(token);
        if (!lower.empty() && !last_word.empty()) {
            std::string pair = last_word + ' ' + lower;
            if (wanted.contains(pair)) {
                if (capital && last_capital) proper.insert(pair);
                if (!capital && !last_capital && !is_capitals(token)) common.insert(std::move(pair));
            }
        }
        last_word = end < sample.size() && sample[end] == ' ' ? std::move(lower) : std::string();
        last_capital = capital;
        at = end + (sample.substr(end).starts_with('\xE2') ? std::string_view("“").size() : 1);
    }
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string pair = words[i].lower + ' ' + words[i + 1].lower;
        if (words[i].fixed || words[i + 1].fixed || !proper.contains(pair) || common.contains(pair)) continue;
        words[i].shown = upper_first(words[i].lower);
        words[i + 1].shown = upper_first(words[i + 1].lower);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {  // Roman numerals: "khóa XIV"
        Word& w = words[i];
        const bool counted =
            i > 0 && one_of(words[i - 1].lower, {"thứ", "khóa", "khoá", "lần", "quý", "phần", "chương"});
        if (counted && !w.lower.empty() && w.lower.find_first_not_of("ivxl") == std::string::npos) {
            w.shown = in_capitals(w.lower);
            continue;
        }
        if (!w.lower.empty() && w.lower.size() <= 5 && w.lower.find_first_not_of("ivxlc") == std::string::npos &&
            !one_of(w.lower, {"vi", "xi", "li", "i"})) {
            std::string up;
            for (const char c : w.lower) up += static_cast<char>(c - 32);
            w.shown = up;
        }
    }
    return joined(words);
}

bool is_person(std::string_view raw) {
    if (raw.size() > 80 || raw.size() < 5 || is_capitals(raw)) return false;
    std::size_t words = 0;
    for (std::size_t at = 0; at < raw.size();) {
        std::size_t end = raw.find(' ', at);
        if (end == std::string_view::npos) end = raw.size();
        const std::string_view word = raw.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (!starts_upper(word)) return false;
        for (std::size_t i = 0; i < word.size();) {
            const char32_t c = text::next_codepoint(word, i);
            if (!text::is_letter(c) && c != U'-' && c != U'\'') return false;
        }
        ++words;
    }
    return words >= 2 && words <= 6;
}

}  // namespace sauro::docread
