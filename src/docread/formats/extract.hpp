// Bytes of a file -> its text. Runs inside the jail only: every function here may be fed by an enemy.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "docread/docread.hpp"
#include "docread/engines/engines.hpp"
#include "docread/presentation.hpp"

namespace sauro::docread {

enum class Format {
    text,
    html,
    docx,
    xlsx,
    pdf,
    legacy_office,
    encrypted_office,
    other_office,
    open_document,
    rtf,
    image,
    archive,
    unknown
};

// What reads pages, as far as it was loaded before the jail closed; and what is done after each page.
struct Engines {
    PdfEngine* pdf = nullptr;
    PictureEngine* picture = nullptr;
    OcrEngine* ocr = nullptr;
    std::string missing;  // why one of them is not there, for the log
    std::function<void(int page, int pages)> page_done;
};

struct Extracted {
    std::string text;        // UTF-8, not yet normalised
    std::string page_heads;  // running heads of pages: looked through for markings, not part of the text
    std::string format;      // "txt", "html", "docx", "pdf", "scan", …
    std::optional<int> pages;
    std::vector<int> turned;  // of each page; empty when all stood upright
    Ocr ocr;
    std::vector<std::string> warnings, unsettled;  // as in Document
    Leftovers leftovers;
    bool capitals_lost = false;                // the old coding keeps them in a font that is not known here
    std::optional<Presentation> presentation;  // spans are bytes of `text` until settle_spans
};

Format sniff(std::string_view bytes);
bool is_image(std::string_view bytes);  // by its first bytes
bool looks_like_pdf(std::string_view bytes);
Result<Extracted> extract(std::string_view bytes, const Limits& limits, const Engines& engines = {});
Result<Extracted> extract_pdf(std::string_view bytes, const Limits& limits, const Engines& engines);
Result<Extracted> extract_image(std::string_view bytes, const Limits& limits, const Engines& engines);
Result<Extracted> extract_html(std::string_view bytes, const Limits& limits);
Result<Extracted> extract_docx(std::string_view bytes, const Limits& limits);
Result<Extracted> extract_rtf(std::string_view bytes, const Limits& limits);
Result<Extracted> extract_doc(std::string_view bytes, const Limits& limits);
Result<Extracted> extract_xlsx(std::string_view bytes, const Limits& limits);

// HTML text by itself, already UTF-8.
std::string html_to_text(std::string_view utf8);

// Turns the bytes of `raw` into code points of the text that normalise() makes of it; false when the count does not
// come out at `codepoints`, so that no span can be trusted.
bool settle_spans(Presentation& presentation, std::string_view raw, std::size_t codepoints);

void tell_of_macros(Extracted& out);  // a program inside the file, that runs when it is opened
std::unexpected<Error> too_much_text(const Limits& limits);
std::unexpected<Error> picture_error(Picture what, const Limits& limits);

// A PDF that can be read, or why not.
Result<std::unique_ptr<PdfBook>> open_pdf(std::string_view bytes, const Engines& engines);

}  // namespace sauro::docread
