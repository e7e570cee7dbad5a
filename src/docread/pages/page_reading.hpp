// Page by page: the text layer where it is good, the picture where it is not. At most one picture is in memory.
#pragma once
#include <functional>

#include "docread/formats/extract.hpp"
#include "docread/pages/page_text.hpp"

namespace sauro::docread {

inline constexpr int kOcrDpi = 250;  // what pages are rendered at: errors as few as at 300, memory a third less

// How good a text reads as Vietnamese, from its syllables.
struct TextQuality {
    std::size_t words = 0;
    double good = 0;      // share of words that Vietnamese could write
    double marked = 0;    // share of letters with marks
    bool broken = false;  // signs without meaning: U+FFFD, private use
};
TextQuality judge_text(std::string_view utf8);

class PageReading {
  public:
    PageReading(const Limits& limits, const Engines& engines) : limits_(limits), engines_(engines) {}

    using Render = std::function<bool(int dpi, GrayImage&)>;
    // `layer`: words of the text layer, nullptr when the page has none that can be read.
    Status add(const PageWords* layer, const Render& render);
    Result<Extracted> finish(std::string_view format);

  private:
    Status take(const PageWords& words);

    const Limits& limits_;
    const Engines& engines_;
    PageText text_;
    std::vector<int> turned_;
    int pages_ = 0, read_by_ocr_ = 0, blank_ = 0, late_ = 0, unreadable_ = 0, without_ocr_ = 0, repaired_ = 0;
    int vain_ = 0;
    double confidence_ = 0, ocr_good_ = 0;  // sums over words
    std::size_t ocr_words_ = 0;
};

std::unexpected<Error> no_ocr(std::string detail);
std::unexpected<Error> too_many_pages(int pages, const Limits& limits);

}  // namespace sauro::docread
