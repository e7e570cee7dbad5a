#include "rulebook/rational.hpp"

#include <gtest/gtest.h>

namespace sauro::rulebook {
namespace {

TEST(Rational, ReadsWhatPeopleWriteAndNothingElse) {
    EXPECT_EQ(*Rational::parse("15%"), Rational(3, 20));
    EXPECT_EQ(*Rational::parse("0,30"), Rational(3, 10));
    EXPECT_EQ(*Rational::parse("0.85"), Rational(17, 20));
    EXPECT_EQ(*Rational::parse("3/5"), Rational(6, 10));
    EXPECT_EQ(*Rational::parse("-2"), Rational(-2));
    for (const char* wrong : {"", "x", "1/0", "1.", ".5", "1e3", "15 %", "%", "--1", "1234567890123"})
        EXPECT_FALSE(Rational::parse(wrong).has_value()) << wrong;
}

TEST(Rational, ComparesExactlyWhereFloatsWouldNot) {
    EXPECT_EQ(Rational(1, 10) + Rational(2, 10), Rational(3, 10));
    EXPECT_LT(Rational(59999999, 100000000), Rational(3, 5));
    EXPECT_GE(Rational(3, 5), *Rational::parse("60%"));
    EXPECT_LT(Rational(-1, 3), Rational(0));
    EXPECT_EQ(Rational(999999999999, 2) * Rational(2, 999999999999), Rational(1));
}

TEST(Rational, Speaks) {
    EXPECT_EQ(Rational(3, 5).text(), "3/5");
    EXPECT_EQ(Rational(4, 2).text(), "2");
    EXPECT_EQ(Rational(3, 5).percent(), "60%");
    EXPECT_EQ(Rational(1, 8).percent(), "12.5%");
    EXPECT_EQ(Rational(1, 3).percent(), "1/3");
    EXPECT_EQ(Rational(-1, 20).percent(), "-5%");
}

}  // namespace
}  // namespace sauro::rulebook
