// DOCX -> text. The archive is read part by part with a counter running; XML has no document type, so no entity can
// grow or reach outside.
#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <pugixml.hpp>

#include "docread/docx_text.hpp"
#include "docread/extract.hpp"

namespace sauro::docread {
namespace {

constexpr zip_int64_t kMostEntries = 5000;
constexpr std::uint64_t kMostDeclared = 1ULL << 30;  // all parts together, unpacked
constexpr std::uint64_t kSmall = 24ULL << 20;        // below this no ratio is suspicious
constexpr std::uint64_t kMostRatio = 150;            // real documents stay below 60

struct CloseZip {
    void operator()(zip_t* z) const { zip_discard(z); }
};
struct CloseFile {
    void operator()(zip_file_t* f) const { zip_fclose(f); }
};

std::unexpected<Error> damaged(std::string detail) {
    return fail(
        Error{ErrorKind::unreadable,
              "read.damaged",
              "Tệp .docx bị hỏng hoặc thiếu phần (có thể tải về chưa xong). Mở bằng Word, lưu lại, hoặc xin bản khác.",
              "The .docx file is damaged or incomplete.",
              {},
              {},
              std::move(detail)});
}

std::unexpected<Error> bomb() {
    return fail(ErrorKind::unsafe, "read.bomb",
                "Tệp nén bung ra quá lớn so với kích thước thật (dạng “bom nén”), nên không được mở. Báo cho người gửi "
                "và quản trị hệ thống.",
                "The archive unpacks to far more than its size (a zip bomb); it was not opened.");
}

class Archive {
  public:
    static Result<Archive> open(std::string_view bytes, const Limits& limits) {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source == nullptr) return damaged("zip source");
        std::unique_ptr<zip_t, CloseZip> zip(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!zip) {
            std::string why = zip_error_strerror(&error);
            zip_source_free(source);
            zip_error_fini(&error);
            return damaged(std::move(why));
        }
        const zip_int64_t entries = zip_get_num_entries(zip.get(), 0);
        if (entries > kMostEntries) return bomb();
        std::uint64_t unpacked = 0;
        for (zip_int64_t i = 0; i < entries; ++i) {
            zip_stat_t info;
            if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &info) != 0 ||
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
        return Archive(std::move(zip), limits.text_bytes * 8);
    }

    bool has(const std::string& name) const { return zip_name_locate(zip_.get(), name.c_str(), 0) >= 0; }

    // The sizes an archive declares may lie: what comes out is counted.
    Result<std::string> part(const std::string& name) {
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

    std::vector<std::string> names_with(std::string_view prefix) const {
        std::vector<std::string> out;
        for (zip_int64_t i = 0; i < zip_get_num_entries(zip_.get(), 0); ++i) {
            const char* name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), 0);
            if (name != nullptr && std::string_view(name).starts_with(prefix) &&
                std::string_view(name).ends_with(".xml") && out.size() < 24)
                out.emplace_back(name);
        }
        return out;
    }

  private:
    Archive(std::unique_ptr<zip_t, CloseZip> zip, std::uint64_t budget) : zip_(std::move(zip)), budget_(budget) {}
    std::unique_ptr<zip_t, CloseZip> zip_;
    std::uint64_t budget_;
};

// Entities other than the five of XML stay as they are written; a document type is only looked for, to refuse it.
constexpr unsigned kParse = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_doctype;

Status parse_part(const std::string& xml, const std::string& name, pugi::xml_document& document) {
    const auto result = document.load_buffer(xml.data(), xml.size(), kParse);
    if (!result) return damaged(name + ": " + result.description());
    for (const pugi::xml_node node : document.children()) {
        if (node.type() != pugi::node_doctype) continue;
        return fail(ErrorKind::unsafe, "read.unsafe_xml",
                    "Tệp .docx chứa khai báo DOCTYPE, là cách quen dùng để lấy trộm tệp trên máy; Word không bao giờ "
                    "ghi như vậy, nên tệp không được mở. "
                    "Báo cho người gửi và quản trị hệ thống.",
                    "The .docx holds a DOCTYPE declaration, which no word processor writes; it was not opened.");
    }
    return {};
}

// The main part as the package names it.
std::string main_part(Archive& archive) {
    if (archive.has("_rels/.rels")) {
        pugi::xml_document rels;
        if (auto xml = archive.part("_rels/.rels"); xml && parse_part(*xml, "_rels/.rels", rels)) {
            for (const pugi::xml_node rel : rels.document_element().children()) {
                if (!std::string_view(rel.attribute("Type").value()).ends_with("/officeDocument")) continue;
                std::string target = rel.attribute("Target").value();
                if (target.starts_with('/')) target.erase(0, 1);
                if (archive.has(target)) return target;
            }
        }
    }
    return "word/document.xml";
}

}  // namespace

Result<Extracted> extract_docx(std::string_view bytes, const Limits& limits) {
    TRY(Archive archive, Archive::open(bytes, limits));
    const std::string main = main_part(archive);
    if (!archive.has(main)) return damaged("no " + main);
    // Parts beside the main one may be missing or odd; only what is unsafe in them stops the reading.
    const auto side_part = [&](const std::string& name, pugi::xml_document& into) -> Result<bool> {
        if (!archive.has(name)) return false;
        auto xml = archive.part(name);
        if (!xml) {
            if (xml.error().kind == ErrorKind::unsafe) return fail(std::move(xml).error());
            return false;
        }
        const Status parsed = parse_part(*xml, name, into);
        if (!parsed && parsed.error().kind == ErrorKind::unsafe) return fail(parsed.error());
        return parsed.has_value();
    };

    pugi::xml_document document, rules;
    {
        TRY(const std::string xml, archive.part(main));
        TRYV(parse_part(xml, main, document));
    }
    DocxNumbering numbering;
    TRY(const bool numbered, side_part("word/numbering.xml", rules));
    if (numbered) numbering = DocxNumbering::read(rules.document_element());

    Extracted out;
    out.format = "docx";
    if (!docx_text(document.document_element(), numbering, limits.text_bytes, out.text)) return too_much_text(limits);

    for (const std::string& name : archive.names_with("word/header")) {
        pugi::xml_document head;
        DocxNumbering none;
        TRY(const bool there, side_part(name, head));
        if (there) docx_text(head.document_element(), none, limits.text_bytes, out.page_heads);
    }
    pugi::xml_document app;
    TRY(const bool counted, side_part("docProps/app.xml", app));
    if (counted) {
        const int pages = app.document_element().child("Pages").text().as_int();
        if (pages > 0 && pages < 100000) out.pages = pages;
    }
    return out;
}

}  // namespace sauro::docread
