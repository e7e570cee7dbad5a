#include "reuse/share.hpp"

#include <algorithm>

#include "reuse/grams.hpp"

namespace sauro::reuse {
namespace {
constexpr double formula_weight = 0.1;
constexpr double scan_share = 0.05;  // of the aligned syllables
constexpr std::uint64_t scan_pairs = 8;
constexpr double most_share = 0.8;
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

double Share::of(std::vector<Covered> ranges) const {
    if (ranges.empty() || weight() == 0) return 0;
    std::sort(ranges.begin(), ranges.end(), [](const Covered& x, const Covered& y) {
        return x.weight != y.weight ? x.weight > y.weight : x.begin < y.begin;
    });
    std::vector<bool> done(sums_.size() - 1);
    double inside = 0;
    for (const Covered& range : ranges) {
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            if (done[i]) continue;
            done[i] = true;
            inside += (sums_[i + 1] - sums_[i]) * range.weight;
        }
    }
    return std::min(1.0, inside / weight());
}

void Rarity::add(std::uint32_t token, double weight) {
    tokens_.push_back(token);
    sums_.push_back(sums_.back() + weight);
}

double Rarity::of(std::uint32_t begin, std::uint32_t end) const {
    const auto first = std::lower_bound(tokens_.begin(), tokens_.end(), begin) - tokens_.begin();
    const auto last = std::lower_bound(tokens_.begin(), tokens_.end(), end) - tokens_.begin();
    return first >= last ? 1
                         : (sums_[static_cast<std::size_t>(last)] - sums_[static_cast<std::size_t>(first)]) /
                               static_cast<double>(last - first);
}

double weight_of_rarity(double rarity) { return std::clamp((rarity - 0.1) / 0.4 * 0.9 + 0.1, 0.1, 1.0); }

bool most_of_a_text(const Stretch& s, std::size_t a_size, std::size_t b_size) {
    return s.a_end - s.a_begin >= most_share * static_cast<double>(a_size) ||
           s.b_end - s.b_begin >= most_share * static_cast<double>(b_size);
}

double weight_of_wording(const Stretch& s, const Tokens& a, const Tokens& b) {
    const auto formulaic = [](const Tokens& t, std::uint32_t begin, std::uint32_t end) {
        const auto count = std::count(t.formula.begin() + begin, t.formula.begin() + end, true);
        return static_cast<double>(count) / (end - begin);
    };
    return weight_of_rarity(1 - std::max(formulaic(a, s.a_begin, s.a_end), formulaic(b, s.b_begin, s.b_end)));
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
