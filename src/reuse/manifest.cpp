#include "reuse/manifest.hpp"

#include <xxhash.h>

#include <cstring>

#include "base/file.hpp"
#include "reuse/errors.hpp"

namespace sauro::reuse {
namespace {

constexpr std::uint64_t magic = 0x314E414D'4F525553ULL;  // "SUROMAN1"
constexpr std::uint64_t version = 1;
constexpr std::uint64_t largest = 1ULL << 30;

void put(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out += static_cast<char>(0x80 | (value & 0x7F));
        value >>= 7;
    }
    out += static_cast<char>(value);
}

class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}
    std::uint64_t next() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (at_ >= bytes_.size()) break;
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) return value;
        }
        good_ = false;
        return 0;
    }
    bool good() const { return good_; }
    bool at_end() const { return at_ == bytes_.size(); }
    std::size_t left() const { return bytes_.size() - at_; }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool good_ = true;
};

}  // namespace

std::string write_manifest(const Manifest& manifest) {
    std::string body;
    put(body, version);
    put(body, manifest.mark);
    put(body, manifest.next_number);
    put(body, manifest.segments.size());
    for (const ManifestSegment& s : manifest.segments) {
        put(body, s.number);
        put(body, s.bytes);
        put(body, s.docs);
        put(body, s.removed.size());
        std::uint32_t last = 0;
        for (const std::uint32_t ordinal : s.removed) {
            put(body, ordinal - last);
            last = ordinal;
        }
    }
    const std::uint64_t check = XXH3_64bits(body.data(), body.size());
    std::string out(16, '\0');
    std::memcpy(out.data(), &magic, 8);
    std::memcpy(out.data() + 8, &check, 8);
    return out + body;
}

Result<Manifest> read_manifest(const std::filesystem::path& path) {
    TRY(const std::string bytes, base::read_file(path, largest));
    std::uint64_t found_magic = 0, check = 0;
    if (bytes.size() < 16) return damaged(path, "tệp bị cụt");
    std::memcpy(&found_magic, bytes.data(), 8);
    std::memcpy(&check, bytes.data() + 8, 8);
    if (found_magic != magic) return damaged(path, "không phải danh mục của chỉ mục");
    const std::string_view body = std::string_view(bytes).substr(16);
    if (check != XXH3_64bits(body.data(), body.size())) return damaged(path, "sai mã kiểm tra");
    Reader in(body);
    if (in.next() != version) return other_version(path);
    Manifest out;
    out.mark = in.next();
    out.next_number = in.next();
    const std::uint64_t count = in.next();
    if (!in.good() || count > in.left()) return damaged(path, "nội dung không hợp lệ");
    for (std::uint64_t i = 0; i < count; ++i) {
        ManifestSegment s;
        s.number = in.next();
        s.bytes = in.next();
        const std::uint64_t docs = in.next(), removed = in.next();
        if (!in.good() || docs > 0xFFFFFFFFULL || removed > in.left() || removed > docs)
            return damaged(path, "nội dung không hợp lệ");
        s.docs = static_cast<std::uint32_t>(docs);
        std::uint64_t ordinal = 0;
        for (std::uint64_t k = 0; k < removed; ++k) {
            ordinal += in.next();
            if (!in.good() || ordinal >= docs) return damaged(path, "nội dung không hợp lệ");
            s.removed.push_back(static_cast<std::uint32_t>(ordinal));
        }
        out.segments.push_back(std::move(s));
    }
    if (!in.at_end()) return damaged(path, "nội dung không hợp lệ");
    return out;
}

}  // namespace sauro::reuse
