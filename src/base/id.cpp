#include "base/id.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>

#include "base/time.hpp"

namespace sauro::base {
namespace {

void fill_random(unsigned char* out, std::size_t n) {
    if (RAND_bytes(out, static_cast<int>(n)) != 1) std::abort();  // without randomness nothing here is safe
}

}  // namespace

std::string uuid7() {
    static std::atomic<Millis> last{0};
    std::array<unsigned char, 16> b{};
    fill_random(b.data(), b.size());
    // Within one process ids grow strictly by at least the millisecond, so keyset pages by id follow insertion order.
    Millis seen = last.load(), stamp = 0;
    do stamp = std::max(now_ms(), seen);
    while (!last.compare_exchange_weak(seen, stamp));
    static std::atomic<std::uint32_t> sequence{0};
    const std::uint32_t n = sequence.fetch_add(1);
    for (int i = 0; i < 6; ++i) b[static_cast<std::size_t>(i)] = static_cast<unsigned char>(stamp >> (8 * (5 - i)));
    b[6] = static_cast<unsigned char>(0x70 | ((n >> 8) & 0x0f));
    b[7] = static_cast<unsigned char>(n);
    b[8] = static_cast<unsigned char>(0x80 | (b[8] & 0x3f));
    static constexpr char hex[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += hex[b[i] >> 4];
        text += hex[b[i] & 15];
    }
    return text;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < 36; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

std::string random_token(std::size_t characters) {
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string raw(characters, '\0');
    fill_random(reinterpret_cast<unsigned char*>(raw.data()), raw.size());
    std::string text;
    for (const char c : raw) text += alphabet[static_cast<unsigned char>(c) & 63];
    return text;
}

}  // namespace sauro::base
