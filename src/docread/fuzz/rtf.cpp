#include <cstdint>
#include <cstdlib>

#include "docread/formats/rtf.hpp"
#include "text/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto got = sauro::docread::rtf_text({reinterpret_cast<const char*>(data), size}, 1 << 20);
    if (got.text.size() > (1U << 20U) + 64 * size + 1024) std::abort();
    return 0;
}
