// kill -9 while writing, a full disk, a folder one may not write in.
#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <fstream>
#include <set>

#include "audit/audit.hpp"
#include "tests/database/process.hpp"
#include "tests/support/databases.hpp"

namespace sauro::db {
namespace {

using sauro::testing::Process;
using sauro::testing::TempFolder;
using ::testing::ElementsAre;

constexpr Migration schema[] = {
    {"c", "0001.sql", "CREATE TABLE first (n BIGINT PRIMARY KEY);\nCREATE TABLE second (n BIGINT PRIMARY KEY);\n"}};

class Crash : public sauro::testing::OnEachDatabase {};
SAURO_EACH_DATABASE(Crash);

std::set<std::int64_t> numbers(Database& database, std::string_view table) {
    std::set<std::int64_t> found;
    const Status done = database.read([&](Snapshot& s) {
        return s.query("SELECT n FROM " + std::string(table), {}, [&](const Row& row) {
            found.insert(row.integer(0));
            return true;
        });
    });
    EXPECT_TRUE(done) << sauro::testing::explain(done);
    return found;
}

TEST_P(Crash, KilledWhileWritingNothingAcknowledgedIsLostAndNothingIsHalf) {
    migrate(schema);
    migrate(audit::migrations());
    close();
    std::set<std::int64_t> acknowledged;
    for (int round = 0; round < 3; ++round) {
        SAURO_ASSERT_OK(database().write([](Tx& tx) -> Status {  // each round starts from empty tables
            TRYV(tx.execute("DELETE FROM first"));
            TRYV(tx.execute("DELETE FROM second"));
            return {};
        }));
        close();
        acknowledged.clear();
        Process writer({SAURO_PROBE, "write", GetParam() == Dialect::sqlite ? "sqlite" : "postgres", place().place()});
        std::string line;
        while (acknowledged.size() < 400u + 37u * static_cast<unsigned>(round) && writer.line(line))
            acknowledged.insert(std::stoll(line));
        writer.kill();
        while (writer.line(line)) acknowledged.insert(std::stoll(line));  // said before it died
        ASSERT_EQ(writer.wait(), 128 + SIGKILL);
        ASSERT_GE(acknowledged.size(), 400u);

        // The next write waits until the dead one's transaction is gone on the server too.
        SAURO_ASSERT_OK(database().write([](Tx&) -> Status { return {}; }));
        const auto first = numbers(database(), "first"), second = numbers(database(), "second");
        EXPECT_EQ(first, second);
        EXPECT_TRUE(std::includes(first.begin(), first.end(), acknowledged.begin(), acknowledged.end()));
        SAURO_ASSERT_OK(database().read([](Snapshot& s) -> Status {
            TRY(const auto verdict, audit::verify(s));
            EXPECT_FALSE(verdict.first_altered) << verdict.reason;
            EXPECT_GE(verdict.rows, 400);
            return {};
        }));
    }
}

std::vector<std::string> said(Process& process) {
    std::vector<std::string> lines;
    std::string line;
    while (process.line(line)) lines.push_back(line);
    return lines;
}

const auto full_disk_story = [] {
    return ElementsAre("database disk.full", "files disk.full", "promised some there all read ok", "again database ok",
                       "again files ok", "left over 0");
};

TEST(FullDisk, AFileThatMayNotGrow) {
    const TempFolder folder;
    Process probe({SAURO_PROBE, "full", folder.path(), "1500000"});
    EXPECT_THAT(said(probe), full_disk_story());
    EXPECT_EQ(probe.wait(), 0);
}

// A real full file system where we may mount one; elsewhere the limit of file sizes again, at another size, so that the
// test never skips.
TEST(FullDisk, ASmallFileSystem) {
    const TempFolder folder;
    const bool mounted = ::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=4m") == 0;
    {
        Process probe({SAURO_PROBE, "full", folder.path(), mounted ? "0" : "900000"});
        EXPECT_THAT(said(probe), full_disk_story());
        EXPECT_EQ(probe.wait(), 0);
    }
    EXPECT_EQ(mounted ? ::umount(folder.path().c_str()) : 0, 0);
}

TEST(ReadOnly, AFolderOneMayNotWriteIn) {
    const TempFolder folder;
    ::chmod(folder.path().c_str(), 0555);
    Process probe({SAURO_PROBE, "open", folder.path()});
    EXPECT_THAT(said(probe), ElementsAre("database db.read_only", "files files.read_only"));
    EXPECT_EQ(probe.wait(), 0);
    ::chmod(folder.path().c_str(), 0777);
    Process again({SAURO_PROBE, "open", folder.path()});
    EXPECT_THAT(said(again), ElementsAre("database ok", "files ok"));
}

TEST(ReadOnly, AFileOneMayNotWrite) {
    const TempFolder folder;
    ::chmod(folder.path().c_str(), 0777);
    std::ofstream(folder.path() / "test.db").close();
    ::chmod((folder.path() / "test.db").c_str(), 0444);
    Process probe({SAURO_PROBE, "open", folder.path()});
    EXPECT_THAT(said(probe).front(), "database db.read_only");
}

}  // namespace
}  // namespace sauro::db
