// Idempotency-Key: a write on a unit that carries it happens once, however often it is sent. The answer is kept in the
// transaction of the change itself; the same account sending the same request under the same key gets it again, for
// `kept_for`. A refused write changed nothing and keeps nothing: it is judged anew. Off for routes without a unit
// (their answers may set cookies).
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/api.hpp"

namespace sauro::api {

inline constexpr std::string_view repeat_header = "idempotency-key";
inline constexpr base::Millis kept_for = 30LL * 24 * 3600 * 1000;  // longer than the longest holidays of an office

std::span<const db::Migration> migrations();

// Which request, from whom; empty without the header.
struct Repeat {
    std::string account, key;
    std::string request;  // SHA-256 of method, path, query and body (of an upload: its size)
};
// error repeat.key: not 16 to 64 letters, digits, '-' or '_'
Result<std::optional<Repeat>> repeat_of(const About& about, const Ctx& ctx, const http::Request& request);
// The answer kept for it, as JSON. error repeat.other_request: the key stands for another request
Result<std::optional<std::string>> kept_answer(db::Snapshot& snapshot, const Repeat& repeat, base::Millis now);
// Also forgets some that are too old.
Status keep_answer(db::Tx& tx, const Repeat& repeat, std::string_view answer, base::Millis now);

}  // namespace sauro::api
