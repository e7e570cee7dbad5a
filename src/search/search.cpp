#include "search/search.hpp"

#include <algorithm>
#include <set>

#include "search/index.hpp"
#include "search/score.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> search_migrations();
}

namespace sauro::search {
namespace {

constexpr int scored = 50;  // best candidates of the engine that are read and put in their final order
constexpr int most = 200;

struct Scored {
    Hit hit;
    std::int64_t number = 0;
    std::size_t at = 0;  // of the match in the body
    bool operator<(const Scored& other) const {
        return hit.score != other.hit.score ? hit.score > other.hit.score : number > other.number;
    }
};

}  // namespace

std::span<const db::Migration> migrations() {
    static const auto found = db::migrations_of("search", embedded::search_migrations());
    return found;
}

Status put(db::Tx& tx, const Doc& doc) { return index_put(tx, doc); }

Status remove(db::Tx& tx, std::string_view kind, std::string_view id) { return index_remove(tx, kind, id); }

Result<std::vector<Hit>> find(db::Snapshot& snapshot, const Query& query) {
    const Asked asked = ask(query.text);
    const int limit = std::clamp(query.limit, 0, most);
    if (asked.words.empty() || limit == 0) return std::vector<Hit>{};

    std::vector<std::int64_t> numbers;
    std::set<std::int64_t> known;
    for (const Wanted& wanted : ways_to_ask(asked, query)) {
        if (numbers.size() >= std::min(wanted.until, static_cast<std::size_t>(limit))) continue;
        TRY(const auto more, candidates(snapshot, wanted, std::max(limit, scored)));
        for (const std::int64_t number : more) {
            if (known.insert(number).second) numbers.push_back(number);
        }
    }

    Scorer scorer(asked);
    std::vector<Scored> found;
    for (const std::int64_t number : numbers) {
        TRYV(snapshot.query(
            "SELECT kind, record, title, body FROM search_doc WHERE id = ?", {number}, [&](const db::Row& row) {
                const auto body = scorer.look(row.text(3));
                found.push_back({{row.str(0), row.str(1), row.str(2), {}, scorer.total(scorer.look(row.text(2)), body)},
                                 number,
                                 body.at});
                return false;
            }));
    }
    std::ranges::sort(found, std::less<>());
    if (found.size() > static_cast<std::size_t>(limit)) found.resize(static_cast<std::size_t>(limit));
    std::vector<Hit> hits;
    hits.reserve(found.size());
    for (Scored& one : found) {
        TRYV(snapshot.query("SELECT body FROM search_doc WHERE id = ?", {one.number}, [&](const db::Row& row) {
            one.hit.snippet = snippet(row.text(0), one.at);
            return false;
        }));
        hits.push_back(std::move(one.hit));
    }
    return hits;
}

}  // namespace sauro::search
