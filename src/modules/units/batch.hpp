// Many rows in few statements: 20,000 units in one import must not be 20,000 round trips.
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "db/db.hpp"

namespace sauro::units {

class Batch {
  public:
    Batch(db::Tx& tx, std::string table, std::vector<std::string> columns)
        : tx_(tx), table_(std::move(table)), columns_(std::move(columns)) {}

    Status add(std::initializer_list<db::Value> row) {
        params_.insert(params_.end(), row.begin(), row.end());
        if (params_.size() / columns_.size() >= rows_per_statement) return flush();
        return {};
    }
    Status flush() {
        if (params_.empty()) return {};
        std::string row = "(?";
        for (std::size_t i = 1; i < columns_.size(); ++i) row += ",?";
        row += ")";
        std::string sql = fmt::format("INSERT INTO {} ({}) VALUES ", table_, fmt::join(columns_, ","));
        for (std::size_t i = 0; i < params_.size() / columns_.size(); ++i) {
            if (i > 0) sql += ",";
            sql += row;
        }
        TRYV(tx_.execute(sql, db::Params(params_)));
        params_.clear();
        return {};
    }

  private:
    static constexpr std::size_t rows_per_statement = 200;
    db::Tx& tx_;
    std::string table_;
    std::vector<std::string> columns_;
    std::vector<db::Value> params_;
};

}  // namespace sauro::units
