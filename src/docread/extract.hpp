// Bytes of a file -> its text. Runs inside the jail only: every function here may be fed by an enemy.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "docread/docread.hpp"

namespace sauro::docread {

enum class Format {
    text,
    html,
    docx,
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

struct Extracted {
    std::string text;        // UTF-8, not yet normalised
    std::string page_heads;  // running heads of pages: looked through for markings, not part of the text
    std::string format;      // "txt", "html", "docx"
    std::optional<int> pages;
    std::vector<std::string> warnings;
};

Format sniff(std::string_view bytes);
Result<Extracted> extract(std::string_view bytes, const Limits& limits);
Result<Extracted> extract_html(std::string_view bytes, const Limits& limits);
Result<Extracted> extract_docx(std::string_view bytes, const Limits& limits);

// HTML text by itself, already UTF-8.
std::string html_to_text(std::string_view utf8);

std::unexpected<Error> too_much_text(const Limits& limits);

}  // namespace sauro::docread
