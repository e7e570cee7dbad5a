// Migrations: order, checksums, dialects, two starters at once, newer data.
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "db/migrate.hpp"
#include "tests/support/databases.hpp"

namespace sauro::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Migrations : public sauro::testing::OnEachDatabase {
  protected:
    std::vector<std::string> applied() {
        std::vector<std::string> files;
        const Status done = database().read([&](Snapshot& s) -> Status {
            TRY(files, s.all("SELECT module || '/' || file FROM schema_migrations ORDER BY applied_at, file", {},
                             [](const Row& row) { return row.str(0); }));
            return {};
        });
        EXPECT_TRUE(done) << sauro::testing::explain(done);
        return files;
    }
};
SAURO_EACH_DATABASE(Migrations);

constexpr Migration first{"m", "0001.sql", "CREATE TABLE a (x BIGINT);\nINSERT INTO a (x) VALUES (1);\n"};
constexpr Migration second{"m", "0002.sql", "-- comment ; with '\nALTER TABLE a ADD COLUMN y TEXT;\n"};

TEST_P(Migrations, EachRunsOnceInItsOrder) {
    SAURO_ASSERT_OK(database().migrate(std::vector{first}));
    SAURO_ASSERT_OK(database().migrate(std::vector{first, second}));
    close();
    SAURO_ASSERT_OK(database().migrate(std::vector{first, second}));
    EXPECT_THAT(applied(), ElementsAre("m/0001.sql", "m/0002.sql"));
    SAURO_ASSERT_OK(database().read([](Snapshot& s) -> Status {
        TRY(const auto rows, s.one("SELECT count(*) FROM a", {}, [](const Row& row) { return row.integer(0); }));
        EXPECT_EQ(rows, 1);
        return {};
    }));
}

TEST_P(Migrations, AChangedFileIsNamedAndNothingRuns) {
    SAURO_ASSERT_OK(database().migrate(std::vector{first}));
    const Migration changed{"m", "0001.sql", "CREATE TABLE a (x TEXT);\n"};
    const Status done = database().migrate(std::vector{changed, second});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.migration_changed");
    EXPECT_THAT(done.error().message, HasSubstr("m/0001.sql"));
    EXPECT_THAT(applied(), ElementsAre("m/0001.sql"));
}

TEST_P(Migrations, DataOfANewerProgramIsRefused) {
    SAURO_ASSERT_OK(database().migrate(std::vector{first, second}));
    const Status done = database().migrate(std::vector{first});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.newer");
    EXPECT_THAT(done.error().message, HasSubstr("m/0002.sql"));
    const Migration other{"n", "0001.sql", "CREATE TABLE b (x BIGINT);"};
    SAURO_ASSERT_OK(database().migrate(std::vector{other}));  // another module alone says nothing about m
}

TEST_P(Migrations, DialectBlocksAndTriggersRun) {
    const Migration mixed{"m", "0001.sql", R"(CREATE TABLE a (x BIGINT);
-- @sqlite
CREATE TRIGGER t BEFORE DELETE ON a BEGIN
    SELECT RAISE(ABORT, 'no');
END;
INSERT INTO a (x) VALUES (1);
-- @postgres
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'no';
END $$;
CREATE TRIGGER t BEFORE DELETE ON a FOR EACH ROW EXECUTE FUNCTION f();
INSERT INTO a (x) VALUES (2);
-- @both
INSERT INTO a (x) VALUES (3);
)"};
    SAURO_ASSERT_OK(database().migrate(std::vector{mixed}));
    SAURO_ASSERT_OK(database().read([&](Snapshot& s) -> Status {
        TRY(const auto rows, s.all("SELECT x FROM a ORDER BY x", {}, [](const Row& row) { return row.integer(0); }));
        EXPECT_THAT(rows, ElementsAre(GetParam() == Dialect::sqlite ? 1 : 2, 3));
        return {};
    }));
    const Status refused = database().write([](Tx& tx) -> Status {
        TRYV(tx.execute("DELETE FROM a"));
        return {};
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "db.refused");
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
}

TEST_P(Migrations, AFailingOneLeavesNothingHalf) {
    const Migration broken{"m", "0002.sql", "CREATE TABLE b (x BIGINT);\nINSERT INTO nowhere (x) VALUES (1);\n"};
    const Status done = database().migrate(std::vector{first, broken});
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().detail, HasSubstr("m/0002.sql"));
    EXPECT_THAT(applied(), ElementsAre("m/0001.sql"));
    SAURO_ASSERT_OK(database().migrate(std::vector{first, {"m", "0002.sql", "CREATE TABLE b (x BIGINT);\n"}}));
}

TEST_P(Migrations, SeveralStartersAtOnce) {
    std::vector<std::unique_ptr<Database>> starters;
    for (int i = 0; i < 6; ++i) starters.push_back(place().open());
    std::latch ready(6);
    std::vector<Status> outcomes(6);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 6; ++i)
            threads.emplace_back([&, i] {
                ready.arrive_and_wait();
                outcomes[i] = starters[i]->migrate(std::vector{first, second});
            });
    }
    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome) << sauro::testing::explain(outcome);
    EXPECT_THAT(applied(), ElementsAre("m/0001.sql", "m/0002.sql"));
}

TEST(MigrationsOf, SortsByNameAndTakesSqlOnly) {
    const base::EmbeddedFile files[] = {
        {"0010_c.sql", "c"}, {"README.md", ""}, {"0002_b.sql", "b"}, {"0001_a.sql", "a"}};
    std::vector<std::string> names;
    for (const auto& migration : migrations_of("m", files)) names.emplace_back(migration.file);
    EXPECT_THAT(names, ElementsAre("0001_a.sql", "0002_b.sql", "0010_c.sql"));
}

TEST(DialectText, AnUnknownBlockIsAnErrorAndLineNumbersStay) {
    EXPECT_FALSE(dialect_text("-- @mysql\nx", Dialect::sqlite));
    EXPECT_EQ(*dialect_text("a\n-- @postgres\nb\n  -- @both  \r\nc", Dialect::sqlite), "a\n\n\n\nc\n");
}

}  // namespace
}  // namespace sauro::db
