#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "base/file.hpp"
#include "docread/formats/docx_change.hpp"
#include "docread/formats/docx_clean.hpp"
#include "docread/formats/docx_package.hpp"
#include "docread/formats/docx_presentation.hpp"
#include "docread/formats/docx_text.hpp"
#include "docread/formats/docx_words.hpp"
#include "docread/formats/extract.hpp"
#include "docread/formats/office_archive.hpp"
#include "docread/formats/xml_node.hpp"
#include "docread/jail/reader.hpp"
#include "docread/jail/wire.hpp"
#include "docread/parts/source.hpp"
#include "docread/repair.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

Result<std::string> repaired(std::string_view bytes, const Repair& repair, const Limits& limits) {
    if (sniff(bytes) != Format::docx) {
        return fail(ErrorKind::unreadable, "read.unsupported",
                    "Chỉ sửa được tệp .docx. Lưu văn bản thành .docx rồi thử lại.",
                    "Only .docx files can be repaired.");
    }
    TRY(OfficeArchive archive, OfficeArchive::open(bytes, limits, ".docx", "Word"));
    if (!archive.names_with("_xmlsignatures/").empty()) {
        return fail(ErrorKind::conflict, "repair.signed",
                    "Tệp đã được ký số; mọi thay đổi làm mất chữ ký. Sửa trong Word và ký lại, rồi tải tệp lên.",
                    "The file bears a digital signature.");
    }
    if (repair.clean) return cleaned_docx(archive, bytes, limits);
    const std::string main = docx_main_part(archive);
    if (!archive.has(main)) return archive.damaged("no " + main);
    TRY(pugi::xml_document document, load_part(archive, main));
    pugi::xml_document rules, looks;
    DocxNumbering numbering;
    TRY(const bool numbered, archive.side_part("word/numbering.xml", rules));
    if (numbered) numbering = DocxNumbering::read(rules.document_element());
    DocxStyles styles;
    TRY(const bool styled, archive.side_part("word/styles.xml", looks));
    if (styled) styles = DocxStyles::read(looks.document_element());

    // The same reading as before tells which run each stretch of the text came from.
    DocxText body;
    if (!docx_text(document.document_element(), numbering, styles, limits.text_bytes, body))
        return too_much_text(limits);
    Presentation spans;
    std::vector<pugi::xml_node> nodes;
    for (const DocxParagraph& p : body.paragraphs) {
        ParagraphLook look;
        look.start = p.start;
        look.end = p.end;
        for (const DocxRun& run : p.runs) {
            TextLook text;
            text.start = run.start;
            text.end = run.end;
            look.runs.push_back(text);
            nodes.push_back(run.node);
        }
        spans.paragraphs.push_back(std::move(look));
    }
    const std::size_t length = text::CodepointIndex(normalise(body.text)).size();
    if (!settle_spans(spans, body.text, length)) return archive.damaged("spans do not come out");
    const std::vector<pugi::xml_node> paragraphs = docx_paragraph_nodes(document.document_element());
    const std::vector<pugi::xml_node> sections = docx_section_nodes(document.document_element());

    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (const ParagraphLook& p : spans.paragraphs) {
        for (const TextLook& run : p.runs) runs.emplace_back(run.start, run.end);
    }
    for (const RunRepair& to : repair.runs) {
        // Runs stand in the order of the text: from the first that ends behind the start of the stretch.
        const auto first = std::ranges::upper_bound(runs, to.start, {}, &std::pair<std::size_t, std::size_t>::second);
        for (auto i = static_cast<std::size_t>(first - runs.begin()); i < runs.size() && runs[i].first < to.end; ++i) {
            const auto [start, end] = runs[i];
            const std::size_t shared =
                std::min(end, to.end) - std::min(std::max(start, to.start), std::min(end, to.end));
            // A run that holds both columns of a head belongs to neither.
            if (shared > 0 && shared * 10 >= (end - start) * 9) change_run(nodes[i], to);
        }
    }
    for (const ParagraphRepair& to : repair.paragraphs) {
        if (to.node >= 0 && static_cast<std::size_t>(to.node) < paragraphs.size())
            change_paragraph(paragraphs[static_cast<std::size_t>(to.node)], to);
    }
    if (repair.sheet) change_sheet(sections, *repair.sheet);
    std::vector<PlacedRun> placed;
    for (std::size_t i = 0; i < runs.size(); ++i) placed.push_back({nodes[i], runs[i].first, runs[i].second});
    if (!write_words(placed, repair.words)) {
        return fail(ErrorKind::conflict, "repair.words",
                    "Chưa ghi được số và ngày vào tệp này vì không rõ chỗ ghi. Ghi trong Word rồi tải tệp lên.",
                    "The place of the words is not certain.");
    }
    NewParts parts{{main, saved_part(document)}};
    if (repair.numbers) {
        const std::vector<std::string> edges = docx_edge_parts(archive);
        if (repair.numbers->part >= 0 && static_cast<std::size_t>(repair.numbers->part) < edges.size()) {
            const std::string& name = edges[static_cast<std::size_t>(repair.numbers->part)];
            TRY(pugi::xml_document edge, load_part(archive, name));
            change_numbers(edge.document_element(), *repair.numbers);
            parts.emplace_back(name, saved_part(edge));
        }
    }
    return repacked(archive, bytes, parts);
}

constexpr std::string_view kRequest = "SAURO-REPAIR-1\n";

}  // namespace

void Repair::add(const Repair& other) {
    clean = clean || other.clean;
    runs.insert(runs.end(), other.runs.begin(), other.runs.end());
    paragraphs.insert(paragraphs.end(), other.paragraphs.begin(), other.paragraphs.end());
    const auto over = [](auto& mine, const auto& theirs) {
        if (theirs) mine = theirs;
    };
    if (other.sheet) {
        if (!sheet) sheet.emplace();
        over(sheet->width, other.sheet->width);
        over(sheet->height, other.sheet->height);
        over(sheet->top, other.sheet->top);
        over(sheet->right, other.sheet->right);
        over(sheet->bottom, other.sheet->bottom);
        over(sheet->left, other.sheet->left);
        over(sheet->first_page_apart, other.sheet->first_page_apart);
    }
    if (other.numbers) {
        if (!numbers) numbers = NumberRepair{.part = other.numbers->part};
        over(numbers->alignment, other.numbers->alignment);
        over(numbers->size, other.numbers->size);
        over(numbers->italic, other.numbers->italic);
    }
}

std::string repair_request(const Repair& repair, std::string_view docx) {
    const std::string words = json::write(json::to_json(repair));
    std::string out(kRequest);
    out += std::to_string(words.size()) + '\n' + words;
    return out.append(docx);
}

Result<std::string> repair_answer(std::string_view request, const Limits& limits) {
    const auto wrong = [] { return fail_internal("read.worker", "no request of repair"); };
    if (!request.starts_with(kRequest)) return wrong();
    std::string_view rest = request.substr(kRequest.size());
    std::size_t size = 0;
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
    const auto digits = static_cast<std::size_t>(end - rest.data());
    if (code != std::errc() || size > rest.size() || digits + 1 + size > rest.size()) return wrong();
    rest.remove_prefix(digits + 1);
    TRY(const json::Any words, json::parse(rest.substr(0, size)));
    TRY(const Repair repair, json::from_json<Repair>(words));
    return repaired(rest.substr(size), repair, limits);
}

Result<std::string> repair_docx(const std::filesystem::path& path, const Repair& repair, const Limits& limits) {
    TRY(const std::string bytes, base::read_file(path, limits.file_bytes));
    const std::string request = repair_request(repair, bytes);
    const int fd = ::memfd_create("sauro-repair", MFD_CLOEXEC);
    if (fd < 0) return fail_internal("read.worker", "memfd_create");
    std::string_view left = request;
    while (!left.empty()) {
        const ssize_t n = ::write(fd, left.data(), left.size());
        if (n <= 0) {
            ::close(fd);
            return fail_internal("read.worker", "write to memfd");
        }
        left.remove_prefix(static_cast<std::size_t>(n));
    }
    auto output = run_worker(fd, path.string(), limits, "repair", {});
    ::close(fd);
    if (!output) return fail(std::move(output).error());
    return unpack_file(*output);
}

}  // namespace sauro::docread
