// The two engines behind search: how a document is indexed and how candidates are brought, best first.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/search.hpp"
#include "search/terms.hpp"

namespace sauro::search {

// One way of asking. `until`: asked only while fewer than so many are found.
struct Wanted {
    std::vector<std::string> terms;  // all of them, or one of them when `any`
    bool any = false;
    bool open_end = false;                          // the last term is only a beginning
    std::vector<std::string> better;                // raise the rank, never needed
    std::string kind;                               // "" = all
    std::vector<std::string> scopes;                // unit paths: at or under one of them; "" is always allowed
    std::vector<std::vector<std::string>> filters;  // tags: one of each group
    std::size_t until = 0;
};
// Strictest first: every pair of neighbours; every syllable; the same with the last one open; any pair. Of a phrase the
// first only.
std::vector<Wanted> ways_to_ask(const Asked& asked, const Query& query, bool phrase);

Status index_put(db::Tx& tx, const Doc& doc);
Status index_remove(db::Tx& tx, std::string_view kind, std::string_view id);
Result<std::vector<std::int64_t>> candidates(db::Snapshot& snapshot, const Wanted& wanted, int limit);

}  // namespace sauro::search
