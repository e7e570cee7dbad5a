// Exact numbers of the rulebook: 100·online ≥ 60·total, never a floating tolerance.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sauro::rulebook {

// Kept in lowest terms with a positive denominator. Sizes are those of counts and limits; a parse refuses what would
// not fit.
class Rational {
  public:
    Rational() = default;
    Rational(std::int64_t numerator, std::int64_t denominator = 1);  // denominator must not be 0
    // "2", "15%", "0,30", "0.30", "3/5"; at most 12 digits a part.
    static Result<Rational> parse(std::string_view text);

    std::int64_t numerator() const { return numerator_; }
    std::int64_t denominator() const { return denominator_; }
    std::string text() const;     // "2", "3/5"
    std::string percent() const;  // "60%" when exact with one decimal, else "13/21"
    double approximate() const { return static_cast<double>(numerator_) / static_cast<double>(denominator_); }

    friend Rational operator+(const Rational& a, const Rational& b);
    friend Rational operator-(const Rational& a, const Rational& b);
    friend Rational operator*(const Rational& a, const Rational& b);
    friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);
    friend bool operator==(const Rational& a, const Rational& b) = default;

  private:
    std::int64_t numerator_ = 0, denominator_ = 1;
};

}  // namespace sauro::rulebook
