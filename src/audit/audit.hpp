// The audit chain: every change of the product is a row whose hash covers the row before it. Append-only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::audit {

std::span<const db::Migration> migrations();

struct Entry {
    base::Millis at = 0;
    std::string actor;    // account id, or "cli", "system"
    std::string unit;     // unit id the change belongs to, may be empty
    std::string action;   // "document.register"
    std::string subject;  // id of the record changed
    std::string detail;   // compact JSON, no document text, minimal personal data
};
Status append(db::Tx& tx, const Entry& entry);  // same transaction as the change itself

struct Verdict {
    std::int64_t rows = 0;
    std::optional<std::int64_t> first_altered;  // sequence number
    std::string reason;                         // Vietnamese: what does not fit
    std::string
        head;  // hash of the last row: written down elsewhere, it proves later that the whole chain still stands
};
Result<Verdict> verify(db::Snapshot& snapshot);

}  // namespace sauro::audit
