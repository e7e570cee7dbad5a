// Words of a text where they stand: runs of letters and digits, combining marks included. Offsets are bytes.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::search {

// A run of bytes that are ASCII letters or digits, or no ASCII at all.
struct ByteRun {
    std::size_t begin = 0, end = 0;
    bool latin = true;  // no byte of anything but Latin letters: the run is one word
};

namespace words {

inline constexpr std::uint64_t every = 0x0101010101010101U, high = 0x80 * every;

// Of eight bytes without their high bits: high bit where the byte is at least `least`; where it lies in [least, most].
constexpr std::uint64_t from(std::uint64_t low, std::uint64_t least) { return low + (0x80 - least) * every; }
constexpr std::uint64_t within(std::uint64_t low, std::uint64_t least, std::uint64_t most) {
    return from(low, least) & ~from(low, most + 1);
}
// a…z, A…Z, 0…9, or not ASCII.
constexpr std::uint64_t in_run(std::uint64_t bytes) {
    const std::uint64_t low = bytes & ~high;
    return (within(low | 0x20 * every, 'a', 'z') | within(low, '0', '9') | bytes) & high;
}
// No ASCII and no part of a letter U+00C0…U+023F or U+1000…U+1FFF (all of Vietnamese lies there): first bytes other
// than C3…C8 and E1; and, as × and ÷ stand among those letters, 97 and B7.
constexpr std::uint64_t foreign(std::uint64_t bytes) {
    const std::uint64_t low = bytes & ~high;
    const std::uint64_t lead = from(low, 0x40) & ~within(low, 0x43, 0x48) & ~within(low, 0x61, 0x61);
    return (lead | within(low, 0x17, 0x17) | within(low, 0x37, 0x37)) & bytes & high;
}
// The eight high bits side by side, the first byte lowest.
constexpr std::uint64_t gathered(std::uint64_t high_bits) { return (high_bits >> 7) * 0x0102040810204080U >> 56; }

struct Block {
    std::uint64_t run = 0, foreign = 0;  // one bit a byte
};
inline Block block_at(std::string_view text, std::size_t at) {
    static_assert(std::endian::native == std::endian::little);
    std::array<std::uint64_t, 8> bytes{};
    std::memcpy(bytes.data(), text.data() + at, std::min<std::size_t>(64, text.size() - at));
    Block block;
    for (std::size_t i = 0; i < 8; ++i) {
        block.run |= gathered(in_run(bytes[i])) << 8 * i;
        block.foreign |= gathered(foreign(bytes[i])) << 8 * i;
    }
    return block;
}

// Runs, 64 bytes at a time: no branch a byte. each(run) returns false to stop.
template <class Each>
void for_each_run(std::string_view text, Each each) {
    ByteRun run;
    bool inside = false;
    for (std::size_t at = 0; at < text.size(); at += 64) {
        const Block block = block_at(text, at);
        std::uint64_t turns = block.run ^ (block.run << 1 | (inside ? 1 : 0));
        std::size_t begin = 0;  // of the run within this block
        for (; turns != 0; turns &= turns - 1) {
            const auto turn = static_cast<std::size_t>(std::countr_zero(turns));
            if (!inside) {
                run = {at + turn, 0, true};
                begin = turn;
            } else {
                run.end = at + turn;
                run.latin = run.latin && (block.foreign >> begin & ((1ULL << (turn - begin)) - 1)) == 0;
                if (!each(run)) return;
            }
            inside = !inside;
        }
        if (inside) run.latin = run.latin && block.foreign >> begin == 0;
    }
    if (inside) {
        run.end = text.size();
        each(run);
    }
}

// The words of a run that holds more than Latin letters: dashes and quotation marks, other scripts, combining marks.
template <class Each>
bool split_run(std::string_view text, const ByteRun& run, Each& each) {
    constexpr std::size_t none = std::string_view::npos;
    std::size_t begin = none;
    for (std::size_t at = run.begin; at < run.end;) {
        const std::size_t here = at;
        const char32_t c = text::next_codepoint(text.substr(0, run.end), at);
        const bool mark = c >= 0x300 && c <= 0x36F;  // part of the letter before it (NFD)
        const bool letter = text::is_letter(c) || text::is_digit(c) || (c >= 0x1000 && c < 0x2000);
        if (letter || (mark && begin != none)) {
            if (begin == none) begin = here;
        } else if (begin != none) {
            if (!each(begin, here)) return false;
            begin = none;
        }
    }
    return begin == none || each(begin, run.end);
}

}  // namespace words

// each(begin, end) returns false to stop.
template <class Each>
void for_each_word(std::string_view text, Each each) {
    words::for_each_run(text, [&](const ByteRun& run) {
        return run.latin ? each(run.begin, run.end) : words::split_run(text, run, each);
    });
}

}  // namespace sauro::search
