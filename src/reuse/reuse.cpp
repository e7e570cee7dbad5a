#include "reuse/reuse.hpp"

#include <algorithm>

#include "reuse/align.hpp"

namespace sauro::reuse {
namespace {

constexpr double formula_weight = 0.1;
constexpr double scan_share = 0.05;  // of the aligned syllables agree in their consonants only
constexpr std::uint32_t scan_pairs = 8;

double weight(const Tokens& t, std::size_t i) { return t.formula[i] ? formula_weight : 1.0; }

// Weight of the covered tokens over that of all.
double share(const Tokens& t, const std::vector<bool>& covered) {
    double all = 0, inside = 0;
    for (std::size_t i = 0; i < t.size(); ++i) {
        all += weight(t, i);
        if (covered[i]) inside += weight(t, i);
    }
    return all == 0 ? 0 : inside / all;
}

bool limits_hold(std::string_view text) { return text.size() < 0xFFFFFFFFULL; }

}  // namespace

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::same:
            return "same";
        case Verdict::copy:
            return "copy";
        case Verdict::overlap:
            return "overlap";
        case Verdict::distinct:
            break;
    }
    return "distinct";
}

Verdict judge(double a_in_b, double b_in_a, bool ocr_like) {
    const double larger = std::max(a_in_b, b_in_a), smaller = std::min(a_in_b, b_in_a);
    if (smaller >= (ocr_like ? same_scan_share : same_share)) return Verdict::same;
    if (larger >= copy_share) return Verdict::copy;
    return larger >= overlap_share ? Verdict::overlap : Verdict::distinct;
}

std::uint64_t folded_hash(std::string_view text) {
    std::uint64_t hash = 0;
    if (!limits_hold(text)) return hash;
    for_each_syllable(text, [&](const Syllable& s) { hash = mix64(hash * 0x9E3779B97F4A7C15ULL + s.folded + 1); });
    return hash;
}

Comparison compare(std::string_view a_text, std::string_view b_text) {
    Comparison out;
    if (!limits_hold(a_text) || !limits_hold(b_text)) return out;
    const Tokens a = tokenise(a_text, true), b = tokenise(b_text, true);
    if (a.size() == 0 || b.size() == 0) return out;
    const auto equal = [](const Syllable& x, const Syllable& y) { return x.folded == y.folded; };
    if (std::equal(a.all.begin(), a.all.end(), b.all.begin(), b.all.end(),
                   equal)) {  // however short, however repetitive
        double alike = 0;
        for (std::size_t i = 0; i < a.size(); ++i) alike += a.all[i].exact == b.all[i].exact ? 1 : 0.9;
        out = {Verdict::same, 1, 1, false, {}};
        out.passages.push_back({{a.all.front().begin, a.all.back().end},
                                {b.all.front().begin, b.all.back().end},
                                alike / static_cast<double>(a.size())});
        return out;
    }
    std::vector<bool> in_a(a.size()), in_b(b.size());
    std::uint64_t folded = 0, skeleton = 0;
    for (const Stretch& s : Aligner(a).align(b)) {
        std::fill(in_a.begin() + s.a_begin, in_a.begin() + s.a_end, true);
        std::fill(in_b.begin() + s.b_begin, in_b.begin() + s.b_end, true);
        folded += s.exact + s.folded;
        skeleton += s.skeleton;
        out.passages.push_back({{a.all[s.a_begin].begin, a.all[s.a_end - 1].end},
                                {b.all[s.b_begin].begin, b.all[s.b_end - 1].end},
                                s.similarity()});
    }
    std::sort(out.passages.begin(), out.passages.end(), [](const Passage& x, const Passage& y) {
        return x.a.start != y.a.start ? x.a.start < y.a.start : x.b.start < y.b.start;
    });
    out.ocr_like =
        skeleton >= scan_pairs && static_cast<double>(skeleton) >= scan_share * static_cast<double>(folded + skeleton);
    out.a_in_b = share(a, in_a);
    out.b_in_a = share(b, in_b);
    out.verdict = judge(out.a_in_b, out.b_in_a, out.ocr_like);
    return out;
}

}  // namespace sauro::reuse
