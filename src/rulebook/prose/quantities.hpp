// Numbers of a text with what they count and which way they bind. Offsets are bytes.
#pragma once
#include <string>
#include <vector>

#include "rulebook/prose/prose.hpp"
#include "rulebook/rational.hpp"

namespace sauro::rulebook {

struct Quantity {
    enum class Bound { exact, at_least, at_most };
    Span span;     // the number with its unit
    Span context;  // the part of the sentence that says what is counted
    Rational value;
    std::string unit;       // "%", "đồng", "ngày", "công chức": one spelling
    std::size_t thing = 0;  // where the name of a thing that is counted begins; the unit is its first words
    Bound bound = Bound::exact;
    bool measure = false;  // "m2", "lít": a unit of measure, not a thing that is counted
    bool below = false;    // "dưới 20%": right in front of the number
    bool each = false;     // "mỗi xã 350 triệu đồng"
    bool reached = false;  // "đạt 78 triệu đồng": to be reached, and surpassed
    bool whole = false;    // "toàn tỉnh 1.000 ha"
    bool rhythm = false;   // "sáu tháng một lần"
    bool falls = false;    // "giảm 10%": by so much
    bool scope = false;    // "toàn bộ cây cao trên 8 m": of which things it is asked, no least
    // "cấp tỉnh tổ chức không quá 2 hội nghị": which level it is set for, when the text says so.
    enum class Level { any, province, commune } level = Level::any;
};
std::vector<Quantity> quantities_in(const Prose& prose, Span sentence);
// One measure for "24 giờ" and "1 ngày", for "05 công chức" and "05 cán bộ".
class Vocabulary;
void to_measure(const Phrases& people, const Vocabulary& vocabulary, Quantity& q);
// The number as a reader is told it, what is counted by its whole name: "01 lớp bồi dưỡng nhận thức".
std::string whole_words(const Prose& prose, const Quantity& q);
// "chiếc thùng": the thing that is counted.
std::string first_word_of_unit(const std::string& unit);

}  // namespace sauro::rulebook
