// The rules of the registers. Each function works inside the caller's transaction: a number and its document stand or
// fall together.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "modules/documents/store.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents {

struct Actor {
    std::string id, name;
};
// Who works, for which unit, when.
struct Desk {
    store::Unit unit;
    Actor actor;
    base::Millis now = 0;
    base::Date today() const { return base::Date::from_ms(now); }
};
Result<Desk> open_desk(db::Snapshot&, std::string_view unit_id_or_code, Actor actor, base::Millis now);

// A file that stands in the store and was read.
struct Attachment {
    FileRef file;
    std::string text, reading_json;
    bool readable = false;  // real text, not a picture or a broken reading: counts as digitised
};

struct NewIncoming {
    Fields fields;
    Text intake_id;
    std::optional<Attachment> attachment;  // instead of an intake
    Number number;                         // one reserved before; absent = the next one
};
Result<Record> register_incoming(db::Tx&, const Desk&, const NewIncoming&);
// Changes what `fields` names, of any document that may still be changed. `text` only for drafts.
Result<Record> change(db::Tx&, const Desk&, std::string_view id, std::int64_t version, const Fields& fields,
                      const Text& text = {});
Result<Record> set_status(db::Tx&, const Desk&, std::string_view id, std::int64_t version, std::string_view status);

struct NewDraft {
    Fields fields;
    std::string text;
    Text intake_id;
    std::optional<Attachment> attachment{};  // instead of an intake; its words, when `text` is empty
};
Result<Record> create_draft(db::Tx&, const Desk&, const NewDraft&);

struct NumberRequest {
    std::string draft_id;
    std::int64_t checked_version = 0;  // the version whose findings were looked at
    std::int64_t breached = 0;         // open breaches found in it
    std::string book;                  // "" = the usual one
    base::Date date;
    std::string signer;
    Text signer_title, signing_form;
    std::optional<std::vector<std::string>> recipients;
    Number copies, pages;
    Text breach_reason;
    std::optional<base::Date> breach_on{};  // the day on which the signer wrote it, on paper
    Number number;                          // one reserved before; absent = the next one
    bool necessity = false;                 // the check found it too like a superior's document
    std::optional<base::Date> text_date{};  // the day and the number that its heading gives
    Number text_number{};
    Text subject{};                     // as the register has it; absent = as the draft has it
    std::vector<std::string> claims{};  // what its words say against its record (text_claims.hpp)
};
Result<Record> number_draft(db::Tx&, const Desk&, const NumberRequest&);

// An outgoing document that comes finished (scanned, or made in another program): numbered like a draft.
struct NewOutgoing {
    Fields fields;
    std::string book;
    std::optional<Attachment> attachment;
    Number number;
};
Result<Record> register_outgoing(db::Tx&, const Desk&, const NewOutgoing&);

// One that was numbered in a book kept elsewhere: keeps its symbol, counts, has no line in our books.
Result<Record> record_outgoing(db::Tx&, const Desk&, const Fields&, const std::optional<Attachment>&);

Result<std::vector<std::int64_t>> reserve_numbers(db::Tx&, const Desk&, std::string_view register_id,
                                                  std::int64_t count, std::string_view reason);
// A number that will not be used. An outgoing document that was numbered but not released goes back to the drafts.
Status cancel_number(db::Tx&, const Desk&, std::string_view register_id, std::int64_t number, std::string_view reason);
Status explain_number(db::Tx&, const Desk&, std::string_view register_id, std::int64_t number,
                      std::string_view explanation);

// Warnings for entry: same file, or same symbol, issuer and year in this unit's registers.
Status refuse_duplicate(db::Snapshot&, const store::DuplicateQuery& query, const Text& reason);

}  // namespace sauro::documents
