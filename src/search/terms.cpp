#include "search/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/hash.hpp"
#include "search/words.hpp"
#include "text/text.hpp"

namespace sauro::search {
namespace {

constexpr int counted = 8;
constexpr std::size_t longest = 48;  // bytes of a syllable; what is longer is no word, and is found by its beginning
constexpr std::size_t asked_words = 16;
constexpr std::size_t asked_bytes = 2000;

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && text::is_continuation(text[bytes])) --bytes;
    return text.substr(0, bytes);
}

}  // namespace

std::string fold_word(std::string_view word) { return text::fold(cut(word, longest)); }

Word read_word(std::string_view word) {
    word = cut(word, longest);
    Word read{text::fold(word), text::canonical(word)};
    if (read.spelled == read.folded) read.spelled.clear();
    return read;
}

std::string pair_term(std::string_view first, std::string_view second) { return fmt::format("_{}_{}", first, second); }
std::string spelling_term(std::string_view spelled) { return fmt::format("={}", spelled); }

Terms terms_of(std::string_view text, std::size_t budget) {
    Terms terms;
    std::size_t size = 0;
    const auto add = [&](std::string_view term) {
        auto found = terms.find(term);
        if (found == terms.end()) {
            if (size + term.size() + 4 > budget) return;
            size += term.size() + 2;
            found = terms.emplace(std::string(term), 0).first;
        }
        if (found->second == counted) return;
        ++found->second;
        size += 2;
    };
    std::unordered_map<std::string_view, Word> read;  // a text has few different words
    std::vector<const Word*> words;
    for_each_word(text, [&](std::size_t begin, std::size_t end) {
        const std::string_view word = text.substr(begin, end - begin);
        auto found = read.find(word);
        if (found == read.end()) found = read.emplace(word, read_word(word)).first;
        words.push_back(&found->second);
        return true;
    });
    for (const Word* word : words) {
        add(word->folded);
        if (!word->spelled.empty()) add(spelling_term(word->spelled));
    }
    for (std::size_t i = 1; i < words.size(); ++i) add(pair_term(words[i - 1]->folded, words[i]->folded));
    return terms;
}

std::string kind_tag(std::string_view kind) { return fmt::format("#k{:.12}", base::sha256(kind)); }

std::string scope_tag(std::string_view scope) {
    if (scope.ends_with('/')) scope.remove_suffix(1);
    return fmt::format("#s{:.16}", base::sha256(scope));
}

std::vector<std::string> scope_tags(std::string_view scope) {
    std::vector<std::string> tags;
    for (std::size_t at = scope.find('/'); at != std::string_view::npos; at = scope.find('/', at + 1))
        tags.push_back(scope_tag(scope.substr(0, at)));
    if (!scope.ends_with('/')) tags.push_back(scope_tag(scope));
    return tags;
}

namespace {

std::string name_tag(char kind, std::string_view name) {
    std::string key;
    for (const std::string& syllable : text::folded_syllables(name)) key += syllable;
    return fmt::format("#{}{:.16}", kind, base::sha256(key));
}
bool is_day(std::string_view day) { return day.size() == 10 && day[4] == '-' && day[7] == '-'; }
int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    return value;
}
std::string month_tag(int months) { return fmt::format("#m{:04}{:02}", months / 12, months % 12 + 1); }
int months_of(std::string_view day) { return number(day.substr(0, 4)) * 12 + number(day.substr(5, 2)) - 1; }

}  // namespace

std::vector<std::string> filter_tags(std::string_view type, std::string_view issuer, std::string_view day) {
    std::vector<std::string> tags;
    if (!type.empty()) tags.push_back(name_tag('t', type));
    if (!issuer.empty()) tags.push_back(name_tag('i', issuer));
    if (is_day(day)) {
        tags.push_back(month_tag(months_of(day)));
        tags.push_back(fmt::format("#y{}", day.substr(0, 4)));
    }
    return tags;
}

std::vector<std::vector<std::string>> filters_asked(std::string_view type, std::string_view issuer,
                                                    std::string_view from, std::string_view to) {
    constexpr int by_month = 24, first_year = 1930, last_year = 2100;
    std::vector<std::vector<std::string>> groups;
    if (!type.empty()) groups.push_back({name_tag('t', type)});
    if (!issuer.empty()) groups.push_back({name_tag('i', issuer)});
    if (!is_day(from) && !is_day(to)) return groups;
    const int begin = is_day(from) ? months_of(from) : first_year * 12;
    const int end = is_day(to) ? months_of(to) : last_year * 12;
    std::vector<std::string> days;
    if (end - begin < by_month) {
        for (int month = begin; month <= end; ++month) days.push_back(month_tag(month));
    } else {
        for (int year = std::max(begin / 12, first_year); year <= std::min(end / 12, last_year); ++year)
            days.push_back(fmt::format("#y{}", year));
    }
    if (days.empty()) days.emplace_back("#none");  // an empty range finds nothing
    groups.push_back(std::move(days));
    return groups;
}

Asked ask(std::string_view text) {
    Asked asked;
    for_each_word(cut(text, asked_bytes), [&](std::size_t begin, std::size_t end) {
        if (asked.words.size() == asked_words) {
            asked.open_end = false;  // the last one was followed by more
            return false;
        }
        asked.words.push_back(read_word(text.substr(begin, end - begin)));
        asked.open_end = asked.words.back().folded.size() >= 3;  // fewer letters begin nearly everything
        return true;
    });
    return asked;
}

}  // namespace sauro::search
