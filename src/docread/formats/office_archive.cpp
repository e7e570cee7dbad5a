#include "docread/formats/office_archive.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sauro::docread {
namespace {

constexpr zip_int64_t kMostEntries = 5000;
constexpr std::uint64_t kMostDeclared = 1ULL << 30;  // all parts together, unpacked
constexpr std::uint64_t kSmall = 24ULL << 20;        // below this no ratio is suspicious
constexpr std::uint64_t kMostRatio = 150;            // real documents stay below 60

struct CloseFile {
    void operator()(zip_file_t* f) const { zip_fclose(f); }
};

std::unexpected<Error> bomb() {
    return fail(ErrorKind::unsafe, "read.bomb",
                "Tệp nén bung ra quá lớn so với kích thước thật (dạng “bom nén”), nên không được mở. Báo cho người gửi "
                "và quản trị hệ thống.",
                "The archive unpacks to far more than its size (a zip bomb); it was not opened.");
}

// Entities other than the five of XML stay as they are written; a document type is only looked for, to refuse it.
constexpr unsigned kParse = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_doctype;

}  // namespace

std::unexpected<Error> OfficeArchive::damaged(std::string detail) const {
    return fail(Error{ErrorKind::unreadable,
                      "read.damaged",
                      fmt::format("Tệp {} bị hỏng hoặc thiếu phần (có thể tải về chưa xong). Mở bằng {}, lưu lại, hoặc "
                                  "xin bản khác.",
                                  suffix_, program_),
                      fmt::format("The {} file is damaged or incomplete.", suffix_),
                      {},
                      {},
                      std::move(detail)});
}

Result<OfficeArchive> OfficeArchive::open(std::string_view bytes, const Limits& limits, std::string_view suffix,
                                          std::string_view program) {
    OfficeArchive out(limits.text_bytes * 8, suffix, program);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return out.damaged("zip source");
    out.zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!out.zip_) {
        std::string why = zip_error_strerror(&error);
        zip_source_free(source);
        zip_error_fini(&error);
        return out.damaged(std::move(why));
    }
    const zip_int64_t entries = zip_get_num_entries(out.zip_.get(), 0);
    if (entries > kMostEntries) return bomb();
    std::uint64_t unpacked = 0;
    for (zip_int64_t i = 0; i < entries; ++i) {
        zip_stat_t info;
        if (zip_stat_index(out.zip_.get(), static_cast<zip_uint64_t>(i), 0, &info) != 0 ||
            (info.valid & ZIP_STAT_SIZE) == 0)
            continue;
        if (info.size > kMostDeclared) return bomb();
        unpacked += info.size;
        if (info.size > kSmall && (info.valid & ZIP_STAT_COMP_SIZE) != 0 &&
            info.size / std::max<std::uint64_t>(1, info.comp_size) > kMostRatio)
            return bomb();
    }
    if (unpacked > kMostDeclared ||
        (unpacked > kSmall && unpacked / std::max<std::size_t>(1, bytes.size()) > kMostRatio))
        return bomb();
    return out;
}

Result<std::string> OfficeArchive::part(const std::string& name) {
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(zip_.get(), name.c_str(), 0));
    if (!file) return damaged(name + ": " + zip_strerror(zip_.get()));
    std::string out;
    char chunk[65536];
    for (;;) {
        const zip_int64_t n = zip_fread(file.get(), chunk, sizeof chunk);
        if (n < 0) return damaged(name + ": " + zip_file_strerror(file.get()));
        if (n == 0) return out;
        if (static_cast<std::uint64_t>(n) > budget_) return bomb();
        budget_ -= static_cast<std::uint64_t>(n);
        out.append(chunk, static_cast<std::size_t>(n));
    }
}

Status OfficeArchive::read(const std::string& name, pugi::xml_document& into) {
    TRY(const std::string xml, part(name));
    const auto result = into.load_buffer(xml.data(), xml.size(), kParse);
    if (!result) return damaged(name + ": " + result.description());
    for (const pugi::xml_node node : into.children()) {
        if (node.type() != pugi::node_doctype) continue;
        return fail(
            ErrorKind::unsafe, "read.unsafe_xml",
            fmt::format("Tệp {} chứa khai báo DOCTYPE, là cách quen dùng để lấy trộm tệp trên máy; {} không bao "
                        "giờ ghi như vậy, nên tệp không được mở. Báo cho người gửi và quản trị hệ thống.",
                        suffix_, program_),
            fmt::format("The {} holds a DOCTYPE declaration, which no office program writes; it was not opened.",
                        suffix_));
    }
    return {};
}

Result<bool> OfficeArchive::side_part(const std::string& name, pugi::xml_document& into) {
    if (!has(name)) return false;
    const Status got = read(name, into);
    if (!got && got.error().kind == ErrorKind::unsafe) return fail(got.error());
    return got.has_value();
}

std::vector<std::string> OfficeArchive::names() const {
    std::vector<std::string> out;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip_.get(), 0); ++i) {
        if (const char* name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), 0); name != nullptr)
            out.emplace_back(name);
    }
    return out;
}

std::vector<std::string> OfficeArchive::names_with(std::string_view prefix) const {
    std::vector<std::string> out;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip_.get(), 0); ++i) {
        const char* name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), 0);
        if (name != nullptr && std::string_view(name).starts_with(prefix) && std::string_view(name).ends_with(".xml") &&
            out.size() < 24)
            out.emplace_back(name);
    }
    return out;
}

}  // namespace sauro::docread
