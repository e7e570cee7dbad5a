#include "reuse/find.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_set>

#include "reuse/align.hpp"
#include "reuse/grams.hpp"
#include "reuse/share.hpp"
#include "reuse/windows.hpp"

namespace sauro::reuse {
namespace {

constexpr std::uint32_t fewest_common = 32;                  // documents that must hold a gram before it is nobody's
constexpr std::uint64_t common_one_in = 2000;                // of all documents, when those are more
constexpr double full_weight_up_to = 6, least_weight = 0.1;  // documents; weight of a gram that is nobody's
constexpr std::uint32_t neighbours = 8;                      // hits looked back at for one on the same diagonal
constexpr double lone_weight = 0.2;                          // of a hit without a neighbour
constexpr double weakest = 0.15;                             // of the best score: what lies below is not compared

struct Sample {
    std::uint32_t key = 0;
    std::uint32_t token = 0;  // where its gram begins
    std::uint32_t byte = 0;
    std::uint32_t df = 0;
};

struct Hit {
    std::uint32_t doc = 0, sample = 0, position = 0;  // doc: counted over all parts
};

struct Candidate {
    double score = 0;
    std::size_t begin = 0, end = 0;  // its hits
    std::uint32_t doc = 0;
};

std::vector<Sample> samples_of(const Tokens& tokens) {
    std::vector<Sample> out;
    GramRoller roller;
    for (const std::uint32_t t : tokens.solid) {
        if (!roller.push(tokens.all[t].skeleton, t)) continue;
        const std::uint32_t first = roller.begin();
        out.push_back({roller.key(), first, tokens.all[first].begin, 0});
    }
    return out;
}

// 1 for a gram few documents hold, falling with the logarithm to that of one very many hold.
double weight_of(std::uint32_t df) {
    const double fall = (std::log2(static_cast<double>(df)) - std::log2(full_weight_up_to)) /
                        (std::log2(static_cast<double>(fewest_common)) - std::log2(full_weight_up_to));
    return 1 - (1 - least_weight) * std::clamp(fall, 0.0, 1.0);
}

// One look at the index for one text.
class Lookup {
  public:
    Lookup(const Parts& parts, std::vector<Sample> samples) : parts_(parts), samples_(std::move(samples)) {
        std::uint32_t base = 0;
        for (const Part& part : parts.segments) bases_.push_back(base), base += part.segment->docs();
        for (const auto& memory : parts.memories) bases_.push_back(base), base += memory->docs();
        total_ = std::max<std::uint64_t>(parts.alive(), 1);
        cap_ =
            static_cast<std::uint32_t>(std::clamp<std::uint64_t>(total_ / common_one_in, fewest_common, most_postings));
        order_.resize(samples_.size());
        for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
        std::sort(order_.begin(), order_.end(),
                  [&](std::uint32_t x, std::uint32_t y) { return samples_[x].key < samples_[y].key; });
        collect();
        group();
    }

    const std::vector<Sample>& samples() const { return samples_; }
    const std::vector<Candidate>& candidates() const { return candidates_; }
    const std::vector<Hit>& hits() const { return hits_; }
    double best_possible() const { return best_possible_; }

    // Nothing when the document is removed.
    bool info(std::uint32_t doc, DocInfo& out) const {
        const auto part =
            static_cast<std::size_t>(std::upper_bound(bases_.begin(), bases_.end(), doc) - bases_.begin()) - 1;
        const std::uint32_t ordinal = doc - bases_[part];
        if (part < parts_.segments.size()) {
            const Part& segment = parts_.segments[part];
            if (segment.removals->test(ordinal)) return false;
            out = segment.segment->doc(ordinal);
            return true;
        }
        const Memory& memory = *parts_.memories[part - parts_.segments.size()];
        if (memory.removed(ordinal)) return false;
        out = memory.doc(ordinal);
        return true;
    }

  private:
    void collect() {
        std::vector<Place> places;
        std::vector<std::uint32_t> distinct;  // positions in order_ where a new key begins
        for (std::uint32_t i = 0; i < order_.size(); ++i) {
            if (i == 0 || samples_[order_[i]].key != samples_[order_[i - 1]].key) distinct.push_back(i);
        }
        std::vector<Hit> of_key;
        std::vector<std::vector<Hit>> by_key(distinct.size());
        std::vector<std::uint64_t> df(distinct.size(), 0);
        for (std::size_t p = 0; p < parts_.segments.size(); ++p) {
            const Segment& segment = *parts_.segments[p].segment;
            for (const std::uint32_t d : distinct) segment.prefetch(samples_[order_[d]].key, true);
            constexpr std::size_t ahead = 8;
            for (std::size_t k = 0; k < distinct.size(); ++k) {
                if (k + ahead < distinct.size()) segment.prefetch(samples_[order_[distinct[k + ahead]]].key, false);
                places.clear();
                const std::uint32_t got = segment.lookup(samples_[order_[distinct[k]]].key, places);
                df[k] += got;
                for (const Place& place : places) {
                    if (got != common && df[k] > cap_ && by_key[k].size() >= kept_of_common) break;
                    by_key[k].push_back({bases_[p] + place.doc, distinct_sample(distinct[k]), place.position});
                }
            }
        }
        std::vector<std::uint32_t> keys;
        keys.reserve(distinct.size());
        for (const std::uint32_t d : distinct) keys.push_back(samples_[order_[d]].key);
        for (std::size_t m = 0; m < parts_.memories.size(); ++m) {
            const std::uint32_t base = bases_[parts_.segments.size() + m];
            const std::uint32_t end = m + 1 < parts_.memories.size() ? bases_[parts_.segments.size() + m + 1] : ~0U;
            parts_.memories[m]->lookup(keys, [&](std::size_t k, std::uint32_t doc, std::uint32_t position) {
                if (doc >= end - base) return;
                if (++df[k] <= cap_ || by_key[k].size() < kept_of_common)
                    by_key[k].push_back({base + doc, distinct_sample(distinct[k]), position});
            });
        }
        const auto each_sample = [&](const auto& then) {
            for (std::size_t k = 0; k < distinct.size(); ++k) {
                const std::size_t end = k + 1 < distinct.size() ? distinct[k + 1] : order_.size();
                for (std::size_t i = distinct[k]; i < end; ++i) then(k, i - distinct[k], order_[i]);
            }
        };
        each_sample([&](std::size_t k, std::size_t, std::uint32_t sample) {
            samples_[sample].df = static_cast<std::uint32_t>(std::min<std::uint64_t>(df[k], total_));
        });
        for (std::size_t k = 0; k < distinct.size(); ++k) {
            if (df[k] > cap_ && by_key[k].size() > kept_of_common) by_key[k].resize(kept_of_common);
        }
        constexpr std::size_t most_repeats = 8;  // of one gram in the text
        each_sample([&](std::size_t k, std::size_t nth, std::uint32_t sample) {
            if (nth >= most_repeats) return;
            for (Hit hit : by_key[k]) {
                hit.sample = sample;
                hits_.push_back(hit);
            }
        });
    }

    std::uint32_t distinct_sample(std::uint32_t at) const { return order_[at]; }

    double rarity(const Sample& s) const {
        return s.df == 0 ? 0 : weight_of(s.df) * std::log2(1.0 + static_cast<double>(total_) / s.df);
    }

    // Hits of documents that have enough of them, by document; then the score of each.
    void group() {
        const std::size_t slots = std::bit_ceil(std::max<std::size_t>(hits_.size() * 2, 16));
        std::vector<std::pair<std::uint32_t, std::uint32_t>> counts(slots, {~0U, 0});
        const auto slot_of = [&](std::uint32_t doc) {
            std::size_t slot = (doc * std::uint64_t{0x9E3779B1U}) & (slots - 1);
            while (counts[slot].first != doc && counts[slot].first != ~0U) slot = (slot + 1) & (slots - 1);
            return slot;
        };
        std::uint32_t most = 0;
        for (const Hit& hit : hits_) {
            auto& count = counts[slot_of(hit.doc)];
            count.first = hit.doc;
            most = std::max(most, ++count.second);
        }
        const std::uint32_t enough = most >= 2 ? std::max<std::uint32_t>(2, most / 16) : 1;
        std::erase_if(hits_, [&](const Hit& hit) { return counts[slot_of(hit.doc)].second < enough; });
        std::sort(hits_.begin(), hits_.end(), [](const Hit& x, const Hit& y) {
            if (x.doc != y.doc) return x.doc < y.doc;
            return x.sample != y.sample ? x.sample < y.sample : x.position < y.position;
        });
        for (std::size_t begin = 0; begin < hits_.size();) {
            std::size_t end = begin;
            while (end < hits_.size() && hits_[end].doc == hits_[begin].doc) ++end;
            candidates_.push_back({score(begin, end), begin, end, hits_[begin].doc});
            begin = end;
        }
        std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& x, const Candidate& y) {
            return x.score != y.score ? x.score > y.score : x.doc < y.doc;
        });
        for (const Sample& s : samples_) {
            best_possible_ += s.df != 0 ? rarity(s) : std::log2(1.0 + static_cast<double>(total_));
        }
    }

    // A hit counts in full when one before or after it lies on the same diagonal, as far as bytes can tell: marks may
    // be lost or decomposed, so lengths agree only roughly.
    bool agree(const Hit& x, const Hit& y) const {
        const double in_text = static_cast<double>(samples_[y.sample].byte) - samples_[x.sample].byte;
        const double in_doc = (static_cast<double>(y.position) - x.position) * position_unit;
        return in_text > 0 && in_text < 1200 && std::abs(in_doc - in_text) <= 0.4 * in_text + 40;
    }
    double score(std::size_t begin, std::size_t end) {
        supported_.assign(end - begin, false);
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t k = std::max(begin + neighbours, i) - neighbours; k < i; ++k) {
                if (agree(hits_[k], hits_[i])) supported_[i - begin] = supported_[k - begin] = true;
            }
        }
        double sum = 0, of_sample = 0;
        for (std::size_t i = begin; i < end; ++i) {
            of_sample =
                std::max(of_sample, rarity(samples_[hits_[i].sample]) * (supported_[i - begin] ? 1 : lone_weight));
            if (i + 1 == end || hits_[i + 1].sample != hits_[i].sample) sum += of_sample, of_sample = 0;
        }
        return sum;
    }

    const Parts& parts_;
    std::vector<Sample> samples_;
    std::vector<std::uint32_t> order_, bases_;
    std::vector<Hit> hits_;
    std::vector<Candidate> candidates_;
    std::vector<bool> supported_;
    std::uint64_t total_ = 1;
    std::uint32_t cap_ = 0;
    double best_possible_ = 0;
};

Rarity rarity_of(const std::vector<Sample>& samples, std::size_t count) {
    Rarity out;
    for (std::size_t i = 0; i < count; ++i) {  // what nobody holds is noise of a scan, or new
        if (samples[i].df != 0) out.add(samples[i].token, weight_of(samples[i].df));
    }
    return out;
}

}  // namespace

std::vector<Match> find_in(const Parts& parts, std::string_view text, const FindOptions& options) {
    std::vector<Match> out;
    if (!options.text_of || options.limit == 0 || text.size() >= 0xFFFFFFFFULL) return out;
    const Tokens tokens = tokenise(text, true);
    if (tokens.size() == 0) return out;
    std::vector<Sample> samples = samples_of(tokens);
    const std::uint64_t hash = folded_hash(tokens);
    const std::size_t real = samples.size();
    samples.push_back({whole_text_key(hash), 0, 0, 0});
    const Lookup lookup(parts, std::move(samples));
    const Rarity rarity = rarity_of(lookup.samples(), real);
    Aligner aligner(tokens);
    const Share share(tokens);
    std::unordered_set<std::uint64_t> seen;
    std::string source;
    std::vector<std::uint32_t> positions;
    double best = 0;
    std::size_t compared = 0;
    for (const Candidate& candidate : lookup.candidates()) {
        if (compared == options.candidates || candidate.score < weakest * best) break;
        DocInfo info;
        if (!lookup.info(candidate.doc, info) || seen.contains(info.id)) continue;
        if (options.allowed && !options.allowed(info.id)) continue;
        seen.insert(info.id);
        source.clear();
        if (!options.text_of(info.id, source)) continue;
        best = std::max(best, candidate.score);
        ++compared;
        positions.clear();
        for (std::size_t i = candidate.begin; i < candidate.end; ++i) positions.push_back(lookup.hits()[i].position);
        Compared result = compare_near(aligner, tokens, share, rarity, source, positions, info.syllables);
        Match match;
        match.id = info.id;
        match.share = result.share;
        match.source_share = result.source_share;
        match.agreement = result.agreement;
        match.ocr_like = result.ocr_like;
        match.same_syllables = info.folded_hash == hash && info.syllables == tokens.size();
        if (match.same_syllables && result.share < 1) {  // short or repetitive: nothing for the alignment to hold on to
            match.share = match.source_share = match.agreement = 1;
            result.passages = {whole_passage(tokens, tokenise(source, false))};
        }
        match.verdict = judge(match.share, match.source_share, match.ocr_like);
        match.passages = std::move(result.passages);
        if (std::max(match.share, match.source_share) >= options.min_share) out.push_back(std::move(match));
    }
    // Of two that hold the same passages, the one that holds them word for word; then the older.
    std::sort(out.begin(), out.end(), [](const Match& x, const Match& y) {
        return x.agreement != y.agreement ? x.agreement > y.agreement : x.id < y.id;
    });
    if (out.size() > options.limit) out.resize(options.limit);
    return out;
}

std::vector<Similar> similar_in(const Parts& parts, std::string_view text, std::size_t limit, const Allowed& allowed,
                                const Similar* after) {
    std::vector<Similar> out;
    if (text.size() >= 0xFFFFFFFFULL) return out;
    const Lookup lookup(parts, samples_of(tokenise(text, false)));
    std::unordered_set<std::uint64_t> seen;
    for (const Candidate& candidate : lookup.candidates()) {
        if (out.size() == limit) break;
        const double score = std::min(1.0, candidate.score / lookup.best_possible());
        if (after != nullptr && score > after->score) continue;
        DocInfo info;
        if (!lookup.info(candidate.doc, info)) continue;
        if (after != nullptr && score == after->score) {  // the ones of equal score up to the last one shown
            if (info.id == after->id) after = nullptr;
            continue;
        }
        if ((allowed && !allowed(info.id)) || !seen.insert(info.id).second) continue;
        out.push_back({info.id, score});
    }
    return out;
}

std::vector<std::uint64_t> same_text_in(const Parts& parts, std::uint64_t hash, const Allowed& allowed) {
    std::vector<std::uint64_t> out;
    if (hash == 0) return out;
    const std::uint32_t key = whole_text_key(hash);
    std::unordered_set<std::uint64_t> seen;
    const auto take = [&](const DocInfo& info) {
        if (info.folded_hash == hash && (!allowed || allowed(info.id)) && seen.insert(info.id).second)
            out.push_back(info.id);
    };
    for (const Part& part : parts.segments) {
        std::vector<Place> places;
        if (part.segment->lookup(key, places) == common) {  // hundreds of equal texts: look at every document
            for (std::uint32_t i = 0; i < part.segment->docs(); ++i) places.push_back({i, 0});
        }
        for (const Place& place : places) {
            if (!part.removals->test(place.doc)) take(part.segment->doc(place.doc));
        }
    }
    for (const auto& memory : parts.memories) {
        std::vector<std::uint32_t> docs;
        const std::uint32_t keys[] = {key};
        memory->lookup(keys, [&](std::size_t, std::uint32_t doc, std::uint32_t) { docs.push_back(doc); });
        for (const std::uint32_t doc : docs) {
            if (!memory->removed(doc)) take(memory->doc(doc));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace sauro::reuse
