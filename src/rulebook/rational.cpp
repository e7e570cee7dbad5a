#include "rulebook/rational.hpp"

#include <fmt/format.h>

#include <numeric>

namespace sauro::rulebook {
namespace {

__extension__ typedef __int128 Wide;  // products of two 64-bit numbers

std::unexpected<Error> bad(std::string_view text) {
    return fail(ErrorKind::invalid, "rulebook.number",
                fmt::format("“{}” không phải một con số đúng. Viết như 2, 15%, 0,30 hoặc 3/5.", text),
                fmt::format("'{}' is not an exact number; write 2, 15%, 0.30 or 3/5.", text));
}

// Digits only, at most 12 of them: products of two such numbers fit in 128 bits.
bool digits(std::string_view text, std::int64_t& value) {
    if (text.empty() || text.size() > 12) return false;
    value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    return true;
}

}  // namespace

Rational::Rational(std::int64_t numerator, std::int64_t denominator)
    : numerator_(numerator), denominator_(denominator) {
    if (denominator_ < 0) {
        numerator_ = -numerator_;
        denominator_ = -denominator_;
    }
    const std::int64_t divisor = std::gcd(numerator_, denominator_);
    if (divisor > 1) {
        numerator_ /= divisor;
        denominator_ /= divisor;
    }
}

Result<Rational> Rational::parse(std::string_view text) {
    std::string_view rest = text;
    bool negative = false;
    if (!rest.empty() && rest.front() == '-') {
        negative = true;
        rest.remove_prefix(1);
    }
    std::int64_t scale = 1;
    if (!rest.empty() && rest.back() == '%') {
        scale = 100;
        rest.remove_suffix(1);
    }
    std::int64_t numerator = 0, denominator = 1;
    if (auto slash = rest.find('/'); slash != std::string_view::npos) {
        if (!digits(rest.substr(0, slash), numerator) || !digits(rest.substr(slash + 1), denominator) ||
            denominator == 0) {
            return bad(text);
        }
    } else if (auto point = rest.find_first_of(".,"); point != std::string_view::npos) {
        const auto whole = rest.substr(0, point), part = rest.substr(point + 1);
        std::int64_t fraction = 0;
        if (whole.size() + part.size() > 12 || !digits(whole, numerator) || !digits(part, fraction)) return bad(text);
        for (std::size_t i = 0; i < part.size(); ++i) denominator *= 10;
        numerator = numerator * denominator + fraction;
    } else if (!digits(rest, numerator)) {
        return bad(text);
    }
    return Rational(negative ? -numerator : numerator, denominator * scale);
}

std::string Rational::text() const {
    return denominator_ == 1 ? fmt::format("{}", numerator_) : fmt::format("{}/{}", numerator_, denominator_);
}

std::string Rational::percent() const {
    const Wide tenths = Wide{numerator_} * 1000;
    if (tenths % denominator_ != 0) return text();
    const auto value = static_cast<std::int64_t>(tenths / denominator_);
    if (value % 10 == 0) return fmt::format("{}%", value / 10);
    const std::int64_t size = value < 0 ? -value : value;
    return fmt::format("{}{}.{}%", value < 0 ? "-" : "", size / 10, size % 10);
}

namespace {
// Operands have at most 12 digits a side after parsing; counts are far below. The quotient is brought to lowest terms
// before it is narrowed.
Rational reduced(Wide numerator, Wide denominator) {
    Wide a = numerator < 0 ? -numerator : numerator, b = denominator;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    if (a == 0) a = 1;
    return Rational(static_cast<std::int64_t>(numerator / a), static_cast<std::int64_t>(denominator / a));
}
}  // namespace

Rational operator+(const Rational& a, const Rational& b) {
    return reduced(Wide{a.numerator_} * b.denominator_ + Wide{b.numerator_} * a.denominator_,
                   Wide{a.denominator_} * b.denominator_);
}
Rational operator-(const Rational& a, const Rational& b) { return a + Rational(-b.numerator_, b.denominator_); }
Rational operator*(const Rational& a, const Rational& b) {
    return reduced(Wide{a.numerator_} * b.numerator_, Wide{a.denominator_} * b.denominator_);
}
std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    const Wide left = Wide{a.numerator_} * b.denominator_, right = Wide{b.numerator_} * a.denominator_;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

}  // namespace sauro::rulebook
