// Places where an SQLite database cannot or must not be opened.
#include <gtest/gtest.h>

#include <fstream>

#include "db/sqlite/connection.hpp"
#include "tests/support/databases.hpp"

namespace sauro::db {
namespace {

std::string open_code(const std::filesystem::path& path) {
    const auto opened = open_sqlite({.path = path.string()});
    if (opened) return "ok";
    EXPECT_FALSE(opened.error().message.empty());
    return opened.error().code;
}

void sql(const std::filesystem::path& path, const char* text) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, text, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

TEST(Place, AMissingFolderOrAFolderAsFile) {
    const sauro::testing::TempFolder folder;
    EXPECT_EQ(open_code(folder.path() / "none" / "test.db"), "db.no_folder");
    EXPECT_EQ(open_code(folder.path()), "db.not_a_database");
    EXPECT_EQ(open_code(folder.path() / "test.db"), "ok");
    EXPECT_EQ(open_code(folder.path() / "test.db"), "ok");
}

TEST(Place, WhatIsNotOurs) {
    const sauro::testing::TempFolder folder;
    std::ofstream(folder.path() / "text") << std::string(5000, 'x');
    EXPECT_EQ(open_code(folder.path() / "text"), "db.not_a_database");
    sql(folder.path() / "other", "CREATE TABLE t (x)");
    EXPECT_EQ(open_code(folder.path() / "other"), "db.not_ours");
    sql(folder.path() / "marked", "PRAGMA application_id = 5");
    EXPECT_EQ(open_code(folder.path() / "marked"), "db.not_ours");
    std::ofstream(folder.path() / "empty").close();
    EXPECT_EQ(open_code(folder.path() / "empty"), "ok") << "an empty file is a new database";
}

TEST(Place, ANewerLayout) {
    const sauro::testing::TempFolder folder;
    EXPECT_EQ(open_code(folder.path() / "test.db"), "ok");
    sql(folder.path() / "test.db", "PRAGMA user_version = 99");
    EXPECT_EQ(open_code(folder.path() / "test.db"), "db.newer");
}

TEST(Place, DurableSettings) {
    const sauro::testing::TempFolder folder;
    const auto connection = sqlite::Connection::open((folder.path() / "test.db").string(), sqlite::Access::write);
    ASSERT_TRUE(connection.has_value());
    const auto setting = [&](const char* pragma) {
        std::string found;
        const Status done = (*connection)->query(std::string("PRAGMA ") + pragma, {}, [&](const Row& row) {
            found = row.str(0);
            return false;
        });
        EXPECT_TRUE(done);
        return found;
    };
    EXPECT_EQ(setting("journal_mode"), "wal");
    EXPECT_EQ(setting("synchronous"), "2");
    EXPECT_EQ(setting("foreign_keys"), "1");
}

TEST(Place, ClosingLeavesOneFile) {
    const sauro::testing::TempFolder folder;
    {
        const auto opened = open_sqlite({.path = (folder.path() / "test.db").string()});
        ASSERT_TRUE(opened.has_value());
        SAURO_ASSERT_OK((*opened)->write([](Tx& tx) -> Status {
            TRYV(tx.execute("CREATE TABLE t (x BIGINT)"));
            return {};
        }));
        SAURO_ASSERT_OK((*opened)->read(
            [](Snapshot& s) { return s.query("SELECT x FROM t", {}, [](const Row&) { return true; }); }));
    }
    const auto count =
        std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator());
    EXPECT_EQ(count, 1) << "the log is folded into the file";
}

TEST(Place, NetworkFileSystemsAreKnown) {
    for (const std::uint32_t kind : {0x6969u, 0xFF534D42u, 0xFE534D42u, 0x517Bu})
        EXPECT_TRUE(sqlite::is_network_kind(kind));
    for (const std::uint32_t kind :
         {0xEF53u /* ext4 */, 0x01021994u /* tmpfs */, 0x794c7630u /* overlay */, 0x58465342u /* xfs */})
        EXPECT_FALSE(sqlite::is_network_kind(kind));
}

TEST(Postgres, AWrongAddressIsSaidAtOnce) {
    for (const char* url : {"postgresql:///x?host=/nonexistent", "postgresql://127.0.0.1:1/x", "nonsense"}) {
        const auto opened = open_postgres({.url = url});
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, "db.away") << url;
        EXPECT_EQ(opened.error().kind, ErrorKind::unavailable);
    }
}

}  // namespace
}  // namespace sauro::db
