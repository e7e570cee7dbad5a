#include <algorithm>

#include "docread/formats/extract.hpp"
#include "docread/parts/source.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

bool is_combining(char32_t c) { return (c >= 0x300 && c <= 0x36F) || c == 0x1AB0; }

std::size_t count_codepoints(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char b) { return !text::is_continuation(b); }));
}

}  // namespace

bool settle_spans(Presentation& presentation, std::string_view raw, std::size_t codepoints) {
    constexpr std::size_t kMostMarks = 800'000;  // a thousand pages have a tenth of it; more would drown the answer
    std::size_t runs = 0;
    for (const ParagraphLook& p : presentation.paragraphs) runs += p.runs.size();
    if (2 * (runs + presentation.paragraphs.size()) > kMostMarks) return false;
    std::vector<std::size_t*> marks;
    for (ParagraphLook& p : presentation.paragraphs) {
        marks.push_back(&p.start);
        marks.push_back(&p.end);
        for (TextLook& run : p.runs) {
            marks.push_back(&run.start);
            marks.push_back(&run.end);
        }
    }
    std::ranges::sort(marks, {}, [](const std::size_t* m) { return *m; });
    // Normalising piece by piece gives what normalising the whole gave, as long as no letter is parted from its mark.
    std::size_t at = 0, count = 0;
    const auto move_to = [&](std::size_t byte) {
        byte = std::min(byte, raw.size());
        while (byte < raw.size() && text::is_continuation(raw[byte])) ++byte;
        for (std::size_t next = byte; next < raw.size();) {
            if (!is_combining(text::next_codepoint(raw, next))) break;
            byte = next;
        }
        if (byte <= at) return;
        count += count_codepoints(normalise(raw.substr(at, byte - at)));
        at = byte;
    };
    for (std::size_t* const mark : marks) {
        move_to(*mark);
        *mark = count;
    }
    move_to(raw.size());
    return count == codepoints;
}

}  // namespace sauro::docread
