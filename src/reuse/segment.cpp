#include "reuse/segment.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "reuse/errors.hpp"
#include "reuse/grams.hpp"

namespace sauro::reuse {
namespace {

constexpr std::uint64_t magic = 0x31474553'4F525553ULL;  // "SUROSEG1"
constexpr std::uint32_t version = 1;  // of the layout and of how syllables are hashed; other files are rebuilt
constexpr unsigned position_low_bits = 6;

struct Header {
    std::uint64_t magic = 0;
    std::uint32_t version = 0, sample = 0, docs = 0, shape = 0;  // shape: bucket bits, gap bits << 8
    std::uint64_t keys = 0, postings = 0, bits_size = 0;
    std::uint64_t body = 0;   // checksum of everything after the header
    std::uint64_t check = 0;  // checksum of the header before this field
};
static_assert(sizeof(Header) == 64);

std::uint64_t header_check(const Header& h) { return XXH3_64bits(&h, offsetof(Header, check)); }

unsigned width_of(std::uint64_t count) { return count < 2 ? 1 : static_cast<unsigned>(std::bit_width(count - 1)); }

// Bits of a key below its bucket, and of the gap between two keys of a bucket.
unsigned key_width(std::uint32_t sample) { return static_cast<unsigned>(std::bit_width(key_end(sample) - 1)); }
unsigned gap_width(unsigned low_bits, unsigned bucket_bits, std::uint64_t keys) {
    const std::uint64_t average = std::max<std::uint64_t>(keys >> bucket_bits, 1);
    const auto less = static_cast<unsigned>(std::bit_width(average)) - 1;
    return low_bits > less ? low_bits - less : 0;
}
unsigned bucket_width(std::uint64_t keys, unsigned key_bits) {
    unsigned bits = 4;
    while (bits < 22 && bits < key_bits && (std::uint64_t{32} << bits) < keys) ++bits;
    return bits;
}
unsigned delta_width(std::uint32_t docs, std::uint64_t df) {
    return static_cast<unsigned>(std::bit_width(std::max<std::uint64_t>(docs / df, 1))) - 1;
}
constexpr std::uint64_t padded(std::uint64_t size) { return (size + BitReader::slack + 7) / 8 * 8; }

struct File {
    int fd = -1;
    ~File() {
        if (fd >= 0) ::close(fd);
    }
};

// Reads the file beside the map, so that checking does not make it resident.
bool body_matches(int fd, std::uint64_t size, std::uint64_t expected) {
    XXH3_state_t* state = XXH3_createState();
    if (state == nullptr) return false;
    XXH3_64bits_reset(state);
    std::vector<char> chunk(1 << 18);
    std::uint64_t at = sizeof(Header);
    while (at < size) {
        const ssize_t n = ::pread(fd, chunk.data(), chunk.size(), static_cast<off_t>(at));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        XXH3_64bits_update(state, chunk.data(), static_cast<std::size_t>(n));
        at += static_cast<std::uint64_t>(n);
    }
    const std::uint64_t got = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return at == size && got == expected;
}

}  // namespace

Result<std::shared_ptr<const Segment>> Segment::open(const std::filesystem::path& path, bool verify) {
    const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) return damaged(path, "không mở được tệp", errno);
    struct stat info{};
    if (::fstat(file.fd, &info) != 0) return damaged(path, "không đọc được tệp", errno);
    const auto size = static_cast<std::uint64_t>(info.st_size);
    Header h;
    if (size < sizeof h || ::pread(file.fd, &h, sizeof h, 0) != static_cast<ssize_t>(sizeof h))
        return damaged(path, "tệp bị cụt");
    if (h.magic != magic) return damaged(path, "không phải tệp chỉ mục");
    if (h.version != version) return other_version(path);
    if (h.check != header_check(h)) return damaged(path, "phần đầu sai mã kiểm tra");
    const unsigned bucket_bits = h.shape & 0xFF, gap_bits = h.shape >> 8;
    if ((h.sample != 4 && h.sample != 8 && h.sample != 16) || bucket_bits < 4 || bucket_bits > 22 || gap_bits > 32 ||
        h.bits_size > size || h.docs > size / 20)
        return damaged(path, "phần đầu không hợp lệ");
    auto segment = std::shared_ptr<Segment>(new Segment);
    Segment& s = *segment;
    s.docs_ = h.docs;
    s.sample_ = h.sample;
    s.bucket_bits_ = bucket_bits;
    s.low_bits_ = key_width(h.sample) - bucket_bits;
    s.gap_bits_ = gap_bits;
    s.doc_bits_ = width_of(h.docs);
    s.postings_ = h.postings;
    s.keys_ = h.keys;
    s.bits_at_ = sizeof h;
    s.bits_size_ = h.bits_size;
    s.directory_at_ = s.bits_at_ + padded(h.bits_size);
    s.ids_at_ = s.directory_at_ + ((std::uint64_t{1} << bucket_bits) + 2) / 2 * 8;
    s.hashes_at_ = s.ids_at_ + std::uint64_t{h.docs} * 8;
    s.lengths_at_ = s.hashes_at_ + std::uint64_t{h.docs} * 8;
    if (s.lengths_at_ + std::uint64_t{h.docs} * 4 != size) return damaged(path, "độ dài tệp không khớp");
    if (verify && !body_matches(file.fd, size, h.body)) return damaged(path, "nội dung sai mã kiểm tra");
    void* map = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.fd, 0);
    if (map == MAP_FAILED) return damaged(path, "không ánh xạ được tệp", errno);
    ::madvise(map, size, MADV_RANDOM);
    s.data_ = static_cast<const char*>(map);
    s.size_ = size;
    return segment;
}

Segment::~Segment() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

DocInfo Segment::doc(std::uint32_t ordinal) const {
    DocInfo out;
    std::memcpy(&out.id, data_ + ids_at_ + std::uint64_t{ordinal} * 8, 8);
    std::memcpy(&out.folded_hash, data_ + hashes_at_ + std::uint64_t{ordinal} * 8, 8);
    std::memcpy(&out.syllables, data_ + lengths_at_ + std::uint64_t{ordinal} * 4, 4);
    return out;
}

std::uint32_t Segment::ordinal_of(std::uint64_t id) const {
    const auto* ids = reinterpret_cast<const std::uint64_t*>(data_ + ids_at_);
    const auto* found = std::lower_bound(ids, ids + docs_, id);
    return found != ids + docs_ && *found == id ? static_cast<std::uint32_t>(found - ids) : docs_;
}

BitReader Segment::bucket(std::uint64_t index) const {
    std::array<std::uint32_t, 2> ends{};
    std::memcpy(ends.data(), data_ + directory_at_ + index * 4, 8);
    if (ends[0] > ends[1] || ends[1] > bits_size_) return {data_ + bits_at_, data_ + bits_at_};
    return {data_ + bits_at_ + ends[0], data_ + bits_at_ + ends[1]};
}

void Segment::prefetch(std::uint32_t key, bool directory) const {
    if (key >= key_end(sample_)) return;
    const char* entry = data_ + directory_at_ + std::uint64_t{key >> low_bits_} * 4;
    if (directory) {
        __builtin_prefetch(entry);
        return;
    }
    std::uint32_t begin = 0;
    std::memcpy(&begin, entry, 4);
    if (begin > bits_size_) return;
    for (int line = 0; line < 3; ++line) __builtin_prefetch(data_ + bits_at_ + begin + line * 64);
}

bool Segment::read_places(BitReader& bits, bool& is_common, std::vector<Place>* out) const {
    is_common = false;
    std::uint64_t df = 1;
    if (bits.get(1) == 0) {
        df = bits.gamma();
        if (df == 1) {
            is_common = true;
            df = bits.get(3);
            if (df == 0) return bits.good();
        }
    }
    if (df > most_postings || !bits.good()) return false;
    const unsigned delta_bits = delta_width(docs_, df);
    std::uint64_t doc = bits.get(doc_bits_);
    for (std::uint64_t i = 0; i < df; ++i) {
        if (i != 0) doc += bits.rice(delta_bits);
        const std::uint64_t position = bits.exp_golomb(position_low_bits);
        if (!bits.good() || doc >= docs_ || position > 0xFFFFFFFFULL) return false;
        if (out != nullptr) out->push_back({static_cast<std::uint32_t>(doc), static_cast<std::uint32_t>(position)});
    }
    return true;
}

std::uint32_t Segment::lookup(std::uint32_t key, std::vector<Place>& out) const {
    if (key >= key_end(sample_)) return 0;
    BitReader bits = bucket(key >> low_bits_);
    const std::uint64_t wanted = key & ((std::uint64_t{1} << low_bits_) - 1);
    std::uint64_t low = 0;
    for (bool first = true;; first = false) {
        const std::uint64_t gap = bits.rice(gap_bits_);
        if (!bits.good()) return 0;
        low += first ? gap : gap + 1;
        if (low > wanted) return 0;
        bool is_common = false;
        const std::size_t before = out.size();
        if (!read_places(bits, is_common, low == wanted ? &out : nullptr)) {
            out.resize(before);
            return 0;
        }
        if (low == wanted) return is_common ? common : static_cast<std::uint32_t>(out.size() - before);
    }
}

Segment::Cursor::Cursor(const Segment& segment) : segment_(segment) {}

bool Segment::Cursor::next() {
    for (;;) {
        if (!open_) {
            if (bucket_ >> segment_.bucket_bits_ != 0) return false;
            bits_ = segment_.bucket(bucket_);
        }
        const std::uint64_t gap = bits_.rice(segment_.gap_bits_);
        if (!bits_.good()) {
            open_ = false;
            ++bucket_;
            continue;
        }
        low_ = open_ ? low_ + gap + 1 : gap;
        open_ = true;
        if (low_ >> segment_.low_bits_ != 0) return false;
        places_.clear();
        if (!segment_.read_places(bits_, common_, &places_)) return false;
        key_ = static_cast<std::uint32_t>(bucket_ << segment_.low_bits_ | low_);
        return true;
    }
}

struct SegmentWriter::Output {
    int fd = -1;
    int error = 0;
    std::uint64_t at = sizeof(Header);
    std::vector<char> buffer;
    XXH3_state_t* hash = XXH3_createState();
    ~Output() {
        if (fd >= 0) ::close(fd);
        XXH3_freeState(hash);
    }
    void flush() {
        std::size_t done = 0;
        while (error == 0 && done < buffer.size()) {
            const ssize_t n = ::pwrite(fd, buffer.data() + done, buffer.size() - done, static_cast<off_t>(at + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0)
                error = errno;
            else
                done += static_cast<std::size_t>(n);
        }
        at += buffer.size();
        buffer.clear();
    }
};

SegmentWriter::SegmentWriter(std::filesystem::path path, std::uint32_t sample, std::uint32_t docs,
                             std::uint64_t expected_keys)
    : out_(std::make_unique<Output>()), path_(std::move(path)), sample_(sample), docs_(docs) {
    bucket_bits_ = bucket_width(expected_keys, key_width(sample));
    low_bits_ = key_width(sample) - bucket_bits_;
    gap_bits_ = gap_width(low_bits_, bucket_bits_, expected_keys);
    doc_bits_ = width_of(docs);
    directory_.reserve((std::size_t{1} << bucket_bits_) + 2);
    directory_.push_back(0);
    out_->fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out_->fd < 0) out_->error = errno;
    XXH3_64bits_reset(out_->hash);
}

SegmentWriter::~SegmentWriter() = default;

void SegmentWriter::write(const char* data, std::size_t size) {
    XXH3_64bits_update(out_->hash, data, size);
    out_->buffer.insert(out_->buffer.end(), data, data + size);
    if (out_->buffer.size() >= (1U << 20)) out_->flush();
}

void SegmentWriter::drain(bool all) {
    auto& bytes = bits_.bytes();
    if (!all && bytes.size() < (1U << 18)) return;
    write(bytes.data(), bytes.size());
    bits_written_ += bytes.size();
    bytes.clear();
}

// Ends the open bucket, and all before bucket number `up_to`.
void SegmentWriter::close_buckets(std::uint64_t up_to) {
    if (directory_.size() > up_to) return;
    bits_.align();
    const auto end = static_cast<std::uint32_t>(bits_written_ + bits_.bytes().size());
    directory_.resize(up_to + 1, end);
    previous_ = -1;
    drain(false);
}

void SegmentWriter::start_key(std::uint32_t key) {
    close_buckets(key >> low_bits_);
    const auto low = static_cast<std::int64_t>(key & ((std::uint64_t{1} << low_bits_) - 1));
    bits_.rice(static_cast<std::uint64_t>(low - previous_ - 1), gap_bits_);
    previous_ = low;
    ++keys_;
}

void SegmentWriter::put_places(std::span<const Place> places) {
    const unsigned delta_bits = delta_width(docs_, std::max<std::size_t>(places.size(), 1));
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i == 0)
            bits_.put(places[i].doc, doc_bits_);
        else
            bits_.rice(places[i].doc - places[i - 1].doc, delta_bits);
        bits_.exp_golomb(places[i].position, position_low_bits);
    }
    postings_ += places.size();
}

void SegmentWriter::add_common(std::uint32_t key, std::span<const Place> places) {
    const auto kept = places.first(std::min<std::size_t>(places.size(), kept_of_common));
    start_key(key);
    bits_.put(0, 1);
    bits_.gamma(1);
    bits_.put(kept.size(), 3);
    put_places(kept);
}

void SegmentWriter::add(std::uint32_t key, std::span<const Place> places) {
    if (places.empty()) return;
    if (places.size() > most_postings) return add_common(key, places);
    start_key(key);
    if (places.size() == 1) {
        bits_.put(1, 1);
    } else {
        bits_.put(0, 1);
        bits_.gamma(places.size());
    }
    put_places(places);
}

Status SegmentWriter::finish(std::span<const DocInfo> docs) {
    close_buckets(std::uint64_t{1} << bucket_bits_);
    drain(true);
    if (bits_written_ > 0xFFFFFFFFULL)
        return fail_internal("reuse.segment_too_large", fmt::format("{} bytes of postings", bits_written_));
    const std::vector<char> zeros(padded(bits_written_) - bits_written_, 0);
    write(zeros.data(), zeros.size());
    if (directory_.size() % 2 != 0) directory_.push_back(directory_.back());
    write(reinterpret_cast<const char*>(directory_.data()), directory_.size() * 4);
    for (const DocInfo& d : docs) write(reinterpret_cast<const char*>(&d.id), 8);
    for (const DocInfo& d : docs) write(reinterpret_cast<const char*>(&d.folded_hash), 8);
    for (const DocInfo& d : docs) write(reinterpret_cast<const char*>(&d.syllables), 4);
    out_->flush();
    Header h;
    h.magic = magic;
    h.version = version;
    h.sample = sample_;
    h.docs = docs_;
    h.shape = bucket_bits_ | gap_bits_ << 8;
    h.keys = keys_;
    h.postings = postings_;
    h.bits_size = bits_written_;
    h.body = XXH3_64bits_digest(out_->hash);
    h.check = header_check(h);
    if (out_->error == 0 && ::pwrite(out_->fd, &h, sizeof h, 0) != static_cast<ssize_t>(sizeof h)) out_->error = errno;
    if (out_->error == 0 && ::fsync(out_->fd) != 0) out_->error = errno;
    if (out_->error != 0) {
        ::unlink(path_.c_str());
        return not_written(path_, out_->error);
    }
    return {};
}

void sort_by_key(std::vector<Posting>& postings) {
    constexpr unsigned digit = 11, rounds = 3;
    std::array<std::array<std::uint32_t, 1U << digit>, rounds> counts{};
    for (const Posting& p : postings) {
        for (unsigned r = 0; r < rounds; ++r) ++counts[r][(p.key >> (r * digit)) & ((1U << digit) - 1)];
    }
    std::vector<Posting> other(postings.size());
    for (unsigned r = 0; r < rounds; ++r) {
        auto& count = counts[r];
        std::uint32_t sum = 0;
        for (auto& c : count) {
            const std::uint32_t here = c;
            c = sum;
            sum += here;
        }
        for (const Posting& p : postings) other[count[(p.key >> (r * digit)) & ((1U << digit) - 1)]++] = p;
        postings.swap(other);
    }
}

}  // namespace sauro::reuse
