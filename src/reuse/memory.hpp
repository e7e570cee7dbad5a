// The part of the index that is not on disk yet: found as soon as put.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "reuse/segment.hpp"

namespace sauro::reuse {

// A text made ready for the index, outside of any lock.
struct Prepared {
    DocInfo info;
    std::vector<Posting> postings;  // doc is filled in later
};
Prepared prepare(std::uint64_t id, std::string_view text);

class Memory {
  public:
    void add(Prepared prepared);
    bool remove(std::uint64_t id);
    bool removed(std::uint32_t ordinal) const;
    DocInfo doc(std::uint32_t ordinal) const;
    std::uint32_t docs() const;  // ordinals in use, removed ones included
    std::uint32_t alive() const;
    std::size_t postings() const;
    bool holds(std::uint64_t id) const;

    // Places of each key, in the order of the keys: each(index, doc, position). Keys must ascend.
    template <class Each>
    void lookup(std::span<const std::uint32_t> keys, Each each);

    // Writes what is alive to a segment; places of documents removed from now on must be removed there by id.
    Status write(const std::filesystem::path& path, std::uint32_t sample, std::vector<std::uint64_t>& ids);

  private:
    void sort_tail();

    mutable std::shared_mutex mutex_;
    std::vector<DocInfo> docs_;
    std::vector<bool> removed_;
    std::unordered_map<std::uint64_t, std::uint32_t> ordinals_;
    std::vector<std::vector<Posting>> runs_;  // each sorted by key; sizes fall
    std::vector<Posting> tail_;
};

template <class Each>
void Memory::lookup(std::span<const std::uint32_t> keys, Each each) {
    constexpr std::size_t longest_tail = 8192;
    {
        const std::shared_lock lock(mutex_);
        if (tail_.size() <= longest_tail) {
            const auto in_run = [&](const std::vector<Posting>& run) {
                auto from = run.begin();
                for (std::size_t k = 0; k < keys.size(); ++k) {
                    from = std::lower_bound(from, run.end(), keys[k],
                                            [](const Posting& p, std::uint32_t key) { return p.key < key; });
                    for (auto at = from; at != run.end() && at->key == keys[k]; ++at) each(k, at->doc, at->position);
                }
            };
            for (const auto& run : runs_) in_run(run);
            for (const Posting& p : tail_) {
                const auto found = std::lower_bound(keys.begin(), keys.end(), p.key);
                if (found != keys.end() && *found == p.key)
                    each(static_cast<std::size_t>(found - keys.begin()), p.doc, p.position);
            }
            return;
        }
    }
    {
        const std::unique_lock lock(mutex_);
        if (tail_.size() > longest_tail) sort_tail();
    }
    lookup(keys, each);
}

}  // namespace sauro::reuse
