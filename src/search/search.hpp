// Full text over folded syllables: FTS5 on SQLite, tsvector on PostgreSQL, one behaviour. Found without marks as with them; typed marks re-rank, never filter.
// Derived data: may be dropped and rebuilt from its source.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.hpp"

namespace sauro::db {

std::span<const Migration> search_migrations();

struct SearchDoc {
    std::string kind;   // "document", "unit"
    std::string id;     // of the record
    std::string scope;  // unit path prefix the permission filter works on, "TW/…/"; "" = visible to all
    std::string title;  // weighs more
    std::string body;
};
Status search_put(Tx& tx, const SearchDoc& doc);  // insert or replace
Status search_remove(Tx& tx, std::string_view kind, std::string_view id);

struct SearchHit {
    std::string kind, id, title, snippet;  // snippet: plain text around the first match, at most 200 code points
    double score = 0;
};
struct SearchQuery {
    std::string text;
    std::string kind;                 // "" = all
    std::vector<std::string> scopes;  // a hit must lie under one of them; empty = nothing is visible but scope ""
    int limit = 20;
};
Result<std::vector<SearchHit>> search(Snapshot& snapshot, const SearchQuery& query);

}  // namespace sauro::db
