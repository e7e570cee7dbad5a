// Changes of presentation that are safe to make in a docx without a person: sizes, weights, indents, margins. Never a
// word of the author's: the text read from the result is the text that was read before, but for the number and the day
// that the register gave (WordRepair). Cleaning takes away what is beside the words.
#pragma once
#include <boost/describe.hpp>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "docread/docread.hpp"

namespace sauro::docread {

// Units as in presentation.hpp.
struct RunRepair {
    std::size_t start = 0, end = 0;  // code points of Document::text
    std::optional<std::string> font = {}, colour = {};
    std::optional<int> size = {};
    std::optional<bool> bold = {}, italic = {}, underline = {}, caps = {};
};
struct ParagraphRepair {
    int node = 0;  // ParagraphLook::node
    std::optional<std::string> alignment = {}, line_rule = {};
    std::optional<int> first_line = {}, before = {}, line = {};
};
struct SheetRepair {
    std::optional<int> width = {}, height = {}, top = {}, right = {}, bottom = {},
                       left = {};               // of the sections that stand upright
    std::optional<bool> first_page_apart = {};  // no number on page one
};
struct NumberRepair {
    int part = 0;  // PageNumbers::part
    std::optional<std::string> alignment = {};
    std::optional<int> size = {};
    std::optional<bool> italic = {};
};
// What stands in [start, end) becomes `words`, in the look it has there.
struct WordRepair {
    std::size_t start = 0, end = 0;  // code points of Document::text
    std::string words;
};
struct Repair {
    std::vector<RunRepair> runs;
    std::vector<ParagraphRepair> paragraphs;
    std::optional<SheetRepair> sheet;
    std::optional<NumberRepair> numbers;
    std::vector<WordRepair> words{};
    // Alone: every tracked change accepted, comments gone, nothing else touched; the text read is the text that was
    // read, or repair.words. Hidden text and programs stay: a person decides on them.
    bool clean = false;
    bool empty() const { return runs.empty() && paragraphs.empty() && !sheet && !numbers && words.empty() && !clean; }
    void add(const Repair& other);  // what both ask for, the later word stands
};

BOOST_DESCRIBE_STRUCT(RunRepair, (), (start, end, font, colour, size, bold, italic, underline, caps))
BOOST_DESCRIBE_STRUCT(ParagraphRepair, (), (node, alignment, line_rule, first_line, before, line))
BOOST_DESCRIBE_STRUCT(SheetRepair, (), (width, height, top, right, bottom, left, first_page_apart))
BOOST_DESCRIBE_STRUCT(NumberRepair, (), (part, alignment, size, italic))
BOOST_DESCRIBE_STRUCT(WordRepair, (), (start, end, words))
BOOST_DESCRIBE_STRUCT(Repair, (), (runs, paragraphs, sheet, numbers, words, clean))

// The docx with the changes made, in a jailed worker like every reading. Only the parts that change are written anew
// (the main part, and the header that holds page numbers); all others keep their bytes. Errors as read_file;
// read.unsupported for another format; repair.signed: it bears a digital signature, which any change would break;
// repair.words: `words` cannot be written for certain where they should stand, or cleaning would change what is read;
// repair.nothing: there is nothing to clean.
Result<std::string> repair_docx(const std::filesystem::path& path, const Repair& repair, const Limits& limits = {});

// Inside the worker: what the parent composed, and the file made of it.
std::string repair_request(const Repair& repair, std::string_view docx);
Result<std::string> repair_answer(std::string_view request, const Limits& limits);

}  // namespace sauro::docread
