// The words of a WordprocessingML part, in reading order.
#pragma once
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "docread/formats/docx_styles.hpp"

namespace sauro::docread {

// Automatic numbering: what Word would print before a paragraph.
class DocxNumbering {
  public:
    static DocxNumbering read(pugi::xml_node root);
    std::string next(int list, int level);  // "2.1. ", "- ", "" when unknown

  private:
    struct Level {
        std::string format, pattern;
        int start = 1;
    };
    struct List {
        int kind = -1;                // abstract list
        std::map<int, int> restarts;  // level -> number it starts anew from
        bool begun = false;
    };
    std::map<int, std::vector<Level>> kinds_;  // abstract list -> levels
    std::map<int, List> lists_;
    std::map<int, std::vector<int>> counters_;  // abstract list -> count per level
};

// Where a paragraph and its runs came to stand in the text, in bytes.
struct DocxRun {
    pugi::xml_node node;
    std::size_t start = 0, end = 0;
};
struct DocxParagraph {
    pugi::xml_node node;
    std::size_t start = 0, end = 0;
    std::vector<DocxRun> runs;
    pugi::xml_node table;  // the innermost one it stands in
    int row = 0, column = 0, columns = 0;
};

struct DocxText {
    std::vector<DocxParagraph> paragraphs;
    std::string text;
    std::size_t hidden = 0;                 // runs with words that are set not to be seen
    std::vector<std::string> hidden_words;  // the first of them, each with its paragraph
    bool too_deep = false;                  // tables or boxes inside each other beyond what is followed were left out
    bool old_fonts = false;                 // something was typed for a TCVN3 or VNI font
};

// Appends the text as it would stand with every tracked change accepted; false when it grows beyond `most` bytes. Field
// codes and hidden runs are left out.
bool docx_text(pugi::xml_node root, DocxNumbering& numbering, const DocxStyles& styles, std::uint64_t most,
               DocxText& out);

}  // namespace sauro::docread
