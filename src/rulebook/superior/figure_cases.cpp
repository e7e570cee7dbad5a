#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

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
        from = std::min(from, start);
        while (from < start && (static_cast<unsigned char>(prose.text()[from]) & 0xC0U) == 0x80U)
            ++from;  // whole letters
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
    constexpr std::size_t none = SIZE_MAX, surely = 2;
    std::map<std::pair<std::size_t, std::string_view>, std::vector<std::size_t>> cases;
    for (std::size_t k = 0; k < all.theirs.size(); ++k) {
        const Counted& one = all.theirs[k];
        if (one.q.unit != "%") cases[{one.sentence_span.start, one.q.unit}].push_back(k);
    }
    std::erase_if(cases, [](const auto& group) { return group.second.size() < 2; });
    if (cases.empty()) return;
    // The words that lead to one case of its sentence alone.
    auto words = leading_words(theirs, all.theirs);
    std::vector<std::size_t> group_of(all.theirs.size(), none);
    for (std::size_t number = 0; const auto& [of, group] : cases) {
        std::map<std::string, std::size_t> times;
        for (const std::size_t k : group) {
            for (const auto& word : words[k]) ++times[word];
        }
        for (const std::size_t k : group) {
            std::erase_if(words[k], [&](const auto& word) { return times[word] > 1; });
            group_of[k] = number;
        }
        ++number;
    }
    const auto own = leading_words(mine, all.own);
    std::set<std::pair<std::size_t, std::size_t>>
        named;                                        // own number and sentence of cases, one of which it surely names
    std::vector<std::size_t> said(all.pairs.size());  // how many words of its case the own number is led by
    for (std::size_t i = 0; i < all.pairs.size(); ++i) {
        const FigurePair& pair = all.pairs[i];
        if (group_of[pair.theirs] == none) continue;
        said[i] = static_cast<std::size_t>(std::ranges::count_if(
            words[pair.theirs], [&](const auto& word) { return std::ranges::binary_search(own[pair.own], word); }));
        if (said[i] >= surely) named.emplace(pair.own, group_of[pair.theirs]);
    }
    std::vector<FigurePair> kept;
    for (std::size_t i = 0; i < all.pairs.size(); ++i) {
        FigurePair& pair = all.pairs[i];
        const bool of_another = said[i] == 0 && named.contains({pair.own, group_of[pair.theirs]});
        if (!of_another) kept.push_back(std::move(pair));
    }
    all.pairs = std::move(kept);
}

}  // namespace sauro::rulebook
