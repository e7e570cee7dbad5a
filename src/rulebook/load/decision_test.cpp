// Decisions on open interpretations: what they change, what they may not, and that they go without a trace.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "rulebook/describe.hpp"
#include "rulebook/local.hpp"
#include "rulebook/test_views.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view online = "KL226.2.2.p.online-min", half_day = "KL226.2.2.d3.dissemination-half-day";

Decision decision(std::string interpretation, std::string choice, std::vector<Decision::Value> values = {}) {
    return {"d1",       std::move(interpretation),           std::move(choice), std::move(values), "Ban Thường vụ",
            "12-QĐ/TU", *base::Date::parse_iso("2026-11-20")};
}

const Interpretation& one(const Rulebook& book, std::string_view id) {
    return *std::ranges::find(book.interpretations(), id, &Interpretation::id);
}

TEST(Decisions, AnotherChoiceIsWhatNormsAreJudgedByAndItsCasesAreRun) {
    const auto& book = testing::shipped();
    const auto decided = with_local(book, {}, {decision("INT-08", "(b)")}).book;
    EXPECT_NE(decided.hash(), book.hash());
    EXPECT_EQ(decided.find(online)->numerator, "mode = online");
    EXPECT_FALSE(decided.find(online)->alternative.has_value());
    EXPECT_NE(decided.find(online)->fingerprint, book.find(online)->fingerprint);
    EXPECT_EQ(counted_by(one(decided, "INT-08")), "");
    EXPECT_TRUE(choices_of(decided, "INT-08").at(0).proposed) << "it was proposed by the files";
    EXPECT_EQ(one(decided, "INT-08").owner, "Ban Thường vụ");
    EXPECT_EQ(book.find(online)->numerator, "mode in (online, hybrid)") << "the running one is another";

    const auto results = run_cases(decided);
    ASSERT_TRUE(results.has_value());
    std::int64_t other = 0;
    for (const auto& result : *results) {
        EXPECT_TRUE(result.passed) << result.norm << " " << result.name << ": " << result.actual;
        other += result.name.starts_with("INT-08 (b): ") ? 1 : 0;
    }
    EXPECT_EQ(other, 8);

    const auto back = with_local(decided, {}, {}).book;
    EXPECT_EQ(back.hash(), book.hash());
    EXPECT_EQ(back.find(online)->numerator, "mode in (online, hybrid)");
    EXPECT_EQ(one(back, "INT-08").status, "proposed");
}

TEST(Decisions, WhoIsCountedAndWhetherTheLastDayCountsMayBeDecidedToo) {
    const auto& book = testing::shipped();
    constexpr std::string_view cap = "KL226.2.2.d1.commune-wide-cap.plan", due = "CV18541.5.deadline";
    const auto decided = with_local(book, {}, {decision("INT-13", "(b)"), decision("INT-34", "(b)")}).book;
    EXPECT_EQ(decided.find(cap)->per, (std::vector<std::string>{"unit", "year"}));
    EXPECT_EQ(decided.find(cap)->nouns.at("place"), "Cơ quan cấp xã");
    EXPECT_NE(decided.find(cap)->fingerprint, book.find(cap)->fingerprint);
    EXPECT_TRUE(book.find(due)->deadline->exclusive);
    EXPECT_FALSE(decided.find(due)->deadline->exclusive);
    EXPECT_EQ(decided.find("KL221.4.service-units")->deadline->exclusive_column, "");
    EXPECT_NE(decided.find(due)->fingerprint, book.find(due)->fingerprint);
    EXPECT_EQ(counted_by(one(decided, "INT-34")), "");
}

TEST(Decisions, AChoiceThatNoMachineFollowsIsRecordedAndChangesNoVerdict) {
    const auto& book = testing::shipped();
    const auto decided = with_local(book, {}, {decision("INT-08", "(d)")}).book;
    EXPECT_THAT(counted_by(one(decided, "INT-08")), HasSubstr("(a)"));
    EXPECT_FALSE(choices_of(decided, "INT-08").at(3).counted);
    EXPECT_EQ(decided.find(online)->fingerprint, book.find(online)->fingerprint);
    EXPECT_NE(decided.hash(), book.hash()) << "who decided is part of what findings pin";
}

TEST(Decisions, AValueLiesBetweenItsBoundsAndCitesTheDecision) {
    const auto& book = testing::shipped();
    const auto minutes = [&](std::string text) {
        return with_local(book, {},
                          {decision("INT-19", "(a)", {{std::string(half_day), "max_minutes", std::move(text)}})});
    };
    const auto decided = minutes("180");
    ASSERT_TRUE(decided.refused.empty());
    const auto& value = decided.book.find(half_day)->parameters.front().values.front();
    EXPECT_EQ(value.value, Rational(180));
    EXPECT_THAT(value.clause, HasSubstr("INT-19, 12-QĐ/TU"));
    for (const char* text : {"179", "241", "-1", "ba", ""}) {
        const auto refused = minutes(text);
        ASSERT_TRUE(refused.refused.contains("d1")) << text;
        EXPECT_THAT(refused.refused.at("d1"), HasSubstr("226-KL/TW, 2.2, gạch đầu dòng 3, câu 2"));
        EXPECT_THAT(refused.refused.at("d1"), HasSubstr("nhập từ 180 đến 240"));
        EXPECT_EQ(refused.book.hash(), book.hash());
    }
}

TEST(Decisions, WhatIsNotOpenIsRefused) {
    const auto& book = testing::shipped();
    const auto code = [&](const Decision& wanted) {
        const auto status = may_decide(book, wanted);
        return status ? "taken" : status.error().code;
    };
    EXPECT_EQ(code(decision("INT-99", "(a)")), "interpretation.unknown");
    EXPECT_EQ(code(decision("INT-08", "(z)")), "interpretation.choice");
    EXPECT_EQ(code(decision("INT-08", "(a)", {{std::string(online), "min_share", "50%"}})), "interpretation.value")
        << "the text itself says 60%";
    const std::string norm(half_day);
    EXPECT_EQ(code(decision("INT-19", "(b)", {{norm, "max_minutes", "200"}})), "interpretation.value");
    EXPECT_EQ(code(decision("INT-19", "(a)", {{norm, "max_minutes", "200"}, {norm, "max_minutes", "210"}})),
              "interpretation.value");
    EXPECT_EQ(code(decision("INT-19", "(a)", {{norm, "max_minutes", "200"}})), "taken");
}

// What an interpretation declares is proven when the rulebook loads: file and line.
TEST(Decisions, ADeclarationThatIsWrongIsRefusedByTheLoader) {
    const auto load = [](std::string_view from, std::string_view to) {
        std::vector<std::pair<std::string, std::string>> texts = *files_of(std::string(SAURO_SOURCE_DIR) + "/rulebook");
        auto& text =
            std::ranges::find(texts, "interpretations.yaml", [](const auto& file) { return file.first; })->second;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        std::vector<base::EmbeddedFile> files;
        for (const auto& [name, content] : texts) files.push_back({name, content});
        const auto book = Rulebook::load(files, testing::documented_views());
        return book ? std::string("loaded") : book.error().message;
    };
    EXPECT_THAT(load("norm: KL226.2.2.p.online-min\n", "norm: KL226.khong-co\n"),
                HasSubstr("không có quy tắc “KL226.khong-co”"));
    EXPECT_THAT(load("numerator: \"mode = online\"", "numerator: \"mod = online\""),
                HasSubstr("KL226.2.2.p.online-min"));
    EXPECT_THAT(load("per: [unit, year]", "per: [uni, year]"), HasSubstr("KL226.2.2.d1.province-wide-cap"));
    EXPECT_THAT(load("numerator: \"mode = online\"", "exclusive: false"), HasSubstr("không có hạn"));
    EXPECT_THAT(load("least: 180, most: 240", "least: 241, most: 300"), HasSubstr("mức đang dùng 240"));
    EXPECT_THAT(load("parameter: max_hint_share", "parameter: max_share"), HasSubstr("interpretations.yaml:"));
}

}  // namespace
}  // namespace sauro::rulebook
