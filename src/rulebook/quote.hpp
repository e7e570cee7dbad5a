// The sentence of a source that a clause names ("2.1, gạch đầu dòng 3, câu 1"), found in the text an office imported.
// Pure; what cannot be found for certain is not found.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "docread/document.hpp"

namespace sauro::rulebook {

struct Quote {
    std::size_t start = 0, end = 0;  // code points in Document::text
    std::string text;                // as it stands there, line breaks of a wrapped page as blanks
    bool exact = true;               // false: the part of a sentence that the clause names ("vế 2") lies inside
};

// Sections by label, then paragraphs ("đoạn 2", "đoạn mở đầu", "gạch đầu dòng 3"), then sentences ("câu 1", "câu cuối",
// "câu dẫn"). A remark in brackets ("(ngoặc đơn)") and "vế n" widen to the sentence around. Parts without a number
// ("nơi nhận") are not looked for.
std::optional<Quote> locate_clause(const docread::Document& document, std::string_view clause);

}  // namespace sauro::rulebook
