// How a document looks, as far as its file says so: pages, paragraphs, type. Lengths are twips (1/20 pt: A4 is
// 11906 x 16838), sizes of type half points (14 pt = 28), places twips from the left and the top of the page. What a
// format cannot know is left empty: a scan and a plain text have no presentation at all. Spans are code points into
// Document::text.
#pragma once
#include <boost/describe.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sauro::docread {

struct PageNumbers {
    std::string place;      // header | footer
    std::string alignment;  // left | center | right
    std::string format;     // decimal | upperRoman | …, as WordprocessingML names them
    bool on_first = false;  // shown on the first page
    std::optional<int> size;
    std::optional<bool> bold, italic;
    std::optional<int> part;  // docx: which header or footer part holds it, for a repair
};

struct PageLook {
    int width = 0, height = 0;
    bool landscape = false;
    std::optional<int> top, right, bottom, left;  // margins
    bool measured = false;  // margins from where the text ends, not from the file's own word: right within 1 mm
    std::optional<PageNumbers> numbers;
    int paragraphs = 0;  // how many paragraphs stand in this section
};

struct TextLook {
    std::size_t start = 0, end = 0;
    std::optional<std::string> font, colour;  // "Times New Roman"; "000000", "auto"
    std::optional<int> size;
    std::optional<bool> bold, italic, underline, caps;
};

struct TableCell {
    int table = 0, row = 0, column = 0, columns = 1;
    std::optional<int> width = std::nullopt;  // when the file says so
};

struct PagePlace {
    int page = 0, left = 0, top = 0, right = 0, bottom = 0;  // pages count from 1
};

// A line drawn under a paragraph.
struct DrawnRule {
    std::string kind;           // border | shape
    std::optional<int> length;  // when the file says so
    std::optional<int> left;    // where it begins, from the left margin of the text or of its cell
};

struct ParagraphLook {
    std::size_t start = 0, end = 0;
    std::optional<std::string> alignment;  // left | center | right | justify
    std::optional<int> left, right, first_line, before, after;
    std::optional<std::string> line_rule;  // multiple (of single, 240 = 1) | exact | at_least | measured (twips)
    std::optional<int> line;
    std::vector<DrawnRule> rules;
    bool framed = false;  // has a border all around, or stands in a box that has one
    std::optional<TableCell> cell;
    std::optional<PagePlace> place;
    std::optional<int> node;  // docx: which w:p of the main part, from 0; a repair addresses it so
    std::vector<TextLook> runs;
};

struct Presentation {
    std::vector<PageLook> sections;
    std::vector<ParagraphLook> paragraphs;
};

BOOST_DESCRIBE_STRUCT(PageNumbers, (), (place, alignment, format, on_first, size, bold, italic, part))
BOOST_DESCRIBE_STRUCT(PageLook, (), (width, height, landscape, top, right, bottom, left, measured, numbers, paragraphs))
BOOST_DESCRIBE_STRUCT(TextLook, (), (start, end, font, colour, size, bold, italic, underline, caps))
BOOST_DESCRIBE_STRUCT(TableCell, (), (table, row, column, columns, width))
BOOST_DESCRIBE_STRUCT(PagePlace, (), (page, left, top, right, bottom))
BOOST_DESCRIBE_STRUCT(DrawnRule, (), (kind, length, left))
BOOST_DESCRIBE_STRUCT(ParagraphLook, (),
                      (start, end, alignment, left, right, first_line, before, after, line_rule, line, rules, framed,
                       cell, place, node, runs))
BOOST_DESCRIBE_STRUCT(Presentation, (), (sections, paragraphs))

}  // namespace sauro::docread
