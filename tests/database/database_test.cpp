// The port's promises to callers: values, snapshots, nested queries, errors. Same text on both engines.
#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <thread>

#include "tests/support/databases.hpp"

namespace sauro::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Migration schema[] = {{"t", "0001.sql", R"(
CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, weight DOUBLE PRECISION, amount BIGINT CHECK (amount >= 0));
CREATE TABLE part (item BIGINT NOT NULL REFERENCES item (id));
CREATE INDEX part_item ON part (item);
)"}};

class Port : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override { migrate(schema); }
    Status put(std::int64_t id, Value name, Value weight = {}, Value amount = {}) {
        return database().write([&](Tx& tx) -> Status {
            TRYV(tx.execute("INSERT INTO item (id, name, weight, amount) VALUES (?, ?, ?, ?)",
                            {id, name, weight, amount}));
            return {};
        });
    }
    std::int64_t count(std::string_view where = "1 = 1") {
        std::int64_t n = -1;
        const Status done = database().read([&](Snapshot& s) {
            return s.query("SELECT count(*) FROM item WHERE " + std::string(where), {}, [&](const Row& row) {
                n = row.integer(0);
                return true;
            });
        });
        EXPECT_TRUE(done) << sauro::testing::explain(done);
        return n;
    }
};
SAURO_EACH_DATABASE(Port);

TEST_P(Port, ValuesComeBackAsTheyWere) {
    SAURO_ASSERT_OK(put(9007199254740993, "Đất đai — “Hoà Bình” 'x' ? $1 -- %", 0.1, 0));
    SAURO_ASSERT_OK(put(-1, "b"));
    std::vector<Value> first, second;
    SAURO_ASSERT_OK(database().read([&](Snapshot& s) {
        return s.query(
            "SELECT id, name, weight, amount, id > 0 AS positive FROM item WHERE name <> '?' ORDER BY id DESC", {},
            [&](const Row& row) {
                auto& target = first.empty() ? first : second;
                for (std::size_t i = 0; i < row.size(); ++i) target.push_back(row.value(i));
                EXPECT_EQ(row.name(4), "positive");
                EXPECT_EQ(row.text(0), std::to_string(row.integer(0)));
                EXPECT_EQ(row.text(4), row.boolean(4) ? "1" : "0");
                return true;
            });
    }));
    EXPECT_THAT(first, ElementsAre(Value(9007199254740993), Value("Đất đai — “Hoà Bình” 'x' ? $1 -- %"), Value(0.1),
                                   Value(0), Value(1)));
    EXPECT_THAT(second, ElementsAre(Value(-1), Value("b"), Value(Null{}), Value(Null{}), Value(0)));
}

TEST_P(Port, NullParametersFitEverywhere) {
    SAURO_ASSERT_OK(put(1, "a", Null{}, 5));
    const std::optional<std::string> none;
    const auto matching = [&](Value filter) {
        std::int64_t n = -1;
        const Status done = database().read([&](Snapshot& s) {
            return s.query("SELECT count(*) FROM item WHERE (? IS NULL OR name = ?) AND (? is  null OR amount > ?)",
                           {filter, filter, none, none}, [&](const Row& row) {
                               n = row.integer(0);
                               return true;
                           });
        });
        EXPECT_TRUE(done) << sauro::testing::explain(done);
        return n;
    };
    EXPECT_EQ(matching(none), 1);
    EXPECT_EQ(matching("a"), 1);
    EXPECT_EQ(matching("z"), 0);
}

TEST_P(Port, TextSortsByBytesAndLikeMindsCase) {
    int id = 0;
    for (const char* name : {"b", "B", "a", "Đ", "đ", "z", "_"}) SAURO_ASSERT_OK(put(++id, name));
    std::vector<std::string> names;
    SAURO_ASSERT_OK(database().read([&](Snapshot& s) -> Status {
        TRY(names, s.all("SELECT name FROM item ORDER BY name", {}, [](const Row& row) { return row.str(0); }));
        return {};
    }));
    EXPECT_THAT(names, ElementsAre("B", "_", "a", "b", "z", "Đ", "đ"));
    EXPECT_EQ(count("name LIKE 'b%'"), 1);
}

TEST_P(Port, ConstraintsHaveOneNameOnBothEngines) {
    SAURO_ASSERT_OK(put(1, "a"));
    const auto code = [](const Status& status) { return status ? std::string("ok") : status.error().code; };
    EXPECT_EQ(code(put(2, "a")), "db.unique");
    EXPECT_EQ(code(put(1, "b")), "db.unique");
    EXPECT_EQ(code(put(3, Null{})), "db.not_null");
    EXPECT_EQ(code(put(3, "c", 1.5, -1)), "db.check");
    const Status orphan = database().write([](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO part (item) VALUES (?)", {77}));
        return {};
    });
    EXPECT_EQ(code(orphan), "db.foreign_key");
    EXPECT_EQ(orphan.error().kind, ErrorKind::conflict);
    EXPECT_FALSE(orphan.error().message.empty());
    EXPECT_FALSE(orphan.error().detail.empty());
    EXPECT_EQ(count(), 1);
}

TEST_P(Port, AFailedStatementDoomsItsWrite) {
    SAURO_ASSERT_OK(put(1, "a"));
    const Status done = database().write([](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO item (id, name) VALUES (2, 'b')"));
        (void)tx.execute(
            "INSERT INTO item (id, name) VALUES (3, 'a')");  // breaks UNIQUE, and the writer goes on as if nothing were
        (void)tx.execute("INSERT INTO item (id, name) VALUES (4, 'd')");
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.unique");
    EXPECT_EQ(count(), 1);
}

TEST_P(Port, RowsChangedAndReturning) {
    for (int i = 1; i <= 3; ++i) SAURO_ASSERT_OK(put(i, std::to_string(i), {}, 1));
    SAURO_ASSERT_OK(database().write([](Tx& tx) -> Status {
        TRY(const auto changed, tx.execute("UPDATE item SET amount = amount + ? WHERE id > ?", {1, 1}));
        EXPECT_EQ(changed, 2);
        TRY(const auto none, tx.execute("CREATE TABLE other (x TEXT)"));
        EXPECT_EQ(none, 0);
        TRY(const auto amount, tx.one("INSERT INTO item (id, name, amount) VALUES (1, '1', 10) ON CONFLICT (id) DO "
                                      "UPDATE SET amount = excluded.amount RETURNING amount",
                                      {}, [](const Row& row) { return row.integer(0); }));
        EXPECT_EQ(amount, 10);
        return {};
    }));
    EXPECT_EQ(count("amount = 10"), 1);
}

TEST_P(Port, AQueryInsideARowCallback) {
    for (int i = 1; i <= 300; ++i) SAURO_ASSERT_OK(put(i, std::to_string(i)));
    std::int64_t sum = 0;
    SAURO_ASSERT_OK(database().read([&](Snapshot& s) {
        return s.query("SELECT id FROM item ORDER BY id", {}, [&](const Row& outer) {
            const auto id = outer.integer(0);
            const auto inner =
                s.one("SELECT id FROM item WHERE id = ?", {id}, [](const Row& row) { return row.integer(0); });
            EXPECT_TRUE(inner.has_value() && inner->has_value());
            const auto same_text =
                s.all("SELECT id FROM item ORDER BY id", {}, [](const Row& row) { return row.integer(0); });
            EXPECT_TRUE(same_text.has_value());
            EXPECT_EQ(same_text ? same_text->size() : 0u, 300u);
            EXPECT_EQ(outer.integer(0), id);
            sum += inner.has_value() && inner->has_value() ? **inner : 0;
            return outer.integer(0) < 10;
        });
    }));
    EXPECT_EQ(sum, 55);
}

TEST_P(Port, AReadSeesOneSnapshot) {
    SAURO_ASSERT_OK(put(1, "a"));
    SAURO_ASSERT_OK(database().read([&](Snapshot& s) -> Status {
        const auto number = [&] {
            return s.one("SELECT count(*) FROM item", {}, [](const Row& row) { return row.integer(0); });
        };
        TRY(const auto before, number());
        std::thread([&] { EXPECT_TRUE(put(2, "b")); }).join();
        TRY(const auto after, number());
        EXPECT_EQ(before, after);
        return {};
    }));
    EXPECT_EQ(count(), 2);
}

TEST_P(Port, AWriteSeesItsOwnRows) {
    SAURO_ASSERT_OK(database().write([](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO item (id, name) VALUES (1, 'a')"));
        TRY(const auto n, tx.one("SELECT count(*) FROM item", {}, [](const Row& row) { return row.integer(0); }));
        EXPECT_EQ(n, 1);
        return {};
    }));
}

TEST_P(Port, AReaderCannotWrite) {
    SAURO_ASSERT_OK(put(1, "a"));
    const Status done = database().read(
        [](Snapshot& s) { return s.query("DELETE FROM item RETURNING id", {}, [](const Row&) { return true; }); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.read_only");
    EXPECT_EQ(count(), 1);
}

TEST_P(Port, BadTextIsRefusedOnBothEngines) {
    for (const std::string& text : {std::string("\xC3\x28"), std::string("a\0b", 3), std::string("\xED\xA0\x80"),
                                    std::string("\xC0\xAF"), std::string("\xE1\xBA")}) {
        const Status done = put(1, text);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, "db.text_encoding");
        EXPECT_EQ(done.error().kind, ErrorKind::invalid);
    }
    SAURO_ASSERT_OK(put(1, "𝒳 Đ \xF4\x8F\xBF\xBF"));
}

TEST_P(Port, WrongSqlAndExceptionsAreInternalErrors) {
    Status done = database().write([](Tx& tx) -> Status {
        TRYV(tx.execute("INSERT INTO nowhere VALUES (1)"));
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::internal);
    done = database().write([](Tx&) -> Status { throw std::runtime_error("boom"); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::internal);
    EXPECT_THAT(done.error().detail, HasSubstr("boom"));
    done = database().read([](Snapshot&) -> Status { throw 1; });
    ASSERT_FALSE(done);
    done = database().read([](Snapshot& s) { return s.query("SELECT ?, ?", {1}, [](const Row&) { return true; }); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.parameters");
    SAURO_ASSERT_OK(put(1, "still works"));
}

TEST_P(Port, AWriteInsideAWriteIsRefusedInsteadOfWaitingForItself) {
    const Status done = database().write([&](Tx&) { return database().write([](Tx&) -> Status { return {}; }); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "db.write_inside_write");
}

TEST_P(Port, MoreReadersThanConnectionsWaitForTheirTurn) {
    SAURO_ASSERT_OK(put(1, "a"));
    std::atomic<int> seen = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 24; ++i)
            threads.emplace_back([&] {
                for (int k = 0; k < 20; ++k) seen += static_cast<int>(count());
            });
    }
    EXPECT_EQ(seen, 480);
}

TEST_P(Port, ManyDifferentStatementsDoNotPileUp) {
    SAURO_ASSERT_OK(put(1, "a"));
    for (int i = 0; i < 700; ++i) ASSERT_EQ(count("id = 1 AND 7 <> -" + std::to_string(i + 1)), 1);
}

}  // namespace
}  // namespace sauro::db
