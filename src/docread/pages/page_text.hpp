// Words with places on pages -> the text a reader would follow: columns of a head or foot one after the other, tables
// row by row with tabs, wrapped lines put together again, running heads and page numbers set aside.
#pragma once
#include <string>
#include <vector>

#include "docread/engines/engines.hpp"
#include "docread/presentation.hpp"

namespace sauro::docread {

// One line of the page, or one line of a column.
struct PageRow {
    std::string text;
    float left = 0, right = 0, top = 0, bottom = 0;
    float block_left = 0, block_right = 0;  // of the column it stands in
    float first_word = 0;                   // its width
    bool flows = false;                     // may be part of a paragraph
    bool only_if_lower = false;             // joined only to a line that begins in lower case
    int column = -1;                        // of a head or a foot in two columns: 0 left, 1 right
    std::vector<TextLook> runs;             // bytes of its text; empty when no fonts are told
    bool centred = false;                   // its width tells whether it is full, not its right edge
};

class PageText {
  public:
    void add(const PageWords& page);
    std::size_t bytes() const { return bytes_; }
    struct Result {
        std::string text, page_heads;
        std::optional<Presentation> presentation;  // spans are bytes of `text`; nothing unless every page tells fonts
    };
    Result finish();

  private:
    std::vector<std::vector<PageRow>> pages_;
    std::vector<std::pair<float, float>> sizes_;
    bool typed_ = true;
    std::size_t bytes_ = 0;
};

}  // namespace sauro::docread
