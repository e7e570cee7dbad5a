#include "docread/formats/docx_package.hpp"

#include <sstream>

namespace sauro::docread {
namespace {

constexpr unsigned kWhole = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_comments |
                            pugi::parse_pi | pugi::parse_declaration;

}  // namespace

Result<pugi::xml_document> load_part(OfficeArchive& archive, const std::string& name) {
    pugi::xml_document safe, out;
    TRYV(archive.read(name, safe));  // refuses what must not be read at all
    TRY(const std::string bytes, archive.bytes(name));
    if (!out.load_buffer(bytes.data(), bytes.size(), kWhole)) return archive.damaged(name);
    return out;
}

std::string saved_part(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(out).str();
}

namespace {

struct CloseZip {
    void operator()(zip_t* z) const { zip_discard(z); }
};

}  // namespace

Result<std::string> repacked(OfficeArchive& archive, std::string_view bytes, const NewParts& parts,
                             const std::set<std::string>& dropped) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return archive.damaged("zip source");
    zip_source_keep(source);
    const auto release = [source] { zip_source_free(source); };
    std::unique_ptr<zip_t, CloseZip> zip(zip_open_from_source(source, 0, &error));
    if (!zip) {
        zip_source_free(source);
        release();
        return archive.damaged("zip open");
    }
    for (const auto& [name, content] : parts) {
        zip_source_t* const part = zip_source_buffer(zip.get(), content.data(), content.size(), 0);
        if (part == nullptr || zip_file_add(zip.get(), name.c_str(), part, ZIP_FL_OVERWRITE) < 0) {
            if (part != nullptr) zip_source_free(part);
            zip.reset();
            release();
            return archive.damaged("zip add");
        }
    }
    for (const std::string& name : dropped) {
        if (const zip_int64_t at = zip_name_locate(zip.get(), name.c_str(), 0); at >= 0)
            zip_delete(zip.get(), static_cast<zip_uint64_t>(at));
    }
    if (zip_close(zip.get()) != 0) {
        const std::string why = zip_strerror(zip.get());
        zip.reset();
        release();
        return archive.damaged("zip close: " + why);
    }
    (void)zip.release();  // closed
    std::string out;
    if (zip_source_open(source) == 0) {
        char chunk[65536];
        for (zip_int64_t n = 0; (n = zip_source_read(source, chunk, sizeof chunk)) > 0;)
            out.append(chunk, static_cast<std::size_t>(n));
        zip_source_close(source);
    }
    release();
    if (out.empty()) return archive.damaged("zip read back");
    return out;
}

}  // namespace sauro::docread
