// Bit streams of the index, least significant bit first. A reader never leaves its bytes; past the end it says so.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

namespace sauro::reuse {

class BitWriter {
  public:
    void put(std::uint64_t value, unsigned bits) {  // bits <= 56
        pending_ |= value << used_;
        used_ += bits;
        while (used_ >= 8) {
            bytes_.push_back(static_cast<char>(pending_ & 0xFF));
            pending_ >>= 8;
            used_ -= 8;
        }
    }
    void unary(std::uint64_t zeros) {
        for (; zeros >= 32; zeros -= 32) put(0, 32);
        put(std::uint64_t{1} << zeros, static_cast<unsigned>(zeros) + 1);
    }
    void rice(std::uint64_t value, unsigned k) {
        unary(value >> k);
        put(value & ((std::uint64_t{1} << k) - 1), k);
    }
    void gamma(std::uint64_t value) {  // value >= 1
        const auto width = static_cast<unsigned>(std::bit_width(value)) - 1;
        unary(width);
        put(value & ((std::uint64_t{1} << width) - 1), width);
    }
    void exp_golomb(std::uint64_t value, unsigned k) {
        gamma((value >> k) + 1);
        put(value & ((std::uint64_t{1} << k) - 1), k);
    }
    void align() {
        if (used_ != 0) put(0, 8 - used_);
    }
    std::vector<char>& bytes() { return bytes_; }

  private:
    std::vector<char> bytes_;
    std::uint64_t pending_ = 0;
    unsigned used_ = 0;
};

class BitReader {
  public:
    static constexpr std::size_t slack = 16;  // readable bytes that must follow `end`
    BitReader() = default;
    BitReader(const char* begin, const char* end) : base_(begin), size_(static_cast<std::uint64_t>(end - begin) * 8) {}

    bool good() const { return at_ <= size_; }
    std::uint64_t get(unsigned bits) {  // bits <= 56
        const std::uint64_t value = window() & ((std::uint64_t{1} << bits) - 1);
        at_ += bits;
        return value;
    }
    std::uint64_t unary() {
        std::uint64_t zeros = 0;
        while (at_ < size_) {
            const std::uint64_t w = window() & ((std::uint64_t{1} << 56) - 1);
            if (w != 0) {
                const auto run = static_cast<unsigned>(std::countr_zero(w));
                at_ += run + 1;
                return zeros + run;
            }
            at_ += 56;
            zeros += 56;
        }
        at_ = size_ + 1;
        return 0;
    }
    std::uint64_t rice(unsigned k) {
        const std::uint64_t high = unary();
        return (high << k) | get(k);
    }
    std::uint64_t gamma() {
        const std::uint64_t width = unary();
        if (width > 40) {
            at_ = size_ + 1;
            return 1;
        }
        return (std::uint64_t{1} << width) | get(static_cast<unsigned>(width));
    }
    std::uint64_t exp_golomb(unsigned k) {
        const std::uint64_t high = gamma() - 1;
        return (high << k) | get(k);
    }

  private:
    std::uint64_t window() const {
        if (at_ > size_) return 0;
        std::uint64_t w = 0;
        std::memcpy(&w, base_ + (at_ >> 3), 8);
        return w >> (at_ & 7);
    }
    const char* base_ = nullptr;
    std::uint64_t size_ = 0, at_ = 0;
};

}  // namespace sauro::reuse
