// Any rule file: it loads or is refused with a reason; nothing throws out of the loader.
#include <cstdint>
#include <cstdlib>

#include "rulebook/test_views.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sauro;
    static const auto views = rulebook::testing::documented_views();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const char* name : {"mau.yaml", "overlays/mau.yaml"}) {
        const base::EmbeddedFile file{name, text};
        const auto book = rulebook::Rulebook::load({&file, 1}, views);
        if (!book && book.error().message.empty()) std::abort();
    }
    return 0;
}
