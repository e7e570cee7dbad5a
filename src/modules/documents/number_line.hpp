// The number, the symbol and the day in the heading of a document: where the register's go.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace sauro::documents {

// What stands in [start, end), bytes, becomes `words`.
struct HeadMark {
    std::size_t start = 0, end = 0;
    std::string words;
    bool open = false;  // it was left open for the register: "Số      -KH/ĐU", "ngày    tháng   năm 2026"
};
// The number line and the day of the heading, as the register has them, in the order of the text; what already says so,
// or has no place in it, is not named. `text` is NFC.
std::vector<HeadMark> head_marks(std::string_view text, std::string_view symbol, bool party, base::Date day);

// The words with the number of the register, also over another one (a copy of the paper it replaces), and the day in
// the place left open for it. A number that has no place is put where the form wants it: below the star of a Party
// document, above the State's "CỘNG HÒA …". A day that another hand wrote is left.
std::string with_number_line(std::string_view text, std::string_view symbol, bool party, base::Date day);

}  // namespace sauro::documents
