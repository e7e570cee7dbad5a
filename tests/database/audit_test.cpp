// The audit chain against somebody with full rights on the database.
#include "audit/audit.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <thread>

#include "base/hash.hpp"
#include "tests/support/databases.hpp"

namespace sauro::audit {
namespace {

using ::testing::HasSubstr;

class Audit : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override {
        migrate(migrations());
        for (int i = 1; i <= 6; ++i) SAURO_ASSERT_OK(add(fmt::format("s{}", i)));
    }
    Status add(const std::string& subject) {
        return database().write([&](db::Tx& tx) {
            return append(tx, {1000, "account", "unit", "document.register", subject, R"({"số":"1"})"});
        });
    }
    Verdict verdict() {
        Verdict found;
        const Status done = database().read([&](db::Snapshot& s) -> Status {
            TRY(found, verify(s));
            return {};
        });
        EXPECT_TRUE(done) << sauro::testing::explain(done);
        return found;
    }
    Status run(std::initializer_list<std::string> statements) {
        return database().write([&](db::Tx& tx) -> Status {
            for (const auto& sql : statements) TRYV(tx.execute(sql));
            return {};
        });
    }
    // What an administrator of the database can do; looked at, then rolled back.
    void expect_altered(std::initializer_list<std::string> statements, std::int64_t seq, const std::string& reason) {
        Verdict found;
        const Status done = database().write([&](db::Tx& tx) -> Status {
            if (tx.dialect() == db::Dialect::sqlite) {
                for (const char* trigger : {"audit_log_no_update", "audit_log_no_delete", "audit_head_forward"})
                    TRYV(tx.execute(fmt::format("DROP TRIGGER {}", trigger)));
            } else {
                for (const char* table : {"audit_log", "audit_head"})
                    TRYV(tx.execute(fmt::format("ALTER TABLE {} DISABLE TRIGGER ALL", table)));
            }
            for (const auto& sql : statements) TRYV(tx.execute(sql));
            TRY(found, verify(tx));
            return fail(ErrorKind::invalid, "test.looked", "");
        });
        ASSERT_EQ(done.error().code, "test.looked") << sauro::testing::explain(done);
        ASSERT_TRUE(found.first_altered.has_value());
        EXPECT_EQ(*found.first_altered, seq);
        EXPECT_THAT(found.reason, HasSubstr(reason));
    }
};
SAURO_EACH_DATABASE(Audit);

TEST_P(Audit, AWholeChainStands) {
    const Verdict found = verdict();
    EXPECT_EQ(found.rows, 6);
    EXPECT_FALSE(found.first_altered) << found.reason;
    EXPECT_EQ(found.head.size(), 64u);
}

TEST_P(Audit, TheHashIsTheOneDescribed) {
    std::string prev, hash;
    SAURO_ASSERT_OK(database().read([&](db::Snapshot& s) {
        return s.query("SELECT prev_hash, hash FROM audit_log WHERE seq = 2", {}, [&](const db::Row& row) {
            prev = row.str(0), hash = row.str(1);
            return true;
        });
    }));
    EXPECT_EQ(hash, base::sha256("2:1000|7:account|4:unit|17:document.register|2:s2|12:{\"số\":\"1\"}|64:" + prev));
}

TEST_P(Audit, TheTablesRefuseChanges) {
    for (const char* sql : {"UPDATE audit_log SET actor = 'x' WHERE seq = 2", "DELETE FROM audit_log WHERE seq = 6",
                            "DELETE FROM audit_log", "UPDATE audit_head SET seq = 3", "DELETE FROM audit_head"}) {
        const Status done = run({sql});
        ASSERT_FALSE(done) << sql;
        EXPECT_EQ(done.error().code, "db.refused") << sql;
    }
    if (database().dialect() == db::Dialect::postgres) {
        EXPECT_FALSE(run({"TRUNCATE audit_log"}));
        EXPECT_FALSE(run({"TRUNCATE audit_head"}));
        return;
    }
    EXPECT_FALSE(
        run({"INSERT OR REPLACE INTO audit_log SELECT 2, at, 'x', unit, action, subject, detail, prev_hash, hash "
             "FROM audit_log WHERE seq = 2"}));
    EXPECT_FALSE(verdict().first_altered);
}

TEST_P(Audit, ARolledBackChangeLeavesNoRow) {
    EXPECT_FALSE(database().write([](db::Tx& tx) -> Status {
        TRYV(append(tx, {1, "a", "", "b", "c", "d"}));
        return fail(ErrorKind::invalid, "test.no", "không");
    }));
    SAURO_ASSERT_OK(add("next"));
    EXPECT_EQ(verdict().rows, 7);
}

TEST_P(Audit, EveryChangedFieldIsFound) {
    for (const std::string column : {"actor", "unit", "action", "subject", "detail", "prev_hash", "hash"}) {
        expect_altered({fmt::format("UPDATE audit_log SET {0} = {0} || '0' WHERE seq = 3", column)}, 3, "đã bị sửa");
    }
    expect_altered({"UPDATE audit_log SET at = at + 1 WHERE seq = 3"}, 3, "đã bị sửa");
    EXPECT_FALSE(verdict().first_altered);
}

TEST_P(Audit, TextMovedFromOneFieldToTheNextIsFound) {
    expect_altered({"UPDATE audit_log SET actor = actor || unit, unit = '' WHERE seq = 2"}, 2, "đã bị sửa");
}

TEST_P(Audit, AMissingRowIsFound) {
    expect_altered({"DELETE FROM audit_log WHERE seq = 4"}, 4, "đã bị xóa");
    expect_altered({"DELETE FROM audit_log WHERE seq = 1"}, 1, "đã bị xóa");
}

TEST_P(Audit, SwappedRowsAreFound) {
    expect_altered({"UPDATE audit_log SET seq = 100 WHERE seq = 2", "UPDATE audit_log SET seq = 2 WHERE seq = 5",
                    "UPDATE audit_log SET seq = 5 WHERE seq = 100"},
                   2, "đã bị sửa");
}

TEST_P(Audit, ACutTailIsFound) {
    expect_altered({"DELETE FROM audit_log WHERE seq > 4"}, 5, "các dòng cuối");
    expect_altered({"DELETE FROM audit_log"}, 1, "các dòng cuối");
}

TEST_P(Audit, AnAddedRowIsFound) {
    expect_altered(
        {"INSERT INTO audit_log SELECT 7, at, actor, unit, action, subject, detail, hash, hash FROM audit_log "
         "WHERE seq = 6"},
        7, "đã bị sửa");
    expect_altered({"UPDATE audit_head SET seq = 5"}, 6, "ngoài chuỗi");
}

TEST_P(Audit, ARewrittenRowWithAFreshHashIsFound) {
    std::string prev;
    SAURO_ASSERT_OK(database().read([&](db::Snapshot& s) {
        return s.query("SELECT prev_hash FROM audit_log WHERE seq = 3", {}, [&](const db::Row& row) {
            prev = row.str(0);
            return true;
        });
    }));
    const std::string forged =
        base::sha256("3:1000|5:thief|4:unit|17:document.register|2:s3|12:{\"số\":\"1\"}|64:" + prev);
    expect_altered({fmt::format("UPDATE audit_log SET actor = 'thief', hash = '{}' WHERE seq = 3", forged)}, 3,
                   "viết lại");
}

TEST_P(Audit, ARewrittenHeadIsFound) {
    expect_altered({"UPDATE audit_head SET hash = 'x'"}, 6, "Dòng cuối");
    expect_altered({"DROP TABLE audit_head", "CREATE TABLE audit_head (id BIGINT, seq BIGINT, hash TEXT)"}, 7,
                   "Mất dòng");
}

TEST_P(Audit, ManyWritersMakeOneChain) {
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 16; ++t)
            threads.emplace_back([this] {
                for (int i = 0; i < 20; ++i) EXPECT_TRUE(add("parallel"));
            });
    }
    const Verdict found = verdict();
    EXPECT_EQ(found.rows, 326);
    EXPECT_FALSE(found.first_altered) << found.reason;
}

}  // namespace
}  // namespace sauro::audit
