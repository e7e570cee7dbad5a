#include "docread/formats/compound_file.hpp"

#include <algorithm>

namespace sauro::docread {
namespace {
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // numbers above are marks: end of a chain, free, table
constexpr std::size_t kMostEntries = 4096;
}  // namespace

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || bytes.size() - at < size) return 0;
    std::uint32_t n = 0;
    for (std::size_t i = size; i > 0; --i) n = (n << 8U) | static_cast<unsigned char>(bytes[at + i - 1]);
    return n;
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
    const std::uint64_t at = (static_cast<std::uint64_t>(number) + 1) * sector_size_;
    if (number > kLastSector || at >= bytes_.size()) return {};
    return bytes_.substr(static_cast<std::size_t>(at), sector_size_);
}

std::optional<std::string> CompoundFile::chain(std::uint32_t start, std::size_t most) const {
    std::string out;
    std::size_t steps = 0;
    for (std::uint32_t at = start; at < kLastSector; at = table_[at]) {
        const std::string_view part = sector(at);
        if (part.empty() || at >= table_.size() || ++steps > table_.size()) return std::nullopt;
        out.append(part);
        if (out.size() >= most) break;
    }
    if (out.size() > most) out.resize(most);
    return out;
}

std::optional<CompoundFile> CompoundFile::open(std::string_view bytes) {
    if (bytes.size() < 1024 || !bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return std::nullopt;
    CompoundFile out;
    out.bytes_ = bytes;
    const std::uint32_t shift = number_at(bytes, 30, 2), mini_shift = number_at(bytes, 32, 2);
    if ((shift != 9 && shift != 12) || mini_shift != 6) return std::nullopt;
    out.sector_size_ = std::size_t{1} << shift;
    out.mini_cutoff_ = number_at(bytes, 56, 4);
    const std::size_t sectors = bytes.size() / out.sector_size_;

    // The table of sectors lies in sectors itself; the first 109 of them are named in the head.
    std::vector<std::uint32_t> parts;
    parts.reserve(109);
    for (std::size_t i = 0; i < 109; ++i) parts.push_back(number_at(bytes, 76 + i * 4, 4));
    std::uint32_t more = number_at(bytes, 68, 4);
    for (std::size_t steps = 0; more < kLastSector && steps <= sectors; ++steps) {
        const std::string_view part = out.sector(more);
        if (part.size() < out.sector_size_) break;
        for (std::size_t i = 0; i + 8 <= part.size(); i += 4) parts.push_back(number_at(part, i, 4));
        more = number_at(part, part.size() - 4, 4);
    }
    for (const std::uint32_t p : parts) {
        if (p > kLastSector || out.table_.size() > sectors) continue;
        const std::string_view part = out.sector(p);
        for (std::size_t i = 0; i + 4 <= part.size(); i += 4) out.table_.push_back(number_at(part, i, 4));
    }
    if (out.table_.empty()) return std::nullopt;

    const auto directory = out.chain(number_at(bytes, 48, 4), kMostEntries * 128);
    if (!directory) return std::nullopt;
    std::uint32_t mini_start = 0;
    std::uint64_t mini_length = 0;
    for (std::size_t at = 0; at + 128 <= directory->size(); at += 128) {
        const std::string_view e = std::string_view(*directory).substr(at, 128);
        const std::uint32_t kind = number_at(e, 66, 1), length = number_at(e, 64, 2);
        Entry entry;
        for (std::size_t i = 0; i + 2 < std::min<std::size_t>(length, 64); i += 2) {
            const std::uint32_t unit = number_at(e, i, 2);
            entry.name += unit < 0x80 ? static_cast<char>(unit) : '?';
        }
        entry.start = number_at(e, 116, 4);
        entry.size = number_at(e, 120, 4);
        if (kind == 5) mini_start = entry.start, mini_length = entry.size;
        if (kind == 2) out.entries_.push_back(std::move(entry));
    }
    if (const auto table = out.chain(number_at(bytes, 60, 4), bytes.size())) {
        for (std::size_t i = 0; i + 4 <= table->size(); i += 4) out.mini_table_.push_back(number_at(*table, i, 4));
    }
    if (auto mini = out.chain(mini_start, static_cast<std::size_t>(std::min<std::uint64_t>(mini_length, bytes.size()))))
        out.mini_ = std::move(*mini);
    return out;
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name) const {
    for (const Entry& e : entries_) {
        if (e.name == name) return &e;
    }
    return nullptr;
}

std::optional<std::string> CompoundFile::stream(std::string_view name, std::size_t most) const {
    const Entry* const entry = find(name);
    if (entry == nullptr) return std::nullopt;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>({entry->size, most, bytes_.size()}));
    if (entry->size >= mini_cutoff_) return chain(entry->start, size);
    std::string out;
    std::size_t steps = 0;
    for (std::uint32_t at = entry->start; at < kLastSector && out.size() < size; at = mini_table_[at]) {
        const std::size_t from = static_cast<std::size_t>(at) * mini_size_;
        if (at >= mini_table_.size() || from >= mini_.size() || ++steps > mini_table_.size()) return std::nullopt;
        out.append(mini_, from, mini_size_);
    }
    if (out.size() > size) out.resize(size);
    return out;
}

}  // namespace sauro::docread
