// A number of a text, in digits, in words or as a share. Texts are lower case; offsets are bytes.
#pragma once
#include <optional>
#include <string_view>

#include "rulebook/rational.hpp"

namespace sauro::rulebook {

struct Number {
    std::size_t end = 0;  // behind it
    Rational value;
};
bool digit(char c);
Rational per_cent(const Rational& part, const Rational& whole);
// "1.000", "98,5", "05". Nothing for a date, a symbol, a fraction.
std::optional<Number> number_at(std::string_view text, std::size_t at, std::size_t end);
// "hai lần", "hai mươi lăm", "ba chục", "một trăm linh năm". "năm" is a year as often as a number, "một" hardly ever
// counts: alone they are read as none.
std::optional<Number> number_word_at(std::string_view text, std::size_t at, std::size_t end);
// "chín phần mười", "một nửa số", "2/3 số": a share of the whole, in per cent.
std::optional<Number> share_at(std::string_view text, std::size_t at, std::size_t end);

}  // namespace sauro::rulebook
