// The three legacy encodings of Vietnamese. Each converts any bytes; whether the result makes sense is for decode() to
// judge.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sauro::text {
std::string from_tcvn3(
    std::string_view bytes);  // ABC; capitals typed with the ".VnTimeH" fonts are restored word by word
std::string from_vni(std::string_view bytes);           // VNI-Windows
std::string from_windows_1258(std::string_view bytes);  // may hold combining marks; run nfc() on it

// Text that is Unicode by its bytes but was typed for a TCVN3 or VNI font (word processors keep such text as Latin-1
// letters). Returns the repaired text, or nothing when the text is what it seems.
std::optional<std::string> repair_legacy_font_text(std::string_view utf8);
}  // namespace sauro::text
