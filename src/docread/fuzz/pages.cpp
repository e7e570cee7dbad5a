// Words at any places: rows, columns and paragraphs come to an end, and no word is lost but running heads.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "docread/pages/ocr_repair.hpp"
#include "docread/pages/page_text.hpp"
#include "text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sauro::docread::PageText all;
    sauro::docread::PageWords page;
    std::size_t letters = 0;
    const auto finish = [&] {
        page.width = 600;
        page.height = 850;
        sauro::docread::repair_reading(page);
        all.add(page);
        page.words.clear();
    };
    for (std::size_t at = 0; at + 10 <= size; at += 10) {
        const std::uint8_t* const d = data + at;
        if (d[0] == 0xFF) {
            finish();
            continue;
        }
        sauro::docread::PageWord word;
        word.left = static_cast<float>(d[0] * 256 + d[1]) / 64;
        word.top = static_cast<float>(d[2] * 256 + d[3]) / 64;
        word.right = word.left + static_cast<float>(d[4]);
        word.bottom = word.top + static_cast<float>(d[5]) / 4;
        for (int i = 6; i < 10; ++i) {
            if (d[i] >= 0x20) sauro::text::append_codepoint(word.text, d[i] < 0x7F ? d[i] : 0x1EA0U + (d[i] & 0x3FU));
        }
        letters += word.text.size();
        page.words.push_back(std::move(word));
    }
    finish();
    const auto result = all.finish();
    if (result.text.size() > letters * 4 + size + 16) std::abort();
    return 0;
}
