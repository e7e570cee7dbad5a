#include "docread/formats/docx_change.hpp"

#include <algorithm>
#include <string>

#include "docread/formats/docx_looks.hpp"
#include "docread/formats/docx_presentation.hpp"
#include "docread/formats/xml_node.hpp"

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

}  // namespace

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

namespace {

template <class Visit>
void walk(pugi::xml_node node, const Visit& visit, int depth = 0) {
    if (depth > 200) return;
    for (const pugi::xml_node c : node.children()) {
        visit(c);
        walk(c, visit, depth + 1);
    }
}

}  // namespace

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

}  // namespace sauro::docread
