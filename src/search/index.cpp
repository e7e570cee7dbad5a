#include "search/index.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sauro::search {
namespace {

using db::Dialect;

// So many matches are ranked, the newest; with more of them the question says too little for any order to be better.
constexpr int ranked = 500;
constexpr std::size_t few = 5;  // so many whole words found: no need to guess how the last one goes on
constexpr std::size_t title_budget = 100'000, body_budget = 700'000;

// ---- what is stored ----

// FTS5 splits a text at blanks: each term as often as it counts.
std::string fts_text(const Terms& terms) {
    std::string text;
    for (const auto& [term, times] : terms) {
        for (int i = 0; i < times; ++i) text += term, text += ' ';
    }
    return text;
}

// A tsvector as text. Only the number of positions counts: 1…8 with weight A for the title, 9…16 for the body.
void add_vector(std::string& out, const Terms& terms, int first, std::string_view weight) {
    for (const auto& [term, times] : terms) {
        out += '\'';
        out += term;  // letters, digits, '_' and '=' only
        out += '\'';
        for (int i = 0; i < times; ++i) out += fmt::format("{}{}{}", i == 0 ? ':' : ',', first + i, weight);
        out += ' ';
    }
}

struct FtsRow {
    std::string title, body, tags;
};
FtsRow fts_row(const Doc& doc) {
    FtsRow row{fts_text(terms_of(doc.title, title_budget)), fts_text(terms_of(doc.body, body_budget)),
               kind_tag(doc.kind)};
    for (const auto& tag : scope_tags(doc.scope)) row.tags += " " + tag;
    for (const auto& tag : filter_tags(doc.type, doc.issuer, doc.day)) row.tags += " " + tag;
    return row;
}

std::string vector_of(const Doc& doc) {
    std::string vector;
    add_vector(vector, terms_of(doc.title, title_budget), 1, "A");
    add_vector(vector, terms_of(doc.body, body_budget), 9, "");
    vector += fmt::format("'{}'", kind_tag(doc.kind));
    for (const auto& tag : scope_tags(doc.scope)) vector += fmt::format(" '{}'", tag);
    for (const auto& tag : filter_tags(doc.type, doc.issuer, doc.day)) vector += fmt::format(" '{}'", tag);
    return vector;
}

// The index keeps no text: to take a row out, FTS5 must be told the terms it was put in with.
Status fts_forget(db::Tx& tx, std::string_view kind, std::string_view id) {
    Doc old;
    TRY(const auto number,
        tx.one("SELECT id, scope, title, body, type, issuer, day FROM search_doc WHERE kind = ? AND record = ?",
               {kind, id}, [&](const db::Row& row) {
                   old = {std::string(kind), std::string(id), row.str(1), row.str(2),
                          row.str(3),        row.str(4),      row.str(5), row.str(6)};
                   return row.integer(0);
               }));
    if (!number) return {};
    const FtsRow row = fts_row(old);
    TRYV(tx.execute("INSERT INTO search_index (search_index, rowid, title, body, tags) VALUES ('delete', ?, ?, ?, ?)",
                    {*number, row.title, row.body, row.tags}));
    return {};
}

// ---- what is asked ----

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    return fmt::format("{}", fmt::join(parts, between));
}

struct FtsQuestion {
    std::string match;
    std::string weights;  // of the phrases, in the order of `match`
};
// `tagged`: kind, scope and filters are part of the match.
FtsQuestion fts_question(const Wanted& wanted, bool tagged) {
    FtsQuestion question;
    const auto term = [&](const std::string& text, char weight, bool open) {
        question.weights += weight;
        return fmt::format("\"{}\"{}", text, open ? "*" : "");
    };
    const auto last = [&](std::size_t i) { return wanted.open_end && i + 1 == wanted.terms.size(); };
    std::vector<std::string> parts;
    parts.reserve(wanted.terms.size() + wanted.better.size());
    for (std::size_t i = 0; i < wanted.terms.size(); ++i) parts.push_back(term(wanted.terms[i], '2', last(i)));
    question.match = fmt::format("({})", joined(parts, wanted.any ? " OR " : " AND "));
    if (!wanted.better.empty()) {
        // Always true through its first parts; there to have the better terms counted.
        parts.clear();
        for (std::size_t i = 0; i < (wanted.any ? wanted.terms.size() : 1); ++i)
            parts.push_back(term(wanted.terms[i], '0', last(i)));
        for (const auto& text : wanted.better) parts.push_back(term(text, '3', false));
        question.match += fmt::format(" AND ({})", joined(parts, " OR "));
    }
    if (!tagged) return question;
    if (!wanted.kind.empty()) question.match += " AND " + term(kind_tag(wanted.kind), '0', false);
    parts.assign(1, term(scope_tag(""), '0', false));
    for (const auto& scope : wanted.scopes) parts.push_back(term(scope_tag(scope), '0', false));
    question.match += fmt::format(" AND ({})", joined(parts, " OR "));
    for (const auto& group : wanted.filters) {
        parts.clear();
        for (const auto& tag : group) parts.push_back(term(tag, '0', false));
        question.match += fmt::format(" AND ({})", joined(parts, " OR "));
    }
    return question;
}

// What the tags would say.
bool allows(const Wanted& wanted, std::string_view kind, std::string_view scope) {
    if (!wanted.kind.empty() && kind != wanted.kind) return false;
    return scope.empty() || std::ranges::any_of(wanted.scopes, [&](std::string_view path) {
               if (path.ends_with('/')) path.remove_suffix(1);
               return scope.starts_with(path) && (scope.size() == path.size() || scope[path.size()] == '/');
           });
}

struct VectorQuestion {
    std::string match, rank;
};
VectorQuestion vector_question(const Wanted& wanted) {
    std::vector<std::string> terms, better, scopes{fmt::format("'{}'", scope_tag(""))};
    for (std::size_t i = 0; i < wanted.terms.size(); ++i) {
        terms.push_back(
            fmt::format("'{}'{}", wanted.terms[i], wanted.open_end && i + 1 == wanted.terms.size() ? ":*" : ""));
    }
    for (const auto& text : wanted.better) better.push_back(fmt::format("'{}'", text));
    for (const auto& scope : wanted.scopes) scopes.push_back(fmt::format("'{}'", scope_tag(scope)));
    VectorQuestion question;
    question.match = fmt::format("({}) & ({})", joined(terms, wanted.any ? " | " : " & "), joined(scopes, " | "));
    if (!wanted.kind.empty()) question.match += fmt::format(" & '{}'", kind_tag(wanted.kind));
    for (const auto& group : wanted.filters) question.match += fmt::format(" & ('{}')", joined(group, "' | '"));
    question.rank = joined(terms, " | ");
    if (!better.empty()) question.rank += " | " + joined(better, " | ");
    return question;
}

}  // namespace

std::vector<Wanted> ways_to_ask(const Asked& asked, const Query& query, bool phrase) {
    Wanted base;
    base.kind = query.kind;
    for (const auto& scope : query.scopes) {
        if (!scope.empty()) base.scopes.push_back(scope);
    }
    base.filters = filters_asked(query.type, query.issuer, query.from, query.to);
    std::vector<std::string> single, pairs, exact;
    for (const Word& word : asked.words) {
        if (!single.empty()) pairs.push_back(pair_term(single.back(), word.folded));
        single.push_back(word.folded);
        if (!word.spelled.empty()) exact.push_back(spelling_term(word.spelled));
    }
    std::vector<Wanted> ways;
    const auto way = [&](const std::vector<std::string>& terms, std::size_t until) -> Wanted& {
        Wanted wanted = base;
        wanted.terms = terms;
        // Documents with all of many words, or with neighbours, hardly ever differ in the marks alone: there the better
        // spelling is not worth its long lists.
        if (&terms != &pairs && single.size() <= 2) wanted.better = exact;
        wanted.until = until;
        return ways.emplace_back(std::move(wanted));
    };
    const auto limit = static_cast<std::size_t>(query.limit);
    for (const bool open : {false, true}) {
        if (open && !asked.open_end) break;
        if (!pairs.empty()) way(pairs, open ? few : limit).open_end = open;
        if (phrase && !pairs.empty()) return ways;
        way(single, open ? few : limit).open_end = open;
    }
    if (pairs.size() > 1) way(pairs, 1).any = true;
    return ways;
}

Status index_put(db::Tx& tx, const Doc& doc) {
    if (tx.dialect() == Dialect::postgres) {
        TRYV(tx.execute(
            "INSERT INTO search_doc (kind, record, scope, title, body, type, issuer, day, terms) VALUES (?, ?, ?, ?, "
            "?, ?, ?, ?, CAST(? AS tsvector)) ON CONFLICT (kind, record) DO UPDATE SET scope = excluded.scope, title = "
            "excluded.title, body = excluded.body, type = excluded.type, issuer = excluded.issuer, day = "
            "excluded.day, terms = excluded.terms",
            {doc.kind, doc.id, doc.scope, doc.title, doc.body, doc.type, doc.issuer, doc.day, vector_of(doc)}));
        return {};
    }
    TRYV(fts_forget(tx, doc.kind, doc.id));
    TRY(const auto number,
        tx.one("INSERT INTO search_doc (kind, record, scope, title, body, type, issuer, day) VALUES (?, ?, ?, ?, ?, ?, "
               "?, ?) ON CONFLICT (kind, record) DO UPDATE SET scope = excluded.scope, title = excluded.title, body = "
               "excluded.body, type = excluded.type, issuer = excluded.issuer, day = excluded.day RETURNING id",
               {doc.kind, doc.id, doc.scope, doc.title, doc.body, doc.type, doc.issuer, doc.day},
               [](const db::Row& row) { return row.integer(0); }));
    const FtsRow row = fts_row(doc);
    TRYV(tx.execute("INSERT INTO search_index (rowid, title, body, tags) VALUES (?, ?, ?, ?)",
                    {number.value_or(0), row.title, row.body, row.tags}));
    return {};
}

Status index_remove(db::Tx& tx, std::string_view kind, std::string_view id) {
    if (tx.dialect() == Dialect::sqlite) TRYV(fts_forget(tx, kind, id));
    TRYV(tx.execute("DELETE FROM search_doc WHERE kind = ? AND record = ?", {kind, id}));
    return {};
}

namespace {

// Numbers of rows that `sql` brings with kind and scope; how many there were; false when one of them is not for the
// asker.
struct Brought {
    std::vector<std::int64_t> numbers;
    bool all_allowed = true;
};
Result<Brought> bring(db::Snapshot& snapshot, const Wanted& wanted, std::string_view sql,
                      const std::vector<db::Value>& params) {
    Brought brought;
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        brought.numbers.push_back(row.integer(0));
        brought.all_allowed = brought.all_allowed && allows(wanted, row.text(1), row.text(2));
        return true;
    }));
    return brought;
}

// The tags of kind, scope and filters stand in very many documents, and walking their lists costs more than all the
// rest. Where the newest matches are all for the asker, it is tried without them, and the rows tell whether that was
// right.
Result<std::vector<std::int64_t>> fts_candidates(db::Snapshot& snapshot, const Wanted& wanted, int limit) {
    const int looked_at = std::max(64, limit + 1);
    bool tagged = !wanted.filters.empty();
    if (!tagged) {
        Wanted plain = wanted;
        plain.better.clear();
        TRY(auto newest, bring(snapshot, wanted,
                               "SELECT d.id, d.kind, d.scope FROM (SELECT rowid AS id FROM search_index WHERE "
                               "search_index MATCH ? ORDER BY rowid DESC LIMIT ?) i JOIN search_doc d ON d.id = i.id "
                               "ORDER BY d.id DESC",
                               {fts_question(plain, false).match, looked_at}));
        // Few matches need no rank.
        if (newest.all_allowed && newest.numbers.size() <= static_cast<std::size_t>(limit)) return newest.numbers;
        tagged = !newest.all_allowed;
    }
    for (;; tagged = true) {
        const FtsQuestion question = fts_question(wanted, tagged);
        TRY(auto best, bring(snapshot, wanted,
                             "SELECT d.id, d.kind, d.scope FROM (SELECT * FROM (SELECT rowid AS id, "
                             "sauro_rank(search_index, '810', ?) AS score "
                             "FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY score "
                             "DESC, id DESC LIMIT ?) i JOIN search_doc d ON "
                             "d.id = i.id ORDER BY i.score DESC, d.id DESC",
                             {question.weights, question.match, ranked, limit}));
        if (tagged || best.all_allowed) return best.numbers;
    }
}

}  // namespace

Result<std::vector<std::int64_t>> candidates(db::Snapshot& snapshot, const Wanted& wanted, int limit) {
    const auto number = [](const db::Row& row) { return row.integer(0); };
    if (snapshot.dialect() == Dialect::sqlite) {
        return fts_candidates(snapshot, wanted, limit);
    }
    const VectorQuestion question = vector_question(wanted);
    // "id + 0": walking the primary key backwards and testing each row would read every document when few of them
    // match.
    return snapshot.all(
        "SELECT d.id FROM (SELECT id FROM search_doc WHERE terms @@ CAST(? AS tsquery) ORDER BY id + 0 DESC LIMIT ?) c "
        "JOIN search_doc d ON d.id = c.id "
        "ORDER BY ts_rank('{0.1, 0.1, 0.1, 1.0}', d.terms, CAST(? AS tsquery)) DESC, d.id DESC LIMIT ?",
        {question.match, ranked, question.rank, limit}, number);
}

}  // namespace sauro::search
