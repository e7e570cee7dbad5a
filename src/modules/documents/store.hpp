// SQL of the documents module; no rules here. Every function works inside the caller's snapshot or write.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.hpp"
#include "modules/documents/numbering.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents::store {

// Units as this module needs them (the table belongs to modules/units).
struct Unit {
    std::string id, code, name, level, bloc, body, path, area;
    bool sample = false;
};
Result<std::optional<Unit>> find_unit(db::Snapshot&, std::string_view id_or_code);
Result<std::map<std::string, UnitBrief>> unit_briefs(db::Snapshot&, const std::vector<std::string>& ids);

// How a unit numbers: its own settings over the defaults.
struct Settings {
    OrganNotation notation;
    std::string term;
};
Result<Settings> settings_of(db::Snapshot&, const Unit&);

// ---- documents ----
Result<std::optional<Record>> find(db::Snapshot&, std::string_view unit_id,
                                   std::string_view id);  // unit_id "" = any unit
Result<std::optional<Record>> find_external(db::Snapshot&, std::string_view external_id);
Status insert(db::Tx&, const Record&);  // and its counters
Status update(db::Tx&, const Record& before,
              Record& after);  // version + 1 and counters; document.stale when somebody was faster
Status put_text(db::Tx&, std::string_view document_id, std::string_view text, std::string_view reading_json);
// The text, or what filters it, changed: those who follow texts from outside see it (text_numbers). Drafts are not
// followed, unless they were documents before.
Status note_text_change(db::Tx&, const Record&);
struct StoredText {
    std::string text, reading;
};
Result<std::optional<StoredText>> text_of(db::Snapshot&, std::string_view document_id);

struct Event {
    std::int64_t at = 0;
    std::string actor, actor_name, action, detail;
};
Status add_event(db::Tx&, std::string_view document_id, const Event&);
Result<std::vector<Event>> events_of(db::Snapshot&, std::string_view document_id);

struct DuplicateQuery {
    std::string unit_id, symbol, issuer;
    std::optional<int> year;
    std::string file_sha256, except_id;
    std::string direction{};  // in | out; "" = both
};
Result<std::vector<Duplicate>> duplicates(db::Snapshot&, const DuplicateQuery&);

// ---- lists ----
struct ListQuery {
    std::string unit_id, direction;
    Text status, document_type;
    std::optional<base::Date> from, to;    // of counted_on, inclusive
    std::optional<base::Date> overdue_on;  // open and due before this day, oldest first
    Text cursor;
    int limit = 50;
};
struct Page {
    std::vector<Record> rows;
    Text next;
};
Result<Page> list(db::Snapshot&, const ListQuery&);
Result<std::vector<Record>> by_ids(db::Snapshot&, std::string_view unit_id, std::string_view direction,
                                   const std::vector<std::string>& ids);
Result<std::vector<std::string>> ids_after(db::Snapshot&, std::string_view id,
                                           std::int64_t limit);  // all documents in order of id, for rebuilding
Result<std::vector<std::string>> ids_by_number(db::Snapshot&, std::string_view unit_id, std::string_view direction,
                                               std::int64_t number);

struct Counts {
    std::int64_t all = 0, waiting = 0, overdue = 0;
};
// From the counters; overdue from the index of open documents, at most 1000.
Result<Counts> counts(db::Snapshot&, std::string_view unit_id, std::string_view direction, base::Date today);
// Builds both counter tables again from the documents.
Status recount(db::Tx&);

// ---- registers ----
struct Register {
    std::string id, unit_id, direction, book, kind, period;
    Text document_type;
    std::int64_t next_number = 1;
};
// Takes `count` numbers from the series, opening it when it is the first time; the first number taken, and the
// register's id.
struct Taken {
    std::string register_id;
    std::int64_t first = 0;
};
Result<Taken> take_numbers(db::Tx&, std::string_view unit_id, const BookKey&, std::int64_t count, std::int64_t now);
Result<std::optional<Register>> find_register(db::Snapshot&, std::string_view unit_id, std::string_view register_id);
Result<std::optional<Register>> find_book(db::Snapshot&, std::string_view unit_id, const BookKey&);
Result<std::vector<Register>> registers_of(db::Snapshot&, std::string_view unit_id, std::optional<int> year);
Result<std::optional<Record>> at_number(db::Snapshot&, std::string_view register_id, std::int64_t number);

struct NumberEvent {
    std::int64_t number = 0;
    std::string event, reason, actor, actor_name;  // event: reserve | cancel | explain
    std::int64_t at = 0;
};
Status add_number_event(db::Tx&, std::string_view register_id, const NumberEvent&);
// All events of the numbers from…to, in order of number and time.
Result<std::vector<NumberEvent>> number_events(db::Snapshot&, std::string_view register_id, std::int64_t from,
                                               std::int64_t to);
// Numbers below next_number without a document, in order.
Result<std::vector<std::int64_t>> numbers_without_document(db::Snapshot&, const Register&, int limit);
Result<std::vector<Record>> lines(db::Snapshot&, std::string_view register_id, std::int64_t after_number, int limit);

// ---- intakes and findings ----
struct Intake {
    std::string id, unit_id;
    FileRef file;
    std::string reading, text;
    std::int64_t created_at = 0;
    std::string created_by;
    Text document_id;
};
Status insert_intake(db::Tx&, const Intake&);
Result<std::optional<Intake>> find_intake(db::Snapshot&, std::string_view unit_id, std::string_view id);
Status use_intake(db::Tx&, std::string_view id, std::string_view document_id);

struct DraftFindings {
    std::string document_id;
    std::int64_t version = 0;
    std::string rulebook;
    std::int64_t at = 0, breached = 0, warnings = 0;
    std::string findings;
    std::string copies;      // JSON: documents of superiors that the text repeats
    bool necessity = false;  // more than the rulebook lets pass
};
Status put_findings(db::Tx&, const DraftFindings&);
Result<std::optional<DraftFindings>> latest_findings(db::Snapshot&, std::string_view document_id);

}  // namespace sauro::documents::store
