// Verdicts of the shipped rulebook on real rows, on both databases: what they say, what they count, which rows they
// open.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rulebook/test_views.hpp"
#include "tests/support/databases.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Record = std::map<std::string, db::Value>;

constexpr const char* province_cap = "KL226.2.2.d1.province-wide-cap";

class Evaluate : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override {
        ASSERT_TRUE(database().write([](db::Tx& tx) { return testing::create_tables(tx); }));
    }
    void put(const std::string& fact, Record record) {
        for (const auto& [name, value] : Record{{"unit", "T01"},
                                                {"unit_path", "TW/T01/"},
                                                {"area", "A01"},
                                                {"level", "province"},
                                                {"bloc", "party"},
                                                {"area_merged", 0},
                                                {"sample", 0}}) {
            record.try_emplace(name, value);
        }
        if (fact == "units") record.try_emplace("id", "T01");
        const auto status = database().write([&](db::Tx& tx) { return testing::insert(tx, fact, record); });
        ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    }
    void conference(const std::string& id, Record more = {}) {
        Record record{{"id", id},         {"date", "2026-03-02"},     {"scope", "province_wide"},
                      {"status", "held"}, {"statutory_kind", "none"}, {"mode", "online"}};
        for (auto& [name, value] : more) record[name] = value;
        put("conferences", record);
    }
    std::vector<Finding> find(const std::string& norm, const std::string& as_of = "2026-12-31",
                              const std::string& period = "2026", std::optional<std::string> path = {}) {
        return find_in(testing::shipped(), norm, as_of, period, path);
    }
    std::vector<Finding> find_in(const Rulebook& book, const std::string& norm, const std::string& as_of,
                                 const std::string& period, std::optional<std::string> path) {
        EvaluateRequest request;
        request.period = *base::Period::parse(period);
        request.as_of = *base::Date::parse_iso(as_of);
        request.norm = norm;
        request.unit_path = path;
        std::vector<Finding> out;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(out, evaluate(book, snapshot, request));
            return {};
        });
        EXPECT_TRUE(status.has_value()) << sauro::testing::explain(status);
        return out;
    }
};
SAURO_EACH_DATABASE(Evaluate);

TEST_P(Evaluate, ACapCountsTheAreaAndNamesItsRows) {
    conference("c1");
    conference("c2", {{"unit", "U01"}, {"date", "2026-04-02"}});
    conference("c3", {{"date", "2026-05-02"}});
    conference("c4", {{"statutory_kind", "peoples_council"}});
    conference("c5", {{"area", "A02"}, {"unit", "T02"}});
    const auto found = find(province_cap);
    ASSERT_EQ(found.size(), 2U);
    const Finding& f = found[0];
    EXPECT_EQ(f.area, "A01");
    EXPECT_EQ(f.unit, std::nullopt);
    EXPECT_EQ(f.subject, std::nullopt);
    EXPECT_EQ(f.row, "M8");
    EXPECT_EQ(f.outcome, "breached");
    EXPECT_EQ(f.severity, "error");
    EXPECT_EQ(f.measured, "3");
    EXPECT_EQ(f.limit, "2");
    EXPECT_EQ(f.excluded, 1);
    EXPECT_THAT(f.facts, ElementsAre("c1", "c2", "c3"));
    EXPECT_EQ(f.facts_total, 3);
    EXPECT_EQ(f.parameter_from, "2026-01-01");
    EXPECT_THAT(
        f.message,
        HasSubstr(
            "Cấp tỉnh đã tổ chức 3 hội nghị toàn tỉnh trong năm 2026, giới hạn 2 (KL 226, mục 2.2, gạch đầu dòng 1)."));
    EXPECT_THAT(f.message, HasSubstr("Không tính 1 họp định kỳ"));
    EXPECT_THAT(f.message, HasSubstr("Theo cách hiểu đề xuất: INT-01"));
    EXPECT_EQ(found[1].outcome, "met");
}

TEST_P(Evaluate, ADecisionWithoutNumberWaivesNothingAndTheMessageSaysWhatIsMissing) {
    conference("c1");
    conference("c2");
    conference("c3", {{"decision_by", "provincial_standing_committee"}, {"decision_date", "2026-02-20"}});
    auto f = find(province_cap).at(0);
    EXPECT_EQ(f.outcome, "breached");
    EXPECT_THAT(f.message, HasSubstr("thiếu số quyết định: chưa được miễn"));
    conference("c4", {{"decision_by", "provincial_standing_committee"},
                      {"decision_date", "2026-02-20"},
                      {"decision_symbol", "15-QĐ/TU"}});
    f = find(province_cap).at(0);
    EXPECT_EQ(f.outcome, "breached");  // four held, one covered
    EXPECT_THAT(f.message, HasSubstr("Mới có 1 hội nghị có quyết định hợp lệ"));
}

TEST_P(Evaluate, AConferenceOfUnknownScopeHidesNoDecision) {
    conference("c1");
    conference("c2");
    conference("c3", {{"decision_by", "provincial_standing_committee"},
                      {"decision_date", "2026-02-20"},
                      {"decision_symbol", "15-QĐ/TU"}});
    conference("c4", {{"scope", db::Null{}}});
    const auto f = find(province_cap).at(0);
    EXPECT_EQ(f.outcome, "cannot_tell");
    EXPECT_THAT(f.message, HasSubstr("1 hội nghị đã có quyết định hợp lệ"));
    EXPECT_THAT(f.message, HasSubstr("đủ để vượt giới hạn"));
}

TEST_P(Evaluate, AYearAheadIsNotToldUpToToday) {
    conference("c1", {{"date", "2027-03-02"}, {"status", "planned"}});
    const auto f = find(std::string(province_cap) + ".plan", "2026-11-20", "2027").at(0);
    EXPECT_THAT(f.message, HasSubstr("1 hội nghị toàn tỉnh"));
    EXPECT_THAT(f.message, ::testing::Not(HasSubstr("20/11/2026")));
}

TEST_P(Evaluate, BigNumbersAreGroupedForPeopleAndPlainForPrograms) {
    conference("c1", {{"cost", std::int64_t{20'000'000}}, {"cost_norm", std::int64_t{15'000'000}}});
    const auto f = find("KL226.2.2.p.cost-norm").at(0);
    EXPECT_EQ(f.measured, "20000000");
    EXPECT_THAT(f.message, HasSubstr("20.000.000"));
    EXPECT_THAT(f.message, HasSubstr("15.000.000"));
}

TEST_P(Evaluate, ACapCanBeBrokenInsideTheYearAndThePlanIsWarnedOf) {
    conference("c1");
    conference("c2");
    conference("c3", {{"status", "planned"}, {"date", "2026-10-01"}});
    auto f = find(province_cap, "2026-06-30").at(0);
    EXPECT_EQ(f.outcome, "met");
    EXPECT_TRUE(f.period_open);
    EXPECT_THAT(f.message, HasSubstr("Kế hoạch còn 1 hội nghị, họp đủ thì vượt giới hạn"));
    conference("c4");
    EXPECT_EQ(find(province_cap, "2026-06-30").at(0).outcome, "breached");
}

TEST_P(Evaluate, AQuarterIsJudgedAsTheYearStoodAtItsEnd) {
    conference("c1");
    conference("c2");
    conference("c3", {{"date", "2026-05-02"}});
    const auto quarter = find(province_cap, "2026-12-31", "2026-Q1").at(0);
    EXPECT_EQ(quarter.period, "2026");
    EXPECT_EQ(quarter.measured, "2");
    EXPECT_EQ(quarter.outcome, "met");
    EXPECT_EQ(find(province_cap, "2026-12-31", "2026-H1").at(0).outcome, "breached");
}

TEST_P(Evaluate, HybridMeetingsAreSaidBothWaysWhenTheVerdictFlips) {
    for (int i = 0; i < 2; ++i) conference("a" + std::to_string(i), {{"mode", "in_person"}});
    for (int i = 0; i < 3; ++i) conference("b" + std::to_string(i), {{"mode", "hybrid"}});
    const auto f = find("KL226.2.2.p.online-min").at(0);
    EXPECT_EQ(f.outcome, "met");
    EXPECT_EQ(f.measured, "3/5");
    EXPECT_EQ(f.limit, "60%");
    EXPECT_EQ(f.measured_value, Rational(3, 5));
    EXPECT_THAT(f.message, HasSubstr("Nếu tính họp kết hợp là họp trực tiếp thì không đạt (INT-08)."));
    for (int i = 0; i < 30; ++i) conference("c" + std::to_string(i), {{"mode", "online"}});
    EXPECT_THAT(find("KL226.2.2.p.online-min").at(0).message, ::testing::Not(HasSubstr("INT-08).")));
}

TEST_P(Evaluate, ASmallShortfallNeverReadsAsReached) {
    put("documents", {{"id", "d"}, {"date", "2026-03-02"}, {"direction", "in"}, {"digital", 0}, {"secret", 0}});
    for (int i = 0; i < 18; ++i)
        put("documents", {{"id", "e" + std::to_string(i)},
                          {"date", "2026-03-02"},
                          {"direction", "out"},
                          {"digital", 1},
                          {"secret", 0}});
    const auto f = find("KL226.2.3.d3.digitised-95").at(0);
    EXPECT_EQ(f.outcome, "breached");
    EXPECT_EQ(f.severity, "warning");  // a target
    EXPECT_THAT(f.message, HasSubstr("18/19 văn bản đến và đi (94,7%), tối thiểu 95%"));
}

TEST_P(Evaluate, TheBaselineIsFactsThenTheDeclaredFigureThenUnknown) {
    put("units", {{"valid_from", "2020-01-01"}});
    put("units", {{"id", "T02"}, {"unit", "T02"}, {"unit_path", "TW/T02/"}, {"valid_from", "2025-07-01"}});
    put("units", {{"id", "T03"}, {"unit", "T03"}, {"unit_path", "TW/T03/"}, {"valid_from", "2025-07-01"}});
    put("baselines", {{"id", "b"},
                      {"unit", "T02"},
                      {"unit_path", "TW/T02/"},
                      {"year", 2025},
                      {"measure", "documents"},
                      {"value", 40},
                      {"basis", "cộng ba đơn vị trước"}});
    for (const char* unit : {"T01", "T02", "T03"}) {
        for (int i = 0; i < 30; ++i) {
            put("documents", {{"id", std::string(unit) + "n" + std::to_string(i)},
                              {"unit", unit},
                              {"unit_path", std::string("TW/") + unit + "/"},
                              {"date", i < 20 ? "2025-08-01" : "2026-03-02"},
                              {"direction", "out"},
                              {"administrative", 1}});
        }
    }
    const auto found = find("KL226.2.1.d3.reduce-15");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].outcome, "met");
    EXPECT_EQ(found[0].measured, "10/20");
    EXPECT_EQ(found[0].count, 10);
    EXPECT_EQ(found[0].whole, 20);
    EXPECT_THAT(found[0].message, HasSubstr("giảm 50%"));
    EXPECT_EQ(found[1].measured, "30/40");
    EXPECT_THAT(found[1].message, HasSubstr("số gốc khai báo: cộng ba đơn vị trước"));
    EXPECT_EQ(found[2].outcome, "cannot_tell");
    EXPECT_EQ(found[2].missing, "số liệu năm 2025");
    EXPECT_THAT(found[0].interpretations, ::testing::Contains("INT-05"));
    // Inside the year: progress, allowance, forecast, no verdict.
    const auto early = find("KL226.2.1.d3.reduce-15", "2026-06-30").at(0);
    EXPECT_EQ(early.outcome, "cannot_tell");
    EXPECT_EQ(early.forecast, 20);  // 10 in 181 of 365 days
    EXPECT_THAT(early.message, HasSubstr("Cả năm được phép nhiều nhất 17"));
}

TEST_P(Evaluate, OnlyUnitsUnderThePathAreSeen) {
    conference("c1");
    conference("c2", {{"unit", "T02"}, {"unit_path", "TW/T02/"}, {"area", "A02"}});
    conference("c3", {{"unit", "T01X"}, {"unit_path", "TW/T01X/"}, {"area", "A03"}});
    const auto found = find(province_cap, "2026-12-31", "2026", "TW/T01/");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].area, "A01");
}

TEST_P(Evaluate, ARecordNormNamesItsSubjectAndAppliesFromItsDay) {
    put("speeches", {{"id", "s1"}, {"conference", "c1"}, {"type", "opening"}, {"minutes", 11}, {"date", "2026-03-02"}});
    put("speeches", {{"id", "s0"}, {"conference", "c0"}, {"type", "opening"}, {"minutes", 11}, {"date", "2025-12-10"}});
    const auto now = find("KL226.2.2.d3.opening-10");
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].subject, "s1");
    EXPECT_EQ(now[0].unit, "T01");
    EXPECT_EQ(now[0].outcome, "breached");
    EXPECT_THAT(now[0].message, HasSubstr("Phát biểu khai mạc dài 11 phút, giới hạn 10 phút"));
    const auto before = find("KL226.2.2.d3.opening-10", "2025-12-31", "2025");
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].outcome, "not_applicable");
    EXPECT_THAT(before[0].message, HasSubstr("Áp dụng từ 11/12/2025"));
}

TEST_P(Evaluate, ANormThatEndedJudgesNothingLater) {
    std::vector<base::EmbeddedFile> files(embedded_rulebook().begin(), embedded_rulebook().end());
    const auto file = std::ranges::find(files, "226-KL-TW.yaml", &base::EmbeddedFile::name);
    ASSERT_NE(file, files.end());
    std::string text(file->content);
    const std::string from = "from: 2025-12-11";
    text.replace(text.find(from, text.find("- id: KL226.2.2.d3.opening-10\n")), from.size(),
                 from + ", until: 2026-03-01");
    file->content = text;
    const auto book = Rulebook::load(files, testing::documented_views());
    ASSERT_TRUE(book.has_value()) << book.error().message;
    put("speeches", {{"id", "s1"}, {"conference", "c1"}, {"type", "opening"}, {"minutes", 11}, {"date", "2026-03-01"}});
    put("speeches", {{"id", "s2"}, {"conference", "c2"}, {"type", "opening"}, {"minutes", 11}, {"date", "2026-03-02"}});
    const auto found = find_in(*book, "KL226.2.2.d3.opening-10", "2026-12-31", "2026", {});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].outcome, "breached");
    EXPECT_EQ(found[1].outcome, "not_applicable");
    EXPECT_THAT(found[1].message, HasSubstr("đến hết 01/03/2026"));
}

TEST_P(Evaluate, AnOverlayTightensItsOwnSubtreeOnly) {
    const std::string overlay =
        "overlay: {id: t01, unit_path: TW/T01/, source: 12-NQ/TU}\ntighten:\n- {norm: KL226.2.2.d1.province-wide-cap, "
        "parameter: max, values: [{from: "
        "2026-01-01, value: 1, clause: Điều 3}]}\n";
    std::vector<base::EmbeddedFile> files(embedded_rulebook().begin(), embedded_rulebook().end());
    files.push_back({"overlays/t01.yaml", overlay});
    const auto book = Rulebook::load(files, testing::documented_views());
    ASSERT_TRUE(book.has_value()) << book.error().message;
    conference("c1");
    conference("c2");
    conference("d1", {{"unit", "T02"}, {"unit_path", "TW/T02/"}, {"area", "A02"}});
    conference("d2", {{"unit", "T02"}, {"unit_path", "TW/T02/"}, {"area", "A02"}});
    const auto found = find_in(*book, province_cap, "2026-12-31", "2026", {});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].outcome, "breached");
    EXPECT_EQ(found[0].limit, "1");
    EXPECT_THAT(found[0].message, HasSubstr("(12-NQ/TU, Điều 3)"));
    EXPECT_EQ(found[1].outcome, "met");
}

TEST_P(Evaluate, AnOverlayGivesUpTheWaiverForItsOwnSubtree) {
    const std::string overlay =
        "overlay: {id: t01, unit_path: TW/T01/, source: 12-NQ/TU}\nwithdraw:\n- {norm: KL226.2.2.d1.province-wide-cap, "
        "exception: truong-hop-dac-biet, from: 2026-01-01, clause: Điều 4}\n";
    std::vector<base::EmbeddedFile> files(embedded_rulebook().begin(), embedded_rulebook().end());
    files.push_back({"overlays/t01.yaml", overlay});
    const auto book = Rulebook::load(files, testing::documented_views());
    ASSERT_TRUE(book.has_value()) << book.error().message;
    const Record decided{{"decision_by", "provincial_standing_committee"},
                         {"decision_date", "2026-02-20"},
                         {"decision_symbol", "15-QĐ/TU"}};
    for (const auto& [unit, area] : {std::pair("T01", "A01"), {"T02", "A02"}}) {
        for (int i = 0; i < 3; ++i) {
            Record more = i == 2 ? decided : Record{};
            more.insert({{"unit", unit}, {"unit_path", std::string("TW/") + unit + "/"}, {"area", area}});
            conference(std::string(unit) + std::to_string(i), more);
        }
    }
    const auto found = find_in(*book, province_cap, "2026-12-31", "2026", {});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].outcome, "breached");
    EXPECT_EQ(found[1].outcome, "waived");
}

TEST_P(Evaluate, TheDifferenceOfTwoRulebooksIsShownNormByNorm) {
    for (int i = 0; i < 3; ++i) conference("c" + std::to_string(i));
    conference("d0", {{"unit", "T02"}, {"unit_path", "TW/T02/"}, {"area", "A02"}});
    std::vector<base::EmbeddedFile> files(embedded_rulebook().begin(), embedded_rulebook().end());
    std::string text;
    for (auto& file : files) {
        if (file.name != "226-KL-TW.yaml") continue;
        text = file.content;
        // One parameter moves; the words of another norm change, which changes no verdict.
        const auto norm = text.find(province_cap);
        text.replace(text.find("value: 2,", norm), 9, "value: 3,");
        const std::string_view words = "Chuyển thêm hội nghị sang trực tuyến.";
        text.replace(text.find(words), words.size(), "Đưa thêm hội nghị lên mạng.");
        file.content = text;
    }
    const auto book = Rulebook::load(files, testing::documented_views());
    ASSERT_TRUE(book.has_value()) << book.error().message;
    EvaluateRequest request;
    request.period = base::Period::year(2026);
    request.as_of = *base::Date::parse_iso("2026-12-31");
    Difference there, back, none;
    const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(there, difference(testing::shipped(), *book, snapshot, request));
        TRY(back, difference(*book, testing::shipped(), snapshot, request));
        TRY(none, difference(testing::shipped(), testing::shipped(), snapshot, request));
        return {};
    });
    ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    EXPECT_TRUE(none.touched.empty());
    ASSERT_EQ(there.touched.size(), 1U);
    EXPECT_EQ(there.touched[0].norm, province_cap);
    EXPECT_EQ(there.touched[0].vanishing, 1);
    EXPECT_EQ(there.touched[0].other, 1);  // met either way, against another limit
    EXPECT_EQ(there.touched[0].rows[0].before, "breached 3 / 2");
    EXPECT_EQ(there.touched[0].rows[0].after, "met 3 / 3");
    EXPECT_EQ(back.touched[0].appearing, 1);
    EXPECT_NE(there.before, there.after);
    // No other norm is evaluated: the facts of the others can be away.
    const auto without = database().write([&](db::Tx& tx) -> Status {
        for (const auto& view : testing::documented_views()) {
            if (view.name != "conferences" && view.name != "units") TRYV(tx.execute("DROP TABLE fact_" + view.name));
        }
        TRY(const auto again, difference(testing::shipped(), *book, tx, request));
        EXPECT_EQ(again.touched.size(), 1U);
        return {};
    });
    EXPECT_TRUE(without.has_value()) << sauro::testing::explain(without);
    const auto all = database().read([&](db::Snapshot& snapshot) -> Status {
        TRYV(evaluate(*book, snapshot, request));
        return {};
    });
    EXPECT_FALSE(all.has_value());
}

TEST_P(Evaluate, AFigureOpensTheRowsItWasCountedFrom) {
    conference("c1");
    conference("c2");
    conference("c3", {{"statutory_kind", "party_committee"}});
    conference("c4", {{"scope", db::Null{}}});
    conference("c5", {{"scope", "internal"}});
    FigureRequest request;
    request.norm = province_cap;
    request.area = "A01";
    request.period = base::Period::year(2026);
    request.as_of = *base::Date::parse_iso("2026-12-31");
    request.limit = 3;
    std::vector<std::string> roles;
    Figure figure;
    const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(figure, figure_rows(testing::shipped(), snapshot, request));
        for (const auto& row : figure.rows) roles.push_back(row.id + " " + row.role);
        request.after = figure.next.value_or("");
        TRY(const auto rest, figure_rows(testing::shipped(), snapshot, request));
        for (const auto& row : rest.rows) roles.push_back(row.id + " " + row.role);
        EXPECT_EQ(rest.next, std::nullopt);
        request.norm = "KL226.2.1.d3.goal";
        EXPECT_FALSE(figure_rows(testing::shipped(), snapshot, request).has_value());
        return {};
    });
    ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    EXPECT_THAT(roles, ElementsAre("c1 counted", "c2 counted", "c3 excluded", "c4 unknown"));
    EXPECT_EQ(figure.total, 2);  // the number on the gauge
    EXPECT_EQ(figure.next, "c3");
    EXPECT_EQ(figure.rows[2].why_excluded, "họp định kỳ của ban chấp hành, hội đồng nhân dân");
    EXPECT_EQ(figure.rows[0].values.size(), figure.columns.size());
}

}  // namespace
}  // namespace sauro::rulebook
