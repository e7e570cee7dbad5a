// Failed sign-ins and the growing delay. Counted per username (whether it exists or not) and per address.
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::accounts {

// What one attempt is counted under.
struct AttemptKeys {
    std::string user, remote;  // hashes
};
AttemptKeys attempt_keys(std::string_view username, std::string_view remote);

// 0 for the failures that are free, then 30 s, doubling, 15 min at most.
base::Millis delay_after(std::int64_t failures, std::int64_t free);

// Milliseconds still to wait; 0 = may try.
Result<base::Millis> wait_before(db::Snapshot& snapshot, const AttemptKeys& keys, base::Millis now);
Status count_failure(db::Tx& tx, const AttemptKeys& keys, base::Millis now);
Status forget_failures(db::Tx& tx, const AttemptKeys& keys);  // of the username; an address is forgotten by time only

// "Thử lại sau 30 giây", for people.
Error locked(base::Millis wait);

}  // namespace sauro::accounts
