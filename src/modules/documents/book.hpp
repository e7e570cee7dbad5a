// Printed books (Decree 30/2020 Annex IV, ten columns) and lists as spreadsheets, row by row, so that a million lines
// need no memory.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "db/db.hpp"
#include "export/table.hpp"
#include "modules/documents/store.hpp"

namespace sauro::documents {

// The lines of one book in order of number; reserved, cancelled, explained and unexplained numbers stand on their own
// lines.
class BookSource {
  public:
    BookSource(db::Database& database, store::Register book) : database_(database), book_(std::move(book)) {}
    exports::Table table(const store::Unit& unit) const;
    Result<bool> next(std::vector<exports::Cell>& row);

  private:
    Status fetch();
    db::Database& database_;
    store::Register book_;
    std::int64_t number_ = 0;  // the last one handed over to `ready_`
    std::deque<std::vector<exports::Cell>> ready_;
};

// A filtered list, newest first.
class ListSource {
  public:
    ListSource(db::Database& database, store::ListQuery query, std::optional<std::vector<std::string>> ids);
    exports::Table table(const store::Unit& unit) const;
    Result<bool> next(std::vector<exports::Cell>& row);

  private:
    Status fetch();
    db::Database& database_;
    store::ListQuery query_;
    std::optional<std::vector<std::string>> ids_;  // of a search: only these
    bool finished_ = false;
    std::deque<std::vector<exports::Cell>> ready_;
};

}  // namespace sauro::documents
