#include "rulebook/prose/phrases.hpp"

#include <algorithm>
#include <bit>

namespace sauro::rulebook {

bool word_byte(char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80;
}

std::uint32_t word_hash(std::string_view text, std::size_t at, std::size_t& end) {
    std::uint32_t hash = 2166136261U;
    for (end = at; end < text.size() && word_byte(text[end]); ++end)
        hash = (hash ^ static_cast<unsigned char>(text[end])) * 16777619U;
    return hash ^ (hash >> 15);
}

Phrases::Phrases(std::vector<std::string> phrases) : phrases_(std::move(phrases)) {
    std::vector<std::uint32_t> hashes;
    for (const auto& phrase : phrases_) {
        std::size_t end = 0;
        hashes.push_back(word_hash(phrase, 0, end));
        if (end > 0) sorted_.push_back(static_cast<std::uint32_t>(hashes.size() - 1));
    }
    std::ranges::sort(sorted_, [&](std::uint32_t a, std::uint32_t b) {
        return hashes[a] != hashes[b] ? hashes[a] < hashes[b] : phrases_[a].size() > phrases_[b].size();
    });
    slots_.resize(std::bit_ceil(2 * sorted_.size() + 1));
    for (std::uint32_t from = 0, to = 0; from < sorted_.size(); from = to) {
        const std::uint32_t hash = hashes[sorted_[from]];
        while (to < sorted_.size() && hashes[sorted_[to]] == hash) ++to;
        std::size_t slot = hash & (slots_.size() - 1);
        while (slots_[slot].to != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = {hash, from, to};
    }
}

bool Phrases::contains(std::string_view whole) const {
    std::size_t end = 0;
    return at(whole, 0, word_hash(whole, 0, end), whole.size()) == whole.size() && !whole.empty();
}

std::size_t Phrases::at(std::string_view text, std::size_t at, std::uint32_t hash, std::size_t end) const {
    if (slots_.empty()) return 0;
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot].to != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        if (slots_[slot].hash != hash) continue;
        for (std::uint32_t i = slots_[slot].from; i < slots_[slot].to; ++i) {
            const std::string& phrase = phrases_[sorted_[i]];
            const std::size_t stop = at + phrase.size();
            if (stop > end || text.substr(at, phrase.size()) != phrase) continue;
            if (stop >= text.size() || !word_byte(text[stop]) || !word_byte(phrase.back())) return phrase.size();
        }
        return 0;
    }
    return 0;
}

}  // namespace sauro::rulebook
