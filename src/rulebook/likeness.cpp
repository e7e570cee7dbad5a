#include "rulebook/likeness.hpp"

#include <algorithm>
#include <bit>

#include "rulebook/prose.hpp"

namespace sauro::rulebook {
namespace {

// Words of a text that is lower case already. Marks stay: "từ" and "tự", "đó" and "đổ" are no one word.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        while (at < text.size() && word_byte(text[at])) ++at;
        if (at > from)
            out.emplace_back(text.substr(from, at - from));
        else
            ++at;
    }
    return out;
}

bool number(std::string_view syllable) {
    return std::ranges::all_of(syllable, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Vocabulary::Vocabulary(const Phrases& same_meaning, const Phrases& empty_words) {
    for (const auto& group : same_meaning) {
        std::string head;
        for (std::size_t from = 0; from <= group.size();) {
            const std::size_t end = std::min(group.find('|', from), group.size());
            auto syllables = words_of(std::string_view(group).substr(from, end - from));
            from = end + 1;
            if (syllables.empty()) continue;
            if (head.empty()) {
                for (const auto& s : syllables) head += (head.empty() ? "=" : "_") + s;
            }
            const std::string first = syllables.front();
            phrases_[first].emplace_back(std::move(syllables), head);
        }
    }
    for (auto& [first, list] : phrases_) {
        std::ranges::stable_sort(list, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    }
    for (const auto& word : empty_words) {
        for (const auto& s : words_of(word)) empty_[s] = true;
    }
}

std::vector<std::string> Vocabulary::read(std::string_view text) const {
    const std::string whole = text::canonical(text);
    std::vector<std::string> out;
    for (std::size_t from = 0; from < whole.size();) {
        const std::size_t end = std::min(whole.find_first_of(".;:,()", from), whole.size());
        const auto syllables = words_of(std::string_view(whole).substr(from, end - from));
        for (std::size_t i = 0; i < syllables.size(); ++i) {
            if (const auto found = phrases_.find(syllables[i]); found != phrases_.end()) {
                const auto fits = std::ranges::find_if(found->second, [&](const auto& phrase) {
                    const auto& words = phrase.first;
                    return i + words.size() <= syllables.size() &&
                           std::equal(words.begin(), words.end(), syllables.begin() + static_cast<std::ptrdiff_t>(i));
                });
                if (fits != found->second.end()) {
                    out.push_back(fits->second);
                    i += fits->first.size() - 1;
                    continue;
                }
            }
            // Passed over: "lập 02 chốt" and "lập chốt" hold one pair.
            if (!number(syllables[i]) && !empty_.contains(syllables[i])) out.push_back(syllables[i]);
        }
        out.emplace_back();
        from = end + 1;
    }
    return out;
}

Terms TermSpace::add(std::string_view text) {
    const auto words = vocabulary_.read(text);
    Terms out;
    const auto put = [&](std::string word, Kind kind) {
        const auto [found, fresh] = ids_.try_emplace(std::move(word), static_cast<std::uint32_t>(holders_.size()));
        if (fresh) {
            holders_.push_back(0);
            kinds_.push_back(kind);
        }
        out.push_back(found->second);
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].empty()) continue;
        put(words[i], words[i].front() == '=' ? Kind::phrase : Kind::word);
        if (i + 1 < words.size() && !words[i + 1].empty()) put(words[i] + " " + words[i + 1], Kind::pair);
    }
    std::ranges::sort(out);
    const auto rest = std::ranges::unique(out);
    out.erase(rest.begin(), rest.end());
    for (const auto id : out) ++holders_[id];
    ++texts_;
    return out;
}

std::int64_t TermSpace::rarity(std::int64_t holders) const {
    return 1 + static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(texts_ / holders)));
}

std::int64_t TermSpace::weight_of(std::uint32_t term) const {
    return (kinds_[term] == Kind::phrase ? 2 : 1) * rarity(std::max<std::int64_t>(holders_[term], 1));
}

std::int64_t TermSpace::weight(const Terms& a) const {
    std::int64_t out = 0;
    for (const auto id : a) {
        if (kinds_[id] != Kind::pair) out += weight_of(id);
    }
    return out;
}

TermSpace::Meeting TermSpace::meet(const Terms& a, const Terms& b) const {
    Meeting out;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) {
            out.count += kinds_[a[i]] == Kind::phrase ? 2 : 1;
            out.weight += weight_of(a[i]);
            ++i, ++j;
        } else {
            a[i] < b[j] ? ++i : ++j;
        }
    }
    return out;
}

Rational TermSpace::likeness(const Meeting& shared, std::int64_t one, std::int64_t other) const {
    // Of two or three words nearly every text holds one: what is lighter than this counts as this much.
    constexpr std::int64_t few_words = 4;
    return Rational(shared.weight, std::max({few_words * rarity(1), std::min(one, other)}));
}

}  // namespace sauro::rulebook
