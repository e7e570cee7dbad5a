// Files built into the binary (rulebook, unit data, migrations). cmake/sauro.cmake: sauro_embed.
#pragma once
#include <span>
#include <string_view>

namespace sauro::base {
struct EmbeddedFile {
    std::string_view name;     // relative to the folder they were taken from
    std::string_view content;  // bytes, alive as long as the program
};
}  // namespace sauro::base
