// Rows of accounts and grants, and the units they name.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "modules/accounts/accounts.hpp"

namespace sauro::accounts {

struct Account {
    std::string id, username, name, title, password_hash, preferences;
    bool disabled = false;
    base::Millis created_at = 0;
};
Result<std::optional<Account>> account_by_username(db::Snapshot& snapshot, std::string_view username);
Result<std::optional<Account>> account_by_id(db::Snapshot& snapshot, std::string_view id);
Result<bool> any_account(db::Snapshot& snapshot);
Result<std::vector<api::Grant>> grants_of(db::Snapshot& snapshot, std::string_view account_id);

// Letters, digits, '.', '-', '_', at least two; the error names what is wrong. The result is what is stored.
Result<std::string> checked_username(std::string_view username);
Result<std::string> checked_name(std::string_view name);

struct Fresh {
    std::string username, name, title;  // checked
    std::optional<std::string> password_hash;
};
// error account.exists when the username is taken
Result<std::string> insert_account(db::Tx& tx, const Fresh& fresh, base::Millis now);
Status insert_grant(db::Tx& tx, std::string_view account_id, api::Role role, std::string_view unit_id,
                    base::Millis now);

struct UnitRow {
    std::string id, code, name;
};
Result<UnitRow> unit_by_code(db::Snapshot& snapshot, std::string_view code);  // error unit.unknown
// Where the first account stands.
Result<UnitRow> first_unit(db::Snapshot& snapshot);

std::string role_word(api::Role role);

}  // namespace sauro::accounts
