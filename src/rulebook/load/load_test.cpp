// The loader: every mistake in a rule file is refused with file, line and reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "rulebook/test_views.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view interpretations = R"(interpretations:
- id: INT-01
  question: Tính từ bao giờ?
  choices: ["(a) ngay", "(b) từ đầu năm"]
  proposed: (b)
  reason: Văn bản không nêu ngày.
  status: proposed
)";

// A sound rulebook of one norm; tests change one line of it.
constexpr std::string_view sound =
    R"(source: {id: 1-KL/X, brief: KL 1, title: Kết luận mẫu, issued: 2025-12-11, issuer: Ban mẫu}
norms:
- id: X.cap
  row: M8
  clause: "1"
  statement: Mỗi năm tối đa 2.
  verified_on: 2026-01-01
  force: obligation
  executability: full
  kind: count_cap
  fact: conferences
  where: scope = province_wide
  per: [area, year]
  applies: {level: province, from: 2026-01-01, interpretation: INT-01}
  parameters:
    max: {stricter: lower, values: [{from: 2026-01-01, value: 2, clause: "1"}]}
  interpretations: [INT-01]
  remedy: Gộp lại.
  records:
    A: {date: 2026-02-02, scope: province_wide}
  cases:
  - {name: đúng hai, given: [A, A], expect: met}
  - {name: ba, given: [A, A, A], expect: breached}
  - {name: thiếu, given: [A, A, {A: {scope: null}}], expect: cannot_tell}
)";

std::string changed(std::string_view from, std::string_view to) {
    std::string text(sound);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

Result<Rulebook> load(const std::string& norms, std::vector<base::EmbeddedFile> more = {}) {
    static std::vector<std::string> keep;
    keep.push_back(norms);
    std::vector<base::EmbeddedFile> files{{"mau.yaml", keep.back()}, {"interpretations.yaml", interpretations}};
    files.insert(files.end(), more.begin(), more.end());
    const auto views = testing::documented_views();
    return Rulebook::load(files, views);
}

TEST(Loader, TakesASoundRulebookAndRunsItsCases) {
    const auto book = load(std::string(sound));
    ASSERT_TRUE(book.has_value()) << book.error().message;
    const Norm* norm = book->find("X.cap");
    ASSERT_NE(norm, nullptr);
    EXPECT_TRUE(norm->checked);
    EXPECT_EQ(norm->parameters.at(0).values.at(0).value, Rational(2));
    EXPECT_EQ(norm->line, 3);
    const auto results = run_cases(*book);
    ASSERT_TRUE(results.has_value());
    ASSERT_EQ(results->size(), 5U);  // three cases, two moves of the parameter
    for (const auto& result : *results) EXPECT_TRUE(result.passed) << result.name << " " << result.actual;
}

TEST(Loader, AWrongExpectationAndAMissingBoundaryFailTheCases) {
    const auto wrong =
        load(changed("given: [A, A, A], expect: breached", "given: [A, A, A], expect: breached, measured: \"4\""));
    ASSERT_TRUE(wrong.has_value());
    const auto results = run_cases(*wrong);
    ASSERT_TRUE(results.has_value());
    EXPECT_FALSE(results->at(1).passed);
    EXPECT_EQ(results->at(1).actual, "breached 3");
    // Far from the limit on every side: the rule holds its cases, but nothing shows where it turns.
    std::string far(sound);
    const auto put = [&](std::string_view from, std::string_view to) { far.replace(far.find(from), from.size(), to); };
    put("given: [A, A], expect: met", "given: [], expect: met");
    put("[A, A, A], expect", "[{A: {}, times: 9}], expect");
    put("[A, A, {A: {scope: null}}]", "[{A: {scope: null}, times: 9}]");
    put("given: [], expect: met", "given: [{A: {scope: internal}}], expect: met");
    const auto loose = load(far);
    ASSERT_TRUE(loose.has_value()) << loose.error().message;
    const auto moved = run_cases(*loose);
    ASSERT_TRUE(moved.has_value());
    ASSERT_EQ(moved->size(), 5U);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(moved->at(i).passed) << moved->at(i).actual;
    EXPECT_EQ(moved->at(3).name, "max = 3: một ca phải đổi kết quả");
    EXPECT_FALSE(moved->at(3).passed);
    EXPECT_FALSE(moved->at(4).passed);
}

TEST(Loader, EveryMistakeNamesFileLineAndReason) {
    struct Mistake {
        const char* from;
        const char* to;
        const char* place;
        const char* reason;
    };
    const Mistake mistakes[] = {
        {"  row: M8", "  rows: M8", "mau.yaml:4", "khóa lạ “rows”"},
        {"  row: M8", "  row: M99", "mau.yaml:4", "không có dòng công việc “M99”"},
        {"  clause: \"1\"\n", "", "mau.yaml:3", "thiếu “clause”"},
        {"  remedy: Gộp lại.\n", "", "mau.yaml:3", "thiếu “remedy”"},
        {"force: obligation", "force: duty", "mau.yaml:8", "chỉ nhận: obligation"},
        {"executability: full", "executability: perfect", "mau.yaml:9", "“executability” là “perfect”"},
        {"from: 2026-01-01, interp", "from: 2026-01-01, until: 2025-12-31, interp", "mau.yaml:14", "ngày hết áp dụng"},
        {"kind: count_cap", "kind: counting", "mau.yaml:10", "“kind” là “counting”"},
        {"kind: count_cap", "kind: format", "mau.yaml:10", "loại “format” cần “analyser”"},
        {"kind: count_cap", "kind: deadline", "mau.yaml:3", "loại “deadline” cần “deadline”"},
        {"kind: count_cap", "kind: none", "mau.yaml", "không được có fact"},
        {"fact: conferences", "fact: gatherings", "mau.yaml:11", "không có dữ kiện “gatherings”"},
        {"where: scope = province_wide", "where: scale = province_wide", "mau.yaml:3", "không có cột “scale”"},
        {"where: scope = province_wide", "where: scope = provincee", "mau.yaml:3", "không có giá trị “provincee”"},
        {"scope: province_wide", "scope: toan_tinh", "mau.yaml:", "cột “scope” phải là một trong: national"},
        {"per: [area, year]", "per: [area, month]", "mau.yaml:3", "per phải là"},
        {"per: [area, year]", "per: [place]", "mau.yaml:3", "không có cột chữ “place”"},
        {"verified_on: 2026-01-01", "verified_on: 2026-02-31", "mau.yaml:7", "verified_on"},
        {"level: province,", "level: district,", "mau.yaml:14", "cấp lạ “district”"},
        {"{stricter: lower, values", "{values", "mau.yaml:16", "thiếu “stricter”"},
        {"value: 2, clause", "value: two, clause", "mau.yaml:16", "không phải một con số"},
        {", clause: \"1\"}]}", "}]}", "mau.yaml:16", "thiếu “clause”"},
        {"interpretations: [INT-01]", "interpretations: [INT-99]", "mau.yaml:3", "“INT-99” không có"},
        {"{date: 2026-02-02, scope: province_wide}", "{date: 2026-02-02, scoop: x}", "mau.yaml:20",
         "không có cột “scoop”"},
        {"{date: 2026-02-02, scope: province_wide}", "{date: soon, scope: x}", "mau.yaml:20", "ngày dạng"},
        {"given: [A, A], expect: met", "given: [B], expect: met", "mau.yaml:22", "không có mẫu bản ghi “B”"},
        {"given: [A, A], expect: met", "given: [A, A], expect: passed", "mau.yaml:22", "“expect” là “passed”"},
        {"given: [A, A], expect: met", "given: [A, A], text: x, expect: met", "mau.yaml:22",
         "“text” chỉ dùng cho quy tắc văn bản"},
        {"  - {name: ba, given: [A, A, A], expect: breached}\n", "", "mau.yaml:22",
         "thiếu ca thử cho kết quả “breached”"},
        {"  - {name: thiếu, given: [A, A, {A: {scope: null}}], expect: cannot_tell}\n", "", "mau.yaml:22",
         "thiếu ca thử cho kết quả “cannot_tell”"},
        {"  remedy: Gộp lại.", "  remedy: Gộp lại.\n  remedy: Gộp nữa.", "mau.yaml:19", "lặp khóa “remedy”"},
        {"norms:", "norms: [", "mau.yaml", "YAML sai"},
    };
    for (const auto& mistake : mistakes) {
        const auto book = load(changed(mistake.from, mistake.to));
        ASSERT_FALSE(book.has_value()) << mistake.to;
        EXPECT_EQ(book.error().code, "rulebook.schema") << mistake.to;
        EXPECT_THAT(book.error().message, HasSubstr(mistake.place)) << mistake.to;
        EXPECT_THAT(book.error().message, HasSubstr(mistake.reason)) << mistake.to;
    }
    std::string twice(sound);
    twice += twice.substr(twice.find("- id: X.cap"));
    const auto doubled = load(twice);
    ASSERT_FALSE(doubled.has_value());
    EXPECT_THAT(doubled.error().message, HasSubstr("mau.yaml:25: quy tắc X.cap trùng với mau.yaml:3"));
}

TEST(Loader, AnExceptionNeedsItsEvidenceAndItsCase) {
    const auto with = [](std::string except) {
        return load(
            changed("  interpretations: [INT-01]", "  except:\n  - " + except + "\n  interpretations: [INT-01]"));
    };
    EXPECT_THAT(with("{id: e, effect: waive, clause: \"1\"}").error().message, HasSubstr("phải nêu bằng chứng"));
    EXPECT_THAT(with("{id: e, effect: exclude, clause: \"1\"}").error().message, HasSubstr("phải có điều kiện “when”"));
    EXPECT_THAT(with("{id: e, effect: exclude, when: mode = online}").error().message, HasSubstr("thiếu “clause”"));
    EXPECT_THAT(
        with("{id: e, effect: waive, clause: \"1\", needs: [{when: decision_by is not null, missing: cơ quan}]}")
            .error()
            .message,
        HasSubstr("thiếu ca thử “waived”"));
    EXPECT_TRUE(with("{id: e, effect: exclude, clause: \"1\", when: statutory_kind = party_committee}").has_value());
}

TEST(Loader, AnOverlayMayTightenButNeverLoosen) {
    const auto with = [](const std::string& value, const std::string& norms, const std::string& parameter = "max") {
        static std::vector<std::string> keep;
        keep.push_back(
            "overlay: {id: tinh-mau, unit_path: TW/T01/, source: 12-QĐ/TU}\ntighten:\n- {norm: X.cap, parameter: " +
            parameter + ", values: [{from: 2026-06-01, value: " + value + ", clause: Điều 3}]}\n");
        return load(norms, {{"overlays/tinh-mau.yaml", keep.back()}});
    };
    EXPECT_TRUE(with("1", std::string(sound)).has_value());
    EXPECT_TRUE(with("2", std::string(sound)).has_value());
    const auto looser = with("3", std::string(sound));
    ASSERT_FALSE(looser.has_value());
    EXPECT_EQ(looser.error().code, "rulebook.overlay");
    for (const char* part : {"overlays/tinh-mau.yaml:3", "từ 2 (1-KL/X, 1)", "thành 3 (12-QĐ/TU, Điều 3)"})
        EXPECT_THAT(looser.error().message, HasSubstr(part));
    EXPECT_THAT(with("1", changed("stricter: lower", "stricter: constant")).error().message,
                HasSubstr("ấn định cố định"));
    EXPECT_THAT(with("1", std::string(sound), "min").error().message, HasSubstr("không có"));
    EXPECT_THAT(with("1.5", std::string(sound)).error().message, HasSubstr("phải là số nguyên"));
    // A commune may not fall back behind its province's document.
    const auto below = [&](const std::string& value) {
        static std::vector<std::string> keep;
        keep.push_back(
            "overlay: {id: xa-mau, unit_path: TW/T01/X01/, source: 3-QĐ/ĐU}\ntighten:\n- {norm: X.cap, parameter: max, "
            "values: [{from: 2026-07-01, value: " +
            value + ", clause: Điều 1}]}\n");
        return load(std::string(sound),
                    {{"overlays/tinh.yaml",
                      "overlay: {id: tinh-mau, unit_path: TW/T01/, source: 12-QĐ/TU}\ntighten:\n- {norm: X.cap, "
                      "parameter: max, values: [{from: 2026-06-01, value: 1, clause: Điều 3}]}\n"},
                     {"overlays/xa.yaml", keep.back()}});
    };
    EXPECT_TRUE(below("1").has_value());
    EXPECT_THAT(below("2").error().message, HasSubstr("lỏng hơn mức 1 của cấp trên (12-QĐ/TU, Điều 3)"));
    // The rulebook itself becomes stricter later: the local value must not stand looser then.
    const auto later =
        changed("value: 2, clause: \"1\"}", "value: 2, clause: \"1\"}, {from: 2027-01-01, value: 0, clause: \"1\"}");
    EXPECT_FALSE(with("1", later).has_value());
    const auto wrong_norm =
        load(std::string(sound), {{"overlays/x.yaml",
                                   "overlay: {id: x, unit_path: TW/, source: 1-QĐ}\ntighten:\n- {norm: X.no, "
                                   "parameter: max, values: [{from: 2026-01-01, value: 1, clause: a}]}\n"}});
    ASSERT_FALSE(wrong_norm.has_value());
    EXPECT_THAT(wrong_norm.error().message, HasSubstr("“X.no” không có"));
}

TEST(Loader, TellsEveryMistakeAtOnce) {
    std::string two = changed("force: obligation", "force: duty");
    std::string other(sound.substr(sound.find("- id: X.cap")));
    other.replace(other.find("X.cap"), 5, "X.two");
    other.replace(other.find("value: 2, clause"), 16, "value: two, clause");
    const auto book = load(two + other);
    ASSERT_FALSE(book.has_value());
    EXPECT_EQ(book.error().fields.size(), 2U);
    for (const char* part : {"mau.yaml:8", "chỉ nhận: obligation", "mau.yaml:38", "không phải một con số"})
        EXPECT_THAT(book.error().message, HasSubstr(part));
}

TEST(Loader, ExceptionsThatAlwaysMeetAreRefused) {
    const auto with = [](std::string first, std::string second) {
        return load(changed("  interpretations: [INT-01]",
                            "  except:\n  - " + first + "\n  - " + second + "\n  interpretations: [INT-01]") +
                    "  - {name: miễn, given: [A], expect: waived}\n");
    };
    const std::string waive =
        "{id: w, effect: waive, clause: \"2\", when: mode = online, needs: [{when: decision_by is not null, missing: "
        "cơ quan}]}";
    const auto covered = with("{id: e, effect: exclude, clause: \"1\", when: mode is not null}", waive);
    ASSERT_FALSE(covered.has_value());
    EXPECT_THAT(covered.error().message, HasSubstr("“w” (2) chồng lên “e” (1)"));
    const auto twice = with("{id: e, effect: exclude, clause: \"1\", when: delegates >= 10}",
                            "{id: f, effect: exclude, clause: \"3\", when: delegates > 9}");
    ASSERT_FALSE(twice.has_value());
    EXPECT_THAT(twice.error().message, HasSubstr("chồng lên"));
    EXPECT_TRUE(with("{id: e, effect: exclude, clause: \"1\", when: delegates >= 10}",
                     "{id: f, effect: exclude, clause: \"3\", when: delegates < 10}")
                    .has_value());
}

TEST(Loader, AnOverlayMayGiveUpAWaiverButTouchesNoOtherException) {
    const auto with = [](const std::string& withdrawn) {
        static std::vector<std::string> keep;
        keep.push_back("overlay: {id: t, unit_path: TW/T01/, source: 12-QĐ/TU}\nwithdraw:\n- " + withdrawn + "\n");
        const auto norms =
            changed("  interpretations: [INT-01]",
                    "  except:\n  - {id: e, effect: exclude, clause: \"1\", when: statutory_kind = party_committee}\n"
                    "  - {id: w, effect: waive, clause: \"2\", needs: [{when: decision_by is not null, missing: cơ "
                    "quan}]}\n"
                    "  interpretations: [INT-01]") +
            "  - {name: có quyết định, given: [A, A, {A: {statutory_kind: none, decision_by: "
            "commune_standing_committee}}], expect: "
            "cannot_tell}\n"
            "  - {name: miễn, given: [{A: {statutory_kind: none, decision_by: commune_standing_committee}, times: 3}], "
            "expect: waived}\n";
        return load(norms, {{"overlays/t.yaml", keep.back()}});
    };
    const auto good = with("{norm: X.cap, exception: w, from: 2026-01-01, clause: Điều 4}");
    EXPECT_TRUE(good.has_value()) << good.error().message;
    EXPECT_THAT(with("{norm: X.cap, exception: e, from: 2026-01-01, clause: Điều 4}").error().message,
                HasSubstr("bỏ loại trừ “e”"));
    EXPECT_THAT(with("{norm: X.cap, exception: z, from: 2026-01-01, clause: Điều 4}").error().message,
                HasSubstr("không có"));
    EXPECT_THAT(with("{norm: X.cap, exception: w, clause: Điều 4}").error().message, HasSubstr("thiếu “from”"));
}

TEST(Loader, AQueryReadsFactsOnlyAndReturnsFourColumns) {
    const auto with = [](std::string query) {
        std::string text =
            changed("kind: count_cap\n  fact: conferences\n  where: scope = province_wide\n  per: [area, year]",
                    "kind: sql\n  fact: units\n  per: [unit, year]\n  query: \"" + query + "\"");
        text.replace(text.find("A: {date: 2026-02-02, scope: province_wide}"), 43, "A: {}");
        text.replace(text.find("{A: {scope: null}}"), 18, "A");
        return load(text);
    };
    const auto good =
        with("SELECT unit, NULL, count(*), NULL FROM fact_conferences WHERE date <= :as_of GROUP BY unit");
    EXPECT_TRUE(good.has_value()) << good.error().message;
    const std::pair<const char*, const char*> refused[] = {
        {"SELECT unit, NULL, count(*) FROM fact_conferences GROUP BY unit", "trả về 3 cột"},
        {"SELECT 'a', NULL, 1, 2", "không đọc dữ kiện nào"},
        {"SELECT name, NULL, 1, 2 FROM sqlite_master", "sqlite_master"},
        {"SELECT unit, NULL, random(), 2 FROM fact_conferences", "hàm “random”"},
        {"SELECT unit, NULL, count(*), 2 FROM accounts", "query sai"},
        {"DELETE FROM fact_conferences", "không chỉ đọc"},
        {"SELECT unit, NULL, 1, 2 FROM fact_conferences; DELETE FROM fact_units", "ký tự “;”"},
        {"SELECT unit, NULL, cost / 2, 2 FROM fact_conferences", "ký tự “/”"},
        {"SELECT unit, NULL, 1, 2 FROM fact_conferences WHERE date < :today", "“:today”"},
        {"SELECT unit, NULL, 1, 2 FROM fact_conferences -- hết", "chú thích"},
        {"SELECT nowhere, NULL, 1, 2 FROM fact_conferences", "nowhere"},
        {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT 'a', NULL, i, 2 FROM n", "query"},
    };
    for (const auto& [query, reason] : refused) {
        const auto book = with(query);
        ASSERT_FALSE(book.has_value()) << query;
        EXPECT_THAT(book.error().message, HasSubstr(reason)) << query;
    }
}

TEST(Loader, ANormNotComparedWithItsSourceForAYearIsNamed) {
    const auto book = load(std::string(sound));
    ASSERT_TRUE(book.has_value());
    EXPECT_TRUE(verification_due(*book, *base::Date::parse_iso("2027-01-01")).empty());
    ASSERT_EQ(verification_due(*book, *base::Date::parse_iso("2027-01-02")).size(), 1U);
}

TEST(Loader, TheHashSpeaksForEveryFile) {
    const auto first = load(std::string(sound)), again = load(std::string(sound)),
               other = load(changed("Gộp lại.", "Gộp thêm."));
    ASSERT_TRUE(first && again && other);
    EXPECT_EQ(first->hash(), again->hash());
    EXPECT_NE(first->hash(), other->hash());
    EXPECT_TRUE(first->hash().starts_with("sha256:"));
}

TEST(Loader, ARulebookIsReplacedWholeAndWhatWasReadBeforeStays) {
    auto running = *load(std::string(sound));
    const Rulebook copy = running;
    const Norm& before = running.norms().front();
    const auto next = load(changed("value: 2, clause", "value: 1, clause"));
    ASSERT_TRUE(next.has_value());
    EXPECT_FALSE(load(changed("kind: count_cap", "kind: counting")).has_value());  // replaces nothing
    EXPECT_NE(running.hash(), next->hash());
    running.replace(*next);
    EXPECT_EQ(copy.hash(), next->hash());
    EXPECT_EQ(copy.norms().front().parameters[0].values[0].text, "1");
    EXPECT_EQ(before.parameters[0].values[0].text, "2");
}

TEST(Loader, ADecidedInterpretationNeedsItsOwnerAndDay) {
    std::string text(interpretations);
    text.replace(text.find("status: proposed"), 16, "status: decided");
    const auto views = testing::documented_views();
    const std::vector<base::EmbeddedFile> files{{"mau.yaml", sound}, {"interpretations.yaml", text}};
    const auto book = Rulebook::load(files, views);
    ASSERT_FALSE(book.has_value());
    EXPECT_THAT(book.error().message, HasSubstr("owner"));
}

TEST(Loader, AMissingFolderIsToldByName) {
    const auto book = Rulebook::load_folder("/khong/co", testing::documented_views());
    ASSERT_FALSE(book.has_value());
    EXPECT_EQ(book.error().kind, ErrorKind::unreadable);
    EXPECT_THAT(book.error().message, HasSubstr("/khong/co"));
}

TEST(ShippedRulebook, CoversTheThreeSourcesAndTheRowsOfThisVersion) {
    const auto& book = testing::shipped();
    const auto all = coverage(book);
    ASSERT_EQ(all.size(), 6U);  // the three directives and the packs of form
    std::int64_t norms = 0, checked = 0;
    for (const auto& one : all) {
        const bool of_form = one.source == "30/2020/NĐ-CP" || one.source == "05-HD/VPTW" || one.source == "36-HD/VPTW";
        if (!of_form) norms += one.norms;
        checked += one.checked;
        EXPECT_EQ(one.norms, one.checked + one.planned + one.not_machine) << one.source;
    }
    // The plan of the year, its caps, costs and reduction; clear in four measures, the superior text beside the law;
    // meetings told from conferences; prepared speeches by the time they take to read.
    EXPECT_EQ(norms, 191 + 3 + 5 + 3 + 1 + 3);
    EXPECT_GE(checked, 20);
    const auto rows = coverage_by_row(book);
    for (const char* row :
         {"D2", "D3", "D7", "D8", "D9", "D10", "D11", "M2", "M6", "M8", "M9", "M18", "M19", "W13", "W17"}) {
        const auto found = std::ranges::find(rows, row, &RowCoverage::row);
        ASSERT_NE(found, rows.end()) << row;
        EXPECT_GT(found->checked, 0) << row;
    }
    EXPECT_EQ(book.interpretations().size(), 41U);
    for (const auto& one : book.interpretations()) {
        for (const auto& norm : one.norms) EXPECT_NE(book.find(norm), nullptr) << one.id << " names " << norm;
    }
    EXPECT_EQ(testing::shipped().find("KL226.khong-co"), nullptr);
    const auto folder = Rulebook::load_folder(std::string(SAURO_SOURCE_DIR) + "/rulebook", testing::documented_views());
    ASSERT_TRUE(folder.has_value()) << folder.error().message;
    EXPECT_EQ(folder->hash(), book.hash());
}

}  // namespace
}  // namespace sauro::rulebook
