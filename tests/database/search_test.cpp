// Search behaves the same on both engines.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "search/search.hpp"
#include "tests/support/databases.hpp"
#include "text/text.hpp"

namespace sauro::search {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Search : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override { migrate(migrations()); }
    void put_doc(const std::string& id, const std::string& title, const std::string& body,
                 const std::string& scope = "", const std::string& kind = "document") {
        const Status done = database().write([&](db::Tx& tx) { return put(tx, {kind, id, scope, title, body}); });
        ASSERT_TRUE(done) << sauro::testing::explain(done);
    }
    std::vector<Hit> hits(const Query& query) {
        std::vector<Hit> found;
        const Status done = database().read([&](db::Snapshot& s) -> Status {
            TRY(found, find(s, query));
            return {};
        });
        EXPECT_TRUE(done) << sauro::testing::explain(done);
        return found;
    }
    std::vector<std::string> ids(const Query& query) {
        std::vector<std::string> out;
        for (const auto& hit : hits(query)) out.push_back(hit.id);
        return out;
    }
    std::vector<std::string> ids(const std::string& text) { return ids(Query{.text = text, .kind = "", .scopes = {}}); }
};
SAURO_EACH_DATABASE(Search);

TEST_P(Search, FoundWithoutMarksAsWithThem) {
    put_doc("1", "Kế hoạch công tác năm 2026", "Triển khai nhiệm vụ về đất đai tại tỉnh Hoà Bình");
    put_doc("2", "Báo cáo", "không liên quan");
    for (const char* text : {"Kế hoạch", "ke hoach", "KẾ HOẠCH", "kê hoăch", "dat dai", "đất đai", "Hòa Bình",
                             "hoà bình", "HOA BINH", "ke hoa", "nhiem vu dat"}) {
        EXPECT_THAT(ids(text), ElementsAre("1")) << text;
    }
    EXPECT_THAT(ids("Nghị quyết"), IsEmpty());
}

TEST_P(Search, TheSameTextDecomposedIsTheSame) {
    put_doc("1", "Kế hoạch", "Hòa");  // letters with combining marks
    EXPECT_THAT(ids("kế hoạch"), ElementsAre("1"));
    put_doc("2", "Đất đai", "x");
    EXPECT_THAT(ids("Đất đai"), ElementsAre("2"));
}

TEST_P(Search, SymbolsAreFoundAsTyped) {
    put_doc("1", "Kết luận", "Số 226-KL/TW ngày 11/12/2025");
    put_doc("2", "Kết luận", "Số 227-KL/TW; xem thêm 226 và KL, TW");
    put_doc("3", "Quyết định", "Số 226/QĐ-UBND");
    EXPECT_EQ(ids("226-KL/TW").front(), "1");
    EXPECT_EQ(ids("226/QD-UBND").front(), "3");
    EXPECT_THAT(ids("228-KL/TW"), ::testing::Not(::testing::Contains("3")));
}

TEST_P(Search, TypedMarksRankButNeverFilter) {
    put_doc("tat", "Báo cáo", "đạt kết quả");
    put_doc("plain", "Báo cáo", "dat ket qua");
    put_doc("soil", "Báo cáo", "quản lý đất");
    EXPECT_EQ(ids("đất").front(), "soil");
    EXPECT_EQ(ids("đạt").front(), "tat");
    EXPECT_THAT(ids("đất"), UnorderedElementsAre("tat", "plain", "soil"));
    EXPECT_THAT(ids("dat"), UnorderedElementsAre("tat", "plain", "soil"));
}

TEST_P(Search, TitleAndPhraseComeFirst) {
    put_doc("apart", "Báo cáo", "kế toán và hoạch định cải cách; hành chính");
    put_doc("phrase", "Báo cáo", "về cải cách hành chính của tỉnh");
    put_doc("title", "Cải cách hành chính", "nội dung");
    EXPECT_THAT(ids("cải cách hành chính"), ElementsAre("title", "phrase", "apart"));
}

TEST_P(Search, AnyPairHelpsWhenAWordIsWrong) {
    put_doc("1", "Cải cách hành chính", "x");
    EXPECT_THAT(ids("cải cách hành chánh xyz"), ElementsAre("1"));
}

TEST_P(Search, AWholeWordComesBeforeOneThatGoesOn) {
    put_doc("whole", "Báo cáo", "về tin tức");
    put_doc("longer", "Báo cáo", "về tỉnh ủy");
    EXPECT_THAT(ids("tin"), ElementsAre("whole", "longer"));
    EXPECT_THAT(ids("về tin"), ElementsAre("whole", "longer"));
    EXPECT_THAT(ids("ti"), IsEmpty()) << "two letters begin nearly everything";
}

TEST_P(Search, ScopeDecidesBeforeAnythingIsShown) {
    put_doc("all", "Kế hoạch chung", "x", "");
    put_doc("a", "Kế hoạch xã A", "x", "TW/01/A/");
    put_doc("ab", "Kế hoạch xã AB", "x", "TW/01/AB/");
    put_doc("b", "Kế hoạch tỉnh", "x", "TW/02/");
    const auto seen = [&](std::vector<std::string> scopes) {
        return ids(Query{.text = "kế hoạch", .kind = "", .scopes = std::move(scopes)});
    };
    EXPECT_THAT(seen({}), ElementsAre("all"));
    EXPECT_THAT(seen({"TW/01/A/"}), UnorderedElementsAre("all", "a"));
    EXPECT_THAT(seen({"TW/01/A"}), UnorderedElementsAre("all", "a"));
    EXPECT_THAT(seen({"TW/01/"}), UnorderedElementsAre("all", "a", "ab"));
    EXPECT_THAT(seen({"TW/"}), UnorderedElementsAre("all", "a", "ab", "b"));
    EXPECT_THAT(seen({"TW/02/", "TW/01/AB/"}), UnorderedElementsAre("all", "b", "ab"));
    EXPECT_THAT(seen({"T"}), ElementsAre("all"));
}

TEST_P(Search, KindsAreApart) {
    put_doc("1", "Hòa Bình", "", "", "document");
    put_doc("1", "Hòa Bình", "", "", "unit");
    EXPECT_EQ(ids("hoa binh").size(), 2u);
    const auto units = hits(Query{.text = "hoa binh", .kind = "unit", .scopes = {}});
    ASSERT_EQ(units.size(), 1u);
    EXPECT_EQ(units[0].kind, "unit");
}

TEST_P(Search, ReplacingAndRemovingLeaveNothingBehind) {
    put_doc("1", "Kế hoạch cũ", "đất đai", "TW/01/");
    put_doc("1", "Chương trình mới", "giáo dục", "TW/02/");
    const auto seen = [&](const char* text, const char* scope) {
        return ids(Query{.text = text, .kind = "", .scopes = {scope}});
    };
    EXPECT_THAT(seen("kế hoạch", "TW/"), IsEmpty());
    EXPECT_THAT(seen("đất đai", "TW/"), IsEmpty());
    EXPECT_THAT(seen("giáo dục", "TW/01/"), IsEmpty());
    EXPECT_THAT(seen("giáo dục", "TW/02/"), ElementsAre("1"));
    SAURO_ASSERT_OK(database().write([](db::Tx& tx) { return remove(tx, "document", "1"); }));
    EXPECT_THAT(seen("giáo dục", "TW/"), IsEmpty());
    SAURO_ASSERT_OK(database().write([](db::Tx& tx) { return remove(tx, "document", "1"); }));
}

TEST_P(Search, TheSnippetComesFromTheOriginalText) {
    std::string body;
    for (int i = 0; i < 300; ++i) body += "lời mở đầu  ";
    body += "\n\tđiều khoản Thi Hành của “Nghị định”";
    for (int i = 0; i < 300; ++i) body += " lời kết";
    put_doc("1", "Văn bản", body);
    const auto found = hits(Query{.text = "thi hanh", .kind = "", .scopes = {}});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].snippet, HasSubstr("Thi Hành của “Nghị định”"));
    EXPECT_THAT(found[0].snippet, ::testing::StartsWith("…"));
    EXPECT_THAT(found[0].snippet, ::testing::EndsWith("…"));
    EXPECT_LE(text::CodepointIndex(found[0].snippet).size(), 200u);
    EXPECT_TRUE(text::is_utf8(found[0].snippet));
}

TEST_P(Search, HostileQuestionsNeitherBreakNorFail) {
    put_doc("1", "Kế hoạch", "AND OR NOT NEAR");
    for (const std::string& text : std::vector<std::string>{"",
                                                            " ",
                                                            "\"",
                                                            "'",
                                                            "\"\"\"",
                                                            "*",
                                                            "^",
                                                            "(",
                                                            "a AND",
                                                            "NEAR(",
                                                            "NEAR(ke, 5)",
                                                            "title:ke",
                                                            "ke*",
                                                            "- -",
                                                            "'; DROP TABLE search_doc; --",
                                                            "ke & | !",
                                                            ":*",
                                                            "\\",
                                                            "\\'",
                                                            "\xFF\xFE",
                                                            "ke\xC3",
                                                            std::string("a\0b", 3),
                                                            std::string(10240, 'x'),
                                                            std::string(10240, '"'),
                                                            std::string(5000, '*') + "ke",
                                                            "#k",
                                                            "=",
                                                            "_",
                                                            "{a b}: c",
                                                            "💥",
                                                            "e\u0301\u0301\u0301"}) {
        hits(Query{.text = text, .kind = "", .scopes = {}});
    }
    std::string many;
    for (int i = 0; i < 3000; ++i) many += fmt::format("tu{} ", i);
    EXPECT_THAT(ids(many), IsEmpty());
    EXPECT_THAT(ids("kế \"hoạch*\" AND"), ElementsAre("1"));
    EXPECT_THAT(ids(Query{.text = "ke", .kind = "'; --", .scopes = {"'", "\"", "\xFF"}}), IsEmpty());
}

TEST_P(Search, FiltersArePartOfTheQuestion) {
    const auto add = [&](const char* id, const char* type, const char* issuer, const char* day) {
        const Status done = database().write([&](db::Tx& tx) {
            return put(tx, {"document", id, "", "Kế hoạch chuyển đổi số", "nội dung", type, issuer, day});
        });
        ASSERT_TRUE(done) << sauro::testing::explain(done);
    };
    add("1", "kế hoạch", "UBND tỉnh Hoà Bình", "2026-01-31");
    add("2", "báo cáo", "UBND tỉnh Hoà Bình", "2026-02-01");
    add("3", "Kế hoạch", "Sở Nội vụ", "2019-12-31");
    const auto found = [&](std::string type, std::string issuer, std::string from, std::string to) {
        Query query{.text = "chuyen doi so", .kind = "", .scopes = {}};
        query.type = std::move(type);
        query.issuer = std::move(issuer);
        query.from = std::move(from);
        query.to = std::move(to);
        return ids(query);
    };
    EXPECT_THAT(found("KẾ HOẠCH", "", "", ""), UnorderedElementsAre("1", "3"));
    EXPECT_THAT(found("", "ubnd tỉnh hòa bình", "", ""), UnorderedElementsAre("1", "2"));
    EXPECT_THAT(found("kế hoạch", "UBND tỉnh Hoà Bình", "", ""), ElementsAre("1"));
    EXPECT_THAT(found("", "", "2026-01-31", "2026-01-31"), ElementsAre("1")) << "a day, though the index knows months";
    EXPECT_THAT(found("", "", "2026-02-01", ""), ElementsAre("2"));
    EXPECT_THAT(found("", "", "", "2025-12-31"), ElementsAre("3"));
    EXPECT_THAT(found("", "", "2015-01-01", "2026-12-31"), UnorderedElementsAre("1", "2", "3"));
    EXPECT_THAT(found("", "", "2026-03-01", "2026-02-01"), IsEmpty());
    EXPECT_THAT(found("nghị quyết", "", "", ""), IsEmpty());
    add("1", "báo cáo", "UBND tỉnh Hoà Bình", "2026-01-31");
    EXPECT_THAT(found("kế hoạch", "", "", ""), ElementsAre("3")) << "a changed filter leaves nothing behind";
}

TEST_P(Search, QuotationMarksWantTheWordsSideBySide) {
    put_doc("1", "Quy định", "chuyển đổi số trong cơ quan");
    put_doc("2", "Quy định", "chuyển hồ sơ, đổi mới, số liệu; đổi số điện thoại và chuyển đổi cách làm");
    put_doc("3", "Xa đầu",
            std::string(60'000, ' ') + std::string("câu dài ").append(std::string(40'000, 'x')) + " chuyển đổi số");
    EXPECT_THAT(ids("chuyển đổi số"), UnorderedElementsAre("1", "2", "3"));
    EXPECT_THAT(ids("\"chuyển đổi số\""), UnorderedElementsAre("1", "3"));
    EXPECT_THAT(ids("“chuyen doi so”"), UnorderedElementsAre("1", "3"));
    EXPECT_THAT(ids("\"số đổi chuyển\""), IsEmpty());
}

TEST(Highlights, OfTheWordsThatWereFound) {
    const auto marked = [](std::string_view query, std::string_view shown) {
        const text::CodepointIndex index(shown);
        std::string out;
        for (const auto& one : highlights(query, shown)) {
            const std::size_t begin = index.byte_at(one.start);
            out += fmt::format("[{}]", shown.substr(begin, index.byte_at(one.end) - begin));
        }
        return out;
    };
    EXPECT_EQ(marked("dieu hanh", "Quy chế điều hành, Điều 3 và hành lang"), "[điều hành][Điều][hành]");
    EXPECT_EQ(marked("đường", "Dương Văn A ở đường lớn"), "[đường]") << "typed marks count where they stand";
    EXPECT_EQ(marked("đường", "Dương Văn A"), "[Dương]");
    EXPECT_EQ(marked("ke hoa", "Kế hoạch năm"), "[Kế hoạch]") << "the last word goes on";
    EXPECT_EQ(marked("", "Kế hoạch"), "");
}

TEST_P(Search, AVeryLongDocumentIsTaken) {
    std::string body;
    for (int i = 0; i < 120000; ++i) body += fmt::format("từ{} ", i);
    put_doc("1", "Tập hợp", body + "cuối cùng");
    EXPECT_THAT(ids("tu77"), ElementsAre("1"));
    put_doc("2", std::string(200000, 'x'), "đuôi");
    EXPECT_THAT(ids("duoi"), ElementsAre("2"));
    put_doc("1", "Ngắn", "lại");
    EXPECT_THAT(ids("tu77"), IsEmpty());
}

TEST_P(Search, TheNewestOfEqualsFirstAndTheLimitHolds) {
    for (int i = 0; i < 30; ++i) put_doc(std::to_string(i), "Công văn", "nội dung");
    Query query{.text = "cong van", .kind = "", .scopes = {}};
    query.limit = 3;
    EXPECT_THAT(ids(query), ElementsAre("29", "28", "27"));
    query.limit = 0;
    EXPECT_THAT(ids(query), IsEmpty());
}

// The newest matches are looked at first and decide how the rest is asked for; who may see what does not depend on it.
TEST_P(Search, WhoMaySeeWhatHoldsForOldAndNewMatchesAlike) {
    int next = 0;
    const auto put_many = [&](int count, const std::string& scope) {
        const Status done = database().write([&](db::Tx& tx) -> Status {
            for (int i = 0; i < count; ++i)
                TRYV(put(tx, {"document", std::to_string(next++), scope, "Công văn", "nội dung"}));
            return {};
        });
        ASSERT_TRUE(done) << sauro::testing::explain(done);
    };
    const auto seen_of = [&](const std::string& scope) {
        Query query{.text = "cong van", .kind = "document", .scopes = {scope}};
        query.limit = 200;
        return hits(query);
    };
    put_many(70, "TW/A/");
    EXPECT_EQ(seen_of("TW/A/").size(), 70u);
    EXPECT_EQ(seen_of("TW/B/").size(), 0u);
    put_many(130, "TW/B/");  // all the newest are of B
    EXPECT_EQ(seen_of("TW/B/").size(), 130u);
    const auto of_a = seen_of("TW/A/");
    EXPECT_EQ(of_a.size(), 70u);
    for (const auto& hit : of_a) EXPECT_LT(std::stoi(hit.id), 70);
    EXPECT_EQ(seen_of("TW/").size(), 200u);
    EXPECT_EQ(seen_of("TW").size(), 200u) << "a path with or without its last stroke";
    EXPECT_EQ(seen_of("T").size(), 0u);
}

}  // namespace
}  // namespace sauro::search
