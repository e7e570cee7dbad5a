#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "base/file.hpp"
#include "docread/formats/docx_looks.hpp"
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

// WordprocessingML wants children in this order; only those that may stand before or behind ours matter.
constexpr std::string_view kRunOrder[] = {"rStyle",
                                          "rFonts",
                                          "b",
                                          "bCs",
                                          "i",
                                          "iCs",
                                          "caps",
                                          "smallCaps",
                                          "strike",
                                          "dstrike",
                                          "outline",
                                          "shadow",
                                          "emboss",
                                          "imprint",
                                          "noProof",
                                          "snapToGrid",
                                          "vanish",
                                          "webHidden",
                                          "color",
                                          "spacing",
                                          "w",
                                          "kern",
                                          "position",
                                          "sz",
                                          "szCs",
                                          "highlight",
                                          "u",
                                          "effect",
                                          "bdr",
                                          "shd",
                                          "fitText",
                                          "vertAlign",
                                          "rtl",
                                          "cs",
                                          "em",
                                          "lang",
                                          "eastAsianLayout",
                                          "specVanish",
                                          "oMath"};
constexpr std::string_view kBlockOrder[] = {"pStyle",
                                            "keepNext",
                                            "keepLines",
                                            "pageBreakBefore",
                                            "framePr",
                                            "widowControl",
                                            "numPr",
                                            "suppressLineNumbers",
                                            "pBdr",
                                            "shd",
                                            "tabs",
                                            "suppressAutoHyphens",
                                            "kinsoku",
                                            "wordWrap",
                                            "overflowPunct",
                                            "topLinePunct",
                                            "autoSpaceDE",
                                            "autoSpaceDN",
                                            "bidi",
                                            "adjustRightInd",
                                            "snapToGrid",
                                            "spacing",
                                            "ind",
                                            "contextualSpacing",
                                            "mirrorIndents",
                                            "suppressOverlap",
                                            "jc",
                                            "textDirection",
                                            "textAlignment",
                                            "textboxTightWrap",
                                            "outlineLvl",
                                            "divId",
                                            "cnfStyle",
                                            "rPr",
                                            "sectPr",
                                            "pPrChange"};
constexpr std::string_view kSectionOrder[] = {
    "headerReference", "footerReference", "footnotePr",      "endnotePr",   "type",          "pgSz",
    "pgMar",           "paperSrc",        "pgBorders",       "lnNumType",   "pgNumType",     "cols",
    "formProt",        "vAlign",          "noEndnote",       "titlePg",     "textDirection", "bidi",
    "rtlGutter",       "docGrid",         "printerSettings", "sectPrChange"};

// Names keep the prefix their parent has.
std::string named(pugi::xml_node like, std::string_view name) {
    const std::string_view full = like.name();
    const std::size_t colon = full.find(':');
    return colon == std::string_view::npos ? std::string(name)
                                           : std::string(full.substr(0, colon + 1)) + std::string(name);
}

template <std::size_t N>
pugi::xml_node ensure(pugi::xml_node parent, std::string_view name, const std::string_view (&order)[N]) {
    if (const pugi::xml_node there = child(parent, name)) return there;
    const auto rank = [&](std::string_view n) {
        return std::find(std::begin(order), std::end(order), n) - std::begin(order);
    };
    for (const pugi::xml_node c : parent.children()) {
        if (c.type() == pugi::node_element && rank(local(c)) > rank(name))
            return parent.insert_child_before(named(parent, name).c_str(), c);
    }
    return parent.append_child(named(parent, name).c_str());
}

pugi::xml_node first_child(pugi::xml_node parent, std::string_view name) {
    if (const pugi::xml_node there = child(parent, name)) return there;
    return parent.prepend_child(named(parent, name).c_str());
}

void set(pugi::xml_node node, std::string_view name, std::string_view text) {
    for (pugi::xml_attribute a : node.attributes()) {
        const std::string_view full = a.name();
        const std::size_t colon = full.find(':');
        if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) {
            a.set_value(std::string(text).c_str());
            return;
        }
    }
    node.append_attribute(named(node, name).c_str()).set_value(std::string(text).c_str());
}
void set(pugi::xml_node node, std::string_view name, int n) { set(node, name, std::to_string(n)); }

void drop(pugi::xml_node node, std::string_view name) {
    for (pugi::xml_attribute a : node.attributes()) {
        const std::string_view full = a.name();
        const std::size_t colon = full.find(':');
        if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) {
            node.remove_attribute(a);
            return;
        }
    }
}

void change_run(pugi::xml_node run, const RunRepair& to) {
    const pugi::xml_node look = first_child(run, "rPr");
    const auto flag = [&](std::string_view name, std::optional<bool> on) {
        if (on) set(ensure(look, name, kRunOrder), "val", *on ? "1" : "0");
    };
    flag("b", to.bold);
    flag("i", to.italic);
    flag("caps", to.caps);
    if (to.underline) set(ensure(look, "u", kRunOrder), "val", *to.underline ? "single" : "none");
    if (to.size) {
        set(ensure(look, "sz", kRunOrder), "val", *to.size);
        set(ensure(look, "szCs", kRunOrder), "val", *to.size);
    }
    if (to.colour) {
        const pugi::xml_node colour = ensure(look, "color", kRunOrder);
        set(colour, "val", *to.colour);
        for (const char* const theme : {"themeColor", "themeShade", "themeTint"}) drop(colour, theme);
    }
    if (to.font) {
        const pugi::xml_node fonts = ensure(look, "rFonts", kRunOrder);
        for (const char* const theme : {"asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"}) drop(fonts, theme);
        for (const char* const script : {"ascii", "hAnsi", "cs"}) set(fonts, script, *to.font);
    }
}

void change_paragraph(pugi::xml_node paragraph, const ParagraphRepair& to) {
    const pugi::xml_node look = first_child(paragraph, "pPr");
    if (to.alignment) set(ensure(look, "jc", kBlockOrder), "val", *to.alignment == "justify" ? "both" : *to.alignment);
    if (to.first_line) {
        const pugi::xml_node indent = ensure(look, "ind", kBlockOrder);
        for (const char* const other : {"hanging", "hangingChars", "firstLineChars", "leftChars", "startChars"})
            drop(indent, other);
        drop(indent, "start");
        set(indent, "left", 0);
        // A tab at the head does the pushing: it gets its stop, for both together would push twice.
        const DocxOpening opening = docx_opening(paragraph);
        const int size = measure(value(child(child(opening.run, "rPr"), "sz")), 2).value_or(28);
        const int blanks = opening.blanks > 1 ? std::min(opening.blanks, 200) * std::min(size, 400) * 10 / 4 : 0;
        set(indent, "firstLine", opening.tab ? 0 : std::max(0, *to.first_line - blanks));
        if (opening.tab) {
            pugi::xml_node tabs = ensure(look, "tabs", kBlockOrder);
            pugi::xml_node stop = tabs.prepend_child(named(tabs, "tab").c_str());
            set(stop, "val", "left");
            set(stop, "pos", *to.first_line);
        }
    }
    if (to.before || to.line) {
        const pugi::xml_node spacing = ensure(look, "spacing", kBlockOrder);
        if (to.before) {
            drop(spacing, "beforeAutospacing");
            drop(spacing, "beforeLines");
            set(spacing, "before", *to.before);
            if (const pugi::xml_node contextual = ensure(look, "contextualSpacing", kBlockOrder))
                set(contextual, "val", "0");
        }
        if (to.line) {
            set(spacing, "line", *to.line);
            set(spacing, "lineRule", to.line_rule == "exact" ? "exact" : "auto");
        }
    }
}

void change_sheet(const std::vector<pugi::xml_node>& sections, const SheetRepair& to) {
    bool first = true;
    for (const pugi::xml_node section : sections) {
        const pugi::xml_node size = ensure(section, "pgSz", kSectionOrder);
        const bool landscape = measure(value(size, "w")).value_or(0) > measure(value(size, "h")).value_or(1);
        if (to.width && to.height) {
            set(size, "w", landscape ? *to.height : *to.width);
            set(size, "h", landscape ? *to.width : *to.height);
        }
        if (!landscape && (to.top || to.right || to.bottom || to.left)) {
            const pugi::xml_node margins = ensure(section, "pgMar", kSectionOrder);
            if (to.top) set(margins, "top", *to.top);
            if (to.right) set(margins, "right", *to.right);
            if (to.bottom) set(margins, "bottom", *to.bottom);
            if (to.left) set(margins, "left", std::max(0, *to.left - measure(value(margins, "gutter")).value_or(0)));
        }
        if (first && to.first_page_apart.value_or(false)) set(ensure(section, "titlePg", kSectionOrder), "val", "1");
        first = false;
    }
}

template <class Visit>
void walk(pugi::xml_node node, const Visit& visit, int depth = 0) {
    if (depth > 200) return;
    for (const pugi::xml_node c : node.children()) {
        visit(c);
        walk(c, visit, depth + 1);
    }
}

void change_numbers(pugi::xml_node root, const NumberRepair& to) {
    pugi::xml_node at;
    walk(root, [&](pugi::xml_node node) {
        const bool field = (local(node) == "instrText" &&
                            std::string_view(node.text().get()).find("PAGE") != std::string_view::npos) ||
                           (local(node) == "fldSimple" && value(node, "instr").find("PAGE") != std::string_view::npos);
        if (field && !at) at = node;
    });
    while (at && local(at) != "p") at = at.parent();
    if (!at) return;
    if (to.alignment) change_paragraph(at, {.alignment = to.alignment});
    RunRepair look;
    look.size = to.size;
    look.italic = to.italic;
    if (to.size || to.italic) {
        std::vector<pugi::xml_node> runs;
        walk(at, [&](pugi::xml_node node) {
            if (local(node) == "r") runs.push_back(node);
        });
        for (const pugi::xml_node run : runs) change_run(run, look);
    }
}

constexpr unsigned kWhole = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_comments |
                            pugi::parse_pi | pugi::parse_declaration;

Result<pugi::xml_document> load(OfficeArchive& archive, const std::string& name) {
    pugi::xml_document safe, out;
    TRYV(archive.read(name, safe));  // refuses what must not be read at all
    TRY(const std::string bytes, archive.bytes(name));
    if (!out.load_buffer(bytes.data(), bytes.size(), kWhole)) return archive.damaged(name);
    return out;
}

std::string saved(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(out).str();
}

struct CloseZip {
    void operator()(zip_t* z) const { zip_discard(z); }
};

// The archive with some parts written anew; libzip copies the packed bytes of the others.
Result<std::string> rewritten(OfficeArchive& archive, std::string_view bytes,
                              const std::vector<std::pair<std::string, std::string>>& parts) {
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
    const std::string main = docx_main_part(archive);
    if (!archive.has(main)) return archive.damaged("no " + main);
    TRY(pugi::xml_document document, load(archive, main));
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
    std::vector<std::pair<std::string, std::string>> parts{{main, saved(document)}};
    if (repair.numbers) {
        const std::vector<std::string> edges = docx_edge_parts(archive);
        if (repair.numbers->part >= 0 && static_cast<std::size_t>(repair.numbers->part) < edges.size()) {
            const std::string& name = edges[static_cast<std::size_t>(repair.numbers->part)];
            TRY(pugi::xml_document edge, load(archive, name));
            change_numbers(edge.document_element(), *repair.numbers);
            parts.emplace_back(name, saved(edge));
        }
    }
    return rewritten(archive, bytes, parts);
}

constexpr std::string_view kRequest = "SAURO-REPAIR-1\n";

}  // namespace

void Repair::add(const Repair& other) {
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
