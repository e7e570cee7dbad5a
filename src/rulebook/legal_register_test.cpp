#include "rulebook/legal_register.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

constexpr const char* header =
    "symbol,type,name,issuer,date,system,effective_from,ended_on,ended_by,relation,source,reliability\n";

base::Date day(const char* iso) { return *base::Date::parse_iso(iso); }

TEST(LegalRegister, TheFirstFactsAreThere) {
    const auto& legal = LegalRegister::shipped();
    const auto* old = legal.find("66-QĐ/TW");
    ASSERT_NE(old, nullptr);
    EXPECT_EQ(old->ended_by, "399-QĐ/TW");
    EXPECT_FALSE(old->ended(day("2026-01-08")));
    EXPECT_TRUE(old->ended(day("2026-01-09")));
    const auto* guide = legal.find("36-hd/vptw");
    ASSERT_NE(guide, nullptr);
    EXPECT_FALSE(guide->ended(day("2026-05-26")));
    EXPECT_TRUE(guide->ended(day("2026-05-27")));
    EXPECT_EQ(legal.find("5-HD/VPTW"), legal.find("05-HD/VPTW"));  // with and without the leading zero
    EXPECT_FALSE(legal.find("20/2020/QĐ-TTg")->ended(day("2026-01-01"))) << "amended in part goes on";
    EXPECT_EQ(legal.named("luật lưu trữ").size(), 2U);
    EXPECT_EQ(legal.find("1-XX/YY"), nullptr);
}

TEST(LegalRegister, AnOfficeAddsItsRowsInEitherForm) {
    LegalRegister legal;
    const std::string csv = std::string(header) +
                            "12/2024/NQ-HĐND,nghị quyết,\"mức thu, phí\",Hội đồng nhân dân tỉnh Minh "
                            "Họa,2024-07-10,state,2024-08-01,2026-06-01,05/2026/NQ-HĐND,replaced,tự lập,A\r\n";
    ASSERT_TRUE(legal.add_file("so.csv", csv));
    EXPECT_EQ(legal.find("12/2024/NQ-HĐND")->name, "mức thu, phí");
    ASSERT_TRUE(legal.add_file(
        "so.jsonl",
        R"({"symbol":"55/2022/QĐ-UBND","document_type":"quyết định","date":"2022-12-05","in_force_to":"2025-12-31"})"
        "\n"
        R"({"symbol":"31/2025/QĐ-UBND","amended_by":["22/2026/QĐ-UBND"]})"));
    EXPECT_FALSE(legal.find("55/2022/QĐ-UBND")->ended(day("2025-12-31"))) << "the last day is still in force";
    EXPECT_TRUE(legal.find("55/2022/QĐ-UBND")->ended(day("2026-01-01")));
    EXPECT_EQ(legal.find("31/2025/QĐ-UBND")->relation, "amended");
    EXPECT_FALSE(legal.find("31/2025/QĐ-UBND")->ended(day("2030-01-01")));
}

TEST(LegalRegister, AWrongLineIsNamedAndNothingIsTaken) {
    LegalRegister legal;
    const auto refused = [&](const std::string& content) {
        const auto added = legal.add_file("so.csv", content);
        EXPECT_FALSE(added) << content;
        return added ? std::string() : added.error().message;
    };
    EXPECT_THAT(refused("so,ngay\n"), HasSubstr("so.csv, dòng 1"));
    EXPECT_THAT(refused(std::string(header) + "1-KL/TW,kết luận\n"), HasSubstr("dòng 2"));
    EXPECT_THAT(refused(std::string(header) + "1-KL/TW,,,,31/12/2026,,,,,,,\n"), HasSubstr("31/12/2026"));
    EXPECT_THAT(refused(std::string(header) + "1-KL/TW,,,,,,,,,moved,,\n"), HasSubstr("moved"));
    EXPECT_THAT(refused("{\"symbol\": \n"), HasSubstr("dòng 1"));
    EXPECT_THAT(refused("{\"document_type\":\"kết luận\"}\n"), HasSubstr("số, ký hiệu"));
    EXPECT_THAT(refused("\xFF\xFE"), HasSubstr("UTF-8"));
    EXPECT_EQ(legal.size(), 0U);
}

}  // namespace
}  // namespace sauro::rulebook
