// D9: what a draft cites is in force, and is what it is said to be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rulebook/impl.hpp"
#include "rulebook/test_views.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

docread::Document paper(std::string type, std::string text) {
    docread::Document document;
    document.format = "txt";
    document.kind = "official";
    document.document_type = std::move(type);
    document.date = "2026-08-05";
    document.text = std::move(text);
    return document;
}

Finding of(const docread::Document& document, const std::string& norm, const CheckContext& context = {}) {
    for (auto& finding : check(testing::shipped(), document, context)) {
        if (finding.norm == norm) return finding;
    }
    ADD_FAILURE() << "no finding of " << norm;
    return {};
}

TEST(Law, AReplacedBaseIsToldWithWhatReplacedIt) {
    const auto document = paper("kế hoạch", "Thực hiện Quy định số 66-QĐ/TW, ngày 06/02/2017 của Ban Bí thư.");
    const auto finding = of(document, "KL226.2.1.d3.consistent-law");
    EXPECT_EQ(finding.outcome, "breached");
    EXPECT_EQ(finding.severity, "error");
    EXPECT_THAT(finding.message, HasSubstr("399-QĐ/TW từ 09/01/2026"));
    ASSERT_EQ(finding.passages.size(), 1U);
    EXPECT_THAT(finding.passages[0].quote, HasSubstr("66-QĐ/TW"));
    LegalRegister own = LegalRegister::shipped();
    ASSERT_TRUE(own.add_file("so.jsonl", R"({"symbol":"66-QĐ/TW","document_type":"quy định","date":"2017-02-06"})"));
    CheckContext context;
    context.legal = &own;
    EXPECT_EQ(of(document, "KL226.2.1.d3.consistent-law", context).outcome, "met") << "the office's row stands";
}

TEST(Law, ASymbolEveryPlaceHasIsKnownByDayOrIssuer) {
    LegalRegister own = LegalRegister::shipped();
    const auto entry = [](const char* symbol, std::optional<base::Date> date) {
        LegalEntry out;
        out.symbol = symbol;
        out.date = date;
        out.ended_on = *base::Date::parse_iso("2026-05-01");
        out.ended_by = "3220/QĐ-UBND";
        out.relation = "repealed";
        out.certain = date.has_value();
        return out;
    };
    own.add(entry("3219/QĐ-UBND", {}));
    own.add(entry("3218/QĐ-UBND", *base::Date::parse_iso("2024-01-05")));
    CheckContext context;
    context.legal = &own;
    const auto outcome = [&](const std::string& cited) {
        return of(paper("kế hoạch", "Thực hiện Quyết định số " + cited + " về phân công."),
                  "KL226.2.1.d3.consistent-law", context)
            .outcome;
    };
    EXPECT_EQ(outcome("3219/QĐ-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Minh Họa"), "cannot_tell");
    EXPECT_EQ(outcome("3219/QĐ-UBND ngày 05/6/2026"), "cannot_tell") << "issued after that one had ended";
    EXPECT_EQ(outcome("3219/QĐ-UBND"), "breached") << "nothing in the draft speaks against it";
    EXPECT_EQ(outcome("3218/QĐ-UBND ngày 05/01/2024"), "breached");
}

TEST(Law, WhatWasAmendedIsToldBesideWhatHolds) {
    LegalRegister own = LegalRegister::shipped();
    LegalEntry changed;
    changed.symbol = "11/2024/QĐ-UBND";
    changed.relation = "amended";
    changed.ended_by = "14/2026/QĐ-UBND";
    changed.amended_on = *base::Date::parse_iso("2026-02-01");
    own.add(changed);
    CheckContext context;
    context.legal = &own;
    const auto at = [&](const std::string& text) {
        return of(paper("kế hoạch", text), "KL226.2.1.d3.consistent-law", context);
    };
    const auto told = at("Căn cứ Quyết định số 11/2024/QĐ-UBND.");
    EXPECT_EQ(told.outcome, "met") << "it still holds";
    EXPECT_THAT(told.message, HasSubstr("bởi 14/2026/QĐ-UBND từ 01/02/2026"));
    ASSERT_EQ(told.passages.size(), 1U);
    EXPECT_THAT(told.passages[0].quote, HasSubstr("11/2024/QĐ-UBND"));
    EXPECT_THAT(at("Căn cứ Quyết định số 20/2020/QĐ-TTg.").message, HasSubstr("09/2025/QĐ-TTg"));
    const auto both = at("Căn cứ Quyết định số 20/2020/QĐ-TTg (sửa đổi bởi Quyết định số 09/2025/QĐ-TTg).");
    EXPECT_THAT(both.message, Not(HasSubstr("lưu ý"))) << "the draft says so itself";
    changed.amended_on = *base::Date::parse_iso("2027-02-01");
    own.add(changed);
    EXPECT_THAT(at("Căn cứ Quyết định số 11/2024/QĐ-UBND.").message, Not(HasSubstr("lưu ý"))) << "not yet";
}

TEST(Law, AGroundIsNotYoungerThanTheDraft) {
    const auto at = [&](const std::string& day) {
        return of(paper("kế hoạch", "Thực hiện Kế hoạch số 99/KH-UBND ngày " + day + " của Ủy ban nhân dân tỉnh."),
                  "KL226.2.1.d3.consistent-law");
    };
    const auto later = at("30/12/2026");
    EXPECT_EQ(later.outcome, "breached");
    EXPECT_THAT(later.message, HasSubstr("ghi ngày 30/12/2026, sau ngày của dự thảo"));
    EXPECT_EQ(at("02/01/2026").outcome, "cannot_tell");
}

}  // namespace
}  // namespace sauro::rulebook
