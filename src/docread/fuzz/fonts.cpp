// Text typed for old fonts: the result is UTF-8 whatever came in.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "docread/formats/legacy_font.hpp"
#include "text/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using sauro::docread::Coding;
    sauro::docread::CodedText text;
    for (std::size_t at = 0; at < size;) {
        const auto coding = static_cast<Coding>(data[at] % 4);
        const std::size_t length = std::min<std::size_t>(size - at, 1 + data[at] % 32U);
        const std::string_view piece(reinterpret_cast<const char*>(data + at), length);
        if (sauro::text::is_utf8(piece)) text.add(piece, coding);
        at += length;
    }
    if (!sauro::text::is_utf8(text.take())) std::abort();
    return 0;
}
