#include "search/search.hpp"

#include <algorithm>
#include <set>

#include "search/index.hpp"
#include "search/score.hpp"
#include "search/words.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> search_migrations();
}

namespace sauro::search {
namespace {

constexpr int scored = 24;  // best candidates of the engine that are read and put in their final order
constexpr int most = 200;

struct Scored {
    Hit hit;
    std::int64_t number = 0;
    std::size_t at = 0;  // of the match in the body
    bool operator<(const Scored& other) const {
        return hit.score != other.hit.score ? hit.score > other.hit.score : number > other.number;
    }
};

bool quoted(std::string_view text) {
    const std::string trimmed = text::trim(text);
    const auto wrapped = [&](std::string_view open, std::string_view close) {
        return trimmed.size() > open.size() + close.size() && trimmed.starts_with(open) && trimmed.ends_with(close);
    };
    return wrapped("\"", "\"") || wrapped("“", "”");
}

}  // namespace

std::span<const db::Migration> migrations() {
    static const auto found = db::migrations_of("search", embedded::search_migrations());
    return found;
}

Status put(db::Tx& tx, const Doc& doc) { return index_put(tx, doc); }

Status remove(db::Tx& tx, std::string_view kind, std::string_view id) { return index_remove(tx, kind, id); }

Result<std::vector<Hit>> find(db::Snapshot& snapshot, const Query& query) {
    Asked asked = ask(query.text);
    const bool phrase = quoted(query.text);
    if (phrase) asked.open_end = false;
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
            "SELECT kind, record, title, body, day FROM search_doc WHERE id = ?", {number}, [&](const db::Row& row) {
                // The index knows months and years; the days at the ends of a range are looked at here.
                const std::string_view day = row.text(4);
                if ((!query.from.empty() && day < query.from) || (!query.to.empty() && day > query.to)) return false;
                const auto body = scorer.look(row.text(3), phrase ? std::string_view::npos : Scorer::usual);
                const auto title = scorer.look(row.text(2));
                if (phrase && !title.phrase && !body.phrase) return false;
                found.push_back({{row.str(0), row.str(1), row.str(2), {}, scorer.total(title, body)}, number, body.at});
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

std::vector<Highlight> highlights(std::string_view query, std::string_view shown) {
    const Asked asked = ask(query);
    struct Found {
        std::size_t begin, end;
        bool exact;
    };
    std::vector<Found> found;
    bool any_exact = false;
    for_each_word(shown, [&](std::size_t begin, std::size_t end) {
        const Word word = read_word(shown.substr(begin, end - begin));
        bool hit = false, exact = false;
        for (std::size_t i = 0; i < asked.words.size(); ++i) {
            const Word& wanted = asked.words[i];
            const bool open = asked.open_end && i + 1 == asked.words.size();
            if (word.folded != wanted.folded && !(open && word.folded.starts_with(wanted.folded))) continue;
            hit = true;
            exact = exact || wanted.spelled.empty() || word.spelled == wanted.spelled || word.folded != wanted.folded;
        }
        any_exact = any_exact || exact;
        if (hit) found.push_back({begin, end, exact});
        return true;
    });
    std::erase_if(found, [&](const Found& one) { return any_exact && !one.exact; });
    const text::CodepointIndex index(shown);
    std::vector<Highlight> out;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Highlight one{index.codepoint_at(found[i].begin), index.codepoint_at(found[i].end)};
        const bool joins =
            i > 0 && text::trim(shown.substr(found[i - 1].end, found[i].begin - found[i - 1].end)).empty();
        if (joins)
            out.back().end = one.end;
        else
            out.push_back(one);
    }
    return out;
}

Result<bool> stale(db::Snapshot& snapshot) {
    TRY(const auto found,
        snapshot.one("SELECT stale FROM search_state", {}, [](const db::Row& row) { return row.boolean(0); }));
    return found.value_or(false);
}

Status made_again(db::Tx& tx) {
    TRYV(tx.execute("UPDATE search_state SET stale = 0"));
    return {};
}

}  // namespace sauro::search
