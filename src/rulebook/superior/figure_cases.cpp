#include <algorithm>
#include <iterator>
#include <map>

#include "rulebook/superior/figure_pairs.hpp"

namespace sauro::rulebook {
namespace {

// The words with which a part of a sentence leads to its number: behind the number before it, and the last ';'.
std::vector<std::vector<std::string>> leading_words(const Prose& prose, const std::vector<Counted>& list) {
    constexpr std::size_t longest = 400;  // bytes
    std::vector<std::vector<std::string>> out;
    std::size_t last = 0;
    for (const Counted& one : list) {
        const std::size_t start = one.q.span.start;
        std::size_t from = std::max({one.sentence_span.start, last, start - std::min(start, longest)});
        const auto stop = prose.lower({from, start}).rfind(';');
        if (stop != std::string_view::npos) from += stop + 1;
        auto words = text::folded_syllables(prose.of({from, start}));
        std::ranges::sort(words);
        words.erase(std::ranges::unique(words).begin(), words.end());
        out.push_back(std::move(words));
        last = one.q.span.end;
    }
    return out;
}

}  // namespace

void keep_named_case(FigurePairs& all, const Prose& mine, const Prose& theirs) {
    std::map<std::pair<std::size_t, std::string_view>, std::vector<std::size_t>> cases;
    for (std::size_t k = 0; k < all.theirs.size(); ++k) {
        const Counted& one = all.theirs[k];
        if (one.q.unit != "%") cases[{one.sentence_span.start, one.q.unit}].push_back(k);
    }
    std::erase_if(cases, [](const auto& group) { return group.second.size() < 2; });
    if (cases.empty()) return;
    auto words = leading_words(theirs, all.theirs);
    std::vector<std::vector<std::string>> only(all.theirs.size());
    for (const auto& [of, group] : cases) {
        std::map<std::string_view, std::size_t> times;
        for (const std::size_t k : group) {
            for (const auto& word : words[k]) ++times[word];
        }
        for (const std::size_t k : group)
            std::ranges::copy_if(words[k], std::back_inserter(only[k]), [&](const auto& w) { return times[w] == 1; });
    }
    const auto own = leading_words(mine, all.own);
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> named;  // own, theirs: words of that case alone
    for (const FigurePair& pair : all.pairs) {
        std::size_t count = 0;
        for (const auto& word : only[pair.theirs]) count += std::ranges::binary_search(own[pair.own], word) ? 1 : 0;
        if (count > 0) named[{pair.own, pair.theirs}] = count;
    }
    constexpr std::size_t surely = 2;
    std::erase_if(all.pairs, [&](const FigurePair& pair) {
        const Counted& b = all.theirs[pair.theirs];
        const auto group = cases.find({b.sentence_span.start, b.q.unit});
        if (group == cases.end() || named.contains({pair.own, pair.theirs})) return false;
        return std::ranges::any_of(group->second, [&](std::size_t k) {
            const auto at = named.find({pair.own, k});
            return at != named.end() && at->second >= surely;
        });
    });
}

}  // namespace sauro::rulebook
