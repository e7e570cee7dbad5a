#include "modules/documents/numbering.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "modules/documents/keys.hpp"
#include "text/text.hpp"

namespace sauro::documents {
namespace {

using ::testing::HasSubstr;

base::Date day(const char* iso) { return base::Date::parse_iso(iso).value(); }
std::string symbol_of(const char* system, const char* type, const OrganNotation& organ, std::int64_t number,
                      bool congress = false) {
    const auto* found = find_type(system, type);
    return found == nullptr ? "no such type" : compose_symbol(*found, organ, number, congress).text;
}

TEST(Numbering, WritesStateSymbols) {
    const OrganNotation organ{"UBND", "VP"};
    EXPECT_EQ(symbol_of("state", "quyết định", organ, 5), "05/QĐ-UBND");
    EXPECT_EQ(symbol_of("state", "quy định", organ, 12), "12/QyĐ-UBND");
    EXPECT_EQ(symbol_of("state", "công văn", organ, 5), "05/UBND-VP");  // no type in a letter
    EXPECT_EQ(symbol_of("state", "Chương Trình", organ, 100), "100/CTr-UBND");
}

TEST(Numbering, WritesPartySymbols) {
    EXPECT_EQ(symbol_of("party", "kế hoạch", {"TU", ""}, 12), "12-KH/TU");
    EXPECT_EQ(symbol_of("party", "công văn", {"ĐU", ""}, 9), "09-CV/ĐU");
    EXPECT_EQ(symbol_of("party", "quy định", {"TU", ""}, 3), "03-QĐ/TU");
    EXPECT_EQ(symbol_of("party", "nghị quyết", {"TU", ""}, 1, true), "01-NQ/ĐH");
}

TEST(Numbering, KnowsWhichSystemHasWhichType) {
    EXPECT_EQ(find_type("state", "kết luận"), nullptr);
    EXPECT_EQ(find_type("party", "công điện"), nullptr);
    EXPECT_NE(find_type("state", "bản thoả thuận"), nullptr);  // other tone placement
    int state = 0;
    for (const auto& type : document_types()) state += type.system == "state";
    EXPECT_EQ(state, 29);  // Decree 30, article 7
}

TEST(Numbering, StateCountsByYearAndPartyByTypeAndTerm) {
    const auto state = outgoing_book(*find_type("state", "quyết định"), day("2026-02-03"), "", "2025-2030");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->book, "chung");
    EXPECT_EQ(state->period, "2026");
    const auto decision = outgoing_book(*find_type("party", "quyết định"), day("2026-02-03"), "", "2025-2030");
    const auto regulation = outgoing_book(*find_type("party", "quy định"), day("2027-02-03"), "", "2025-2030");
    ASSERT_TRUE(decision && regulation);
    EXPECT_EQ(decision->book, regulation->book);  // both write QĐ, so they share a series
    EXPECT_EQ(decision->period, "2025-2030");
    EXPECT_EQ(regulation->period, "2025-2030");
    const auto plan = outgoing_book(*find_type("party", "kế hoạch"), day("2026-02-03"), "", "2025-2030");
    ASSERT_TRUE(plan);
    EXPECT_NE(plan->book, decision->book);
    const auto congress = outgoing_book(*find_type("party", "báo cáo"), day("2026-02-03"), "dai-hoi", "2025-2030");
    ASSERT_TRUE(congress);
    EXPECT_EQ(congress->book, "dai-hoi");
}

TEST(Numbering, RefusesABookThatCannotBe) {
    EXPECT_FALSE(outgoing_book(*find_type("state", "quyết định"), day("2026-02-03"), "Sổ 1", "2025-2030"));
    EXPECT_FALSE(outgoing_book(*find_type("state", "quyết định"), day("2026-02-03"), "den", "2025-2030"));
    EXPECT_FALSE(outgoing_book(*find_type("party", "quyết định"), day("2026-02-03"), "KH", "2025-2030"));
}

TEST(Numbering, IncomingIsOneSeriesOfUnitAndYear) {
    EXPECT_EQ(incoming_book("party", day("2026-12-31")).period, "2026");
    EXPECT_EQ(incoming_book("party", day("2027-01-01")).period, "2027");
    EXPECT_EQ(incoming_book("party", day("2026-01-01")).book, incoming_book("government", day("2026-01-01")).book);
}

TEST(Numbering, ReadsSymbols) {
    const auto party = parse_symbol("226-KL/TW");
    ASSERT_TRUE(party);
    EXPECT_EQ(party->number, "226");
    EXPECT_EQ(party->notation, "KL/TW");
    EXPECT_EQ(party->system, "party");
    const auto normative = parse_symbol(" 30/2020/NĐ-CP ");
    ASSERT_TRUE(normative);
    EXPECT_EQ(normative->ordinal, 30);
    EXPECT_EQ(normative->year, 2020);
    EXPECT_EQ(normative->notation, "NĐ-CP");
    EXPECT_EQ(normative->system, "state");
    EXPECT_EQ(parse_symbol("12a/UBND-VP")->number, "12a");
    for (const char* wrong : {"", "KH/TU", "12", "12-", "12/", "-KH/TU", "12-/TU", "năm 2026"})
        EXPECT_FALSE(parse_symbol(wrong)) << wrong;
}

TEST(Numbering, ComposedSymbolsReadBackTheSame) {
    EXPECT_TRUE(rc::check("compose, parse", [] {
        const auto& types = document_types();
        const auto& type = types[*rc::gen::inRange<std::size_t>(0, types.size())];
        const std::int64_t number = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
        const OrganNotation organ = *rc::gen::element(OrganNotation{"TU", ""}, OrganNotation{"UBND", "VP"},
                                                      OrganNotation{"ĐU", ""}, OrganNotation{"HĐND", "TT"});
        const bool congress = type.system == "party" && *rc::gen::arbitrary<bool>();
        const auto symbol = compose_symbol(type, organ, number, congress);
        const auto back = parse_symbol(symbol.text);
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->ordinal == number);
        RC_ASSERT(back->notation == symbol.notation);
        RC_ASSERT(back->system == type.system);
        RC_ASSERT(back->number == symbol.number);
        RC_ASSERT(symbol_key(symbol.text) == symbol_key("Số: " + symbol.text));
    }));
}

TEST(Keys, SymbolsMatchHoweverTheyAreTyped) {
    const auto key = symbol_key("05/QĐ-UBND");
    EXPECT_EQ(symbol_key("Số: 05 / qđ - ubnd"), key);
    EXPECT_EQ(symbol_key("5/QD–UBND"), key);    // en dash, no zero, no marks
    EXPECT_EQ(symbol_key("05/QĐ-UBND "), key);  // no-break space
    EXPECT_EQ(symbol_key("05/Q\xC4\x90-UBND"), key);
    EXPECT_NE(symbol_key("15/QĐ-UBND"), key);
    EXPECT_NE(symbol_key("50/QĐ-UBND"), key);
    EXPECT_EQ(symbol_key("Số 226-KL/TW"), "226-kl/tw");
    EXPECT_EQ(symbol_key("  "), "");
}

TEST(Keys, IssuersMatchWithoutMarksTonePlacementAndShortForms) {
    const auto key = issuer_key("Ủy ban nhân dân tỉnh Hòa Bình");
    EXPECT_EQ(issuer_key("Uỷ ban nhân dân tỉnh Hoà Bình"), key);
    EXPECT_EQ(issuer_key("UBND tỉnh Hoà Bình"), key);
    EXPECT_EQ(issuer_key("uy ban nhan dan tinh hoa binh"), key);
    EXPECT_EQ(issuer_key("U\xCC\x89y ban nha\xCC\x82n da\xCC\x82n ti\xCC\x89nh Ho\xCC\x80"
                         "a Bi\xCC\x80nh"),
              issuer_key("Ủy ban nhân dân tỉnh Hòa Bình"));  // NFD
    EXPECT_NE(issuer_key("UBND tỉnh Hòa Bình"), issuer_key("UBND tỉnh Thái Bình"));
}

TEST(Keys, SortNewestFirstByDayThenNumber) {
    EXPECT_LT(sort_key(day("2026-02-03"), 9'999'999), sort_key(day("2026-02-04"), 1));
    EXPECT_LT(sort_key(day("2026-02-03"), 1), sort_key(day("2026-02-03"), 2));
    EXPECT_LT(sort_key(day("2026-02-03"), 99'999'999), sort_key(day("2026-02-04"), 0));  // clamped into its day
}

TEST(Secrecy, IsRefusedWithChannelAndClause) {
    for (const char* marking : {"Mật", "TỐI MẬT", "tuyệt  mật", "Tuyê\xCC\xA3t mâ\xCC\xA3t"}) {
        const auto refused = refuse_secret(marking);
        ASSERT_FALSE(refused) << marking;
        EXPECT_EQ(refused.error().code, "document.secret");
        EXPECT_EQ(refused.error().kind, ErrorKind::unsafe);
        EXPECT_THAT(refused.error().message, HasSubstr("sổ văn bản mật riêng"));
        EXPECT_THAT(refused.error().clause, HasSubstr("117/2025/QH15"));
    }
    EXPECT_TRUE(refuse_secret(""));
    EXPECT_TRUE(refuse_secret("Thường"));
}

}  // namespace
}  // namespace sauro::documents
