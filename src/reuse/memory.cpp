#include "reuse/memory.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>

#include "reuse/grams.hpp"

namespace sauro::reuse {

Prepared prepare(std::uint64_t id, std::string_view text) {
    Prepared out;
    out.info.id = id;
    out.postings.reserve(text.size() / 24 + 2);
    GramRoller roller;
    std::uint64_t hash = 0;
    for_each_syllable(text, [&](const Syllable& s) {
        ++out.info.syllables;
        hash = next_folded_hash(hash, s.folded);
        if (s.skeleton != 0 && roller.push(s.skeleton, s.begin))
            out.postings.push_back({roller.key(), 0, roller.begin() / position_unit});
    });
    out.info.folded_hash = hash;
    if (out.info.syllables != 0) out.postings.push_back({whole_text_key(hash), 0, 0});
    return out;
}

void Memory::add(Prepared prepared) {
    const std::unique_lock lock(mutex_);
    const auto ordinal = static_cast<std::uint32_t>(docs_.size());
    for (Posting& p : prepared.postings) {
        p.doc = ordinal;
        tail_.push_back(p);
    }
    docs_.push_back(prepared.info);
    removed_.push_back(false);
    const auto [place, fresh] = ordinals_.try_emplace(prepared.info.id, ordinal);
    if (!fresh) {
        removed_[place->second] = true;
        place->second = ordinal;
    }
}

bool Memory::remove(std::uint64_t id) {
    const std::unique_lock lock(mutex_);
    const auto found = ordinals_.find(id);
    if (found == ordinals_.end()) return false;
    removed_[found->second] = true;
    ordinals_.erase(found);
    return true;
}

bool Memory::removed(std::uint32_t ordinal) const {
    const std::shared_lock lock(mutex_);
    return removed_[ordinal];
}
DocInfo Memory::doc(std::uint32_t ordinal) const {
    const std::shared_lock lock(mutex_);
    return docs_[ordinal];
}
std::uint32_t Memory::docs() const {
    const std::shared_lock lock(mutex_);
    return static_cast<std::uint32_t>(docs_.size());
}
std::uint32_t Memory::alive() const {
    const std::shared_lock lock(mutex_);
    return static_cast<std::uint32_t>(ordinals_.size());
}
std::size_t Memory::postings() const {
    const std::shared_lock lock(mutex_);
    std::size_t sum = tail_.size();
    for (const auto& run : runs_) sum += run.size();
    return sum;
}
bool Memory::holds(std::uint64_t id) const {
    const std::shared_lock lock(mutex_);
    return ordinals_.contains(id);
}

// Runs double in size from the newest to the oldest, so that few are searched and each posting moves few times.
void Memory::sort_tail() {
    sort_by_key(tail_);
    runs_.push_back(std::move(tail_));
    tail_.clear();
    while (runs_.size() > 1 && runs_[runs_.size() - 2].size() < 2 * runs_.back().size()) {
        std::vector<Posting> newer = std::move(runs_.back());
        runs_.pop_back();
        std::vector<Posting> merged;
        merged.reserve(newer.size() + runs_.back().size());
        std::merge(runs_.back().begin(), runs_.back().end(), newer.begin(), newer.end(), std::back_inserter(merged),
                   [](const Posting& x, const Posting& y) { return x.key < y.key; });
        runs_.back() = std::move(merged);
    }
}

Status Memory::write(const std::filesystem::path& path, std::uint32_t sample, std::vector<std::uint64_t>& ids) {
    std::vector<DocInfo> docs;
    std::vector<std::uint32_t> renumbered;
    std::vector<Posting> postings;
    {
        const std::shared_lock lock(mutex_);
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < docs_.size(); ++i) {
            if (!removed_[i]) order.push_back(i);
        }
        std::sort(order.begin(), order.end(), [&](auto x, auto y) { return docs_[x].id < docs_[y].id; });
        renumbered.assign(docs_.size(), 0xFFFFFFFF);
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            renumbered[order[i]] = i;
            docs.push_back(docs_[order[i]]);
            ids.push_back(docs_[order[i]].id);
        }
        std::size_t total = tail_.size();
        for (const auto& run : runs_) total += run.size();
        postings.reserve(total);
        const auto take = [&](const std::vector<Posting>& from) {
            for (const Posting& p : from) {
                if (p.key < key_end(sample) && renumbered[p.doc] != 0xFFFFFFFF)
                    postings.push_back({p.key, renumbered[p.doc], p.position});
            }
        };
        for (const auto& run : runs_) take(run);
        take(tail_);
    }
    sort_by_key(postings);
    std::uint64_t keys = 0;
    for (std::size_t i = 0; i < postings.size(); ++i) keys += i == 0 || postings[i].key != postings[i - 1].key ? 1 : 0;
    SegmentWriter writer(path, sample, static_cast<std::uint32_t>(docs.size()), keys);
    std::vector<Place> places;
    for (std::size_t i = 0; i < postings.size();) {
        const std::uint32_t key = postings[i].key;
        places.clear();
        for (; i < postings.size() && postings[i].key == key; ++i)
            places.push_back({postings[i].doc, postings[i].position});
        sort_places(places);
        writer.add(key, places);
    }
    return writer.finish(docs);
}

}  // namespace sauro::reuse
