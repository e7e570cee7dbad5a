// The container of Office files before 2007: a small file system in sectors. Every chain is bounded by the number of
// sectors there are.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::docread {

class CompoundFile {
  public:
    static std::optional<CompoundFile> open(std::string_view bytes);
    // Contents of a stream of the root by its name (ASCII), at most `most` bytes of it; nothing when it is not there or
    // its chain is broken.
    std::optional<std::string> stream(std::string_view name, std::size_t most) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }

  private:
    struct Entry {
        std::string name;
        std::uint32_t start = 0;
        std::uint64_t size = 0;
    };
    const Entry* find(std::string_view name) const;
    std::string_view sector(std::uint32_t number) const;
    std::optional<std::string> chain(std::uint32_t start, std::size_t most) const;

    std::string_view bytes_;
    std::size_t sector_size_ = 512, mini_size_ = 64;
    std::uint32_t mini_cutoff_ = 4096;
    std::vector<std::uint32_t> table_, mini_table_;
    std::string mini_;
    std::vector<Entry> entries_;
};

// Little-endian numbers; 0 beyond the end.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size);

}  // namespace sauro::docread
