// How a docx paragraph or run looks in the end: document defaults, table style, paragraph style with all it is based
// on, numbering, character style, and what is set on the spot.
#pragma once
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace sauro::docread {

// A length as WordprocessingML writes it: a number of the file's own unit ("1134", "28.5"), or with a unit of the world
// ("85.05pt", "2cm", as in strict files). `a_point`: how many own units a point has.
std::optional<int> measure(std::string_view text, int a_point = 20);

struct RunLook {
    std::optional<std::string> font, colour;
    std::optional<int> size;  // half points
    std::optional<bool> bold, italic, underline, caps;
};

struct BlockLook {
    std::optional<std::string> alignment, line_rule;
    std::optional<int> left, right, first_line, before, after, line;
    std::optional<int> first_chars;  // first_line in hundredths of a letter's width instead
    std::optional<bool> border_below, border_above, border_around, contextual, before_auto, after_auto;
};

class DocxLooks {
  public:
    // Any of the roots may be empty; they must outlive what is made of them.
    static DocxLooks read(pugi::xml_node styles, pugi::xml_node numbering, pugi::xml_node theme);

    BlockLook block(pugi::xml_node paragraph, pugi::xml_node table) const;
    RunLook run(pugi::xml_node run, pugi::xml_node paragraph, pugi::xml_node table) const;
    std::string paragraph_style(pugi::xml_node paragraph) const;  // the default one where none is named

  private:
    struct Style {
        std::string based_on;
        pugi::xml_node run, block;
        int list = 0, level = 0;
    };
    void take_run(pugi::xml_node properties, RunLook& into) const;
    static void take_block(pugi::xml_node properties, BlockLook& into);
    template <class Take>
    void chain(std::string_view style, const Take& take, int depth = 0) const;
    pugi::xml_node level_of(pugi::xml_node paragraph) const;  // its w:lvl

    std::map<std::string, Style, std::less<>> by_id_;
    std::string default_paragraph_, default_table_, major_font_, minor_font_;
    pugi::xml_node default_run_, default_block_;
    std::map<std::pair<std::string, int>, pugi::xml_node> levels_;  // numId, level
};

}  // namespace sauro::docread
