// Forward-only numbered SQL. Not for other folders: use Database::migrate.
#pragma once
#include <span>
#include <string>

#include "db/session.hpp"

namespace sauro::db {

// The text for one dialect: `-- @sqlite`, `-- @postgres`, `-- @both` lines switch. An unknown `-- @word` is an error.
Result<std::string> dialect_text(std::string_view sql, Dialect dialect);

// Applies what is missing, one transaction each; safe when several processes start at once (the right to write is
// exclusive).
Status run_migrations(Database& database, std::span<const Migration> migrations);

}  // namespace sauro::db
