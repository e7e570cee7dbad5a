#include "reuse/windows.hpp"

#include <algorithm>

#include "reuse/grams.hpp"

namespace sauro::reuse {
namespace {

constexpr std::size_t short_text = 12 << 10;  // bytes; read as a whole
constexpr std::size_t margin = 1200;          // bytes around a shared gram: the next sampled one is nearer
constexpr std::uint32_t breaker = 24;         // syllables that stand for what was left out: wider than any gap
constexpr std::uint32_t edge = 2;
// A formula is short. A longer stretch that very many hold, or most of a text, is a document that went round, and a
// copy of it is a copy.
constexpr std::uint32_t longest_formula = 150;  // syllables

struct Window {
    std::size_t begin = 0, end = 0;
};

// To a blank, so that syllables are read as in the whole text.
std::size_t back_to_blank(std::string_view text, std::size_t at) {
    for (std::size_t steps = 0; at > 0 && steps < 400; --at, ++steps) {
        if (text[at - 1] == ' ' || text[at - 1] == '\n') return at;
    }
    return at;
}

std::vector<Window> windows_of(std::string_view text, std::vector<std::uint32_t>& positions) {
    std::sort(positions.begin(), positions.end());
    std::vector<Window> out;
    for (const std::uint32_t position : positions) {
        const std::size_t at = std::size_t{position} * position_unit;
        const std::size_t begin = back_to_blank(text, std::min(text.size(), at < margin ? 0 : at - margin));
        const std::size_t end = std::min(text.size(), at + margin);
        if (!out.empty() && begin <= out.back().end + margin / 2)
            out.back().end = std::max(out.back().end, end);
        else
            out.push_back({begin, end});
    }
    for (std::size_t i = 0; i < out.size(); ++i) {  // ends at a blank too
        out[i].end = out[i].end == text.size() ? out[i].end : std::max(back_to_blank(text, out[i].end), out[i].begin);
    }
    return out;
}

struct Side {
    const Tokens& tokens;
    const Share& share;
    const Rarity& rarity;
};

Compared measure(Aligner& aligner, const Side& a, const Tokens& b, double b_weight, std::uint32_t b_syllables,
                 std::vector<Stretch>& stretches) {
    stretches = aligner.align(b);
    Compared out;
    std::vector<Covered> in_a, in_b;
    for (const Stretch& s : stretches) {
        const std::uint32_t length = s.a_end - s.a_begin;
        double weight = 1;
        if (!most_of_a_text(s, a.tokens.size(), b_syllables)) {
            weight = weight_of_wording(s, a.tokens, b);
            if (length <= longest_formula) weight *= weight_of_rarity(a.rarity.of(s.a_begin, s.a_end));
        }
        in_a.push_back({s.a_begin, s.a_end, weight});
        in_b.push_back({s.b_begin, s.b_end, weight});
        out.agreement += weight * (s.exact + 0.9 * s.folded + 0.6 * s.skeleton);
    }
    out.agreement = std::min(1.0, out.agreement / static_cast<double>(std::max<std::size_t>(a.tokens.size(), 1)));
    const Share of_b(b);
    out.share = a.share.of(std::move(in_a));
    out.source_share = b_weight == 0 ? 0 : std::min(1.0, of_b.of(std::move(in_b)) * of_b.weight() / b_weight);
    out.ocr_like = looks_scanned(stretches);
    out.passages = passages_of(stretches, a.tokens, b);
    return out;
}

}  // namespace

Compared compare_near(Aligner& aligner, const Tokens& a, const Share& share, const Rarity& rarity,
                      std::string_view source, std::vector<std::uint32_t>& positions, std::uint32_t syllables) {
    std::vector<Stretch> stretches;
    const Side side{a, share, rarity};
    const auto whole = [&] {
        const Tokens b = tokenise(source, true);
        return measure(aligner, side, b, Share(b).weight(), syllables, stretches);
    };
    if (source.size() >= 0xFFFFFFFFULL) return {};
    if (source.size() <= short_text) return whole();
    const auto windows = windows_of(source, positions);
    std::size_t read = 0;
    for (const Window& w : windows) read += w.end - w.begin;
    if (read * 4 > source.size() * 3) return whole();
    Tokens b;
    std::uint32_t strange = 0;                                   // ids no syllable has twice
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;  // tokens of each window
    for (const Window& w : windows) {
        const Tokens part =
            tokenise(source.substr(w.begin, w.end - w.begin), false, static_cast<std::uint32_t>(w.begin));
        const auto shift = static_cast<std::uint32_t>(b.size());
        edges.emplace_back(shift, shift + static_cast<std::uint32_t>(part.size()));
        for (const std::uint32_t t : part.solid) b.solid.push_back(t + shift);
        b.all.insert(b.all.end(), part.all.begin(), part.all.end());
        for (std::uint32_t i = 0; i < breaker; ++i) {
            ++strange;
            const auto at = static_cast<std::uint32_t>(w.end);
            b.solid.push_back(static_cast<std::uint32_t>(b.size()));
            b.all.push_back({at, at, ~strange * 2, ~strange * 2, ~strange * 2});
        }
    }
    b.formula.assign(b.size(), false);
    Compared out = measure(aligner, side, b, std::max(1.0, static_cast<double>(syllables)), syllables, stretches);
    for (const Stretch& s : stretches) {  // goes on where we did not look
        for (std::size_t w = 0; w < windows.size(); ++w) {
            const bool from_before =
                windows[w].begin > 0 && s.b_begin >= edges[w].first && s.b_begin < edges[w].first + edge;
            const bool beyond =
                windows[w].end < source.size() && s.b_end <= edges[w].second && s.b_end + edge > edges[w].second;
            if (from_before || beyond) return whole();
        }
    }
    return out;
}

}  // namespace sauro::reuse
