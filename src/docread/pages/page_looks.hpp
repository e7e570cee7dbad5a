// How the pages of a PDF look: type of each row from the fonts of its words, indents, spacing and alignment from where
// the rows stand. What rows do not show (rules drawn between them, margins below half-filled pages) is left open.
#pragma once
#include <vector>

#include "docread/pages/page_text.hpp"
#include "docread/presentation.hpp"

namespace sauro::docread {

// Gives each row the runs of its words; false when the page tells no fonts (it was read from its picture).
bool give_types(const PageWords& page, std::vector<PageRow>& rows);

class PageLooks {
  public:
    void page(float width, float height);                       // before its rows
    void number(const PageRow& row, bool header);               // a row that is the number of the page
    void row(const PageRow& row, std::size_t at, bool joined);  // `at`: where it begins in the text
    std::optional<Presentation> finish();

  private:
    struct Placed {
        PageRow row;
        std::size_t at;
        int page;
        bool first;  // of its paragraph
    };
    ParagraphLook paragraph(std::size_t from, std::size_t to) const;
    void spacing(std::vector<ParagraphLook>& looks, const std::vector<std::size_t>& begins) const;
    PageLook sheet() const;

    std::vector<Placed> rows_;
    std::vector<std::pair<float, float>> sizes_;
    std::optional<PageNumbers> numbers_;
};

}  // namespace sauro::docread
