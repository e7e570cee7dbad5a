// Words found eight bytes at a time are the words found letter by letter.
#include "search/words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace sauro::search {
namespace {

using Words = std::vector<std::string>;

Words fast(std::string_view text) {
    Words out;
    for_each_word(text, [&](std::size_t begin, std::size_t end) {
        out.emplace_back(text.substr(begin, end - begin));
        return true;
    });
    return out;
}

Words one_by_one(std::string_view text) {
    Words out;
    std::string word;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_codepoint(text, at);
        const bool letter = text::is_letter(c) || text::is_digit(c) || (c >= 0x1000 && c < 0x2000);
        const bool mark = c >= 0x300 && c <= 0x36F;
        if (letter || (mark && !word.empty())) {
            word += text.substr(from, at - from);
        } else if (!word.empty()) {
            out.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) out.push_back(std::move(word));
    return out;
}

TEST(Words, OfAnOfficeText) {
    EXPECT_EQ(fast("Số: 226-KL/TW, “Kế hoạch” 2025–2026…"),
              (Words{"Số", "226", "KL", "TW", "Kế", "hoạch", "2025", "2026"}));
    EXPECT_EQ(fast("3×4 ÷ ặ ỗ ỷ"), (Words{"3", "4", "ặ", "ỗ", "ỷ"})) << "bytes that × and ÷ share with letters";
    EXPECT_EQ(fast(""), Words{});
    EXPECT_EQ(fast("  -- "), Words{});
    EXPECT_EQ(fast("a"), Words{"a"});
}

TEST(Words, ThoseAskedForStopTheWalk) {
    int seen = 0;
    for_each_word("một hai ba bốn", [&](std::size_t, std::size_t) { return ++seen < 2; });
    EXPECT_EQ(seen, 2);
    seen = 0;
    for_each_word("một–hai–ba", [&](std::size_t, std::size_t) { return ++seen < 2; });
    EXPECT_EQ(seen, 2);
}

RC_GTEST_PROP(WordsProperty, SameAsLetterByLetter, ()) {
    // Long enough to cross blocks of 64 bytes at every place.
    const auto piece = rc::gen::elementOf(std::vector<std::string>{
        " ", "\n", "-", "/", ".",  "a", "Z", "9", "0",  "đ",      "Đ",      "ế",      "ặ",         "ỗ",
        "ỷ", "Ự",  "ơ", "ư", "×",  "÷", "–", "“", "…",  "\u00A0", "\u0301", "e",      "`",         "{",
        "@", "[",  ":", "ß", "\t", "ñ", "ж", "α", "中", "\u1E00", "\u1680", "\u200B", "\U0001F600"});
    std::string text;
    for (const auto& one : *rc::gen::container<std::vector<std::string>>(piece)) text += one;
    for (int i = 0; i < 3; ++i) text += text;
    RC_ASSERT(fast(text) == one_by_one(text));
}

}  // namespace
}  // namespace sauro::search
