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
