// "For each database": one test text that runs on SQLite and on PostgreSQL.
//
//   class Registers : public sauro::testing::OnEachDatabase {};
//   SAURO_EACH_DATABASE(Registers);
//   TEST_P(Registers, TakesANumber) { migrate(documents::migrations()); … database().write(…) … }
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "db/db.hpp"

namespace sauro::testing {

// A folder that goes away with the object.
class TempFolder {
  public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// One empty database of a kind; the same place can be opened several times (other processes, restarts).
class TestDatabase {
  public:
    explicit TestDatabase(db::Dialect dialect);
    struct Options {
        int readers = 4, group_limit = 512, queue_limit = 4096;
    };
    std::unique_ptr<db::Database> open(const Options& options) const;
    std::unique_ptr<db::Database> open() const { return open(Options()); }
    db::Dialect dialect() const { return dialect_; }
    const std::string& place() const { return place_; }  // file of SQLite, URL of PostgreSQL
    const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    db::Dialect dialect_;
    TempFolder folder_;
    std::string place_;
};

class OnEachDatabase : public ::testing::TestWithParam<db::Dialect> {
  protected:
    TestDatabase& place();
    db::Database& database();  // opened at the first call
    void migrate(std::span<const db::Migration> migrations);
    void close() { opened_.reset(); }  // the next database() opens it again, as after a restart

  private:
    std::unique_ptr<TestDatabase> place_;
    std::unique_ptr<db::Database> opened_;
};

std::string dialect_name(const ::testing::TestParamInfo<db::Dialect>& info);
std::string explain(const Status& status);  // for failure messages

}  // namespace sauro::testing

#define SAURO_EACH_DATABASE(Suite)                                                                                   \
    INSTANTIATE_TEST_SUITE_P(On, Suite, ::testing::Values(sauro::db::Dialect::sqlite, sauro::db::Dialect::postgres), \
                             sauro::testing::dialect_name)

// A Status or Result must be good; the message shows code and detail.
#define SAURO_ASSERT_OK(expression)                                                                                   \
    do {                                                                                                              \
        auto&& sauro_checked = (expression);                                                                          \
        ASSERT_TRUE(sauro_checked.has_value()) << sauro_checked.error().code << ": " << sauro_checked.error().message \
                                               << " | " << sauro_checked.error().detail;                              \
    } while (false)
