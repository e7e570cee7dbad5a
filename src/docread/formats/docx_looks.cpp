#include "docread/formats/docx_looks.hpp"

#include <charconv>
#include <cmath>

#include "docread/formats/xml_node.hpp"

namespace sauro::docread {
namespace {

constexpr int kDeepest = 20;  // styles based on styles; a ring of them ends here too

std::optional<int> length(pugi::xml_node node, std::string_view name) { return measure(value(node, name)); }
// A number of lines in hundredths, as twips of single spacing.
std::optional<int> lines(pugi::xml_node node, std::string_view name) {
    const auto hundredths = measure(value(node, name));
    return hundredths ? std::optional(*hundredths * 240 / 100) : std::nullopt;
}

bool switched_on(pugi::xml_node node) {
    const std::string_view v = value(node);
    return v != "0" && v != "false" && v != "off" && v != "none";
}

void take_flag(pugi::xml_node properties, std::string_view name, std::optional<bool>& into) {
    if (const pugi::xml_node node = child(properties, name)) into = switched_on(node);
}

bool drawn(pugi::xml_node side) {
    if (!side) return false;
    const std::string_view v = value(side);
    return v != "nil" && v != "none" && !v.empty();
}

template <class T>
void lay_over(std::optional<T>& under, const std::optional<T>& over) {
    if (over) under = over;
}

}  // namespace

std::optional<int> measure(std::string_view text, int a_point) {
    constexpr double most = 1'000'000;
    double n = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), n, std::chars_format::fixed);
    if (code != std::errc() || !(n > -most && n < most)) return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (unit.empty()) return static_cast<int>(n);  // a fraction of an own unit is nothing
    const double points = unit == "pt"                   ? 1
                          : unit == "mm"                 ? 72 / 25.4
                          : unit == "cm"                 ? 720 / 25.4
                          : unit == "in"                 ? 72
                          : unit == "pc" || unit == "pi" ? 12
                                                         : 0;
    if (points == 0) return std::nullopt;
    return static_cast<int>(std::lround(n * points * a_point));
}

void DocxLooks::take_run(pugi::xml_node properties, RunLook& into) const {
    if (!properties) return;
    if (const pugi::xml_node fonts = child(properties, "rFonts")) {
        std::string_view theme = value(fonts, "asciiTheme");
        if (theme.empty()) theme = value(fonts, "hAnsiTheme");
        std::string_view name = value(fonts, "ascii");
        if (name.empty()) name = value(fonts, "hAnsi");
        if (theme.starts_with("major") && !major_font_.empty())
            into.font = major_font_;
        else if (theme.starts_with("minor") && !minor_font_.empty())
            into.font = minor_font_;
        else if (!name.empty())
            into.font = std::string(name.substr(0, 100));
    }
    if (const auto size = measure(value(child(properties, "sz")), 2)) into.size = size;
    take_flag(properties, "b", into.bold);
    take_flag(properties, "i", into.italic);
    take_flag(properties, "caps", into.caps);
    take_flag(properties, "u", into.underline);
    if (const pugi::xml_node colour = child(properties, "color")) {
        into.colour = std::string(value(colour).substr(0, 20));
        if (const std::string_view theme = value(colour, "themeColor"); theme == "text1" || theme == "dark1")
            into.colour = "auto";
    }
}

void DocxLooks::take_block(pugi::xml_node properties, BlockLook& into) {
    if (!properties) return;
    if (const std::string_view jc = value(child(properties, "jc")); !jc.empty()) {
        into.alignment = jc == "both" || jc == "distribute" || jc.ends_with("Kashida") ? "justify"
                         : jc == "end"                                                 ? "right"
                         : jc == "start"                                               ? "left"
                                                                                       : std::string(jc.substr(0, 20));
    }
    if (const pugi::xml_node indent = child(properties, "ind")) {
        lay_over(into.left, length(indent, "left"));
        lay_over(into.left, length(indent, "start"));
        lay_over(into.right, length(indent, "right"));
        lay_over(into.right, length(indent, "end"));
        lay_over(into.first_line, length(indent, "firstLine"));
        if (const auto hanging = length(indent, "hanging"); hanging && *hanging != 0) into.first_line = -*hanging;
        if (!value(indent, "firstLine").empty() || !value(indent, "hanging").empty())
            into.first_chars.reset();
        else
            lay_over(into.first_chars, measure(value(indent, "firstLineChars")));
    }
    if (const pugi::xml_node spacing = child(properties, "spacing")) {
        lay_over(into.before, lines(spacing, "beforeLines"));
        lay_over(into.after, lines(spacing, "afterLines"));
        lay_over(into.before, length(spacing, "before"));
        lay_over(into.after, length(spacing, "after"));
        const auto flag = [&](std::string_view name) -> std::optional<bool> {
            const std::string_view v = value(spacing, name);
            return v.empty() ? std::nullopt : std::optional(v != "0" && v != "false");
        };
        lay_over(into.before_auto, flag("beforeAutospacing"));
        lay_over(into.after_auto, flag("afterAutospacing"));
        if (const auto line = length(spacing, "line"); line && *line > 0) {
            into.line = line;
            const std::string_view rule = value(spacing, "lineRule");
            into.line_rule = rule == "exact" ? "exact" : rule == "atLeast" ? "at_least" : "multiple";
        }
    }
    take_flag(properties, "contextualSpacing", into.contextual);
    if (const pugi::xml_node borders = child(properties, "pBdr")) {
        const bool below = drawn(child(borders, "bottom")), top = drawn(child(borders, "top"));
        const bool sides = drawn(child(borders, "left")) && drawn(child(borders, "right"));
        into.border_below = below && !top;
        into.border_above = top && !below;
        into.border_around = below && top && sides;
    }
}

DocxLooks DocxLooks::read(pugi::xml_node styles, pugi::xml_node numbering, pugi::xml_node theme) {
    DocxLooks out;
    for (const pugi::xml_node elements : theme.children()) {
        if (local(elements) != "themeElements") continue;
        const pugi::xml_node fonts = child(elements, "fontScheme");
        const auto latin = [&](std::string_view which) {
            return std::string(value(child(child(fonts, which), "latin"), "typeface").substr(0, 100));
        };
        out.major_font_ = latin("majorFont");
        out.minor_font_ = latin("minorFont");
    }
    for (const pugi::xml_node node : styles.children()) {
        if (local(node) == "docDefaults") {
            out.default_run_ = child(child(node, "rPrDefault"), "rPr");
            out.default_block_ = child(child(node, "pPrDefault"), "pPr");
        } else if (local(node) == "style" && out.by_id_.size() < 5000) {
            const std::string id(value(node, "styleId"));
            Style& style = out.by_id_[id];
            style.based_on = value(child(node, "basedOn"));
            style.run = child(node, "rPr");
            style.block = child(node, "pPr");
            const std::string_view fallback = value(node, "default");
            if (fallback != "1" && fallback != "true") continue;
            if (value(node, "type") == "paragraph") out.default_paragraph_ = id;
            if (value(node, "type") == "table") out.default_table_ = id;
        }
    }
    std::map<std::string, pugi::xml_node, std::less<>> kinds;
    for (const pugi::xml_node node : numbering.children()) {
        if (local(node) == "abstractNum") kinds[std::string(value(node, "abstractNumId"))] = node;
        if (local(node) != "num" || out.levels_.size() > 20000) continue;
        const auto kind = kinds.find(value(child(node, "abstractNumId")));
        if (kind == kinds.end()) continue;
        for (const pugi::xml_node level : kind->second.children()) {
            if (local(level) == "lvl")
                out.levels_[{std::string(value(node, "numId")), number(value(level, "ilvl"), -1)}] = level;
        }
    }
    return out;
}

template <class Take>
void DocxLooks::chain(std::string_view id, const Take& take, int depth) const {
    const auto at = by_id_.find(id);
    if (at == by_id_.end() || depth > kDeepest) return;
    chain(at->second.based_on, take, depth + 1);
    take(at->second);
}

std::string DocxLooks::paragraph_style(pugi::xml_node paragraph) const {
    const std::string_view named = value(child(child(paragraph, "pPr"), "pStyle"));
    return named.empty() || !by_id_.contains(named) ? default_paragraph_ : std::string(named);
}

pugi::xml_node DocxLooks::level_of(pugi::xml_node paragraph) const {
    std::string list;
    int level = 0;
    const auto take = [&](pugi::xml_node properties) {
        const pugi::xml_node numbered = child(properties, "numPr");
        if (!numbered) return;
        if (const auto id = value(child(numbered, "numId")); !id.empty()) list = id;
        level = number(value(child(numbered, "ilvl")), level);
    };
    chain(paragraph_style(paragraph), [&](const Style& style) { take(style.block); });
    take(child(paragraph, "pPr"));
    const auto found = levels_.find({list, level});
    return found == levels_.end() ? pugi::xml_node() : found->second;
}

BlockLook DocxLooks::block(pugi::xml_node paragraph, pugi::xml_node table) const {
    BlockLook out;
    take_block(default_block_, out);
    if (table) {
        const std::string_view named = value(child(child(table, "tblPr"), "tblStyle"));
        chain(named.empty() ? std::string_view(default_table_) : named,
              [&](const Style& style) { take_block(style.block, out); });
    }
    chain(paragraph_style(paragraph), [&](const Style& style) { take_block(style.block, out); });
    // A list set on the spot goes before the indents of the style.
    take_block(child(level_of(paragraph), "pPr"), out);
    take_block(child(paragraph, "pPr"), out);
    return out;
}

RunLook DocxLooks::run(pugi::xml_node run, pugi::xml_node paragraph, pugi::xml_node table) const {
    RunLook out;
    take_run(default_run_, out);
    if (table) {
        const std::string_view named = value(child(child(table, "tblPr"), "tblStyle"));
        chain(named.empty() ? std::string_view(default_table_) : named,
              [&](const Style& style) { take_run(style.run, out); });
    }
    chain(paragraph_style(paragraph), [&](const Style& style) { take_run(style.run, out); });
    const pugi::xml_node own = child(run, "rPr");
    if (const std::string_view named = value(child(own, "rStyle")); !named.empty()) {
        RunLook character;
        chain(named, [&](const Style& style) { take_run(style.run, character); });
        // Toggles: both saying bold makes it plain again.
        const auto toggle = [](std::optional<bool>& into, std::optional<bool>& over) {
            if (over && *over && into) over = !*into;
        };
        toggle(out.bold, character.bold);
        toggle(out.italic, character.italic);
        toggle(out.caps, character.caps);
        lay_over(out.font, character.font);
        lay_over(out.colour, character.colour);
        lay_over(out.size, character.size);
        lay_over(out.bold, character.bold);
        lay_over(out.italic, character.italic);
        lay_over(out.underline, character.underline);
        lay_over(out.caps, character.caps);
    }
    take_run(own, out);
    return out;
}

}  // namespace sauro::docread
