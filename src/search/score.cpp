#include "search/score.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "search/words.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"

namespace sauro::search {
namespace {

constexpr std::size_t snippet_length = 200;  // code points, ellipses included
constexpr std::size_t before_match = 60;
constexpr std::size_t enough = 8192;  // bytes; further on only a run of all words is looked for

}  // namespace

Scorer::Scorer(const Asked& asked) : asked_(asked) {
    for (std::size_t i = 0; i < asked.words.size(); ++i)
        may_begin(asked.words[i].folded, asked.open_end && i + 1 == asked.words.size());
}

void Scorer::may_begin(std::string_view folded, bool open) {
    std::vector<std::size_t> first, second;
    const auto letter = [](std::vector<std::size_t>& bytes, char c) {
        const auto byte = static_cast<unsigned char>(c);
        bytes.push_back(byte);
        if (c >= 'a' && c <= 'z') bytes.push_back(byte - 'a' + 'A');
        // With a mark, or no Latin letter at all.
        if (byte >= 0x80 || std::string_view("aeiouyd").contains(c))
            for (std::size_t lead = 0xC0; lead < 0x100; ++lead) bytes.push_back(lead);
    };
    const auto all = [](std::vector<std::size_t>& bytes, std::size_t from) {
        for (; from < 0x100; ++from) bytes.push_back(from);
    };
    if (folded.empty()) return;
    letter(first, folded[0]);
    if (folded.size() > 1) letter(second, folded[1]);
    if (folded.size() == 1 && open) all(second, 0);
    second.push_back(0xCC), second.push_back(0xCD);  // a combining mark of the first letter
    for (const std::size_t one : first) {
        for (const std::size_t two : second) begins_.set(one << 8U | two);
        if (one < 0x80) continue;
        for (std::size_t two = 0x80; two < 0xC0; ++two) begins_.set(one << 8U | two);
    }
}

Scorer::Match Scorer::match(std::string_view word) {
    std::uint64_t key = 0;
    if (word.size() > sizeof key) return compare(word);
    std::memcpy(&key, word.data(), word.size());
    Seen& seen = seen_[key * 0x9E3779B97F4A7C15U >> 54U];
    if (seen.word != key) seen = {key, compare(word)};
    return seen.match;
}

Scorer::Match Scorer::compare(std::string_view word) const {
    const std::string folded = fold_word(word);
    std::string spelled;  // made when it is asked for: nearly all words are none of ours
    Match made;
    for (std::size_t i = 0; i < asked_.words.size(); ++i) {
        const Word& wanted = asked_.words[i];
        const bool open = asked_.open_end && i + 1 == asked_.words.size();
        if (folded != wanted.folded && !(open && folded.starts_with(wanted.folded))) continue;
        made.bits |= 1u << i;
        if (folded != wanted.folded) continue;  // only its beginning
        if (spelled.empty() && !wanted.spelled.empty()) spelled = read_word(word).spelled;
        if (wanted.spelled.empty() || spelled == wanted.spelled) made.exact |= 1u << i;
    }
    return made;
}

Scorer::Found Scorer::look(std::string_view text, std::size_t most) {
    const std::size_t n = asked_.words.size();
    struct Run {
        int length = 0, exact = 0;
        std::size_t begin = 0;
    };
    std::array<Run, 16> before{}, here{};  // runs that end at the word before, by the asked word they end with
    Run best;
    std::uint32_t covered = 0;
    const int whole = static_cast<int>(n);
    int times = 0, words = 0;
    bool running = false;  // some run reaches the word before
    for_each_word(text.substr(0, most), [&](std::size_t begin, std::size_t end) {
        ++words;
        Match found;
        const std::string_view word = text.substr(begin, end - begin);
        if (may_match(word)) found = match(word);
        if (found.bits == 0 && !running) return begin < enough || best.length < whole;
        running = found.bits != 0;
        here.fill({});
        if (found.bits != 0) {
            covered |= found.bits;
            ++times;
            for (std::size_t i = 0; i < n; ++i) {
                if ((found.bits >> i & 1u) == 0) continue;
                Run run = i > 0 && before[i - 1].length > 0 ? before[i - 1] : Run{0, 0, begin};
                ++run.length;
                run.exact += static_cast<int>(found.exact >> i & 1u);
                here[i] = run;
                if (run.length > best.length || (run.length == best.length && run.exact > best.exact)) best = run;
            }
        }
        before = here;
        return begin < enough || best.length < whole;
    });
    if (best.length == 0) return {};
    const auto share = [&](int part) { return static_cast<double>(part) / static_cast<double>(n); };
    double score = share(std::popcount(covered)) + 2 * share(best.length) + 0.3 * times / (times + 3.0);
    if (static_cast<std::size_t>(best.length) == n && static_cast<std::size_t>(words) == n)
        score += 1;  // the whole text is what was asked
    score *= 0.3 + 0.7 * best.exact / best.length;
    return {score, best.begin, static_cast<std::size_t>(best.length) == n};
}

std::string snippet(std::string_view body, std::size_t at) {
    if (at == std::string_view::npos || at > body.size()) at = 0;
    std::size_t begin = at;
    for (std::size_t back = 0; begin > 0 && back < before_match; ++back) {
        do --begin;
        while (begin > 0 && text::is_continuation(body[begin]));
    }
    if (begin > 0) {  // not in the middle of a word
        const std::size_t blank = body.find_first_of(" \t\r\n", begin);
        if (blank != std::string_view::npos && blank < at) begin = blank + 1;
    }
    // Four bytes a code point at most, and a good deal of white space to collapse.
    std::size_t end = std::min(body.size(), begin + 8 * snippet_length);
    while (end < body.size() && text::is_continuation(body[end])) ++end;
    std::string shown = text::collapse_space(body.substr(begin, end - begin));
    if (begin > 0) shown.insert(0, "…");
    std::size_t count = 0, last_blank = 0, limit = std::string::npos;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (text::is_continuation(shown[i])) continue;
        if (shown[i] == ' ') last_blank = i;
        if (++count == snippet_length) limit = i;
    }
    if (count > snippet_length || (end < body.size() && count == snippet_length)) {
        shown.resize(last_blank > 0 && last_blank < limit ? shown.rfind(' ', limit) : limit);
        shown += "…";
    } else if (end < body.size()) {
        shown += "…";
    }
    return shown;
}

}  // namespace sauro::search
