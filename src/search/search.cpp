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

constexpr int scored = 20;    // best candidates of the engine that are read and put in their final order
constexpr int phrases = 100;  // … of a phrase, whose words may stand in pairs without standing all together
constexpr int most = 200;
constexpr std::size_t deep = 65'536;  // bytes in which the place of a snippet is looked for

struct Scored {
    Hit hit;
    std::int64_t number = 0;
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

    const int read = std::max(limit, phrase ? phrases : scored);
    std::vector<std::int64_t> numbers;
    std::set<std::int64_t> known, together;  // together: every pair of neighbours is in them
    for (const Wanted& wanted : ways_to_ask(asked, query, phrase)) {
        const bool pairs = !wanted.any && wanted.terms.front().starts_with('_');
        if (numbers.size() >= std::min(wanted.until, static_cast<std::size_t>(limit))) continue;
        TRY(const auto more, candidates(snapshot, wanted, read));
        for (const std::int64_t number : more) {
            if (numbers.size() == static_cast<std::size_t>(read)) break;
            if (known.insert(number).second) numbers.push_back(number);
            if (pairs) together.insert(number);
        }
    }

    Scorer scorer(asked);
    std::vector<Scored> found;
    for (const std::int64_t number : numbers) {
        if (found.size() == static_cast<std::size_t>(std::max(limit, scored))) break;
        TRYV(snapshot.query(
            "SELECT kind, record, title, body, day FROM search_doc WHERE id = ?", {number}, [&](const db::Row& row) {
                // The index knows months and years; the days at the ends of a range are looked at here.
                const std::string_view day = row.text(4);
                if ((!query.from.empty() && day < query.from) || (!query.to.empty() && day > query.to)) return false;
                auto body = scorer.look(row.text(3), phrase ? std::string_view::npos : Scorer::usual);
                // The index says that the words stand together further on than was looked at.
                if (together.contains(number) && !body.phrase && row.text(3).size() > Scorer::usual)
                    body.score = std::max(body.score, 2.5);
                const auto title = scorer.look(row.text(2));
                if (phrase && !title.phrase && !body.phrase) return false;
                std::string shown = body.at == std::string_view::npos ? std::string() : snippet(row.text(3), body.at);
                found.push_back(
                    {{row.str(0), row.str(1), row.str(2), std::move(shown), scorer.total(title, body)}, number});
                return false;
            }));
    }
    std::ranges::sort(found, std::less<>());
    if (found.size() > static_cast<std::size_t>(limit)) found.resize(static_cast<std::size_t>(limit));
    std::vector<Hit> hits;
    hits.reserve(found.size());
    for (Scored& one : found) {
        // Found, but further on than the ranking looked.
        if (one.hit.snippet.empty()) {
            TRYV(snapshot.query("SELECT body FROM search_doc WHERE id = ?", {one.number}, [&](const db::Row& row) {
                one.hit.snippet = snippet(row.text(0), scorer.look(row.text(0), deep).at);
                return false;
            }));
        }
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
