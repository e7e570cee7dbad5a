// Which rulebook the data folder's findings are written under.
#include <fmt/format.h>

#include "modules/findings/findings.hpp"

namespace sauro::findings {
namespace {

Status keep(db::Tx& tx, const Rules& rules, const std::string& hash, std::string_view actor, base::Millis now) {
    TRYV(tx.execute("UPDATE finding_rulebooks SET active = 0 WHERE active = 1"));
    TRYV(
        tx.execute("INSERT INTO finding_rulebooks (hash, activated_at, activated_by, active) VALUES (?, ?, ?, 1) ON "
                   "CONFLICT (hash) DO UPDATE SET activated_at = excluded.activated_at, activated_by = "
                   "excluded.activated_by, active = 1",
                   {hash, now, actor}));
    for (const auto& [name, text] : rules.files)
        TRYV(
            tx.execute("INSERT INTO finding_rulebook_files (hash, name, text) VALUES (?, ?, ?) ON CONFLICT (hash, "
                       "name) DO NOTHING",
                       {hash, name, text}));
    return {};
}

}  // namespace

Status adopt_first(db::Tx& tx, const Rules& rules, base::Millis now) {
    TRY(const auto any,
        tx.one("SELECT 1 FROM finding_rulebooks WHERE active = 1", {}, [](const db::Row&) { return true; }));
    if (any) return {};
    return keep(tx, rules, rules.given.hash(), "system", now);
}

Result<ActiveRules> active_rules(db::Snapshot& snapshot, const Rules& rules) {
    ActiveRules out;
    TRY(const auto hash, snapshot.one("SELECT hash FROM finding_rulebooks WHERE active = 1", {},
                                      [](const db::Row& row) { return row.str(0); }));
    out.hash = hash.value_or("");
    if (!out.hash.empty() && out.hash != rules.given.hash() && rules.follow) TRYV(rules.follow(snapshot));
    if (out.hash.empty() || out.hash == rules.given.hash()) {
        out.same = true;
        out.book = rules.given;
        return out;
    }
    std::vector<std::pair<std::string, std::string>> files;
    TRYV(snapshot.query("SELECT name, text FROM finding_rulebook_files WHERE hash = ? ORDER BY name", {out.hash},
                        [&](const db::Row& row) {
                            files.emplace_back(row.str(0), row.str(1));
                            return true;
                        }));
    if (auto book = rules.load(files)) {
        out.book = *std::move(book);
        if (rules.localise) TRYV(rules.localise(*out.book, snapshot, out.local));
    }
    return out;
}

Status activate(db::Tx& tx, const Rules& rules, const rulebook::Rulebook& book, std::string_view actor,
                base::Millis now, Again again) {
    TRYV(keep(tx, rules, book.hash(), actor, now));
    if (again == Again::everything) TRYV(tx.execute("UPDATE finding_control SET day = '' WHERE id = 1"));
    return {};
}

}  // namespace sauro::findings
