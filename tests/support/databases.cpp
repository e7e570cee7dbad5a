#include "tests/support/databases.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <stdexcept>

#include "tests/support/postgres_cluster.hpp"

namespace sauro::testing {

TempFolder::TempFolder() {
    std::string folder = (std::filesystem::temp_directory_path() / "sauro-test-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    path_ = folder;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

TestDatabase::TestDatabase(db::Dialect dialect)
    : dialect_(dialect),
      place_(dialect == db::Dialect::sqlite ? (folder_.path() / "test.db").string() : new_postgres_database()) {}

std::unique_ptr<db::Database> TestDatabase::open(const Options& options) const {
    auto opened = dialect_ == db::Dialect::sqlite ? db::open_sqlite({.path = place_,
                                                                     .readers = options.readers,
                                                                     .group_limit = options.group_limit,
                                                                     .queue_limit = options.queue_limit})
                                                  : db::open_postgres({.url = place_,
                                                                       .connections = options.readers + 1,
                                                                       .group_limit = options.group_limit,
                                                                       .queue_limit = options.queue_limit});
    if (!opened)
        throw std::runtime_error(
            fmt::format("{}: {} | {}", opened.error().code, opened.error().message, opened.error().detail));
    return std::move(*opened);
}

TestDatabase& OnEachDatabase::place() {
    if (!place_) place_ = std::make_unique<TestDatabase>(GetParam());
    return *place_;
}

db::Database& OnEachDatabase::database() {
    if (!opened_) opened_ = place().open();
    return *opened_;
}

void OnEachDatabase::migrate(std::span<const db::Migration> migrations) {
    const Status done = database().migrate(migrations);
    if (!done) throw std::runtime_error(explain(done));
}

std::string dialect_name(const ::testing::TestParamInfo<db::Dialect>& info) {
    return info.param == db::Dialect::sqlite ? "Sqlite" : "Postgres";
}

std::string explain(const Status& status) {
    if (status) return "ok";
    return fmt::format("{}: {} | {}", status.error().code, status.error().message, status.error().detail);
}

}  // namespace sauro::testing
