// What a reader sees of the index at one moment: segments with their removals, and the memory.
#pragma once
#include <atomic>
#include <memory>
#include <vector>

#include "reuse/memory.hpp"
#include "reuse/segment.hpp"

namespace sauro::reuse {

class Removals {
  public:
    explicit Removals(std::uint32_t docs) : words_(docs / 64 + 1) {}
    bool test(std::uint32_t i) const { return (words_[i / 64].load(std::memory_order_relaxed) >> (i % 64)) & 1U; }
    bool set(std::uint32_t i) {  // true when it was not set before; writers only
        const std::uint64_t bit = std::uint64_t{1} << (i % 64);
        const bool fresh = (words_[i / 64].fetch_or(bit, std::memory_order_relaxed) & bit) == 0;
        if (fresh) count_.fetch_add(1, std::memory_order_relaxed);
        return fresh;
    }
    std::uint32_t count() const { return count_.load(std::memory_order_relaxed); }

  private:
    std::vector<std::atomic<std::uint64_t>> words_;
    std::atomic<std::uint32_t> count_{0};
};

struct Part {
    std::uint64_t number = 0;  // of the file
    std::shared_ptr<const Segment> segment;
    std::shared_ptr<Removals> removals;
    std::uint32_t alive() const { return segment->docs() - removals->count(); }
};

struct Parts {
    std::vector<Part> segments;                     // oldest first
    std::vector<std::shared_ptr<Memory>> memories;  // oldest first; the last one takes what is put

    std::uint64_t alive() const {
        std::uint64_t sum = 0;
        for (const Part& part : segments) sum += part.alive();
        for (const auto& memory : memories) sum += memory->alive();
        return sum;
    }
};

}  // namespace sauro::reuse
