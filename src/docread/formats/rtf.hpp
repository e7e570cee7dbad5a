// RTF -> text, in one pass over the bytes: groups, fonts with their code pages, Unicode escapes, rows of tables.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace sauro::docread {

struct RtfText {
    std::string text, page_heads;
    std::size_t changes = 0;  // tracked changes
    bool old_fonts = false;   // something was typed for a TCVN3 or VNI font
    bool too_long = false, broken = false;
};
RtfText rtf_text(std::string_view bytes, std::uint64_t most);

}  // namespace sauro::docread
