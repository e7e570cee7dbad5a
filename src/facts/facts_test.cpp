#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "facts/load.hpp"
#include "facts/table.hpp"
#include "tests/support/databases.hpp"

namespace sauro::facts {
namespace {

using ::testing::HasSubstr;

// A world of two kinds: places by code, visits that refer to a place and may repeat an earlier visit.
constexpr std::string_view schema = R"(
CREATE TABLE units (id TEXT PRIMARY KEY, external_id TEXT UNIQUE, code TEXT NOT NULL UNIQUE, sample BIGINT NOT NULL, created_at BIGINT NOT NULL);
CREATE TABLE visits (id TEXT PRIMARY KEY, external_id TEXT UNIQUE, content_key TEXT UNIQUE, unit_id TEXT NOT NULL REFERENCES units (id), date TEXT NOT NULL,
    minutes BIGINT, digital BIGINT, by_whom TEXT, mode TEXT, people TEXT, again_id TEXT REFERENCES visits (id), sample BIGINT NOT NULL, created_at BIGINT NOT NULL);
)";

std::vector<Kind> kinds() {
    Kind unit{"unit", {{"code", Type::text, true}}, {}};
    unit.store = [](db::Tx& tx, const Record& record) -> Result<Kind::Stored> {
        TRY(const auto changed,
            tx.execute("INSERT INTO units (id, code, sample, created_at) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING",
                       {base::uuid7(), record.at("code")}));
        return changed == 1 ? Kind::Stored::created : Kind::Stored::unchanged;
    };
    Kind visit{"visit", {}, {}};
    visit.fields = {
        {"id", Type::text},
        {"unit", Type::text, true, {}, "unit"},
        {"date", Type::date, true},
        {"minutes", Type::integer},
        {"digital", Type::boolean},
        {.name = "decision", .type = Type::object, .members = {{"by", Type::text, true}, {"date", Type::date}}},
        {.name = "mode", .one_of = {"online", "in_person"}, .null_means = "none"},
        {"people", Type::list},
        {"again", Type::text, false, {}, "visit"}};
    visit.store = table_store({"visit",
                               "visits",
                               {unit_column("unit", "unit_id"),
                                {"date", "date"},
                                {"minutes", "minutes"},
                                {"digital", "digital"},
                                {"decision.by", "by_whom"},
                                {"mode", "mode"},
                                {"people", "people"},
                                {"again", "again_id", "SELECT id FROM visits WHERE external_id = ?", "visit"}},
                               true,
                               {}});
    return {unit, visit};
}

class Load : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override {
        folder_ = place().folder();
        const db::Migration migration{"facts_test", "0001.sql", schema};
        migrate({&migration, 1});
    }

    std::filesystem::path file(std::string_view text) {
        const auto path = folder_ / "facts.jsonl";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    LoadReport run(std::string_view text, const LoadOptions& options = {}) {
        auto report = load(database(), kinds_, file(text), options);
        EXPECT_TRUE(report) << report.error().code << " " << report.error().message << report.error().detail;
        return report ? *report : LoadReport{};
    }
    std::int64_t count(const std::string& table) {
        std::int64_t n = -1;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto rows,
                snapshot.one("SELECT COUNT(*) FROM " + table, {}, [](const db::Row& row) { return row.integer(0); }));
            n = rows.value_or(-1);
            return {};
        });
        EXPECT_TRUE(status);
        return n;
    }

    std::filesystem::path folder_;
    std::vector<Kind> kinds_ = kinds();
};
SAURO_EACH_DATABASE(Load);

TEST(ParseLine, NamesEveryWrongField) {
    struct Case {
        const char* line;
        const char* path;
        const char* code;
        const char* message;
    };
    const Case cases[] = {
        {R"({"kind":"visit","unit":"A","date":"2026-11-31"})", "/date", "date.not_in_calendar",
         "31/11/2026 không có trong lịch"},
        {R"({"kind":"visit","unit":"A","date":"31/11/2026"})", "/date", "date.not_in_calendar",
         "31/11/2026 không có trong lịch"},
        {R"({"kind":"visit","unit":"A","date":"30/11/2026"})", "/date", "date.format", "2026-11-30"},
        {R"({"kind":"visit","unit":"A","date":"hôm qua"})", "/date", "date.unreadable", "không phải là ngày"},
        {R"({"kind":"visit","unit":"A","date":20261130})", "/date", "field.type", "ngày"},
        {R"({"kind":"visit","date":"2026-11-30"})", "/unit", "field.missing", "unit"},
        {R"({"kind":"visit","unit":null,"date":"2026-11-30"})", "/unit", "field.missing", "unit"},
        {R"({"kind":"visit","unit":"  ","date":"2026-11-30"})", "/unit", "field.missing", "unit"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","minutes":"9"})", "/minutes", "field.type", "số nguyên"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","minutes":9.5})", "/minutes", "field.type", "số nguyên"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","minutes":99999999999999999999})", "/minutes", "field.type",
         "số nguyên"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","minutes":-1})", "/minutes", "field.range", "thấp nhất 0"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","digital":1})", "/digital", "field.type", "true hoặc false"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","mode":"fax"})", "/mode", "field.one_of",
         "online, in_person"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","colour":1})", "/colour", "field.unknown", "colour"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","decision":{"by":"X","colour":1}})", "/decision/colour",
         "field.unknown", "colour"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","decision":{"by":"X","date":"2026-02-30"}})",
         "/decision/date", "date.not_in_calendar", "30/02/2026"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","decision":{}})", "/decision/by", "field.missing",
         "decision.by"},
        {R"({"kind":"visit","unit":"A","date":"2026-11-30","people":["x",1]})", "/people/1", "field.type", "chuỗi"},
        {R"({"kind":"visit","unit":["A","B"],"date":"2026-11-30"})", "/unit", "field.type", "chuỗi"},
        {R"({"kind":"flight"})", "/kind", "kind.unknown", "unit, visit"},
        {R"({"unit":"A"})", "/kind", "kind.missing", "kind"},
        {R"([1])", "", "line.not_object", "{…}"},
        {R"({"kind":"visit",)", "", "json.syntax", ""},
        {"{\"kind\":\"visit\",\"unit\":\"\xC3\x28\"}", "", "line.encoding", "UTF-8"},
    };
    const auto all = kinds();
    for (const auto& c : cases) {
        const auto parsed = parse_line(all, c.line);
        ASSERT_FALSE(parsed) << c.line;
        ASSERT_EQ(parsed.error().fields.size(), 1U) << c.line;
        EXPECT_EQ(parsed.error().fields[0].path, c.path) << c.line;
        EXPECT_EQ(parsed.error().fields[0].code, c.code) << c.line;
        EXPECT_THAT(parsed.error().fields[0].message, HasSubstr(c.message)) << c.line;
    }
}

TEST(ParseLine, ReportsAllWrongFieldsAtOnce) {
    const auto parsed = parse_line(kinds(), R"({"kind":"visit","unit":1,"date":"2026-13-01","minutes":-3,"x":1})");
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().fields.size(), 4U);
    EXPECT_EQ(parsed.error().detail, "visit");
}

TEST(ParseLine, KeepsUnknownApartFromNone) {
    const auto all = kinds();
    const auto left_out =
        parse_line(all, R"({"kind":"visit","id":"v","unit":"A","date":"2026-11-30","minutes":null,"people":["Hòa"]})");
    ASSERT_TRUE(left_out);
    EXPECT_FALSE(left_out->record.contains("mode"));
    EXPECT_FALSE(left_out->record.contains("minutes"));
    EXPECT_EQ(left_out->record.at("people"), db::Value("[\"Hòa\"]"));
    const auto null =
        parse_line(all, R"({"kind":"visit","id":"v","unit":"A","date":"2026-11-30","mode":null,"minutes":240.0})");
    ASSERT_TRUE(null);
    EXPECT_EQ(null->record.at("mode"), db::Value("none"));
    EXPECT_EQ(null->record.at("minutes"), db::Value(240));
}

TEST(ParseLine, MakesTextNfc) {
    const auto parsed = parse_line(kinds(),
                                   "{\"kind\":\"visit\",\"id\":\"v\",\"unit\":\"Ho\xCC\x80"
                                   "a\",\"date\":\"2026-11-30\"}");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->record.at("unit"), db::Value("H\xC3\xB2"
                                                   "a"));
}

TEST(Describe, PrintsTheFieldTable) {
    const auto text = describe(kinds());
    EXPECT_THAT(text, HasSubstr("## `visit`"));
    EXPECT_THAT(text, HasSubstr("| `unit` | chữ | có | mã của `unit` |"));
    EXPECT_THAT(text, HasSubstr("| `decision.date` | ngày |"));
    EXPECT_THAT(text, HasSubstr("`online` · `in_person`"));
}

TEST_P(Load, TakesAWholeFileAndTheSameFileAgainChangesNothing) {
    const std::string text =
        "\xEF\xBB\xBF{\"kind\":\"unit\",\"code\":\"A\"}\r\n\n"
        R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05","minutes":9,"digital":true})"
        "\n"
        R"({"kind":"visit","unit":"A","date":"2026-01-05","digital":true})"
        "\n"
        R"({"kind":"visit","unit":"A","date":"2026-01-05","digital":true})";  // the same fact twice, no end of line
    const auto first = run(text);
    EXPECT_TRUE(first.loaded);
    EXPECT_EQ(first.sha256, base::sha256(text));
    EXPECT_EQ(first.totals.created, 4);
    EXPECT_EQ(first.kinds.at("visit").created, 3);
    ASSERT_EQ(first.lines.size(), 4U);
    EXPECT_EQ(first.lines[1].line, 3U);
    EXPECT_EQ(first.lines[1].id, "v1");
    EXPECT_EQ(count("visits"), 3);

    const auto second = run(text);
    EXPECT_TRUE(second.loaded);
    EXPECT_EQ(second.totals.created, 0);
    EXPECT_EQ(second.totals.unchanged, 4);
    EXPECT_EQ(count("visits"), 3);

    const auto longer = run(text +
                            "\n"
                            R"({"kind":"visit","unit":"A","date":"2026-01-05","digital":true})");
    EXPECT_EQ(longer.totals.created, 1);
    EXPECT_EQ(count("visits"), 4);
}

TEST_P(Load, RefusesTheSameIdWithOtherContent) {
    run("{\"kind\":\"unit\",\"code\":\"A\"}\n"
        R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05","minutes":9})");
    const auto again = run(R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05","minutes":10})");
    EXPECT_FALSE(again.loaded);
    ASSERT_EQ(again.errors.size(), 1U);
    EXPECT_EQ(again.errors[0].what.code, "fact.duplicate");
    EXPECT_EQ(again.errors[0].what.path, "/minutes");
    EXPECT_EQ(again.errors[0].id, "v1");
    const auto less = run(R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05"})");
    EXPECT_FALSE(less.loaded);
}

TEST_P(Load, OneWrongLineKeepsEverythingOut) {
    const auto report =
        run("{\"kind\":\"unit\",\"code\":\"A\"}\n"
            R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05"})"
            "\n"
            R"({"kind":"visit","id":"v2","unit":"A","date":"2026-02-30"})"
            "\n");
    EXPECT_FALSE(report.loaded);
    ASSERT_EQ(report.errors.size(), 1U);
    EXPECT_EQ(report.errors[0].line, 3U);
    EXPECT_EQ(report.errors[0].kind, "visit");
    EXPECT_EQ(report.totals.errors, 1);
    EXPECT_EQ(count("units"), 0);
    EXPECT_EQ(count("visits"), 0);
}

TEST_P(Load, AnUnknownReferenceKeepsEverythingOutAndIsNamedForEachLine) {
    const auto report =
        run("{\"kind\":\"unit\",\"code\":\"A\"}\n"
            R"({"kind":"visit","id":"v1","unit":"X09","date":"2026-01-05"})"
            "\n"
            R"({"kind":"visit","id":"v2","unit":"A","date":"2026-01-05","again":"v9"})"
            "\n");
    EXPECT_FALSE(report.loaded);
    ASSERT_EQ(report.errors.size(), 2U);
    EXPECT_EQ(report.errors[0].line, 2U);
    EXPECT_EQ(report.errors[0].what.path, "/unit");
    EXPECT_THAT(report.errors[0].what.message, HasSubstr("X09"));
    EXPECT_EQ(report.errors[1].line, 3U);
    EXPECT_EQ(report.totals.created, 0);
    EXPECT_EQ(report.lines[0].outcome, LoadReport::Outcome::valid);
    EXPECT_EQ(count("units"), 0);
}

TEST_P(Load, LinesMayComeInAnyOrder) {
    const auto report = run(R"({"kind":"visit","id":"v2","unit":"A","date":"2026-01-05","again":"v1"})"
                            "\n"
                            R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05"})"
                            "\n"
                            "{\"kind\":\"unit\",\"code\":\"A\"}\n");
    EXPECT_TRUE(report.loaded);
    EXPECT_EQ(report.totals.created, 3);
    EXPECT_EQ(count("visits"), 2);
}

TEST_P(Load, DryRunTriesEverythingAndStoresNothing) {
    LoadOptions options;
    options.dry_run = true;
    const std::string good =
        "{\"kind\":\"unit\",\"code\":\"A\"}\n"
        R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05"})";
    const auto report = run(good, options);
    EXPECT_FALSE(report.loaded);
    EXPECT_TRUE(report.errors.empty());
    EXPECT_EQ(report.totals.created, 2);
    EXPECT_EQ(count("units"), 0);
    const auto unknown = run(R"({"kind":"visit","id":"v1","unit":"A","date":"2026-01-05"})", options);
    EXPECT_EQ(unknown.errors.size(), 1U);
}

TEST_P(Load, JournalStandsInTheSameTransaction) {
    LoadOptions options;
    options.journal = [](db::Tx& tx, const LoadReport& report) -> Status {
        EXPECT_EQ(report.totals.created, 1);
        EXPECT_EQ(report.sha256.size(), 64U);
        TRYV(tx.execute("INSERT INTO units (id, code, sample, created_at) VALUES ('journal', 'journal', 0, 0)"));
        return {};
    };
    EXPECT_TRUE(run("{\"kind\":\"unit\",\"code\":\"A\"}", options).loaded);
    EXPECT_EQ(count("units"), 2);
    options.journal = [](db::Tx&, const LoadReport&) -> Status {
        return fail(ErrorKind::unavailable, "audit.away", "hết chỗ");
    };
    const auto failed = load(database(), kinds_, file("{\"kind\":\"unit\",\"code\":\"B\"}"), options);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "audit.away");
    EXPECT_EQ(count("units"), 2);
}

TEST_P(Load, LongLinesManyErrorsAndOddFilesAreRefusedClearly) {
    LoadOptions options;
    options.max_line_bytes = 100;
    options.max_errors = 3;
    const auto long_line =
        run("{\"kind\":\"unit\",\"code\":\"" + std::string(300'000, 'x') + "\"}\n{\"kind\":\"unit\",\"code\":\"A\"}\n",
            options);
    ASSERT_EQ(long_line.errors.size(), 1U);
    EXPECT_EQ(long_line.errors[0].line, 1U);
    EXPECT_EQ(long_line.errors[0].what.code, "line.too_long");

    const auto many = run("{}\n{}\n{}\n{}\n{}\n", options);
    EXPECT_TRUE(many.errors_truncated);
    EXPECT_EQ(many.errors.size(), 3U);

    for (const auto& [path, code] : {std::pair{folder_ / "none.jsonl", "file.missing"},
                                     std::pair{folder_, "file.not_plain"}, std::pair{file("\n \n"), "file.empty"}}) {
        const auto refused = load(database(), kinds_, path);
        ASSERT_FALSE(refused) << path;
        EXPECT_EQ(refused.error().code, code);
        EXPECT_EQ(refused.error().kind, ErrorKind::unreadable);
    }
}

TEST_P(Load, AFileThatChangesMeanwhileIsNotTaken) {
    std::string text = "{\"kind\":\"unit\",\"code\":\"A\"}\n";
    for (int i = 0; i < 20'000; ++i)
        text += fmt::format("{{\"kind\":\"visit\",\"id\":\"k{:06}\",\"unit\":\"A\",\"date\":\"2026-01-05\"}}\n", i);
    const auto path = file(text);
    // The first store comes while the reader, held by its bounded queue, is far from the end of the file.
    std::vector<Kind> meddling = kinds();
    auto inner = meddling[0].store;
    meddling[0].store = [&](db::Tx& tx, const Record& record) {
        std::fstream meddler(path, std::ios::binary | std::ios::in | std::ios::out);
        meddler.seekp(-4, std::ios::end);
        meddler << '6';  // 2026-01-05 becomes 2026-01-06
        return inner(tx, record);
    };
    const auto report = load(database(), meddling, path);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "fact.file_changed");
    EXPECT_EQ(count("units"), 0);
    EXPECT_EQ(count("visits"), 0);
}

TEST_P(Load, AKilledProcessLeavesNothingOfTheFile) {
    std::string text = "{\"kind\":\"unit\",\"code\":\"A\"}\n";
    for (int i = 0; i < 5000; ++i)
        text += fmt::format("{{\"kind\":\"visit\",\"id\":\"k{}\",\"unit\":\"A\",\"date\":\"2026-01-05\"}}\n", i);
    const auto path = file(text);
    const auto& shared_place = place();
    close();  // a forked child must not inherit an open connection
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {  // a process of its own, ended by force in the middle of its write
        const auto own = shared_place.open();
        if (own == nullptr) _exit(7);
        std::vector<Kind> deadly = kinds();
        auto inner = deadly[1].store;
        int stored = 0;
        deadly[1].store = [inner, &stored](db::Tx& tx, const Record& record) {
            if (++stored == 4000) ::kill(::getpid(), SIGKILL);
            return inner(tx, record);
        };
        const auto done = load(*own, deadly, path);
        _exit(done ? 8 : 9);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    EXPECT_EQ(WTERMSIG(status), SIGKILL);
    EXPECT_EQ(count("units"), 0);
    EXPECT_EQ(count("visits"), 0);
    const auto after = load(database(), kinds_, path);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->totals.created, 5001);
}

TEST_P(Load, ReportIsOneJsonObject) {
    const auto text = write_json(run("{\"kind\":\"unit\",\"code\":\"A\"}\n{\"kind\":\"unit\"}\n"));
    EXPECT_THAT(text, HasSubstr(R"("loaded":false)"));
    EXPECT_THAT(text, HasSubstr(R"({"line":1,"kind":"unit","result":"valid","id":"A"})"));
    EXPECT_THAT(text, HasSubstr(R"("field":"/code","code":"field.missing")"));
}

}  // namespace
}  // namespace sauro::facts
