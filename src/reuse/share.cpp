#include "reuse/share.hpp"

#include <algorithm>

#include "reuse/grams.hpp"

namespace sauro::reuse {
namespace {
constexpr double formula_weight = 0.1;
constexpr double scan_share = 0.05;  // of the aligned syllables
constexpr std::uint64_t scan_pairs = 8;
}  // namespace

Share::Share(const Tokens& tokens) {
    sums_.reserve(tokens.size() + 1);
    double sum = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        sums_.push_back(sum);
        sum += tokens.formula[i] ? formula_weight : 1.0;
    }
    sums_.push_back(sum);
}

double Share::of(std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges) const {
    if (ranges.empty() || weight() == 0) return 0;
    std::sort(ranges.begin(), ranges.end());
    double inside = 0;
    std::uint32_t done = 0;
    for (const auto& [begin, end] : ranges) {
        const std::uint32_t from = std::max(begin, done);
        if (from >= end) continue;
        inside += sums_[end] - sums_[from];
        done = end;
    }
    return std::min(1.0, inside / weight());
}

std::uint64_t folded_hash(const Tokens& tokens) {
    std::uint64_t hash = 0;
    for (const Syllable& s : tokens.all) hash = next_folded_hash(hash, s.folded);
    return hash;
}

bool looks_scanned(const std::vector<Stretch>& stretches) {
    std::uint64_t folded = 0, skeleton = 0;
    for (const Stretch& s : stretches) {
        folded += s.exact + s.folded;
        skeleton += s.skeleton;
    }
    return skeleton >= scan_pairs &&
           static_cast<double>(skeleton) >= scan_share * static_cast<double>(folded + skeleton);
}

std::vector<Passage> passages_of(const std::vector<Stretch>& stretches, const Tokens& a, const Tokens& b) {
    std::vector<Passage> out;
    for (const Stretch& s : stretches) {
        out.push_back({{a.all[s.a_begin].begin, a.all[s.a_end - 1].end},
                       {b.all[s.b_begin].begin, b.all[s.b_end - 1].end},
                       s.similarity()});
    }
    std::sort(out.begin(), out.end(), [](const Passage& x, const Passage& y) {
        return x.a.start != y.a.start ? x.a.start < y.a.start : x.b.start < y.b.start;
    });
    return out;
}

Passage whole_passage(const Tokens& a, const Tokens& b) {
    double alike = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) alike += a.all[i].exact == b.all[i].exact ? 1 : 0.9;
    return {{a.all.front().begin, a.all.back().end},
            {b.all.front().begin, b.all.back().end},
            alike / static_cast<double>(a.size())};
}

}  // namespace sauro::reuse
