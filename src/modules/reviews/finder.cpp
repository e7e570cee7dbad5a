// One step of the search for pairs: changed documents in the order of their change marks, each against the index.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/log.hpp"
#include "json/json.hpp"
#include "modules/reviews/groups.hpp"
#include "modules/reviews/relations.hpp"
#include "modules/reviews/reviews.hpp"
#include "modules/reviews/store.hpp"

namespace sauro::reviews {
namespace {

constexpr std::size_t most_bytes = 8U << 20;  // of texts in one step
constexpr std::size_t most_neighbours = 8;    // of one document; what is alike to many is found from their side too
constexpr int most_kept = 1000;               // pairs of one document that are looked through

struct Proposal {
    std::string unit_id, newer, older, relation, date;
};
struct Found {
    std::vector<std::pair<store::Pair, std::string>> pairs;  // with the path both units share
    std::vector<store::PairKey> gone;                        // pairs whose ground is lost
    std::vector<Proposal> proposals;
    std::vector<Proposal> done;  // by the flow of documents
    std::vector<store::EntryCheck> checks;
    std::int64_t documents = 0, mark = 0;
};

store::Pair pair_of(const store::Document& one, const std::string& text, const store::Document& other,
                    const std::string& other_text, const Neighbour& neighbour) {
    store::Pair pair;
    pair.differences = differing_numbers(text, other_text, neighbour.passages);
    // Each carries its own number in its heading: that is no difference of what they say.
    std::erase_if(pair.differences, [&](const Difference& difference) {
        return one.symbol && symbol_key(difference.a) == symbol_key(*one.symbol);
    });
    const bool turn = one.number > other.number;
    const auto& a = turn ? other : one;
    const auto& b = turn ? one : other;
    if (turn) {
        for (auto& difference : pair.differences) {
            std::swap(difference.a, difference.b);
            std::swap(difference.context_a, difference.context_b);
        }
    }
    pair.id = fmt::format("{}-{}", a.number, b.number);
    pair.a_number = a.number;
    pair.b_number = b.number;
    pair.a_change = a.change;
    pair.b_change = b.change;
    pair.a_document = a.id;
    pair.b_document = b.id;
    pair.share_a = turn ? neighbour.source_share : neighbour.share;
    pair.share_b = turn ? neighbour.share : neighbour.source_share;
    pair.joint = joint(a, b);
    // Wording first; numbers that differ in the same wording lift a pair above one that merely repeats.
    constexpr double points = 1000;
    constexpr std::int64_t for_differing = 300;
    pair.rank =
        std::llround(points * std::max(pair.share_a, pair.share_b)) + (pair.differences.empty() ? 0 : for_differing);
    return pair;
}

// "replaces" and "amends" as read at registration; a reading in another shape proposes nothing.
void propose_from(const store::Document& document, const std::string& reading, Found& out) {
    if (reading.empty() || !document.symbol) return;
    const auto any = json::parse(reading);
    if (!any || !any->is_object()) return;
    const auto* about = any->as_object().if_contains("about");
    if (about == nullptr || !about->is_array()) return;
    constexpr std::size_t most = 50;
    std::size_t taken = 0;
    for (const auto& one : about->as_array()) {
        if (!one.is_object() || taken == most) continue;
        const auto* symbol = one.as_object().if_contains("symbol");
        const auto* relation = one.as_object().if_contains("relation");
        if (symbol == nullptr || relation == nullptr || !symbol->is_string() || !relation->is_string()) continue;
        if (relation->as_string() != "replaces" && relation->as_string() != "amends") continue;
        ++taken;
        out.proposals.push_back({document.unit_id, *document.symbol, std::string(symbol->as_string()),
                                 std::string(relation->as_string()), document.date.value_or("")});
    }
}

// Drafted to replace another paper of the unit and released: that one ends with it.
Status replaced_by(db::Snapshot& snapshot, const store::Document& document, Found& out) {
    if (document.status != "released" || !document.symbol) return {};
    return snapshot.query(
        "SELECT o.symbol FROM document_links l JOIN documents o ON o.id = l.of_document_id WHERE "
        "l.document_id = ? AND l.kind = 'replaces' AND o.symbol IS NOT NULL",
        {document.id}, [&](const db::Row& row) {
            out.done.push_back(
                {document.unit_id, *document.symbol, row.str(0), "replaces", document.date.value_or("")});
            return true;
        });
}

// The same content entered again: of the two the later one. Two papers of one form with numbers of their own are not
// one paper, unless both set rules.
bool entered_again(const store::Document& document, const store::Document& other, const Neighbour& neighbour) {
    if (other.unit_id != document.unit_id || other.direction != document.direction || other.number > document.number ||
        other.status == "recalled")
        return false;
    if (std::min(neighbour.share, neighbour.source_share) < reuse::same_share) return false;
    const bool other_paper =
        document.symbol && other.symbol && symbol_key(*document.symbol) != symbol_key(*other.symbol);
    return !other_paper || (store::in_review(document) && store::in_review(other));
}

Status look_at(db::Snapshot& snapshot, const FindAlike& find, const store::Document& document, const std::string& text,
               Found& out) {
    std::vector<Neighbour> neighbours;
    if (!text.empty()) {
        TRY(neighbours, find(snapshot, document.number, text));
        out.checks.push_back({document.id, document.unit_id, std::nullopt, 0, ""});
    }
    std::vector<std::string> found;
    for (const auto& neighbour : neighbours) {
        if (found.size() == most_neighbours) break;
        TRY(const auto other, store::by_number(snapshot, neighbour.number));
        if (!other || other->number == document.number) continue;
        if (!out.checks.back().other && entered_again(document, *other, neighbour))
            out.checks.back() = {document.id, document.unit_id, other->id, neighbour.share,
                                 fmt::format("{}-{}", other->number, document.number)};
        if (!store::in_review(document) || !store::in_review(*other)) continue;
        const auto scope = store::common_path(document.unit_path, other->unit_path);
        if (scope.empty()) continue;
        TRY(const auto words, store::words_of(snapshot, other->id));
        out.pairs.emplace_back(pair_of(document, text, *other, words.text, neighbour), scope);
        found.push_back(out.pairs.back().first.id);
    }
    // Pairs found before this change of the text, and not again: their ground is lost. What was decided stays.
    TRY(const auto known, store::pairs_of(snapshot, document.number, most_kept));
    for (const auto& pair : known) {
        const auto change = pair.a_number == document.number ? pair.a_change : pair.b_change;
        if (pair.state != "decided" && change != document.change && std::ranges::find(found, pair.id) == found.end())
            out.gone.push_back(pair);
    }
    return {};
}

}  // namespace

Result<Step> find_step(db::Database& database, const FindAlike& find, base::Millis now, int at_most) {
    Found found;
    store::Progress before;
    bool due = false;
    const auto today = base::Date::from_ms(now);
    const auto looked = database.read([&](db::Snapshot& snapshot) -> Status {
        found = {};
        TRY(before, store::progress(snapshot));
        found.mark = before.mark;
        TRYV(snapshot.query(
            "SELECT 1 FROM document_relations WHERE state = 'confirmed' AND applied = 0 AND date <= ? LIMIT 1",
            {today.iso()}, [&](const db::Row&) {
                due = true;
                return false;
            }));
        TRY(const auto numbers, store::numbers_after(snapshot, before.mark, at_most));
        std::size_t bytes = 0;
        for (const auto number : numbers) {
            TRY(const auto document, store::by_number(snapshot, number));
            if (!document) continue;
            TRY(const auto words, store::words_of(snapshot, document->id));
            TRYV(look_at(snapshot, find, *document, words.text, found));
            propose_from(*document, words.reading, found);
            TRYV(replaced_by(snapshot, *document, found));
            ++found.documents;
            found.mark = document->change;
            bytes += words.text.size();
            if (bytes > most_bytes) break;
        }
        return {};
    });
    if (!looked) return std::unexpected(looked.error());
    if (found.documents == 0 && !due) return Step{};
    bool overtaken = false;
    const auto stored = database.write([&](db::Tx& tx) -> Status {
        TRY(const auto held, store::progress(tx));
        overtaken = held.mark != before.mark;  // another process was faster; its work stands
        if (overtaken) return {};
        std::set<std::string> touched;  // groups
        std::set<std::int64_t> left;
        for (const auto& pair : found.gone) {
            TRYV(store::remove(tx, pair.id));
            left.insert({pair.a_number, pair.b_number});
        }
        for (const auto number : left) TRYV(groups::leave(tx, number, touched));
        for (const auto& [pair, scope] : found.pairs) {
            TRYV(store::put(tx, pair, scope, now));
            TRYV(groups::join(tx, pair, now, touched));
        }
        for (const auto& one : found.proposals)
            TRYV(propose(tx, one.unit_id, one.newer, one.older, one.relation, one.date.empty() ? today.iso() : one.date,
                         now));
        for (const auto& one : found.done)
            TRYV(replaced_by_flow(tx, one.unit_id, one.newer, one.older, one.date.empty() ? today.iso() : one.date,
                                  now));
        for (const auto& check : found.checks) TRYV(store::put(tx, check, now));
        TRYV(close_superseded(tx, today));
        TRYV(groups::describe(tx, touched));
        return store::advance(tx, held, found.mark, found.documents, now);
    });
    if (!stored && stored.error().code == "db.text_encoding") {
        // One paper whose words cannot be kept must not stop the others: alone it is passed over and said.
        if (at_most > 1) return find_step(database, find, now, 1);
        base::log_warn("reviews_skipped", {{"change", std::to_string(found.mark)}});
        TRYV(database.write([&](db::Tx& tx) -> Status {
            TRY(const auto held, store::progress(tx));
            return held.mark == before.mark ? store::advance(tx, held, found.mark, found.documents, now) : Status();
        }));
        return Step{found.documents, 0};
    }
    if (!stored) return std::unexpected(stored.error());
    return Step{found.documents, overtaken ? 0 : static_cast<std::int64_t>(found.pairs.size())};
}

}  // namespace sauro::reviews
