// Group commit, savepoints, the queue, retries.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <latch>
#include <thread>

#include "tests/support/databases.hpp"

namespace sauro::db {
namespace {

using ::testing::ElementsAre;

constexpr Migration schema[] = {{"w", "0001.sql", R"(
CREATE TABLE book (id TEXT PRIMARY KEY, last BIGINT NOT NULL);
CREATE TABLE number (book TEXT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (book, n));
CREATE TABLE parent (id BIGINT PRIMARY KEY);
CREATE TABLE child (id BIGINT PRIMARY KEY, parent BIGINT NOT NULL REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
)"}};

// Holds the writer thread inside a write until told, so that a test decides what waits together.
class Gate {
  public:
    Database::WriteFn write() {
        return [this](Tx&) -> Status {
            std::unique_lock lock(guard_);
            inside_ = true;
            changed_.notify_all();
            changed_.wait(lock, [this] { return open_; });
            return {};
        };
    }
    void wait_until_inside() {
        std::unique_lock lock(guard_);
        changed_.wait(lock, [this] { return inside_; });
    }
    void open() {
        const std::lock_guard lock(guard_);
        open_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex guard_;
    std::condition_variable changed_;
    bool inside_ = false, open_ = false;
};

class Writer : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override { migrate(schema); }
    std::vector<std::int64_t> column(std::string_view sql) {
        std::vector<std::int64_t> rows;
        const Status done = database().read([&](Snapshot& s) -> Status {
            TRY(rows, s.all(sql, {}, [](const Row& row) { return row.integer(0); }));
            return {};
        });
        EXPECT_TRUE(done) << sauro::testing::explain(done);
        return rows;
    }
};
SAURO_EACH_DATABASE(Writer);

Status take_number(Tx& tx, std::string_view book, std::int64_t& taken) {
    TRY(const auto n, tx.one("INSERT INTO book (id, last) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET last = "
                             "book.last + 1 RETURNING last",
                             {book}, [](const Row& row) { return row.integer(0); }));
    taken = n.value_or(0);
    TRYV(tx.execute("INSERT INTO number (book, n) VALUES (?, ?)", {book, taken}));
    return {};
}

TEST_P(Writer, SixtyFourWritersTakeNumbersWithoutGapsOrDoubles) {
    constexpr int writers = 64, each = 25;
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> threads;
        for (int w = 0; w < writers; ++w)
            threads.emplace_back([&, w] {
                for (int i = 0; i < each; ++i) {
                    std::int64_t one = 0, other = 0;
                    const Status done = database().write([&](Tx& tx) -> Status {
                        TRYV(take_number(tx, "common", one));
                        TRYV(take_number(tx, fmt::format("own{}", w), other));
                        return {};
                    });
                    failed += done && other == i + 1 ? 0 : 1;
                }
            });
    }
    EXPECT_EQ(failed, 0);
    const auto numbers = column("SELECT n FROM number WHERE book = 'common' ORDER BY n");
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(writers * each));
    for (std::size_t i = 0; i < numbers.size(); ++i) ASSERT_EQ(numbers[i], static_cast<std::int64_t>(i) + 1);
}

TEST_P(Writer, AFailingWriteTakesNothingOfItsNeighboursAlong) {
    Gate gate;
    std::promise<void> gate_done;
    database().submit(gate.write(), [&](Status) { gate_done.set_value(); });
    gate.wait_until_inside();
    std::latch answered(10);
    std::atomic<int> good = 0, refused = 0;
    for (int i = 0; i < 10; ++i) {
        database().submit(
            [i](Tx& tx) -> Status {
                TRYV(tx.execute("INSERT INTO parent (id) VALUES (?)", {i}));
                if (i % 3 == 0) TRYV(tx.execute("INSERT INTO parent (id) VALUES (?)", {i}));   // breaks the key
                if (i % 3 == 1 && i > 5) return fail(ErrorKind::invalid, "test.no", "không");  // has second thoughts
                if (i == 5) throw std::runtime_error("boom");
                return {};
            },
            [&](Status status) {
                (status ? good : refused)++;
                answered.count_down();
            });
    }
    gate.open();
    answered.wait();
    gate_done.get_future().wait();
    EXPECT_THAT(column("SELECT id FROM parent ORDER BY id"), ElementsAre(1, 2, 4, 8));
    EXPECT_EQ(good, 4);
    EXPECT_EQ(refused, 6);
}

TEST_P(Writer, AConstraintCheckedAtCommitHitsOnlyItsOwnWrite) {
    Gate gate;
    database().submit(gate.write(), [](Status) {});
    gate.wait_until_inside();
    std::latch answered(3);
    std::vector<std::string> codes(3);
    for (int i = 0; i < 3; ++i) {
        database().submit(
            [i](Tx& tx) -> Status {
                TRYV(tx.execute("INSERT INTO parent (id) VALUES (?)", {i}));
                TRYV(tx.execute("INSERT INTO child (id, parent) VALUES (?, ?)", {i, i == 1 ? 99 : i}));
                return {};
            },
            [&, i](Status status) {
                codes[static_cast<std::size_t>(i)] = status ? "ok" : status.error().code;
                answered.count_down();
            });
    }
    gate.open();
    answered.wait();
    EXPECT_THAT(codes, ElementsAre("ok", "db.foreign_key", "ok"));
    EXPECT_THAT(column("SELECT id FROM child ORDER BY id"), ElementsAre(0, 2));
}

TEST_P(Writer, AFullQueueAnswersAtOnce) {
    const auto small = place().open({.readers = 2, .group_limit = 4, .queue_limit = 3});
    Gate gate;
    std::latch answered(4);
    std::atomic<int> good = 0;
    const auto count = [&](Status status) {
        good += status ? 1 : 0;
        answered.count_down();
    };
    small->submit(gate.write(), count);
    gate.wait_until_inside();
    const auto nothing = [](Tx&) -> Status { return {}; };
    for (int i = 0; i < 3; ++i) small->submit(nothing, count);
    Status refused;
    small->submit(nothing, [&](Status status) { refused = std::move(status); });  // answered before submit returns
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "db.busy");
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    gate.open();
    answered.wait();
    EXPECT_EQ(good, 4);
}

TEST_P(Writer, AfterCommitRunsForWhatIsDurableOnlyAndSeesIt) {
    std::vector<std::int64_t> seen;
    bool never = false;
    SAURO_ASSERT_OK(database().write([&](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO parent (id) VALUES (7)"));
        tx.after_commit([&] { seen = column("SELECT id FROM parent"); });
        tx.after_commit([] { throw std::runtime_error("an action that fails harms nobody"); });
        return {};
    }));
    EXPECT_THAT(seen, ElementsAre(7));
    const Status refused = database().write([&](Tx& tx) -> Status {
        tx.after_commit([&] { never = true; });
        return fail(ErrorKind::invalid, "test.no", "không");
    });
    EXPECT_FALSE(refused);
    EXPECT_FALSE(never);
}

TEST_P(Writer, ClosingRunsWhatIsQueued) {
    std::atomic<int> good = 0;
    for (int i = 0; i < 200; ++i) {
        database().submit(
            [i](Tx& tx) -> Status {
                TRYV(tx.execute("INSERT INTO parent (id) VALUES (?)", {i}));
                return {};
            },
            [&](Status status) { good += status ? 1 : 0; });
    }
    close();
    EXPECT_EQ(good, 200);
    EXPECT_THAT(column("SELECT count(*) FROM parent"), ElementsAre(200));
}

TEST_P(Writer, TwoProcessesWriteOneAfterTheOther) {
    const auto other = place().open();  // what a second process would hold: its own connections and writer
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> threads;
        for (int w = 0; w < 8; ++w)
            threads.emplace_back([&, w] {
                Database& mine = w % 2 == 0 ? database() : *other;
                for (int i = 0; i < 25; ++i) {
                    // Reads, thinks, writes: only right when nobody writes in between.
                    const Status done = mine.write([](Tx& tx) -> Status {
                        TRY(const auto last, tx.one("SELECT max(n) FROM number WHERE book = 'x'", {},
                                                    [](const Row& row) { return row.integer(0); }));
                        TRYV(tx.execute("INSERT INTO number (book, n) VALUES ('x', ?)", {last.value_or(0) + 1}));
                        return {};
                    });
                    failed += done ? 0 : 1;
                }
            });
    }
    EXPECT_EQ(failed, 0);
    EXPECT_THAT(column("SELECT max(n) FROM number"), ElementsAre(200));
}

class PostgresWriter : public Writer {};
INSTANTIATE_TEST_SUITE_P(On, PostgresWriter, ::testing::Values(Dialect::postgres), sauro::testing::dialect_name);

TEST_P(PostgresWriter, ASerializationFailureRunsTheWriteAgain) {
    int runs = 0;
    SAURO_ASSERT_OK(database().write([&](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO parent (id) VALUES (?)", {++runs}));
        if (runs < 3) TRYV(tx.execute("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"));
        return {};
    }));
    EXPECT_EQ(runs, 3);
    EXPECT_THAT(column("SELECT id FROM parent"), ElementsAre(3));
}

TEST_P(PostgresWriter, EndlessSerializationFailuresEndInBusy) {
    int runs = 0;
    const Status done = database().write([&](Tx& tx) -> Status {
        ++runs;
        TRYV(tx.execute("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; END $$"));
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.busy");
    EXPECT_GT(runs, 1);
}

TEST_P(PostgresWriter, ALostConnectionRunsTheWriteAgainOnANewOne) {
    SAURO_ASSERT_OK(database().read([](Snapshot&) -> Status { return {}; }));  // an idle reader, killed too
    int runs = 0;
    const auto killer = place().open();
    SAURO_ASSERT_OK(database().write([&](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO parent (id) VALUES (?)", {++runs}));
        if (runs == 1) {
            // From another connection, as an administrator or a failover would.
            TRYV(killer->read([](Snapshot& s) {
                return s.query(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND pid <> pg_backend_pid()",
                    {}, [](const Row&) { return true; });
            }));
            TRYV(tx.execute("INSERT INTO parent (id) VALUES (50)"));
        }
        return {};
    }));
    EXPECT_EQ(runs, 2);
    EXPECT_THAT(column("SELECT id FROM parent"), ElementsAre(2));
}

TEST_P(PostgresWriter, AMigrationElsewhereDoesNotBreakPreparedStatements) {
    EXPECT_THAT(column("SELECT * FROM parent"), ::testing::IsEmpty());
    const auto other = place().open();
    const auto insert = [&](std::int64_t id) {
        return database().write([id](Tx& tx) -> Status {
            TRYV(tx.one("INSERT INTO parent (id) VALUES (?) RETURNING *", {id},
                        [](const Row& row) { return row.size(); }));
            return {};
        });
    };
    SAURO_ASSERT_OK(insert(1));
    SAURO_ASSERT_OK(other->write([](Tx& tx) -> Status {
        TRYV(tx.execute("ALTER TABLE parent ADD COLUMN note TEXT"));
        return {};
    }));
    SAURO_ASSERT_OK(insert(2));
    EXPECT_THAT(column("SELECT count(*) FROM parent"), ElementsAre(2));
}

}  // namespace
}  // namespace sauro::db
