#include "rulebook/prose/frames.hpp"

#include <gtest/gtest.h>

namespace sauro::rulebook {
namespace {

std::map<std::string, Phrases> lists() {
    return {{"concepts", {"person", "pay", "each_time"}},
            {"person", {"người trực", "cán bộ"}},
            {"pay", {"phụ cấp", "trả"}},
            {"each_time", {"mỗi tháng"}},
            {"weights",
             {"base -1.00", "sure 0.50", "maybe 0.00", "person 0.20", "^person 0.10", "person>pay 0.40", "money 0.30",
              "each_person 0.07", "big_money -2.00"}}};
}

int sum(std::string_view text) {
    const auto frames = Frames::read(lists());
    if (!frames) return -9999;
    const Prose prose(text);
    return frames->weigh(prose, {0, text.size()}).sum;
}

TEST(Frames, ConceptsTheirOrderAndTheOpeningOneAreWeighed) {
    EXPECT_EQ(sum("Mưa to"), -100);
    EXPECT_EQ(sum("Cán bộ nhận phụ cấp"), -100 + 20 + 10 + 40);
    EXPECT_EQ(sum("Xã trả cán bộ"), -100 + 20) << "the other order is another pair";
    EXPECT_EQ(sum("Cán bộ và người trực nhận phụ cấp"), -100 + 20 + 10 + 40) << "each concept and pair once";
}

TEST(Frames, WhatAClauseIsWeighedByIsTold) {
    const std::string text = "Cán bộ và người trực nhận phụ cấp 1,5 triệu đồng";
    const Prose prose(text);
    const std::vector<std::string> wanted = {"^person", "person",    "person>pay", "person>money",
                                             "pay",     "pay>money", "money"};
    EXPECT_EQ(Frames::read(lists())->features(prose, {0, text.size()}), wanted);
}

TEST(Frames, SumsAreOfAPersonOrOfTheWork) {
    EXPECT_EQ(sum("Mức 150.000 đồng/người"), -100 + 30 + 7);
    EXPECT_EQ(sum("Mức 1,5 triệu đồng"), -100 + 30);
    EXPECT_EQ(sum("Mức 1.500.000.000 đồng"), -100 - 200);
    EXPECT_EQ(sum("Mức 12 đoạn"), -100);
}

TEST(Frames, ListsThatDoNotFitAreRefused) {
    auto twice = lists();
    twice["pay"] = {"cán bộ"};
    EXPECT_FALSE(Frames::read(twice));
    auto unknown = lists();
    unknown["weights"] = {"base -1.00", "weather 0.20"};
    EXPECT_FALSE(Frames::read(unknown));
    auto words = lists();
    words["weights"] = {"base much"};
    EXPECT_FALSE(Frames::read(words));
}

}  // namespace
}  // namespace sauro::rulebook
