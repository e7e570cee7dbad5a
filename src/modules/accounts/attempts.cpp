#include "modules/accounts/attempts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "text/text.hpp"

namespace sauro::accounts {
namespace {

constexpr base::Millis second = 1000, minute = 60 * second, day = 24 * 60 * minute;
constexpr base::Millis first_delay = 30 * second, longest_delay = 15 * minute;
constexpr std::int64_t free_per_user = 4;  // the fifth failure brings the first delay
// A whole office may stand behind one address, so it may fail more often before everybody there waits.
constexpr std::int64_t free_per_remote = 29;

Result<std::pair<std::int64_t, base::Millis>> failures_of(db::Snapshot& snapshot, const std::string& key) {
    TRY(const auto row, snapshot.one("SELECT failures, locked_until FROM attempts WHERE key_hash = ?", {key},
                                     [](const db::Row& r) { return std::pair(r.integer(0), r.integer(1)); }));
    return row.value_or(std::pair<std::int64_t, base::Millis>(0, 0));
}

Status count_one(db::Tx& tx, const std::string& key, std::int64_t free, base::Millis now) {
    TRY(const auto before, failures_of(tx, key));
    const std::int64_t failures = before.first + 1;
    TRYV(
        tx.execute("INSERT INTO attempts (key_hash, failures, locked_until, last_at) VALUES (?, ?, ?, ?) "
                   "ON CONFLICT (key_hash) DO UPDATE SET failures = excluded.failures, "
                   "locked_until = excluded.locked_until, last_at = excluded.last_at",
                   {key, failures, now + delay_after(failures, free), now}));
    return {};
}

}  // namespace

AttemptKeys attempt_keys(std::string_view username, std::string_view remote) {
    return {base::sha256(fmt::format("user:{}", text::fold(text::trim(username)))),
            base::sha256(fmt::format("remote:{}", remote))};
}

base::Millis delay_after(std::int64_t failures, std::int64_t free) {
    if (failures <= free) return 0;
    constexpr std::int64_t most_doublings = 5;  // 30 s · 2^5 is above the longest delay
    const std::int64_t doublings = std::min(failures - free - 1, most_doublings);
    return std::min(first_delay << doublings, longest_delay);
}

Result<base::Millis> wait_before(db::Snapshot& snapshot, const AttemptKeys& keys, base::Millis now) {
    TRY(const auto user, failures_of(snapshot, keys.user));
    TRY(const auto remote, failures_of(snapshot, keys.remote));
    return std::max<base::Millis>(0, std::max(user.second, remote.second) - now);
}

Status count_failure(db::Tx& tx, const AttemptKeys& keys, base::Millis now) {
    // Made-up usernames must not fill the table for ever, and a failure of yesterday is not held against anybody.
    TRYV(tx.execute("DELETE FROM attempts WHERE last_at < ?", {now - day}));
    TRYV(count_one(tx, keys.user, free_per_user, now));
    return count_one(tx, keys.remote, free_per_remote, now);
}

Status forget_failures(db::Tx& tx, const AttemptKeys& keys) {
    // Not those of the address: a guesser with one account of his own could start again and again.
    TRYV(tx.execute("DELETE FROM attempts WHERE key_hash = ?", {keys.user}));
    return {};
}

Error locked(base::Millis wait) {
    const base::Millis seconds = (wait + second - 1) / second;
    const std::string text =
        seconds >= 120 ? fmt::format("{} phút", (seconds + 59) / 60) : fmt::format("{} giây", seconds);
    return {ErrorKind::throttled,
            "auth.locked",
            fmt::format("Đăng nhập sai nhiều lần nên tạm khóa. Thử lại sau {}.", text),
            fmt::format("too many failed sign-ins; try again in {} s", seconds),
            {},
            {},
            {}};
}

}  // namespace sauro::accounts
