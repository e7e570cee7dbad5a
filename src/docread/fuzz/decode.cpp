#include <cstdint>
#include <cstdlib>

#include "text/legacy.hpp"
#include "text/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto decoded = sauro::text::decode(bytes); decoded && !sauro::text::is_utf8(decoded->text)) std::abort();
    if (const auto repaired = sauro::text::repair_legacy_font_text(bytes); repaired && !sauro::text::is_utf8(*repaired))
        std::abort();
    const std::string folded = sauro::text::fold(bytes);
    if (sauro::text::fold(folded) != folded) std::abort();
    (void)sauro::text::canonical(bytes);
    return 0;
}
