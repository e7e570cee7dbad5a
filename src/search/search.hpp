// Full text over folded syllables: FTS5 on SQLite, tsvector on PostgreSQL, one behaviour. Found without marks as with
// them; typed marks re-rank, never filter. Derived data: may be dropped and rebuilt from its source.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.hpp"

namespace sauro::search {

std::span<const db::Migration> migrations();

struct Doc {
    std::string kind;   // "document", "unit"
    std::string id;     // of the record
    std::string scope;  // unit path the permission filter works on, "TW/…/"; "" = visible to all
    std::string title;  // weighs more
    std::string body;
    std::string type{}, issuer{};  // filters; compared without marks and blanks; "" = none
    std::string day{};             // ISO, "" = none
};
Status put(db::Tx& tx, const Doc& doc);  // insert or replace
Status remove(db::Tx& tx, std::string_view kind, std::string_view id);

struct Hit {
    std::string kind, id, title, snippet;  // snippet: plain text around the first match, at most 200 code points
    double score = 0;                      // only good for comparing within one answer
};
struct Query {
    std::string text;                 // in quotation marks: the words in this order, side by side
    std::string kind;                 // "" = all
    std::vector<std::string> scopes;  // a hit must lie at or under one of them; empty = nothing is visible but scope ""
    int limit = 20;                   // at most 200
    std::string type{}, issuer{};     // "" = all
    std::string from{}, to{};         // ISO days, inclusive; "" = open
};
Result<std::vector<Hit>> find(db::Snapshot& snapshot, const Query& query);

// The words of `shown` that `query` found, [start, end) in code points, neighbours joined: typed marks count where some
// word has them.
struct Highlight {
    std::size_t start = 0, end = 0;
};
std::vector<Highlight> highlights(std::string_view query, std::string_view shown);

// True when documents were put before the index knew their filters: put all again, then say so.
Result<bool> stale(db::Snapshot& snapshot);
Status made_again(db::Tx& tx);

}  // namespace sauro::search
