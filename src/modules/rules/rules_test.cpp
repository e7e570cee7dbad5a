// Scenarios over the router: the book, who may tighten, and what a local document does to the evaluation of its
// subtree.
#include "modules/rules/rules.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "rulebook/local.hpp"
#include "tests/support/served_rules.hpp"

namespace sauro::rules {
namespace {

using ::testing::HasSubstr;

constexpr base::Millis day = 1'795'305'600'000;  // 22/11/2026 in Việt Nam
constexpr std::string_view cap = "KL226.2.2.d1.province-wide-cap";

class Rules : public sauro::testing::ServedRules {
  protected:
    Rules() : ServedRules(day) {}
    void SetUp() override {
        const auto make = [this](const rulebook::Rulebook& book) {
            return module({book,
                           [this](db::Snapshot&, const api::Ctx&, const std::string& symbol,
                                  base::Date) -> Result<std::optional<SourceText>> {
                               if (symbol != "226-KL/TW" || imported_.empty()) return std::nullopt;
                               return SourceText{"d-226", "T01", imported_};
                           },
                           [](db::Snapshot& snapshot) -> Result<std::string> {
                               TRY(const auto unit, units::find_unit(snapshot, "T01"));
                               return unit->path;
                           },
                           [this](db::Snapshot&) -> Result<bool> { return settled_; },
                           [this](db::Tx&, const rulebook::Rulebook& next, const api::Ctx&, bool everything) -> Status {
                               activated_ = next.hash();
                               everything_ = everything;
                               return {};
                           }});
        };
        serve(make, true);
        shipped_ = book_.hash();
    }

    static std::string deciding(std::string_view interpretation, std::string_view choice,
                                std::string_view values = "[]", std::string_view issued_on = "2026-11-20") {
        return fmt::format(
            R"({{"interpretation":"{}",{}"values":{},"owner":"Ban Thường vụ Tỉnh ủy Mẫu","symbol":"12-QĐ/TU","issued_on":"{}","reason":"Thống nhất cách tính"}})",
            interpretation, choice.empty() ? "" : fmt::format(R"("choice":"{}",)", choice), values, issued_on);
    }
    static std::string tightening(std::string_view value, std::string_view from = "2026-01-01",
                                  std::string_view norm = cap) {
        return fmt::format(
            R"({{"norm":"{}","parameter":"max","value":"{}","from":"{}","symbol":"12-QĐ/TU","issued_on":"2025-12-20","issuer":"Tỉnh ủy Mẫu","clause":"khoản 2, Điều 3"}})",
            norm, value, from);
    }
    // Outcome and limit, of the cap at the area of T01 unless told.
    std::string verdict(const rulebook::Rulebook& book, std::string_view norm = cap) {
        rulebook::EvaluateRequest request;
        request.period = base::Period::year(2026);
        request.as_of = *base::Date::parse_iso("2026-12-31");
        request.norm = std::string(norm);
        std::string out;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto findings, rulebook::evaluate(book, snapshot, request));
            for (const auto& one : findings)
                out += fmt::format("{} {}/{};", one.outcome, one.measured.value_or("-"), one.limit.value_or("-"));
            return {};
        });
        EXPECT_TRUE(status.has_value());
        return out;
    }
    void two_conferences() {
        std::string lines;
        for (const char* id : {"c1", "c2"}) {
            lines += fmt::format(
                R"({{"kind":"conference","id":"{}","unit":"T01","date":"2026-03-02","title":"Hội nghị {}","type":"professional","scope":"province_wide","mode":"online","statutory_kind":null,"status":"held"}})"
                "\n",
                id, id);
        }
        ASSERT_TRUE(load(lines).loaded);
    }

    std::string shipped_, imported_, activated_;
    bool settled_ = true, everything_ = false;
};
SAURO_EACH_DATABASE(Rules);

TEST_P(Rules, EverySourceAddsUpAndWhatNoMachineChecksIsCountedToo) {
    const auto answer = as("X01:clerk").get("/api/v1/units/X01/rules");
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto book = answer.json();
    EXPECT_EQ(answer.text("/source"), "226-KL/TW");
    EXPECT_FALSE(book.at("may_tighten").as_bool());
    const auto n = [](const json::Any& one, const char* key) { return one.at(key).as_int64(); };
    ASSERT_EQ(book.at("sources").as_array().size(), book_.sources().size());
    for (const auto& one : book.at("sources").as_array()) {
        EXPECT_EQ(n(one, "norms"), n(one, "checked") + n(one, "planned") + n(one, "people") + n(one, "definitions"))
            << one.at("id").as_string();
        EXPECT_EQ(n(one, "checked"),
                  n(one, "full") + n(one, "over_reports") + n(one, "under_reports") + n(one, "measured_only"))
            << one.at("id").as_string();
    }
    const auto& first = book.at("sources").as_array();
    const auto own =
        std::ranges::find_if(first, [](const auto& one) { return one.at("id").as_string() == "226-KL/TW"; });
    EXPECT_EQ(book.at("norms").as_array().size(), static_cast<std::size_t>(n(*own, "norms")));
    EXPECT_EQ(as("X01:clerk").get("/api/v1/units/X01/rules?source=1-KL/TW").code(), "source.unknown");
    EXPECT_EQ(as("X01:clerk").get("/api/v1/units/T01/rules").status, 403);
}

TEST_P(Rules, TheSentenceOfTheSourceStandsBesideOursWhenItWasImported) {
    const std::string path = fmt::format("/api/v1/units/T01/rules/{}", cap);
    EXPECT_EQ(as("T01:leader").get(path).text("/quote/state"), "not_imported");
    imported_ =
        "Số 226-KL/TW\nKẾT LUẬN\n\n1. Mở đầu bằng một câu viết có dấu đầy đủ.\n2. Các việc phải làm:\n2.1. Về văn bản\n"
        "- Viết ngắn.\n2.2. Về hội nghị\nĐoạn này mở đầu phần hội nghị của bản thử.\n- Câu của bản thử về số hội nghị "
        "mỗi "
        "năm (kèm một ngoặc).\n";
    const auto answer = as("T01:leader").get(path);
    EXPECT_EQ(answer.text("/quote/state"), "found") << answer.body;
    EXPECT_EQ(answer.text("/quote/text"), "Câu của bản thử về số hội nghị mỗi năm (kèm một ngoặc).");
    EXPECT_EQ(answer.text("/quote/document"), "d-226");
    imported_ = "Sé 226-KL/TW KET LUAN khong dau nen khong trich duoc";
    EXPECT_EQ(as("T01:leader").get(path).text("/quote/state"), "unreadable");
    EXPECT_EQ(as("T01:leader").get("/api/v1/units/T01/rules/KL226.none").code(), "norm.unknown");
}

TEST_P(Rules, ALocalDocumentTightensItsSubtreeAtOnceAndALooserOneIsRefusedWithBothClauses) {
    two_conferences();
    EXPECT_EQ(verdict(book_), "met 2/2;");
    auto admin = as("T01:administrator");
    const auto looser = admin.post("/api/v1/units/T01/rule-changes", tightening("3"));
    EXPECT_EQ(looser.status, 422);
    EXPECT_EQ(looser.code(), "rulebook.overlay");
    EXPECT_THAT(looser.text("/detail"), HasSubstr("12-QĐ/TU, khoản 2, Điều 3"));
    EXPECT_THAT(looser.text("/detail"), HasSubstr("226-KL/TW, 2.2, gạch đầu dòng 1"));
    EXPECT_EQ(admin.post("/api/v1/units/T01/rule-changes", tightening("2")).status, 422)
        << "no stricter than what holds";
    EXPECT_EQ(book_.hash(), shipped_);

    const auto preview = admin.post("/api/v1/units/T01/rule-changes/preview", tightening("1"));
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.text("/appearing"), "1");
    EXPECT_EQ(preview.text("/holds"), "2");
    EXPECT_EQ(verdict(book_), "met 2/2;") << "a look changes nothing";
    EXPECT_EQ(activated_, "");

    const auto done = admin.post("/api/v1/units/T01/rule-changes", tightening("1"));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(verdict(book_), "breached 2/1;");
    EXPECT_NE(book_.hash(), shipped_);
    EXPECT_EQ(done.text("/rulebook"), book_.hash());
    EXPECT_EQ(activated_, book_.hash()) << "findings follow at once";
    EXPECT_FALSE(everything_) << "only what lies below T01 is evaluated again";

    // Shown to the commune below, with the local clause; and a commune may not fall back behind it.
    const auto below = as("X01:clerk").get(fmt::format("/api/v1/units/X01/rules/{}", cap));
    EXPECT_EQ(below.text("/local/0/symbol"), "12-QĐ/TU");
    EXPECT_EQ(below.text("/local/0/state"), "in_force");
    EXPECT_EQ(below.text("/local/0/own"), "false");
    const auto fallback = as("X01:administrator").post("/api/v1/units/X01/rule-changes", tightening("1"));
    EXPECT_EQ(fallback.status, 422);
    EXPECT_THAT(fallback.text("/detail"), HasSubstr("12-QĐ/TU"));

    // Another process that opens the same database sees it too.
    std::string seen;
    rulebook::Rulebook other = rulebook::with_local(book_, {}, {}).book;
    EXPECT_EQ(other.hash(), shipped_);
    ASSERT_TRUE(database().read([&](db::Snapshot& snapshot) { return refresh(other, snapshot, seen); }).has_value());
    EXPECT_EQ(other.hash(), book_.hash());
    EXPECT_EQ(verdict(other), "breached 2/1;");

    // It ends by a document of its own, dated; the time before stays as it was.
    const std::string end = fmt::format("/api/v1/units/T01/rule-changes/{}/end", done.text("/id"));
    const std::string body =
        R"({"on":"2027-01-01","symbol":"3-QĐ/TU","issued_on":"2026-12-20","issuer":"Tỉnh ủy Mẫu","clause":"Điều 1"})";
    EXPECT_EQ(as("X01:administrator").post(end, body).status, 403);
    ASSERT_EQ(admin.post(end, body).status, 200);
    EXPECT_EQ(verdict(book_), "breached 2/1;");
    EXPECT_EQ(admin.post(end, body).code(), "rule.over");
    const auto shown = as("T01:leader").get(fmt::format("/api/v1/units/T01/rules/{}", cap));
    EXPECT_EQ(shown.text("/local/0/until"), "2027-01-01");
    EXPECT_EQ(shown.text("/local/0/ended_by"), "3-QĐ/TU");
}

TEST_P(Rules, OnlyTheAdministratorAndTheHeadOfOfficeOfTheSubtreeMayTighten) {
    const std::string path = "/api/v1/units/T01/rule-changes";
    for (const char* who : {"T01:clerk", "T01:specialist", "T01:leader", "T01:auditor", "X01:administrator"}) {
        EXPECT_EQ(as(who).post(path, tightening("1")).status, 403) << who;
        EXPECT_EQ(as(who).post(path + "/preview", tightening("1")).status, 403) << who;
    }
    EXPECT_EQ(as("").post(path, tightening("1")).status, 401);
    EXPECT_EQ(as("T01:head_of_office").post(path, tightening("1")).status, 200);
}

TEST_P(Rules, ARefusalNamesTheField) {
    auto admin = as("T01:administrator");
    const std::string path = "/api/v1/units/T01/rule-changes";
    const auto field = [&](const std::string& body) {
        const auto answer = admin.post(path, body);
        return answer.status == 422 ? answer.text("/fields/0/path") : fmt::format("{}", answer.status);
    };
    EXPECT_EQ(field(tightening("1", "2025-12-01")), "/from") << "before the document";
    EXPECT_EQ(field(tightening("một")), "/value");
    EXPECT_EQ(field(tightening("1", "2026-01-01", "KL226.2.1.d1.clear-language")), "404");
    EXPECT_EQ(
        field(fmt::format(
            R"({{"norm":"{}","parameter":"max","value":"1","from":"2026-01-01","symbol":" ","issued_on":"2025-12-20","issuer":"T","clause":"1"}})",
            cap)),
        "/symbol");
    ASSERT_EQ(admin.post(path, tightening("1", "2026-06-01")).status, 200);
    EXPECT_EQ(field(tightening("0", "2026-03-01")), "/from") << "out of order";
    EXPECT_EQ(admin.post(path, tightening("0", "2026-09-01")).status, 200) << "a later document goes further";
    const auto shown = admin.get(fmt::format("/api/v1/units/T01/rules/{}", cap));
    EXPECT_EQ(shown.text("/local/0/value"), "0");
    EXPECT_EQ(shown.text("/local/1/until"), "2026-09-01");
}

TEST_P(Rules, ASampleIsJudgedWithWhatStandsAndNothingIsSaved) {
    two_conferences();
    const std::string path = fmt::format("/api/v1/units/T01/rules/{}/try", cap);
    const std::string third =
        R"({"as_of":"2026-11-22","values":[{"column":"date","value":"2026-11-20"},{"column":"scope","value":"province_wide"},{"column":"status","value":"held"},{"column":"statutory_kind","value":"none"}]})";
    auto leader = as("T01:leader");
    const auto answer = leader.post(path, third);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("/items/0/measured"), "3") << answer.body;
    EXPECT_EQ(rows("conferences").size(), 2U);
    EXPECT_EQ(leader.post(path, R"({"values":[{"column":"date","value":"31/31/2026"}]})").text("/fields/0/path"),
              "/values/date");
    EXPECT_EQ(as("X01:leader").post(path, third).status, 403);
}

constexpr std::string_view online = "KL226.2.2.p.online-min", half_day = "KL226.2.2.d3.dissemination-half-day";
constexpr std::string_view decisions = "/api/v1/units/T01/reading-decisions";

TEST_P(Rules, ADecidedReadingIsWhatEverythingIsJudgedByUntilItIsTakenBack) {
    std::string lines;
    for (const char* mode : {"online", "hybrid", "hybrid", "in_person"}) {
        lines += fmt::format(
            R"({{"kind":"conference","id":"{}{}","unit":"T01","date":"2026-03-02","title":"Hội nghị","type":"professional","mode":"{}","status":"held"}})"
            "\n",
            mode, lines.size(), mode);
    }
    ASSERT_TRUE(load(lines).loaded);
    EXPECT_EQ(verdict(book_, online), "met 3/4/60%;");
    auto admin = as("T01:administrator");
    const std::string preview_path = fmt::format("{}/preview", decisions);
    const auto look = admin.post(preview_path, deciding("INT-08", "b"));
    ASSERT_EQ(look.status, 200) << look.body;
    EXPECT_EQ(look.json().at("touched").as_array().size(), 4U) << look.body;
    EXPECT_EQ(verdict(book_, online), "met 3/4/60%;") << "a look changes nothing";
    EXPECT_EQ(activated_, "");

    const auto done = admin.post(std::string(decisions), deciding("INT-08", "b"));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(verdict(book_, online), "breached 1/4/60%;");
    EXPECT_EQ(done.text("/rulebook"), book_.hash());
    EXPECT_EQ(done.text("/rulebook"), look.text("/rulebook"));
    EXPECT_EQ(activated_, book_.hash()) << "findings pin it";
    const auto shown = as("X01:clerk").get(fmt::format("/api/v1/units/X01/rules/{}", online));
    const auto readings = shown.json().at("readings").as_array();
    const auto decided =
        std::ranges::find_if(readings, [](const auto& one) { return one.at("id").as_string() == "INT-08"; });
    ASSERT_NE(decided, readings.end());
    EXPECT_EQ(decided->at("status").as_string(), "decided");
    EXPECT_EQ(decided->at("history").at(0).at("by").as_string(), "Nguyễn Thị Thử");
    EXPECT_EQ(decided->at("history").at(0).at("reason").as_string(), "Thống nhất cách tính");

    // Another process on the same database, at its next look.
    std::string seen;
    rulebook::Rulebook other = rulebook::with_local(book_, {}, {}).book;
    ASSERT_TRUE(database().read([&](db::Snapshot& snapshot) { return refresh(other, snapshot, seen); }).has_value());
    EXPECT_EQ(other.hash(), book_.hash());
    EXPECT_EQ(verdict(other, online), "breached 1/4/60%;");
    // What a unit tightens stands beside it.
    ASSERT_EQ(admin.post("/api/v1/units/T01/rule-changes", tightening("1")).status, 200);
    EXPECT_EQ(verdict(book_, online), "breached 1/4/60%;");

    ASSERT_EQ(admin.post(std::string(decisions), deciding("INT-08", "")).status, 200);
    EXPECT_EQ(verdict(book_, online), "met 3/4/60%;");
    EXPECT_EQ(admin.post(std::string(decisions), deciding("INT-08", "")).code(), "interpretation.not_decided");
    const auto after = as("T01:leader").get("/api/v1/units/T01/rules");
    const auto book = after.json();
    for (const auto& one : book.at("interpretations").as_array()) {
        if (one.at("id").as_string() != "INT-08") continue;
        EXPECT_EQ(one.at("status").as_string(), "proposed");
        ASSERT_EQ(one.at("history").as_array().size(), 2U);
        EXPECT_FALSE(one.at("history").at(0).as_object().contains("choice"));
    }
    std::int64_t noted = 0;
    ASSERT_TRUE(database()
                    .read([&](db::Snapshot& snapshot) -> Status {
                        TRY(const auto count,
                            snapshot.one("SELECT COUNT(*) FROM audit_log WHERE action = 'rules.decide_interpretation' "
                                         "AND subject = 'INT-08'",
                                         {}, [](const db::Row& row) { return row.integer(0); }));
                        noted = count.value_or(0);
                        return {};
                    })
                    .has_value());
    EXPECT_EQ(noted, 2);
}

TEST_P(Rules, AValueThatTheTextLeavesOpenIsSetWithinItsBounds) {
    ASSERT_TRUE(
        load(
            R"({"kind":"conference","id":"c1","unit":"T01","date":"2026-03-02","title":"Quán triệt","type":"dissemination","mode":"online","actual_minutes":230,"status":"held"})"
            "\n")
            .loaded);
    EXPECT_EQ(verdict(book_, half_day), "met 230/240;");
    const auto value = [](std::string_view norm, std::string_view text) {
        return fmt::format(R"([{{"norm":"{}","parameter":"max_minutes","value":"{}"}}])", norm, text);
    };
    auto admin = as("T01:administrator");
    const auto too_long = admin.post(std::string(decisions), deciding("INT-19", "a", value(half_day, "241")));
    EXPECT_EQ(too_long.status, 422);
    EXPECT_EQ(too_long.text("/fields/0/path"), "/values");
    EXPECT_THAT(too_long.text("/detail"), HasSubstr("226-KL/TW, 2.2, gạch đầu dòng 3, câu 2"));
    ASSERT_EQ(admin.post(std::string(decisions), deciding("INT-19", "a", value(half_day, "210"))).status, 200);
    EXPECT_EQ(verdict(book_, half_day), "breached 230/210;");
}

TEST_P(Rules, OnlyTheUnitThatOwnsTheInstallationDecidesAndARefusalNamesTheField) {
    const std::string path(decisions);
    for (const char* who : {"T01:clerk", "T01:specialist", "T01:leader", "T01:auditor", "X01:administrator"})
        EXPECT_EQ(as(who).post(path, deciding("INT-08", "b")).status, 403) << who;
    EXPECT_EQ(as("").post(path, deciding("INT-08", "b")).status, 401);
    EXPECT_EQ(as("X01:administrator").post("/api/v1/units/X01/reading-decisions", deciding("INT-08", "b")).code(),
              "interpretation.owner");
    EXPECT_EQ(as("X01:administrator").get("/api/v1/units/X01/rules").text("/may_decide"), "false");
    auto admin = as("T01:administrator");
    EXPECT_EQ(admin.get("/api/v1/units/T01/rules").text("/may_decide"), "true");
    const auto field = [&](const std::string& body) {
        const auto answer = admin.post(path, body);
        return answer.status == 422 ? answer.text("/fields/0/path") : fmt::format("{}", answer.status);
    };
    EXPECT_EQ(field(deciding("INT-99", "a")), "/interpretation");
    EXPECT_EQ(field(deciding("INT-08", "z")), "/choice");
    EXPECT_EQ(field(deciding("INT-08", "b", "[]", "2127-01-01")), "/issued_on");
    auto without = deciding("INT-08", "b");
    without.replace(without.find("Thống nhất cách tính"), std::string_view("Thống nhất cách tính").size(), " ");
    EXPECT_EQ(field(without), "/reason");
    EXPECT_EQ(book_.hash(), shipped_);
    settled_ = false;
    EXPECT_EQ(admin.post(path, deciding("INT-08", "b")).code(), "interpretation.waits");
}

TEST_P(Rules, EveryCaseOfTheShippedRulebookPasses) {
    const auto answer = as("T01:leader").get("/api/v1/units/T01/rule-cases");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("/failed"), "0");
    EXPECT_EQ(answer.text("/rulebook"), shipped_);
}

}  // namespace
}  // namespace sauro::rules
