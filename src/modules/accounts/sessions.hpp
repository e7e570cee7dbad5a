// Sessions and single-use links: random tokens handed out once, kept as SHA-256.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "api/api.hpp"
#include "modules/accounts/accounts.hpp"

namespace sauro::accounts {

inline constexpr std::string_view cookie_name = "sauro_session";

std::string token_hash(std::string_view token);

// A new session for the account; removes those that have run out. The cookie is set on the answer of `ctx`.
Status open_session(api::Ctx& ctx, db::Tx& tx, std::string_view account_id);
Status close_session(api::Ctx& ctx, db::Tx& tx);
Status close_other_sessions(api::Ctx& ctx, db::Tx& tx, std::string_view account_id);

enum class Purpose { first_run, sign_in };
// Ends the unused links of the same purpose and account, gives a new one.
Result<std::string> new_link(db::Tx& tx, Purpose purpose, const std::optional<std::string>& account_id,
                             base::Millis now);
// For an early answer; the link may be used by somebody else before use_link.
Status check_link(db::Snapshot& snapshot, Purpose purpose, std::string_view token, base::Millis now);
// Marks it used, once; the account it signs in (none for a first run).
Result<std::optional<std::string>> use_link(db::Tx& tx, Purpose purpose, std::string_view token, base::Millis now);

}  // namespace sauro::accounts
