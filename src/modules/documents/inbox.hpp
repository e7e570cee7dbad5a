// Scan inbox ("Hộp quét"): files wait, are read by jailed readers one page after the other, and come before a person,
// least certain first. Every step is a row, so a stop or a crash loses nothing and doubles nothing: what was being read
// waits again. The same bytes are in the work of a unit once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "db/files.hpp"
#include "modules/documents/intake.hpp"
#include "modules/documents/types.hpp"

namespace sauro::documents::inbox {

// Public JSON. `state`: waiting → reading → review → registered; refused (why in code and message); dropped by a
// person. `confidence` (0…1) is that of `weakest_field`, the field a person should look at first.
struct Item {
    std::string id, name;
    std::int64_t size = 0;
    std::string state, source;
    Number pages;
    std::int64_t pages_done = 0;
    Text code, message, intake_id, document_id, format;
    bool ocr_used = false;
    std::optional<double> confidence;
    Text weakest_field, symbol, date, issuer, subject;
    std::int64_t created_at = 0, updated_at = 0;
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (id, name, size, state, source, pages, pages_done, code, message, intake_id, document_id, format,
                       ocr_used, confidence, weakest_field, symbol, date, issuer, subject, created_at, updated_at))

struct Active {
    std::string id, name;
    std::int64_t pages_done = 0;
    Number pages;
};
BOOST_DESCRIBE_STRUCT(Active, (), (id, name, pages_done, pages))

// Of one unit. files_* and pages_done count from the moment its queue was last empty; times are estimates from the pace
// of this run.
struct Progress {
    bool paused = false;
    std::int64_t waiting = 0, reading = 0, review = 0, refused = 0;
    std::int64_t files_done = 0, files_total = 0, pages_done = 0;
    Number pages_total, seconds_left;
    std::vector<Active> active;
};
BOOST_DESCRIBE_STRUCT(Progress, (),
                      (paused, waiting, reading, review, refused, files_done, files_total, pages_done, pages_total,
                       seconds_left, active))

struct NewItem {
    std::string unit_id, name;
    db::FileStore::Staged file;
    std::string source, actor;
};
struct Added {
    Item item;
    bool fresh = false;  // false: the same bytes are in this unit's work already; the staged copy is not needed
};
Result<Added> add(db::Tx&, const NewItem&, base::Millis now);

struct Claim {
    std::string id, unit_id, name, staged, sha256, actor;
};
inline constexpr base::Millis kLease = 3 * 60'000;  // without a sign of life; every page is one
// The next waiting file of the unit whose turn it is; nothing when nobody waits. `unit_id` "" = any unit.
Result<std::optional<Claim>> claim(db::Tx&, std::string_view reader, std::string_view unit_id, base::Millis now);
// A page was read. False: the claim is no longer ours (dropped, or taken over): stop reading.
Result<bool> page_read(db::Tx&, const Claim&, std::string_view reader, std::int64_t done, Number pages,
                       base::Millis now);
// What came out: an intake for review, or why not. False: the claim was lost, nothing changed.
Result<bool> read_done(db::Tx&, const Claim&, std::string_view reader, const PreparedFile&, base::Millis now);
Result<bool> read_refused(db::Tx&, const Claim&, std::string_view reader, const Error&, base::Millis now);
// A refused file stays staged, to be read again, unless it is secret or unsafe.
bool may_stay(const Error&);
// Claims of readers that are gone wait again: those of `reader`, and those whose lease ran out.
Status release(db::Tx&, std::string_view reader, base::Millis now);
Result<std::vector<std::string>> readers(db::Snapshot&);  // who holds claims

// An intake became a document.
Status registered(db::Tx&, std::string_view intake_id, std::string_view document_id, base::Millis now);
Result<Item> retry(db::Tx&, std::string_view unit_id, std::string_view id, base::Millis now);
// The staged file goes with it.
Result<Item> drop(db::Tx&, db::FileStore&, std::string_view unit_id, std::string_view id, std::string_view reason,
                  base::Millis now);
Status pause(db::Tx&, std::string_view unit_id, bool paused);

Result<std::optional<Item>> find(db::Snapshot&, std::string_view unit_id, std::string_view id);
struct Page {
    std::vector<Item> items;
    Text next;
};
Result<Page> list(db::Snapshot&, std::string_view unit_id, std::string_view state, const Text& cursor, int limit);
Result<Progress> progress(db::Snapshot&, std::string_view unit_id, base::Millis now);
Result<std::int64_t> version(db::Snapshot&, std::string_view unit_id);  // changes with everything progress() shows
// A file waits in a queue that runs, or a claim ran out and its file is about to wait again.
Result<bool> anything_to_do(db::Snapshot&, base::Millis now);

}  // namespace sauro::documents::inbox
