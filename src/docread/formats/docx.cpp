// DOCX -> text. The archive is read part by part with a counter running; XML has no document type, so no entity can
// grow or reach outside.
#include <fmt/format.h>

#include "docread/formats/docx_marks.hpp"
#include "docread/formats/docx_presentation.hpp"
#include "docread/formats/docx_text.hpp"
#include "docread/formats/extract.hpp"
#include "docread/formats/office_archive.hpp"
#include "docread/formats/xml_node.hpp"
#include "text/text.hpp"

namespace sauro::docread {
std::string docx_main_part(OfficeArchive& archive) {
    if (archive.has("_rels/.rels")) {
        pugi::xml_document rels;
        if (auto there = archive.side_part("_rels/.rels", rels); there && *there) {
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

std::vector<std::string> docx_story_parts(OfficeArchive& archive) {
    std::vector<std::string> out;
    for (std::string& name : archive.names()) {
        const bool edge = name.starts_with("word/header") || name.starts_with("word/footer");
        if ((edge && name.ends_with(".xml")) || name == "word/footnotes.xml" || name == "word/endnotes.xml")
            out.push_back(std::move(name));
    }
    return out;
}

namespace {

// Notes that people wrote: separators, which every file with notes has, carry a type.
Result<std::size_t> count_in(OfficeArchive& archive, const std::string& part, std::string_view element) {
    pugi::xml_document parsed;
    TRY(const bool there, archive.side_part(part, parsed));
    std::size_t count = 0;
    if (!there) return count;
    for (const pugi::xml_node one : parsed.document_element().children()) {
        if (local(one) == element && value(one, "type").empty()) ++count;
    }
    return count;
}

// A program inside, whatever its part is called: the list of contents must name its kind, or Word would not run it. A
// .docm or .dotm that lost its program still says so.
bool holds_macros(OfficeArchive& archive) {
    if (archive.has("word/vbaProject.bin")) return true;
    const auto contents = archive.bytes("[Content_Types].xml");
    return contents && (contents->contains("vbaProject") || contents->contains("macroEnabled"));
}

}  // namespace

Result<Extracted> extract_docx(std::string_view bytes, const Limits& limits) {
    TRY(OfficeArchive archive, OfficeArchive::open(bytes, limits, ".docx", "Word"));
    const std::string main = docx_main_part(archive);
    if (!archive.has(main)) return archive.damaged("no " + main);
    pugi::xml_document document, rules, looks;
    TRYV(archive.read(main, document));
    DocxNumbering numbering;
    TRY(const bool numbered, archive.side_part("word/numbering.xml", rules));
    if (numbered) numbering = DocxNumbering::read(rules.document_element());

    DocxStyles styles;
    TRY(const bool styled, archive.side_part("word/styles.xml", looks));
    if (styled) styles = DocxStyles::read(looks.document_element());

    Extracted out;
    out.format = "docx";
    DocxText body, edges;
    if (!docx_text(document.document_element(), numbering, styles, limits.text_bytes, body))
        return too_much_text(limits);
    if (body.too_deep && text::trim(body.text).empty()) {
        return fail(ErrorKind::unreadable, "read.too_deep",
                    "Chữ trong tệp nằm trong các bảng hoặc khung lồng nhau quá sâu nên không đọc được. Mở tệp, bỏ bớt "
                    "bảng lồng trong bảng, lưu lại rồi thử lại.",
                    "All text stands in tables nested too deeply.");
    }
    if (body.too_deep)
        out.warnings.push_back("Có phần chữ trong bảng hoặc khung lồng nhau quá sâu chưa được đọc; xem lại bản gốc.");
    out.text = std::move(body.text);
    TRY(out.presentation, docx_presentation(archive, main, document.document_element(), looks.document_element(),
                                            rules.document_element(), body.paragraphs));
    Leftovers& left = out.leftovers;
    count_changes(document.document_element(), left);
    for (const std::string& name : docx_story_parts(archive)) {
        pugi::xml_document part;
        TRY(const bool there, archive.side_part(name, part));
        if (there) count_changes(part.document_element(), left);
    }
    if (left.changes > 0) {
        out.warnings.push_back(fmt::format(
            "Văn bản còn {} chỗ sửa theo dõi (Track Changes); đã đọc như khi chấp nhận hết các sửa đổi. Chấp "
            "nhận hoặc bỏ từng chỗ trước khi trình ký.",
            left.changes));
        out.unsettled.emplace_back("tracked_changes");
    }
    pugi::xml_document comments;
    TRY(const bool commented, archive.side_part("word/comments.xml", comments));
    if (commented) count_comments(comments.document_element(), left);
    if (left.comments > 0) {
        out.warnings.push_back(
            fmt::format("Tệp còn {} ý kiến ghi bên lề (Comment). Xử lý và xóa trước khi trình ký.", left.comments));
        out.unsettled.emplace_back("comments");
    }
    if (holds_macros(archive)) tell_of_macros(out);
    TRY(const auto footnotes, count_in(archive, "word/footnotes.xml", "footnote"));
    TRY(const auto endnotes, count_in(archive, "word/endnotes.xml", "endnote"));
    if (footnotes + endnotes > 0)
        out.warnings.push_back(
            fmt::format("Tệp có {} chú thích chân trang hoặc cuối văn bản; lời của chú thích chưa được kiểm. Căn cứ "
                        "ghi ở chú thích thì người soát tự đối chiếu.",
                        footnotes + endnotes));
    if (body.old_fonts)
        out.warnings.push_back("Văn bản gõ bằng phông chữ cũ (TCVN3 hoặc VNI); đã chuyển sang Unicode.");

    for (const char* const edge : {"word/header", "word/footer"}) {
        for (const std::string& name : archive.names_with(edge)) {
            pugi::xml_document part;
            DocxNumbering none;
            TRY(const bool there, archive.side_part(name, part));
            if (there) docx_text(part.document_element(), none, styles, limits.text_bytes, edges);
        }
    }
    out.page_heads = std::move(edges.text);
    if (const auto hidden = body.hidden + edges.hidden; hidden > 0) {
        left.hidden = std::move(body.hidden_words);
        left.hidden.insert(left.hidden.end(), edges.hidden_words.begin(), edges.hidden_words.end());
        out.warnings.push_back(fmt::format(
            "Tệp còn {} đoạn chữ ẩn; chữ ẩn không được đọc và kiểm. Hiện ra hoặc xóa trước khi trình ký.", hidden));
        out.unsettled.emplace_back("hidden_text");
    }
    pugi::xml_document app;
    TRY(const bool counted, archive.side_part("docProps/app.xml", app));
    if (counted) {
        const int pages = app.document_element().child("Pages").text().as_int();
        if (pages > 0 && pages < 100000) out.pages = pages;
    }
    return out;
}

}  // namespace sauro::docread
