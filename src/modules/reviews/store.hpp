// Documents as this module sees them, and pairs of them. Internal to the module.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "modules/reviews/differences.hpp"

namespace sauro::reviews::store {

using Text = std::optional<std::string>;

struct Document {
    std::int64_t number = 0, change = 0;
    std::string id, unit_id, unit_code, unit_name, unit_path, unit_level, unit_bloc, direction, status;
    Text symbol, document_type, date;
    std::string subject;
};
// Issued, not recalled, and of a type that goes on to hold after its day (no invitation, no report).
bool in_review(const Document& document);

Result<std::optional<Document>> by_number(db::Snapshot&, std::int64_t number);
Result<std::optional<Document>> by_id(db::Snapshot&, std::string_view id);
Result<std::vector<std::int64_t>> numbers_after(db::Snapshot&, std::int64_t mark, int limit);  // in order of change
struct Words {
    std::string text, reading;  // reading: JSON of docread, "" without
};
Result<Words> words_of(db::Snapshot&, std::string_view document_id);

// A run goes from the first document that waited until none does.
struct Progress {
    std::int64_t mark = 0, documents = 0;
    base::Millis run_started = 0, last_step = 0;
    std::int64_t run_documents = 0;
    std::int64_t waiting = 0;        // counted up to most_waiting
    base::Millis waiting_since = 0;  // of the first of them
};
inline constexpr std::int64_t most_waiting = 10000;
Result<Progress> progress(db::Snapshot&);
Status advance(db::Tx&, const Progress& from, std::int64_t mark, std::int64_t documents, base::Millis now);

struct Pair {
    std::string id;
    std::int64_t a_number = 0, b_number = 0, a_change = 0, b_change = 0;
    std::string a_document, b_document;
    double share_a = 0, share_b = 0;
    bool joint = false;  // of two units of one level, none above the other, within a year: one joint document may do
    std::vector<Difference> differences;
    std::int64_t rank = 0;
    std::string state;
    Text group;  // the group it was settled with
};
// Puts a pair; a decision on it stays. `scope`: the path that both units share.
Status put(db::Tx&, const Pair& pair, std::string_view scope, std::int64_t now);
Status remove(db::Tx&, std::string_view id);
Status set_state(db::Tx&, std::string_view id, std::string_view state);
struct PairKey {
    std::string id, state;
    std::int64_t a_number = 0, b_number = 0, a_change = 0, b_change = 0;
    double share = 0;  // the larger
};
Result<std::vector<PairKey>> pairs_of(db::Snapshot&, std::int64_t number, int limit);
Result<std::optional<Pair>> pair(db::Snapshot&, std::string_view unit_id, std::string_view id);  // below the unit only

struct ListQuery {
    std::string unit_id, state;
    bool own = false, joint = false, differing = false;
    Text cursor;
    int limit = 50;
};
struct Page {
    std::vector<Pair> rows;
    Text next;
};
Result<Page> list(db::Snapshot&, const ListQuery& query);

// What the registers showed when the text of a document was held against them.
struct EntryCheck {
    std::string document, unit_id;
    Text other;  // entered before, says the same
    double share = 0;
    std::string pair;
};
Status put(db::Tx&, const EntryCheck& check, base::Millis now);

// Where a page of a list ended: rank, then id.
struct Place {
    std::int64_t rank = 0;
    std::string id;
};
Result<Place> place_of(std::string_view cursor);

struct GroupMember {
    Document document;
    double share = 0;
    base::Millis joined_at = 0;
};
Result<std::vector<GroupMember>> of_group(db::Snapshot&, std::string_view group_id);  // in the order of their numbers

// "TW/MH.TU/" of "TW/MH.TU/MH01.DU/" and "TW/MH.TU/MH02.DU/"; "" when they share nothing.
std::string common_path(std::string_view a, std::string_view b);

}  // namespace sauro::reviews::store
