#include "modules/sample/sample.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

#include "base/hash.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/store.hpp"
#include "modules/units/units.hpp"
#include "search/search.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/record_modules.hpp"

namespace sauro::sample {
namespace {

using sauro::testing::explain;

class Sample : public testing::OnEachDatabase {
  protected:
    void SetUp() override {
        migrate(search::migrations());
        migrate(units::module().migrations);
        for (const auto& module : sauro::testing::record_modules()) {
            migrate(module.migrations);
            kinds_.insert(kinds_.end(), module.kinds.begin(), module.kinds.end());
        }
        const auto made = units::create_sample_areas(database());
        ASSERT_TRUE(made.has_value()) << explain(made);
    }
    void make(std::string_view day = "2026-11-20") {
        const auto filled = fill(database(), kinds_, *base::Date::parse_iso(day));
        ASSERT_TRUE(filled.has_value()) << explain(filled);
    }
    std::vector<std::vector<std::string>> rows(std::string_view sql) {
        std::vector<std::vector<std::string>> found;
        const auto status = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query(sql, {}, [&](const db::Row& row) {
                auto& one = found.emplace_back();
                for (std::size_t i = 0; i < row.size(); ++i) one.push_back(row.is_null(i) ? "NULL" : row.str(i));
                return true;
            });
        });
        EXPECT_TRUE(status.has_value()) << explain(status) << sql;
        return found;
    }
    std::int64_t number(std::string_view sql) {
        const auto found = rows(sql);
        return found.empty() ? -1 : std::stoll(found[0][0]);
    }
    // Facts of some views in one number, without the ids that are ours.
    std::string facts(std::initializer_list<std::pair<const char*, const char*>> views) {
        std::string all;
        for (const auto& [view, columns] : views) {
            std::vector<std::string> lines;
            for (const auto& row : rows(fmt::format("SELECT unit, date, sample, {} FROM fact_{}", columns, view))) {
                std::string line = view;
                for (const auto& value : row) line += "|" + value;
                lines.push_back(std::move(line));
            }
            EXPECT_FALSE(lines.empty()) << view;
            std::ranges::sort(lines);
            for (const auto& line : lines) all += line + "\n";
        }
        return base::sha256(all);
    }

    std::vector<facts::Kind> kinds_;
};
SAURO_EACH_DATABASE(Sample);

// Both whole years, once: that both databases hold the same is the other tests' matter.
class WholeSample : public Sample {};
INSTANTIATE_TEST_SUITE_P(On, WholeSample, ::testing::Values(db::Dialect::sqlite), sauro::testing::dialect_name);

TEST_P(Sample, IsTheSameOnEveryMachineAndIsMadeOnce) {
    make("2025-02-28");
    // Written down once; both databases and every machine must agree. Who changes the sample on purpose writes the new
    // one.
    EXPECT_EQ(
        facts({{"documents",
                "symbol, subject, direction, document_type, administrative, channel, digital, pages, status"},
               {"conferences", "id, title, type, scope, mode, statutory_kind, actual_minutes, cost, leaders_invited"},
               {"speeches", "id, type, speaker, minutes"},
               {"procedure_cases", "id, digital"}}),
        "cadb3e7410c886c9bae609ad05f8cbeab45832e2b3cbfec46cac25cab448e811");
    const auto count = number("SELECT COUNT(*) FROM documents");
    make("2025-02-28");
    EXPECT_EQ(number("SELECT COUNT(*) FROM documents"), count);
}

TEST_P(WholeSample, ShowsWhatItIsMadeToShow) {
    make();
    EXPECT_GT(number("SELECT COUNT(*) FROM documents"), 20'000);
    EXPECT_EQ(facts({{"invitations", "id, invited_unit, invited_level"},
                     {"tasks", "id, lead, work, product, due, status, done_on"},
                     {"reports", "id, form, period, filed_on, channel"},
                     {"recommendations", "id, text, resolver, due, answered_on, roadmap_on"}}),
              "ab142713ef438f02c7a98dbd1fce12ca9106c5654efa055fb8bfc1f91f175314");
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_conferences WHERE sample <> 1"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_documents WHERE sample <> 1"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_conferences WHERE date > '2026-11-20' AND status <> 'planned'"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_documents WHERE date > '2026-11-20'"), 0);
    // Province-wide: three, one of them the council's.
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_conferences WHERE scope = 'province_wide' AND date >= '2026-01-01'"),
              3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_conferences WHERE scope = 'province_wide' AND statutory_kind = "
                     "'peoples_council'"),
              1);
    const auto over = rows(
        "SELECT area FROM fact_conferences WHERE scope = 'commune_wide' AND date >= '2026-01-01' GROUP BY area HAVING "
        "COUNT(*) > 3 ORDER BY area");
    EXPECT_EQ(over, (std::vector<std::vector<std::string>>{{"MH02"}, {"MH05"}, {"MH06"}, {"MH08"}}));
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_conferences WHERE decision_symbol IS NOT NULL AND area = 'MH05'"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_conferences WHERE scope IS NULL AND area = 'MH09'"), 1);
    // Founded in the middle of 2025: nothing before that day.
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_documents WHERE area IN ('MH11', 'MH12') AND date < '2025-07-01'"), 0);
    EXPECT_GT(number("SELECT COUNT(*) FROM fact_documents WHERE area IN ('MH11', 'MH12')"), 0);
    EXPECT_EQ(rows("SELECT DISTINCT valid_from FROM fact_units WHERE area = 'MH11'"),
              (std::vector<std::vector<std::string>>{{"2025-07-01"}}));
    EXPECT_GT(number("SELECT COUNT(*) FROM fact_speeches WHERE type = 'opening' AND minutes > 10"), 0);
    EXPECT_GT(number("SELECT COUNT(*) FROM fact_documents WHERE channel = 'paper' AND direction = 'out'"), 0);
    const auto digital = number("SELECT 1000 * SUM(digital) / COUNT(*) FROM fact_documents");
    EXPECT_GT(digital, 950);
    EXPECT_LT(digital, 975);
    // Work as it is organised: one of each fault.
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_responsibilities WHERE authority IS NULL"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_delegations WHERE evaluated_on IS NULL"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_activities WHERE plan IS NULL"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_reorganisations WHERE done_on IS NULL"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM fact_compositions WHERE other_bloc > 0 AND scope NOT LIKE '%_wide'"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM documents WHERE direction = 'in' AND status = 'waiting'"), 9);
    EXPECT_EQ(number("SELECT COUNT(*) FROM documents d JOIN document_texts t ON t.document_id = d.id WHERE d.direction "
                     "= 'draft'"),
              3);
}

TEST_P(Sample, RegistersAreWhatTheDocumentsModuleWouldHaveWritten) {
    make("2025-03-31");
    const char* counts =
        "SELECT unit_id, direction, year, status, count FROM document_counts ORDER BY unit_id, direction, year, status";
    const char* volumes =
        "SELECT unit_id, year, month, document_type, count FROM document_volumes ORDER BY unit_id, month, "
        "document_type";
    const auto written_counts = rows(counts), written_volumes = rows(volumes);
    ASSERT_FALSE(written_counts.empty());
    const auto recounted = database().write([](db::Tx& tx) { return documents::store::recount(tx); });
    ASSERT_TRUE(recounted.has_value()) << explain(recounted);
    EXPECT_EQ(rows(counts), written_counts);
    EXPECT_EQ(rows(volumes), written_volumes);
    // No gap in any book, and the next number follows the last.
    EXPECT_EQ(
        number("SELECT COUNT(*) FROM (SELECT r.id FROM registers r JOIN documents d ON d.register_id = r.id GROUP BY "
               "r.id, r.next_number "
               "HAVING COUNT(*) <> MAX(d.number) OR MAX(d.number) + 1 <> r.next_number OR MIN(d.number) <> 1) AS gaps"),
        0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM documents WHERE direction = 'out' AND (symbol IS NULL OR number IS NULL)"),
              0);
    // Keys, order and derived columns as the module makes them.
    std::vector<documents::Record> lines;
    const auto read = database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto ids, snapshot.all("SELECT id FROM documents ORDER BY counted_on DESC, id LIMIT 400", {},
                                         [](const db::Row& row) { return row.str(0); }));
        for (const auto& id : ids) {
            TRY(auto found, documents::store::find(snapshot, "", id));
            if (found) lines.push_back(*std::move(found));
        }
        return {};
    });
    ASSERT_TRUE(read.has_value()) << explain(read);
    ASSERT_EQ(lines.size(), 400U);
    for (const auto& line : lines) {
        documents::Record derived = line;
        documents::derive(derived, line.created_at);
        EXPECT_EQ(derived.symbol_key, line.symbol_key) << line.symbol.value_or("");
        EXPECT_EQ(derived.issuer_key, line.issuer_key) << line.issuer.value_or("");
        EXPECT_EQ(derived.counted_on, line.counted_on);
        EXPECT_EQ(derived.register_year, line.register_year);
        EXPECT_EQ(derived.is_open, line.is_open);
        if (line.number) {
            EXPECT_EQ(derived.sort_key, line.sort_key);
        }
    }
}

TEST_P(Sample, CanBeFoundWithoutMarks) {
    make("2025-02-28");
    std::vector<search::Hit> hits;
    const auto read = database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(hits, search::find(snapshot,
                               {.text = "ket luan giao ban", .kind = "document", .scopes = {"TW/MH.TU/"}, .limit = 5}));
        return {};
    });
    ASSERT_TRUE(read.has_value()) << explain(read);
    EXPECT_EQ(hits.size(), 5U);
}

}  // namespace
}  // namespace sauro::sample
