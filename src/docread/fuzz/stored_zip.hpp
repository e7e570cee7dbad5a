// A ZIP of unpacked parts: a fuzzer seldom keeps an archive whole, so the parts are put together after it has had its
// way.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sauro::docread {

inline std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
    const auto le = [](std::string& out, std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
    };
    const auto crc32 = [](std::string_view bytes) {
        std::uint32_t crc = 0xFFFFFFFF;
        for (const char c : bytes) {
            crc ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
        }
        return ~crc;
    };
    std::string out, directory;
    for (const auto& [name, content] : parts) {
        std::string head;
        le(head, 20, 2);  // version, flags, method, time, date
        le(head, 0, 8);
        le(head, crc32(content), 4);
        le(head, static_cast<std::uint32_t>(content.size()), 4);
        le(head, static_cast<std::uint32_t>(content.size()), 4);
        le(head, static_cast<std::uint32_t>(name.size()), 2);
        le(head, 0, 2);
        directory += "PK\x01\x02";
        le(directory, 20, 2);
        directory += head;
        le(directory, 0, 10);
        le(directory, static_cast<std::uint32_t>(out.size()), 4);
        directory += name;
        out += "PK\x03\x04" + head + name + content;
    }
    const auto start = static_cast<std::uint32_t>(out.size());
    out += directory + "PK\x05\x06";
    le(out, 0, 4);
    le(out, static_cast<std::uint32_t>(parts.size()), 2);
    le(out, static_cast<std::uint32_t>(parts.size()), 2);
    le(out, static_cast<std::uint32_t>(directory.size()), 4);
    le(out, start, 4);
    le(out, 0, 2);
    return out;
}

}  // namespace sauro::docread
