// Record <-> row of `documents`. Only for the store_*.cpp files.
#pragma once
#include <string>
#include <vector>

#include "db/db.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents::store {

const std::string& record_columns();   // "d.id, d.external_id, …": columns of the table under the name d
Record record_of(const db::Row& row);  // of a SELECT of exactly record_columns()
std::vector<db::Value> values_of(const Record& record);

}  // namespace sauro::documents::store
