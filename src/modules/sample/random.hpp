// Our own generator (splitmix64), seeded by a text: the same stream on every machine and with every compiler.
#pragma once
#include <cstdint>
#include <string_view>

namespace sauro::sample {

class Random {
  public:
    explicit Random(std::string_view key) {
        state_ = 0xcbf29ce484222325ULL;  // FNV-1a of the key
        for (const char c : key) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(int permille) { return below(1000) < permille; }
    template <class List>
    const auto& pick(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace sauro::sample
