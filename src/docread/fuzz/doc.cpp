#include <cstdint>

#include "docread/formats/extract.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)sauro::docread::extract_doc({reinterpret_cast<const char*>(data), size}, {});
    return 0;
}
