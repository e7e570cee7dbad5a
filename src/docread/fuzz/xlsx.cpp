// The archive as it comes, and one sheet alone.
#include <cstdint>
#include <pugixml.hpp>

#include "docread/formats/extract.hpp"
#include "docread/formats/xlsx.hpp"
#include "docread/sheet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)sauro::docread::extract_xlsx(bytes, {});
    (void)sauro::docread::sheet_of_bytes(bytes, {});
    pugi::xml_document part;
    if (part.load_buffer(data, size, pugi::parse_default | pugi::parse_doctype)) {
        const auto root = part.document_element();
        std::string text;
        (void)sauro::docread::XlsxBook::read(root, root, false).sheet(root, 1 << 20, text);
    }
    for (const auto look : {sauro::docread::XlsxLook::date, sauro::docread::XlsxLook::time})
        (void)sauro::docread::xlsx_number(bytes.substr(0, 40), look, size % 2 == 0);
    return 0;
}
