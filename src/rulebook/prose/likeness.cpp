#include "rulebook/prose/likeness.hpp"

#include <algorithm>
#include <bit>
#include <bitset>

#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

bool number(std::string_view syllable) {
    return std::ranges::all_of(syllable, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Vocabulary::Vocabulary(const Phrases& same_meaning, const Concepts& shipped) : shipped_(shipped) {
    for (const auto& group : same_meaning) {
        std::vector<std::string> phrases;
        for (std::size_t from = 0; from <= group.size();) {
            const std::size_t end = std::min(group.find('|', from), group.size());
            phrases.push_back(group.substr(from, end - from));
            from = end + 1;
        }
        own_.add(Concept::Class::thing, phrases);
    }
}

std::vector<Vocabulary::Token> Vocabulary::tokens(std::string_view text, bool light) const {
    const std::string whole = text::canonical(text);
    std::vector<Token> out;
    for (std::size_t from = 0; from < whole.size();) {
        const std::size_t end = std::min(whole.find_first_of(".;:,()|", from), whole.size());
        const auto words = words_of(std::string_view(whole).substr(from, end - from));
        for (std::size_t i = 0; i < words.size();) {
            const auto* own = own_.longest(words, i);
            const auto* known = shipped_.longest(words, i);
            const bool mine = own && (!known || own->words.size() >= known->words.size());
            Token token;
            std::size_t taken = 1;
            if (const auto* phrase = mine ? own : known) {
                taken = phrase->words.size();
                for (const auto id : phrase->means)
                    token.concepts.push_back(mine ? id + static_cast<std::uint32_t>(shipped_.size()) : id);
            }
            // A long phrase says what the shorter ones in it say, too: "tỷ lệ hồ sơ nộp trực tuyến".
            for (std::size_t k = 0; k < taken && taken > 2;) {
                const auto* inner = shipped_.longest(words, i + k, k == 0 ? taken - 1 : taken - k);
                if (inner) token.concepts.insert(token.concepts.end(), inner->means.begin(), inner->means.end());
                k += inner ? inner->words.size() : 1;
            }
            for (std::size_t k = 0; k < taken; ++k) token.word += (k ? "_" : "") + words[i + k];
            i += taken;
            const auto says_nothing = [&](std::uint32_t id) { return concept_of(id).of == Concept::Class::light; };
            const bool empty = !token.concepts.empty() && std::ranges::all_of(token.concepts, says_nothing);
            if (!light && (empty || number(token.word))) continue;
            if (!empty) std::erase_if(token.concepts, says_nothing);
            out.push_back(std::move(token));
        }
        out.emplace_back();
        from = end + 1;
    }
    return out;
}

std::vector<Vocabulary::Token> Vocabulary::read(std::string_view text) const { return tokens(text, false); }

std::string Vocabulary::unit(std::string_view words) const {
    const auto read = tokens(words, true);
    if (read.empty() || read.front().word.empty()) return std::string(words);
    const Token& first = read.front();
    return first.concepts.empty() || concept_of(first.concepts.front()).of == Concept::Class::light
               ? first.word
               : concept_of(first.concepts.front()).name;
}

void TermSpace::add_again(const Terms& terms) {
    for (const auto& held : terms.all) ++holders_[held.id];
    ++texts_;
}

Terms TermSpace::add(std::string_view text) {
    const auto words = vocabulary_.read(text);
    Terms out;
    const auto put = [&](const std::string& word, Kind kind, std::uint32_t token) {
        const auto [found, fresh] = ids_.try_emplace(word, static_cast<std::uint32_t>(holders_.size()));
        if (fresh) {
            holders_.push_back(0);
            kinds_.push_back(kind);
        }
        out.all.push_back({found->second, token});
        return found->second;
    };
    std::uint32_t count = 0;
    std::string before;  // the word that stands right in front, by its first meaning
    for (const auto& word : words) {
        if (word.word.empty()) {
            before.clear();
            continue;
        }
        const std::uint32_t token = count++;
        std::string name = word.word;
        if (word.concepts.empty()) {
            out.one.push_back(put(word.word, Kind::word, token));
        } else {
            name = "=" + vocabulary_.concept_of(word.concepts.front()).name;
            for (std::size_t i = 0; i < word.concepts.size(); ++i) {
                const Concept& meaning = vocabulary_.concept_of(word.concepts[i]);
                const Kind kind = meaning.of == Concept::Class::thing  ? Kind::thing
                                  : meaning.of == Concept::Class::deed ? Kind::deed
                                                                       : Kind::who;
                const auto id = put("=" + std::to_string(word.concepts[i]), kind, token);
                if (i == 0) out.one.push_back(id);
            }
        }
        if (!before.empty()) put(before + " " + name, Kind::pair, count++);
        before = std::move(name);
    }
    std::ranges::sort(out.all, {}, &Terms::Held::id);
    const auto rest = std::ranges::unique(out.all, {}, &Terms::Held::id);
    out.all.erase(rest.begin(), rest.end());
    std::ranges::sort(out.one);
    const auto twice = std::ranges::unique(out.one);
    out.one.erase(twice.begin(), twice.end());
    add_again(out);
    return out;
}

std::int64_t TermSpace::rarity(std::int64_t holders) const {
    return 1 + static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(texts_ / holders)));
}

std::int64_t TermSpace::weight_of(std::uint32_t term) const {
    static constexpr std::int64_t of_kind[] = {1, 1, 2, 3, 1};  // word, who, deed, thing, pair
    return of_kind[static_cast<std::size_t>(kinds_[term])] * rarity(std::max<std::int64_t>(holders_[term], 1));
}

std::int64_t TermSpace::weight(const Terms& a) const {
    std::int64_t out = 0;
    for (const auto id : a.one) out += weight_of(id);
    return out;
}

TermSpace::Meeting TermSpace::meet(const Terms& a, const Terms& b) const {
    Meeting out;
    constexpr std::size_t most = 512;
    std::bitset<most> told;  // a phrase with two meanings says one of them
    for (std::size_t i = 0, j = 0; i < a.all.size() && j < b.all.size();) {
        if (a.all[i].id != b.all[j].id) {
            a.all[i].id < b.all[j].id ? ++i : ++j;
            continue;
        }
        const std::size_t token = a.all[i].token % most;
        if (!told[token]) {
            told[token] = true;
            const Kind kind = kinds_[a.all[i].id];
            out.count += kind == Kind::deed || kind == Kind::thing ? 2 : 1;
            out.things += kind == Kind::thing || kind == Kind::word ? 1 : 0;
            out.weight += weight_of(a.all[i].id);
            out.rarest = std::max(out.rarest, rarity(std::max<std::int64_t>(holders_[a.all[i].id], 1)));
            ++out.of_kind[static_cast<std::size_t>(kind)];
        }
        ++i, ++j;
    }
    return out;
}

Rational TermSpace::likeness(const Meeting& shared, std::int64_t one, std::int64_t other) const {
    // Of two or three words nearly every text holds one: what is lighter than this counts as this much.
    // A text that says much less than half of the first is measured against that half.
    constexpr std::int64_t few_words = 4;
    return Rational(shared.weight, std::max({few_words * rarity(1), std::min(one, other), one / 2}));
}

}  // namespace sauro::rulebook
