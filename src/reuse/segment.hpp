// An immutable, memory-mapped part of the index: which documents hold which sampled gram, and where.
// File: header, bit-packed buckets of keys, directory of the buckets, document table. All little-endian.
#pragma once
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "reuse/bits.hpp"

namespace sauro::reuse {

struct Posting {
    std::uint32_t key = 0, doc = 0, position = 0;  // position in position_unit bytes
};
struct DocInfo {
    std::uint64_t id = 0, folded_hash = 0;
    std::uint32_t syllables = 0;
};
struct Place {
    std::uint32_t doc = 0, position = 0;
};

inline constexpr std::uint32_t most_postings = 128;  // of one key in a segment; above, it is common
inline constexpr std::uint32_t kept_of_common = 4;   // the first places of a common key: where the wording comes from
inline constexpr std::uint32_t common = 0xFFFFFFFF;

class Segment {
  public:
    // Errors: reuse.damaged (checksum, sizes), reuse.version (written by another version): the caller rebuilds.
    static Result<std::shared_ptr<const Segment>> open(const std::filesystem::path& path, bool verify);
    ~Segment();
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;

    std::uint32_t docs() const { return docs_; }
    std::uint32_t sample() const { return sample_; }
    std::uint64_t postings() const { return postings_; }
    std::uint64_t keys() const { return keys_; }
    std::uint64_t bytes() const { return size_; }
    DocInfo doc(std::uint32_t ordinal) const;                // precondition: ordinal < docs()
    std::uint32_t ordinal_of(std::uint64_t id) const;        // docs() when it is not here
    void prefetch(std::uint32_t key, bool directory) const;  // directory first, the bucket once that has come
    // Appends the places of the key. Gives how many, or `common` (then those appended are its first ones).
    std::uint32_t lookup(std::uint32_t key, std::vector<Place>& out) const;

    // Keys in ascending order with their places.
    class Cursor {
      public:
        explicit Cursor(const Segment& segment);
        bool next();  // false at the end (or where the file is damaged)
        std::uint32_t key() const { return key_; }
        bool is_common() const { return common_; }
        const std::vector<Place>& places() const { return places_; }

      private:
        const Segment& segment_;
        BitReader bits_;
        std::uint64_t bucket_ = 0, low_ = 0;
        std::uint32_t key_ = 0;
        bool common_ = false, open_ = false;
        std::vector<Place> places_;
    };

  private:
    friend class SegmentWriter;
    Segment() = default;
    BitReader bucket(std::uint64_t index) const;
    // Reads df and places of the key that follows in `bits`; false when the bits end.
    bool read_places(BitReader& bits, bool& is_common, std::vector<Place>* out) const;

    const char* data_ = nullptr;
    std::uint64_t size_ = 0;
    std::uint32_t docs_ = 0, sample_ = 0, bucket_bits_ = 0, low_bits_ = 0, gap_bits_ = 0, doc_bits_ = 0;
    std::uint64_t postings_ = 0, keys_ = 0;
    std::uint64_t bits_at_ = 0, bits_size_ = 0, directory_at_ = 0, ids_at_ = 0, hashes_at_ = 0, lengths_at_ = 0;
};

// Keys must come in ascending order, places in order of document and position. Memory: the directory and one bucket.
class SegmentWriter {
  public:
    SegmentWriter(std::filesystem::path path, std::uint32_t sample, std::uint32_t docs, std::uint64_t expected_keys);
    ~SegmentWriter();
    void add(std::uint32_t key, std::span<const Place> places);
    void add_common(std::uint32_t key, std::span<const Place> places);  // keeps the first ones
    // `docs` in the order of their ordinals, ids ascending. Syncs the file.
    Status finish(std::span<const DocInfo> docs);

  private:
    void start_key(std::uint32_t key);
    void put_places(std::span<const Place> places);
    void close_buckets(std::uint64_t up_to);
    void drain(bool all);
    void write(const char* data, std::size_t size);

    struct Output;
    std::unique_ptr<Output> out_;
    std::filesystem::path path_;
    std::uint32_t sample_, docs_, bucket_bits_, low_bits_, gap_bits_, doc_bits_;
    std::uint64_t keys_ = 0, postings_ = 0, bits_written_ = 0;
    std::int64_t previous_ = -1;  // low part of the last key of the open bucket
    BitWriter bits_;
    std::vector<std::uint32_t> directory_;
};

// By document, then position; quick where they are in order.
inline void sort_places(std::vector<Place>& places) {
    const auto before = [](const Place& x, const Place& y) {
        return x.doc != y.doc ? x.doc < y.doc : x.position < y.position;
    };
    if (!std::is_sorted(places.begin(), places.end(), before)) std::sort(places.begin(), places.end(), before);
}

// Sorts by key; equal keys keep their order.
void sort_by_key(std::vector<Posting>& postings);

}  // namespace sauro::reuse
