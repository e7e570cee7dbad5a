// What a paragraph or run inherits from its styles: font and numbering.
#pragma once
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace sauro::docread {

class DocxStyles {
  public:
    struct Numbering {
        int list = 0, level = 0;  // list 0: none
    };
    static DocxStyles read(pugi::xml_node root);

    // Font as written for one run; empty where nothing says it.
    std::string_view font(pugi::xml_node run_properties, std::string_view paragraph_style) const;
    Numbering numbering(std::string_view paragraph_style) const;
    // Set not to be seen, by the run itself, its style or its paragraph's.
    bool hidden(pugi::xml_node run_properties, std::string_view paragraph_style) const;

  private:
    struct Style {
        std::string based_on, font;
        int list = -1, level = -1;
        std::optional<bool> hidden;
    };
    std::optional<bool> style_hidden(std::string_view id) const;
    std::string_view style_font(std::string_view id) const;
    const Style* find(std::string_view id) const;

    std::map<std::string, Style, std::less<>> styles_;
    std::string default_font_, default_style_;
};

}  // namespace sauro::docread
