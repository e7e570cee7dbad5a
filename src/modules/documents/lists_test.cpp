// Pages, filters, facts, exports, import: what reads or fills registers in bulk.
#include <algorithm>
#include <limits>
#include <set>

#include "base/file.hpp"
#include "db/files.hpp"
#include "facts/facts.hpp"
#include "modules/documents/book.hpp"
#include "modules/documents/documents_fixture.hpp"

namespace sauro::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Lists : public DocumentsTest {};
SAURO_EACH_DATABASE(Lists);

TEST_P(Lists, PagesAreCompleteAndStableWhileOthersWrite) {
    const auto at = desk();
    std::set<std::string> all;
    for (int i = 0; i < 45; ++i) {
        auto fields = incoming(std::to_string(i + 1) + "/A-B");
        if (i % 3 == 0) fields.arrival_date = day("2026-02-01");
        const auto saved = register_in(at, fields);
        ASSERT_TRUE(saved) << saved.error().message;
        all.insert(saved->id);
    }
    store::ListQuery query{.unit_id = at.unit.id,
                           .direction = "in",
                           .status = {},
                           .document_type = {},
                           .from = {},
                           .to = {},
                           .overdue_on = {},
                           .cursor = {},
                           .limit = 7};
    std::vector<std::string> seen;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (int page = 0; page < 20; ++page) {
        const auto rows = read([&](db::Snapshot& s) { return store::list(s, query); });
        ASSERT_TRUE(rows);
        for (const auto& r : rows->rows) {
            EXPECT_LE(r.sort_key, last);
            last = r.sort_key;
            seen.push_back(r.id);
        }
        ASSERT_TRUE(register_in(at, incoming(std::to_string(1000 + page) + "/A-B")));  // newer rows come in meanwhile
        if (!rows->next) break;
        query.cursor = rows->next;
    }
    EXPECT_EQ(seen.size(), all.size());
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), all);
    for (const char* wrong : {"x", "1", ":", "12:", "x:y", "999999999999999999999999:a"}) {
        query.cursor = wrong;
        EXPECT_EQ(read([&](db::Snapshot& s) { return store::list(s, query); }).error().code, "list.cursor") << wrong;
    }
}

TEST_P(Lists, FiltersByDayTypeStatusAndOverdue) {
    const auto at = desk();
    auto late = incoming("1/A-B");
    late.due = day("2026-01-30");
    late.document_type = "công văn";
    auto soon = incoming("2/A-B");
    soon.due = day("2026-02-05");
    auto older = incoming("3/A-B");
    older.arrival_date = day("2026-01-20");
    ASSERT_TRUE(register_in(at, late) && register_in(at, soon) && register_in(at, older));
    const auto symbols = [&](store::ListQuery query) {
        query.unit_id = at.unit.id;
        query.direction = "in";
        std::string list;
        const auto page = read([&](db::Snapshot& s) { return store::list(s, query); });
        EXPECT_TRUE(page);
        for (const auto& r : page->rows) list += r.symbol.value_or("?") + " ";
        return list;
    };
    EXPECT_EQ(symbols({}), "2/A-B 1/A-B 3/A-B ");
    store::ListQuery q;
    q.overdue_on = day("2026-02-02");
    EXPECT_EQ(symbols(q), "1/A-B ");
    q = {};
    q.from = day("2026-02-01");
    EXPECT_EQ(symbols(q), "2/A-B 1/A-B ");
    q = {};
    q.to = day("2026-01-20");
    EXPECT_EQ(symbols(q), "3/A-B ");
    q = {};
    q.document_type = "công văn";
    EXPECT_EQ(symbols(q), "1/A-B ");
    q = {};
    q.status = "done";
    EXPECT_EQ(symbols(q), "");
    const auto counts = read([&](db::Snapshot& s) { return store::counts(s, at.unit.id, "in", day("2026-02-02")); });
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->all, 3);
    EXPECT_EQ(counts->overdue, 1);
}

TEST_P(Lists, LoadedFactsKeepTheirSymbolAndCount) {
    const auto kind = kinds().front();
    const facts::Record line = {{"id", "d1"},
                                {"unit", "MH01.UBND"},
                                {"direction", "out"},
                                {"system", "state"},
                                {"document_type", "kế hoạch"},
                                {"symbol", "12/KH-UBND"},
                                {"date", "2026-02-03"},
                                {"subject", "Kế hoạch"},
                                {"administrative", true},
                                {"channel", "network"},
                                {"digital", true},
                                {"pages", 3},
                                {"implements", "226-KL/TW"}};
    const auto stored = write([&](db::Tx& tx) { return kind.store(tx, line); });
    ASSERT_TRUE(stored) << stored.error().message;
    EXPECT_EQ(*stored, facts::Kind::Stored::created);
    EXPECT_EQ(*write([&](db::Tx& tx) { return kind.store(tx, line); }), facts::Kind::Stored::unchanged);
    auto other = line;
    other["pages"] = 4;
    const auto differs = write([&](db::Tx& tx) { return kind.store(tx, other); });
    ASSERT_FALSE(differs);
    EXPECT_EQ(differs.error().code, "fact.duplicate");
    auto nowhere = line;
    nowhere["id"] = "d2";
    nowhere["unit"] = "X99";
    EXPECT_EQ(write([&](db::Tx& tx) { return kind.store(tx, nowhere); }).error().code, "fact.unknown_reference");
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM registers"), 0);
    EXPECT_EQ(scalar("SELECT SUM(count) FROM document_volumes WHERE year = 2026"), 1);
    const auto row = read([&](db::Snapshot& s) {
        return s.one(
            "SELECT id, unit, unit_path, area, level, bloc, date, sample, direction, symbol, administrative, secret, "
            "pages FROM fact_documents",
            {}, [](const db::Row& r) {
                std::string all;
                for (std::size_t i = 0; i < r.size(); ++i) all += r.str(i) + "|";
                return all;
            });
    });
    ASSERT_TRUE(row && *row);
    EXPECT_EQ(**row,
              "d1|MH01.UBND|TW/MH.TU/MH01.DU/MH01.UBND/|MH01|commune|government|2026-02-03|1|out|12/KH-UBND|1|0|3|");
}

TEST_P(Lists, EveryDeclaredColumnOfTheViewExists) {
    for (const auto& view : views()) {
        std::string columns;
        for (const auto& column : view.columns) columns += (columns.empty() ? "" : ", ") + column.name;
        EXPECT_TRUE(read([&](db::Snapshot& s) {
            return s.one("SELECT " + columns + " FROM fact_" + view.name, {}, [](const db::Row&) { return 0; });
        }));
    }
}

TEST_P(Lists, DraftsAreNoFacts) {
    Fields fields;
    fields.subject = "Dự thảo";
    ASSERT_TRUE(write([&](db::Tx& tx) { return create_draft(tx, desk(), {fields, "", {}}); }));
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM fact_documents"), 0);
}

TEST_P(Lists, AListIsExportedWholeAndDisarmed) {
    const auto at = desk();
    for (int i = 1; i <= 1234; ++i) {
        auto fields = incoming(std::to_string(i) + "/A-B");
        fields.subject = i == 7 ? "=HYPERLINK(1)" : "Văn bản " + std::to_string(i);
        ASSERT_TRUE(register_in(at, fields));
    }
    store::ListQuery query;
    query.unit_id = at.unit.id;
    query.direction = "in";
    ListSource source(database(), query, std::nullopt);
    std::string csv;
    std::vector<exports::Cell> row;
    int rows = 0;
    for (auto more = source.next(row); more && *more; more = source.next(row)) {
        exports::csv_row(csv, row);
        EXPECT_EQ(row.size(), source.table(at.unit).columns.size());
        ++rows;
    }
    EXPECT_EQ(rows, 1234);
    EXPECT_THAT(csv, HasSubstr(",'=HYPERLINK(1),"));
    EXPECT_THAT(csv, Not(HasSubstr(",=HYPERLINK")));
}

TEST_P(Lists, ImportReadsRegistersAndKnowsTheSameFile) {
    sauro::testing::TempFolder folder;
    auto files = db::FileStore::open(folder.path() / "files");
    ASSERT_TRUE(files);
    const auto path = folder.path() / "quyet-dinh.txt";
    ASSERT_TRUE(
        base::write_file_durably(path,
                                 "ỦY BAN NHÂN DÂN\nTỈNH MINH HỌA\nSố: 15/QĐ-UBND\nMinh Họa, ngày 12 tháng 01 năm "
                                 "2026\n\nQUYẾT ĐỊNH\nVề việc tinh giản văn bản hành chính\n\n"
                                 "ỦY BAN NHÂN DÂN\nQUYẾT ĐỊNH:\nĐiều 1. Tinh giản văn bản hành chính trong năm.\n"));
    ImportOptions options{.unit = "MH01.UBND", .direction = "in", .clock = [] { return kNow; }};
    const auto first = import_file(database(), *files, path, options);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->number, 1);
    EXPECT_EQ(first->symbol, "15/QĐ-UBND");
    const auto again = import_file(database(), *files, path, options);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->outcome, Imported::Outcome::already_there);
    EXPECT_EQ(again->document_id, first->document_id);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM documents"), 1);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM audit_log"), 1);
    EXPECT_TRUE(std::filesystem::exists(path));  // the original stays where it was
    options.unit = "KHÔNG.CÓ";
    EXPECT_EQ(import_file(database(), *files, path, options).error().code, "unit.unknown");
    options.unit = "MH01.UBND";
    EXPECT_EQ(import_file(database(), *files, folder.path() / "khong-co.txt", options).error().kind,
              ErrorKind::unreadable);
}

TEST_P(Lists, DerivedTablesCanBeMadeAgain) {
    ASSERT_TRUE(register_in(desk(), incoming()));
    ASSERT_TRUE(write([](db::Tx& tx) { return tx.execute("DELETE FROM document_counts"); }));
    SAURO_ASSERT_OK(rebuild_derived(database()));
    EXPECT_EQ(scalar("SELECT SUM(count) FROM document_counts"), 1);
    const auto hits = read([&](db::Snapshot& s) {
        return search::find(s, {.text = "ke hoach tinh gian", .kind = "document", .scopes = {"TW/MH.TU/"}, .limit = 5});
    });
    ASSERT_TRUE(hits);
    EXPECT_EQ(hits->size(), 1U);
}

}  // namespace
}  // namespace sauro::documents
