#include "rulebook/prose/words.hpp"

#include <gtest/gtest.h>

namespace sauro::rulebook {
namespace {

TEST(Words, NumbersAreWrittenAsHere) {
    EXPECT_EQ(vi_number(1234), "1.234");
    EXPECT_EQ(vi_number(Rational(1234567)), "1.234.567");
    EXPECT_EQ(vi_number(Rational(7, 2)), "3,5");
    EXPECT_EQ(vi_number(Rational(-4'936, 4)), "-1.234");
    EXPECT_EQ(vi_number(Rational(12'345, 10)), "1.234,5");
    EXPECT_EQ(vi_number(Rational(1, 3)), "0,33");
    EXPECT_EQ(vi_number(Rational(2'000'001, 2'000'000)), "1");
}

}  // namespace
}  // namespace sauro::rulebook
