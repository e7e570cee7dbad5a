// A small writer of word-processor files (OOXML): paragraphs and plain tables in the page of an office document, A4
// with the margins that the State's and the Party's rules share. Everything is text; nothing is taken for markup.
#pragma once
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"

namespace sauro::exports {

enum class Align { left, centre, right, both };

struct Run {
    std::string text;  // '\n' breaks the line
    bool bold = false, italic = false, underline = false;
    double size = 14;  // points
};
struct Paragraph {
    std::vector<Run> runs;
    Align align = Align::left;
    double first_line_cm = 0, before_pt = 0, after_pt = 0;
    double line_pt = 0;  // exact height of a line; 0: single
    // Without words: a solid line `rule_cm` long in the middle of a page or cell that is `within_cm` wide.
    double rule_cm = 0, within_cm = 0;
};
struct TableCell {
    std::vector<Paragraph> paragraphs;
};
struct DocTable {
    std::vector<double> widths_cm;
    std::vector<std::vector<TableCell>> rows;
    bool borders = true;
    bool heading = false;  // the first row is repeated on every page
};
using Block = std::variant<Paragraph, DocTable>;

struct WordDocument {
    std::string title;
    std::vector<Block> blocks;
    double left_cm = 3, right_cm = 1.5, top_cm = 2, bottom_cm = 2;
    bool page_numbers = true;  // centred at the head from the second page
};
// error export.write: the file cannot be written.
Status write_docx(const std::filesystem::path& file, const WordDocument& document);

}  // namespace sauro::exports
