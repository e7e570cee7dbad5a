#include "export/docx.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <cmath>
#include <memory>

namespace sauro::exports {
namespace {

constexpr double twips_per_cm = 567.0;
int twips(double cm) { return static_cast<int>(std::lround(cm * twips_per_cm)); }
int points(double pt) { return static_cast<int>(std::lround(pt * 20)); }

// Control characters have no place in XML 1.0, whatever the record holds.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
            out += c;
    }
    return out;
}

void write_run(std::string& out, const Run& run) {
    const int half_points = static_cast<int>(std::lround(run.size * 2));
    out += fmt::format("<w:r><w:rPr>{}{}<w:sz w:val=\"{}\"/><w:szCs w:val=\"{}\"/>{}</w:rPr>", run.bold ? "<w:b/>" : "",
                       run.italic ? "<w:i/>" : "", half_points, half_points,
                       run.underline ? "<w:u w:val=\"single\"/>" : "");
    std::string_view rest = run.text;
    while (true) {
        const std::size_t line = rest.find('\n');
        out += "<w:t xml:space=\"preserve\">" + escaped(rest.substr(0, line)) + "</w:t>";
        if (line == std::string_view::npos) break;
        out += "<w:br/>";
        rest.remove_prefix(line + 1);
    }
    out += "</w:r>";
}

void write_paragraph(std::string& out, const Paragraph& paragraph) {
    static constexpr const char* names[] = {"left", "center", "right", "both"};
    if (paragraph.rule_cm > 0) {
        const int beside = twips((paragraph.within_cm - paragraph.rule_cm) / 2);
        out += fmt::format(
            "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" "
            "w:color=\"auto\"/></w:pBdr><w:spacing "
            "w:before=\"40\" w:after=\"{}\" w:line=\"60\" w:lineRule=\"exact\"/><w:ind w:left=\"{}\" "
            "w:right=\"{}\"/></w:pPr></w:p>",
            points(paragraph.after_pt), beside, beside);
        return;
    }
    const std::string exact =
        paragraph.line_pt > 0 ? fmt::format(" w:line=\"{}\" w:lineRule=\"exact\"", points(paragraph.line_pt)) : "";
    out += fmt::format(
        "<w:p><w:pPr><w:spacing w:before=\"{}\" w:after=\"{}\"{}/><w:ind w:firstLine=\"{}\"/><w:jc "
        "w:val=\"{}\"/></w:pPr>",
        points(paragraph.before_pt), points(paragraph.after_pt), exact, twips(paragraph.first_line_cm),
        names[static_cast<int>(paragraph.align)]);
    for (const Run& run : paragraph.runs) write_run(out, run);
    out += "</w:p>";
}

void write_table(std::string& out, const DocTable& table) {
    out += "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/>";
    if (table.borders) {
        out += "<w:tblBorders>";
        for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
            out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", side);
        out += "</w:tblBorders>";
    }
    out += "<w:tblLayout w:type=\"fixed\"/>";
    // Cells without borders are columns of the page: their words use the whole width.
    if (!table.borders)
        out += "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>";
    out += "</w:tblPr><w:tblGrid>";
    for (const double width : table.widths_cm) out += fmt::format("<w:gridCol w:w=\"{}\"/>", twips(width));
    out += "</w:tblGrid>";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        out += r == 0 && table.heading ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                                       : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
        for (std::size_t c = 0; c < table.rows[r].size() && c < table.widths_cm.size(); ++c) {
            out += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", twips(table.widths_cm[c]));
            const auto& paragraphs = table.rows[r][c].paragraphs;
            for (const Paragraph& paragraph : paragraphs) write_paragraph(out, paragraph);
            if (paragraphs.empty()) out += "<w:p/>";  // a cell ends with a paragraph, always
            out += "</w:tc>";
        }
        out += "</w:tr>";
    }
    // Two tables without a paragraph between them would become one.
    out += "</w:tbl><w:p><w:pPr><w:spacing w:line=\"160\" w:lineRule=\"exact\"/></w:pPr></w:p>";
}

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view word_ns =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

std::string body_of(const WordDocument& document) {
    std::string out(declaration);
    out += fmt::format("<w:document {}><w:body>", word_ns);
    for (const Block& block : document.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block))
            write_paragraph(out, *paragraph);
        else
            write_table(out, std::get<DocTable>(block));
    }
    out += "<w:sectPr>";
    if (document.page_numbers) out += "<w:headerReference w:type=\"default\" r:id=\"rId2\"/>";
    out += fmt::format(
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
        "w:left=\"{}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{}</w:sectPr>",
        twips(document.top_cm), twips(document.right_cm), twips(document.bottom_cm), twips(document.left_cm),
        document.page_numbers ? "<w:titlePg/>" : "");
    return out + "</w:body></w:document>";
}

struct Part {
    const char* name;
    std::string content;
};

std::vector<Part> parts_of(const WordDocument& document) {
    const std::string head(declaration);
    const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::string relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    return {
        {"[Content_Types].xml",
         head +
             "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
             "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
             "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" "
             "ContentType=\"" +
             type + "document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"" + type +
             "styles+xml\"/><Override PartName=\"/word/header1.xml\" ContentType=\"" + type +
             "header+xml\"/><Override PartName=\"/docProps/core.xml\" "
             "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"},
        {"_rels/.rels",
         head + relations + "<Relationship Id=\"rId1\" Type=\"" + relation +
             "officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" "
             "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
             "Target=\"docProps/core.xml\"/></Relationships>"},
        {"docProps/core.xml",
         head +
             "<cp:coreProperties "
             "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
             escaped(document.title) + "</dc:title></cp:coreProperties>"},
        {"word/_rels/document.xml.rels", head + relations + "<Relationship Id=\"rId1\" Type=\"" + relation +
                                             "styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"" +
                                             relation + "header\" Target=\"header1.xml\"/></Relationships>"},
        {"word/styles.xml",
         head +
             fmt::format("<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
                         "w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"Times New Roman\"/><w:sz "
                         "w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style "
                         "w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
                         "</w:style></w:styles>",
                         word_ns)},
        {"word/header1.xml",
         head +
             fmt::format("<w:hdr {}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:fldChar "
                         "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar "
                         "w:fldCharType=\"end\"/></w:r></w:p></w:hdr>",
                         word_ns)},
        {"word/document.xml", body_of(document)},
    };
}

Error write_error(const std::filesystem::path& file, std::string detail) {
    return {.kind = ErrorKind::unavailable,
            .code = "export.write",
            .message = "Chưa ghi được tệp văn bản. Kiểm tra chỗ trống trên đĩa rồi thử lại.",
            .message_en = "Cannot write " + file.filename().string() + ".",
            .fields = {},
            .clause = {},
            .detail = std::move(detail)};
}

}  // namespace

Status write_docx(const std::filesystem::path& file, const WordDocument& document) {
    int code = 0;
    const auto give_up = [](zip_t* archive) { zip_discard(archive); };
    std::unique_ptr<zip_t, decltype(give_up)> archive(zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code),
                                                      give_up);
    if (archive == nullptr) return fail(write_error(file, "zip_open " + std::to_string(code)));
    const auto parts = parts_of(document);  // read when the archive is closed
    for (const Part& part : parts) {
        zip_source_t* source = zip_source_buffer(archive.get(), part.content.data(), part.content.size(), 0);
        const zip_int64_t index =
            source == nullptr ? -1 : zip_file_add(archive.get(), part.name, source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            if (source != nullptr) zip_source_free(source);
            return fail(write_error(file, zip_strerror(archive.get())));
        }
    }
    if (zip_close(archive.get()) != 0) return fail(write_error(file, zip_strerror(archive.get())));
    (void)archive.release();
    return {};
}

}  // namespace sauro::exports
