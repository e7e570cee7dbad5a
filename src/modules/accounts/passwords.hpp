// Passwords: the rule, and argon2id. Hashing takes tens of milliseconds on purpose: never call it inside a write.
#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sauro::accounts {

// At least 12 characters (a passphrase of several words is fine), not on the list of guessed ones, not made of the
// username. `field` is the JSON pointer the error names.
Status check_password(std::string_view password, std::string_view username, std::string_view field = "/password");
Result<std::string> hash_password(std::string_view password);  // "$argon2id$…"
// An empty hash (no such account, or one without a password) costs the same time and is false.
bool verify_password(std::string_view hash, std::string_view password);

}  // namespace sauro::accounts
