// The words of a WordprocessingML part, in reading order.
#pragma once
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace sauro::docread {

// Simple automatic numbering: what Word would print before a paragraph.
class DocxNumbering {
  public:
    static DocxNumbering read(pugi::xml_node root);
    std::string next(int list, int level);  // "2.1. ", "- ", "" when unknown

  private:
    struct Level {
        std::string format, pattern;
        int start = 1;
    };
    std::map<int, std::vector<Level>> kinds_;   // abstract list -> levels
    std::map<int, int> lists_;                  // list -> abstract list
    std::map<int, std::vector<int>> counters_;  // abstract list -> count per level
};

// Appends the text; false when it grows beyond `most` bytes. Deleted revisions, field codes and hidden runs are left
// out.
bool docx_text(pugi::xml_node root, DocxNumbering& numbering, std::uint64_t most, std::string& out);

}  // namespace sauro::docread
