// The archive as it comes, and its main part alone (a fuzzer seldom keeps an archive whole).
#include <cstdint>
#include <pugixml.hpp>

#include "docread/formats/docx_text.hpp"
#include "docread/formats/extract.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)sauro::docread::extract_docx({reinterpret_cast<const char*>(data), size}, {});
    pugi::xml_document part;
    if (part.load_buffer(data, size,
                         pugi::parse_cdata | pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_doctype)) {
        auto numbering = sauro::docread::DocxNumbering::read(part.document_element());
        const auto styles = sauro::docread::DocxStyles::read(part.document_element());
        sauro::docread::DocxText text;
        (void)sauro::docread::docx_text(part.document_element(), numbering, styles, 1 << 20, text);
    }
    return 0;
}
