#include "reuse/reuse.hpp"

#include <algorithm>

#include "reuse/align.hpp"
#include "reuse/grams.hpp"
#include "reuse/share.hpp"

namespace sauro::reuse {
namespace {

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
    for_each_syllable(text, [&](const Syllable& s) { hash = next_folded_hash(hash, s.folded); });
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
        out = {Verdict::same, 1, 1, false, {whole_passage(a, b)}};
        return out;
    }
    const std::vector<Stretch> stretches = Aligner(a).align(b);
    std::vector<Covered> in_a, in_b;
    for (const Stretch& s : stretches) {
        const double weight = most_of_a_text(s, a.size(), b.size()) ? 1 : weight_of_wording(s, a, b);
        in_a.push_back({s.a_begin, s.a_end, weight});
        in_b.push_back({s.b_begin, s.b_end, weight});
    }
    out.passages = passages_of(stretches, a, b);
    out.ocr_like = looks_scanned(stretches);
    out.a_in_b = Share(a).of(std::move(in_a));
    out.b_in_a = Share(b).of(std::move(in_b));
    out.verdict = judge(out.a_in_b, out.b_in_a, out.ocr_like);
    return out;
}

}  // namespace sauro::reuse
