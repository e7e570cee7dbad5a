// Any text: the analysis ends, and every offset lies inside the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "docread/docread.hpp"
#include "text/text.hpp"

namespace {

void check(bool good) {
    if (!good) std::abort();
}

void check(const std::vector<sauro::docread::Section>& sections, std::size_t size) {
    for (const auto& s : sections) {
        check(s.start <= s.end && s.end <= size);
        check(s.children, size);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto d = sauro::docread::analyse(std::string(reinterpret_cast<const char*>(data), size));
    const std::size_t points = sauro::text::CodepointIndex(d.text).size();
    check(sauro::text::is_utf8(d.text));
    check(d.sections, points);
    for (const auto& t : d.tasks) check(t.start <= t.end && t.end <= points);
    for (const auto& f : d.fields) check(f.start <= f.end && f.end <= points);
    for (const auto& b : d.legal_basis) check(b.start <= b.end && b.end <= points);
    return 0;
}
