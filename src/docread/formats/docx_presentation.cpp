#include "docread/formats/docx_presentation.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include "docread/formats/docx_looks.hpp"
#include "docread/formats/xml_node.hpp"

namespace sauro::docread {
namespace {

constexpr int kDeepest = 200;
constexpr int kTwipInEmu = 635;
constexpr int kDefaultTab = 720;

template <class Visit>
void walk(pugi::xml_node node, const Visit& visit, int depth = 0) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node c : node.children()) {
        if (c.type() != pugi::node_element) continue;
        if (visit(c)) walk(c, visit, depth + 1);
    }
}

int twips(pugi::xml_node node, std::string_view name, int otherwise) {
    return std::abs(measure(value(node, name)).value_or(otherwise));  // a negative margin: the head may not push it
}

// A word out of a style of VML: "position:absolute;margin-left:45pt;mso-position-horizontal:center".
std::string_view word_of(std::string_view style, std::string_view name) {
    for (std::size_t at = 0; at < style.size();) {
        const std::size_t end = std::min(style.find(';', at), style.size());
        const std::string_view one = style.substr(at, end - at);
        at = end + 1;
        if (one.starts_with(name) && one.size() > name.size() && one[name.size()] == ':')
            return one.substr(name.size() + 1);
    }
    return {};
}

std::optional<int> emu(std::string_view text) {
    if (text.empty()) return {};
    const long long n = std::strtoll(std::string(text.substr(0, 12)).c_str(), nullptr, 10);
    return static_cast<int>(n / kTwipInEmu);
}

// Straight lines drawn in the paragraph, as Word draws them (a shape) or used to (VML).
std::vector<DrawnRule> drawn_lines(pugi::xml_node paragraph) {
    std::vector<DrawnRule> out;
    walk(paragraph, [&](pugi::xml_node node) {
        const std::string_view name = local(node);
        if (name == "txbxContent" || out.size() > 20) return false;
        if (name == "Fallback") return out.empty();  // the same line once more
        if (name == "anchor" || name == "inline") {
            bool line = false;
            walk(node, [&](pugi::xml_node inner) {
                const std::string_view shape = local(inner) == "prstGeom" ? value(inner, "prst") : std::string_view();
                line = line || shape == "line" || shape.starts_with("straightConnector");
                return !line;
            });
            if (!line) return false;
            DrawnRule rule{"shape", {}, {}};
            if (const auto wide = emu(value(child(node, "extent"), "cx")); wide && *wide > 0) rule.length = wide;
            const pugi::xml_node across = child(node, "positionH");
            if (value(across, "relativeFrom") == "column") rule.left = emu(child(across, "posOffset").text().get());
            out.push_back(std::move(rule));
            return false;
        }
        if (name == "line" || (name == "shape" && value(node, "connectortype") == "straight") ||
            (name == "rect" && value(node, "hr") == "t")) {
            DrawnRule rule{"shape", {}, {}};
            const std::string_view style = value(node, "style");
            // VML tells both ends in points, from="81pt,2pt" to="171pt,2pt", or where it begins and how wide it is.
            const auto end_of = [&](std::string_view which) {
                const std::string text(value(node, which).substr(0, 20));
                return std::strtod(text.c_str(), nullptr);
            };
            const bool ends = name == "line";
            const double wide =
                ends ? end_of("to") - end_of("from") : measure(word_of(style, "width")).value_or(0) / 20.0;
            if (wide > 1 && wide < 2000) rule.length = static_cast<int>(wide * 20);
            if (ends && rule.length) rule.left = static_cast<int>(std::clamp(end_of("from"), -2000.0, 2000.0) * 20);
            if (!ends) rule.left = measure(word_of(style, "margin-left"));
            out.push_back(std::move(rule));
        }
        return true;
    });
    return out;
}

bool is_framed_box(pugi::xml_node paragraph) {
    for (pugi::xml_node up = paragraph.parent(); up; up = up.parent()) {
        if (local(up) == "txbxContent") return true;
        if (local(up) == "tbl") {
            const pugi::xml_node borders = child(child(up, "tblPr"), "tblBorders");
            const std::string_view top = value(child(borders, "top"));
            int rows = 0;
            for (const pugi::xml_node c : up.children()) {
                if (local(c) == "tr" && ++rows > 1) break;
            }
            const bool one_cell = rows == 1;
            return one_cell && !top.empty() && top != "nil" && top != "none";
        }
    }
    return false;
}

std::optional<int> cell_width(pugi::xml_node paragraph) {
    pugi::xml_node cell = paragraph;
    while (cell && local(cell) != "tc") cell = cell.parent();
    const pugi::xml_node width = child(child(cell, "tcPr"), "tcW");
    return value(width, "type") == "dxa" ? measure(value(width, "w")) : std::nullopt;
}

int first_tab(pugi::xml_node paragraph, int after) {
    int best = 0;
    for (const pugi::xml_node tab : child(child(paragraph, "pPr"), "tabs").children()) {
        const int at = twips(tab, "pos", 0);
        if (at > after && (best == 0 || at < best) && value(tab) != "clear") best = at;
    }
    return best > 0 ? best : (after / kDefaultTab + 1) * kDefaultTab;
}

// Something that prints the number of the page.
bool is_page_field(pugi::xml_node node) {
    const auto asks = [](std::string_view text) {
        const std::size_t at = text.find("PAGE");
        return at != std::string_view::npos && !text.substr(at).starts_with("PAGEREF") &&
               (at == 0 || text[at - 1] == ' ');
    };
    if (local(node) == "fldSimple") return asks(value(node, "instr"));
    if (local(node) == "instrText") return asks(node.text().get());
    return local(node) == "pgNum";
}

// Where the box around a paragraph stands on its line, when the file says so in a word.
std::string_view box_alignment(pugi::xml_node paragraph) {
    for (pugi::xml_node up = paragraph.parent(); up; up = up.parent()) {
        std::string_view word;
        if (local(up) == "anchor") word = child(child(up, "positionH"), "align").text().get();
        if (local(up) == "shape" || local(up) == "rect") word = word_of(value(up, "style"), "mso-position-horizontal");
        if (word == "left" || word == "center" || word == "right") return word;
    }
    return {};
}

struct EdgePart {
    std::optional<PageNumbers> numbers;
};

EdgePart read_edge(pugi::xml_node root, const DocxLooks& looks, int part, std::string_view place) {
    EdgePart out;
    walk(root, [&](pugi::xml_node paragraph) {
        if (out.numbers) return false;
        if (local(paragraph) != "p") return true;
        bool field = false, centred_tab = false, seen_field = false;
        pugi::xml_node run;
        std::string instruction;
        walk(paragraph, [&](pugi::xml_node node) {
            if (local(node) == "txbxContent" || local(node) == "p") return false;
            if (local(node) == "r" && !seen_field) run = node;
            if (local(node) == "ptab" && value(node, "alignment") == "center" && !seen_field) centred_tab = true;
            if (local(node) == "tab" && local(node.parent()) == "r" && !seen_field) centred_tab = true;
            if (is_page_field(node)) {
                field = seen_field = true;
                instruction = local(node) == "fldSimple" ? std::string(value(node, "instr")) : node.text().get();
                if (local(node) == "fldSimple") run = child(node, "r");
            }
            return true;
        });
        if (!field) return true;
        PageNumbers numbers;
        numbers.place = place;
        numbers.part = part;
        numbers.format = instruction.find("ROMAN") != std::string::npos   ? "upperRoman"
                         : instruction.find("roman") != std::string::npos ? "lowerRoman"
                                                                          : "decimal";
        const BlockLook block = looks.block(paragraph, {});
        numbers.alignment = block.alignment.value_or("left");
        if (numbers.alignment == "justify") numbers.alignment = "left";
        if (centred_tab && numbers.alignment == "left") numbers.alignment = "center";
        if (const std::string_view x = value(child(child(paragraph, "pPr"), "framePr"), "xAlign"); !x.empty())
            numbers.alignment = x;
        if (const std::string_view x = box_alignment(paragraph); !x.empty()) {
            numbers.alignment = x;
            if (x != "center") numbers.part.reset();  // the box has to be moved, not the line in it
        }
        const RunLook look = looks.run(run, paragraph, {});
        numbers.size = look.size.value_or(20);
        numbers.bold = look.bold.value_or(false);
        numbers.italic = look.italic.value_or(false);
        out.numbers = numbers;
        return false;
    });
    return out;
}

std::optional<PageNumbers> numbers_of(pugi::xml_node section,
                                      const std::map<std::string, EdgePart, std::less<>>& edges) {
    std::optional<PageNumbers> usual, first;
    for (const pugi::xml_node reference : section.children()) {
        if (local(reference) != "headerReference" && local(reference) != "footerReference") continue;
        const auto edge = edges.find(value(reference, "id"));
        if (edge == edges.end() || !edge->second.numbers) continue;
        const std::string_view type = value(reference, "type");
        if (type == "first" && !first) first = edge->second.numbers;
        if (type != "first" && !usual) usual = edge->second.numbers;
    }
    const pugi::xml_node title = child(section, "titlePg");
    const bool own_first = title && value(title) != "0" && value(title) != "false";
    if (!usual) return std::nullopt;
    usual->on_first = own_first ? first.has_value() : true;
    if (const std::string_view format = value(child(section, "pgNumType"), "fmt"); !format.empty())
        usual->format = format.substr(0, 30);
    return usual;
}

PageLook page_of(pugi::xml_node section) {
    PageLook out;
    const pugi::xml_node size = child(section, "pgSz"), margins = child(section, "pgMar");
    out.width = twips(size, "w", 12240);  // what Word takes where nothing is said
    out.height = twips(size, "h", 15840);
    out.landscape = value(size, "orient") == "landscape" || out.width > out.height;
    out.top = twips(margins, "top", 1440);
    out.bottom = twips(margins, "bottom", 1440);
    out.left = twips(margins, "left", 1440) + twips(margins, "gutter", 0);
    out.right = twips(margins, "right", 1440);
    return out;
}

void spacing(const BlockLook& look, const std::string& style, const BlockLook* above, const std::string& style_above,
             ParagraphLook& out) {
    constexpr int kAutomatic = 280;  // 14 pt
    out.before = look.before_auto.value_or(false) ? kAutomatic : look.before.value_or(0);
    out.after = look.after_auto.value_or(false) ? kAutomatic : look.after.value_or(0);
    if (look.contextual.value_or(false) && above != nullptr && above->contextual.value_or(false) &&
        style == style_above)
        out.before = 0;
}

}  // namespace

DocxOpening docx_opening(pugi::xml_node paragraph) {
    DocxOpening out;
    bool text = false;
    walk(paragraph, [&](pugi::xml_node node) {
        const std::string_view name = local(node);
        if (text || name == "pPr" || name == "rPr" || name == "sdtPr" || name == "del" || name == "txbxContent")
            return false;
        if (name == "tab") text = out.tab = true;
        if (name != "t") return true;
        std::string_view words = node.text().get();
        for (; !words.empty() && !text;) {
            const bool wide = words.starts_with("\xC2\xA0");
            if (words.front() == '\t')
                text = out.tab = true;
            else if (words.front() != ' ' && !wide)
                text = true;
            else
                ++out.blanks;
            words.remove_prefix(wide ? 2 : 1);
        }
        if (!out.run) out.run = node.parent();
        return false;
    });
    return out;
}

std::vector<pugi::xml_node> docx_paragraph_nodes(pugi::xml_node root) {
    std::vector<pugi::xml_node> out;
    walk(root, [&](pugi::xml_node node) {
        if (local(node) == "p") out.push_back(node);
        return true;
    });
    return out;
}

std::vector<pugi::xml_node> docx_section_nodes(pugi::xml_node root) {
    std::vector<pugi::xml_node> out;
    walk(root, [&](pugi::xml_node node) {
        if (local(node) == "sectPr") out.push_back(node);
        return local(node) != "sectPr" && local(node) != "r";
    });
    return out;
}

std::vector<std::string> docx_edge_parts(const OfficeArchive& archive) {
    std::vector<std::string> out = archive.names_with("word/header");
    std::ranges::move(archive.names_with("word/footer"), std::back_inserter(out));
    return out;
}

Result<Presentation> docx_presentation(OfficeArchive& archive, const std::string& main, pugi::xml_node root,
                                       pugi::xml_node styles, pugi::xml_node numbering,
                                       const std::vector<DocxParagraph>& paragraphs) {
    pugi::xml_document theme, rels;
    TRY([[maybe_unused]] const bool themed, archive.side_part("word/theme/theme1.xml", theme));
    const DocxLooks looks = DocxLooks::read(styles, numbering, theme.document_element());
    Presentation out;

    std::unordered_map<std::size_t, int> numbers;
    int count = 0;
    for (const pugi::xml_node node : docx_paragraph_nodes(root)) numbers[node.hash_value()] = count++;
    std::unordered_map<std::size_t, int> tables;
    std::string style_above;
    std::optional<BlockLook> above;
    for (const DocxParagraph& p : paragraphs) {
        ParagraphLook look;
        look.start = p.start;
        look.end = p.end;
        const BlockLook block = looks.block(p.node, p.table);
        const std::string style = looks.paragraph_style(p.node);
        look.alignment = block.alignment.value_or("left");
        look.left = block.left.value_or(0);
        look.right = block.right.value_or(0);
        look.first_line = block.first_line.value_or(0);
        if (block.first_chars && !p.runs.empty()) {
            const int size = looks.run(p.runs.front().node, p.node, p.table).size.value_or(20);
            look.first_line = std::min(*block.first_chars, 10'000) * std::min(size, 400) / 10;
        }
        if (const DocxOpening opening = docx_opening(p.node); opening.tab) {
            const int from = *look.left + *look.first_line;
            look.first_line = first_tab(p.node, from) - *look.left;
        } else if (opening.blanks > 1) {
            // A blank of Times New Roman is a quarter of its size.
            const int size = looks.run(opening.run, p.node, p.table).size.value_or(20);
            look.first_line = *look.first_line + std::min(opening.blanks, 200) * std::min(size, 400) * 10 / 4;
        }
        spacing(block, style, above ? &*above : nullptr, style_above, look);
        if (above && above->contextual.value_or(false) && style == style_above && !out.paragraphs.empty())
            out.paragraphs.back().after = 0;
        look.line_rule = block.line_rule.value_or("multiple");
        look.line = block.line.value_or(240);
        const bool empty = p.start >= p.end;  // then a line above it is a line below what stands above
        if (block.border_below.value_or(false) || (empty && block.border_above.value_or(false)))
            look.rules.push_back({"border", {}, {}});
        std::ranges::move(drawn_lines(p.node), std::back_inserter(look.rules));
        look.framed = block.border_around.value_or(false) || is_framed_box(p.node);
        if (p.table) {
            const int table = tables.emplace(p.table.hash_value(), static_cast<int>(tables.size())).first->second;
            look.cell = TableCell{table, p.row, p.column, p.columns, cell_width(p.node)};
        }
        if (const auto at = numbers.find(p.node.hash_value()); at != numbers.end()) look.node = at->second;
        for (const DocxRun& run : p.runs) {
            const RunLook r = looks.run(run.node, p.node, p.table);
            TextLook text{run.start,
                          run.end,
                          r.font.value_or("Times New Roman"),
                          r.colour.value_or("auto"),
                          r.size.value_or(20),
                          r.bold.value_or(false),
                          r.italic.value_or(false),
                          r.underline.value_or(false),
                          r.caps.value_or(false)};
            if (!look.runs.empty()) {
                TextLook& last = look.runs.back();
                const bool same = last.end == text.start && last.font == text.font && last.colour == text.colour &&
                                  last.size == text.size && last.bold == text.bold && last.italic == text.italic &&
                                  last.underline == text.underline && last.caps == text.caps;
                if (same) {
                    last.end = text.end;
                    continue;
                }
            }
            look.runs.push_back(std::move(text));
        }
        out.paragraphs.push_back(std::move(look));
        above = block;
        style_above = style;
    }

    const std::vector<std::string> parts = docx_edge_parts(archive);
    std::map<std::string, EdgePart, std::less<>> edges;  // by relation
    const std::size_t slash = main.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : main.substr(0, slash + 1);
    const std::string file = slash == std::string::npos ? main : main.substr(slash + 1);
    TRY(const bool related, archive.side_part(folder + "_rels/" + file + ".rels", rels));
    if (related) {
        for (const pugi::xml_node rel : rels.document_element().children()) {
            const std::string_view type = value(rel, "Type");
            const bool header = type.ends_with("/header");
            if (!header && !type.ends_with("/footer")) continue;
            std::string target(value(rel, "Target"));
            target = target.starts_with('/') ? target.substr(1) : folder + target;
            const auto at = std::ranges::find(parts, target);
            if (at == parts.end()) continue;
            pugi::xml_document edge;
            TRY(const bool there, archive.side_part(target, edge));
            if (!there) continue;
            edges[std::string(value(rel, "Id"))] = read_edge(
                edge.document_element(), looks, static_cast<int>(at - parts.begin()), header ? "header" : "footer");
        }
    }
    std::vector<pugi::xml_node> sections = docx_section_nodes(root);
    for (const pugi::xml_node section : sections) {
        PageLook page = page_of(section);
        page.numbers = numbers_of(section, edges);
        // A section without references of its own keeps those of the one before.
        const bool own = child(section, "headerReference") || child(section, "footerReference");
        if (!own && !out.sections.empty()) page.numbers = out.sections.back().numbers;
        out.sections.push_back(page);
    }
    // Which paragraphs stand in which section: a w:sectPr inside a paragraph ends one.
    std::size_t section = 0;
    for (const DocxParagraph& p : paragraphs) {
        if (section < out.sections.size()) ++out.sections[section].paragraphs;
        if (child(child(p.node, "pPr"), "sectPr")) ++section;
    }
    return out;
}

}  // namespace sauro::docread
