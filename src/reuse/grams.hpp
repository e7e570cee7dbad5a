// Sampled grams of a text: six skeletons in a row, kept when their hash is small enough. What is kept depends on
// nothing around it, so noise beside a gram cannot unselect it, and a coarser sample is a subset of a finer one.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "reuse/syllables.hpp"

namespace sauro::reuse {

inline constexpr std::uint32_t gram_length = 6;
inline constexpr std::uint32_t finest_sample = 4;  // one gram in four; 8 and 16 are the coarser ones
inline constexpr std::uint32_t position_unit = 8;  // bytes; postings hold the begin of the gram in this unit

// Keys of sample p are below this; those of the finest use all of 32 bits.
inline constexpr std::uint64_t key_end(std::uint32_t sample) { return (std::uint64_t{finest_sample} << 32) / sample; }

class GramRoller {
  public:
    // Takes the next skeleton that is not 0. True when a gram of the finest sample ends here.
    bool push(std::uint32_t skeleton, std::uint32_t begin) {
        hash_ = hash_ * base - std::uint64_t{skeletons_[slot_]} * last_power + skeleton;
        skeletons_[slot_] = skeleton;
        begins_[slot_] = begin;
        slot_ = slot_ + 1 == gram_length ? 0 : slot_ + 1;
        if (missing_ > 1) {
            --missing_;
            return false;
        }
        const std::uint64_t mixed = mix64(hash_);
        key_ = static_cast<std::uint32_t>(mixed >> 30);
        return mixed >> 62 == 0;
    }
    std::uint32_t key() const { return key_; }
    std::uint32_t begin() const { return begins_[slot_]; }  // of the first of the six: bytes, or as pushed

  private:
    static constexpr std::uint64_t base = 0x9E3779B97F4A7C15ULL;
    static constexpr std::uint64_t last_power = base * base * base * base * base * base;
    std::array<std::uint32_t, gram_length> skeletons_{}, begins_{};
    std::uint64_t hash_ = 0;
    std::uint32_t slot_ = 0, missing_ = gram_length, key_ = 0;
};

inline std::uint64_t next_folded_hash(std::uint64_t hash, std::uint32_t folded) {
    return (std::rotl(hash, 23) ^ (folded + 1ULL)) * 0x9E3779B97F4A7C15ULL;
}

// A key that stands for the whole text: finds its exact duplicates.
inline std::uint32_t whole_text_key(std::uint64_t folded_hash, std::uint32_t coarsest = 16) {
    return static_cast<std::uint32_t>(mix64(folded_hash ^ 0x77686F6C65ULL) % key_end(coarsest));
}

}  // namespace sauro::reuse
