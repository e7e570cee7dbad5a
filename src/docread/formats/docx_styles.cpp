#include "docread/formats/docx_styles.hpp"

#include <algorithm>

#include "docread/formats/xml_node.hpp"

namespace sauro::docread {
namespace {

constexpr int kDeepest = 20;  // styles based on styles; a ring of them ends here too

std::string_view font_of(pugi::xml_node run_properties) {
    const pugi::xml_node fonts = child(run_properties, "rFonts");
    const std::string_view ascii = value(fonts, "ascii");
    return ascii.empty() ? value(fonts, "hAnsi") : ascii;
}

std::optional<bool> hidden_in(pugi::xml_node run_properties) {
    const pugi::xml_node vanish = child(run_properties, "vanish");
    if (!vanish) return {};
    return value(vanish) != "0" && value(vanish) != "false";
}

}  // namespace

DocxStyles DocxStyles::read(pugi::xml_node root) {
    DocxStyles out;
    for (const pugi::xml_node node : root.children()) {
        if (local(node) == "docDefaults") {
            out.default_font_ = font_of(child(child(node, "rPrDefault"), "rPr"));
        } else if (local(node) == "style" && out.styles_.size() < 5000) {
            const std::string id(value(node, "styleId"));
            Style& style = out.styles_[id];
            style.based_on = value(child(node, "basedOn"));
            style.font = font_of(child(node, "rPr"));
            style.hidden = hidden_in(child(node, "rPr"));
            const pugi::xml_node numbered = child(child(node, "pPr"), "numPr");
            style.list = number(value(child(numbered, "numId")), -1);
            style.level = number(value(child(numbered, "ilvl")), -1);
            if (value(node, "type") == "paragraph" && value(node, "default") == "1") out.default_style_ = id;
        }
    }
    return out;
}

const DocxStyles::Style* DocxStyles::find(std::string_view id) const {
    const auto at = styles_.find(id);
    return at == styles_.end() ? nullptr : &at->second;
}

std::string_view DocxStyles::style_font(std::string_view id) const {
    for (int depth = 0; depth < kDeepest; ++depth) {
        const Style* const style = find(id);
        if (style == nullptr) break;
        if (!style->font.empty()) return style->font;
        id = style->based_on;
    }
    return {};
}

std::string_view DocxStyles::font(pugi::xml_node run_properties, std::string_view paragraph_style) const {
    if (const auto own = font_of(run_properties); !own.empty()) return own;
    if (const auto id = value(child(run_properties, "rStyle")); !id.empty()) {
        if (const auto named = style_font(id); !named.empty()) return named;
    }
    if (const auto of = style_font(paragraph_style.empty() ? default_style_ : paragraph_style); !of.empty()) return of;
    return default_font_;
}

std::optional<bool> DocxStyles::style_hidden(std::string_view id) const {
    for (int depth = 0; depth < kDeepest; ++depth) {
        const Style* const style = find(id);
        if (style == nullptr) break;
        if (style->hidden) return style->hidden;
        id = style->based_on;
    }
    return {};
}

bool DocxStyles::hidden(pugi::xml_node run_properties, std::string_view paragraph_style) const {
    if (const auto own = hidden_in(run_properties)) return *own;
    if (const auto named = style_hidden(value(child(run_properties, "rStyle")))) return *named;
    return style_hidden(paragraph_style.empty() ? std::string_view(default_style_) : paragraph_style).value_or(false);
}

DocxStyles::Numbering DocxStyles::numbering(std::string_view id) const {
    Numbering out{-1, -1};
    for (int depth = 0; depth < kDeepest && (out.list < 0 || out.level < 0); ++depth) {
        const Style* const style = find(id);
        if (style == nullptr) break;
        if (out.list < 0) out.list = style->list;
        if (out.level < 0) out.level = style->level;
        id = style->based_on;
    }
    return {std::max(0, out.list), std::max(0, out.level)};
}

}  // namespace sauro::docread
