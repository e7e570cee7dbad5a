// Accounts, grants, sessions, single-use links, lock-out. What a role may do stands in api/permission.cpp; here is only
// who holds which.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::accounts {

struct Options {
    std::string product_version = {};
};
api::Module module(Options options = {});

// ---- for the composition root and the command line; every change is audited with the actor "cli"
// -----------------------------
Result<bool> no_account_yet(db::Database& database);
// Where the first account will get its roles (init --unit); the root unit when never set.
Status set_first_unit(db::Database& database, std::string_view unit_code);

// A link works once, within 24 hours; asking for a new one ends the old one. Both return the token of the page's
// address.
Result<std::string> make_first_run_link(
    db::Database& database);  // page /bat-dau?ma=TOKEN; refused once an account exists
Result<std::string> make_sign_in_link(db::Database& database, std::string_view account_id);  // page /vao?ma=TOKEN
// The oldest administrator as long as no account has a password; nullopt afterwards: nobody gets in past a password.
Result<std::optional<std::string>> first_administrator_without_password(db::Database& database);

struct NewUser {
    std::string username, name, title;
    std::optional<std::string> password;  // none: signs in by link, then sets one
    std::string unit_code;                // "" = no role yet
    std::optional<api::Role> role;
};
Result<std::string> create_user(db::Database& database, const NewUser& user);  // account id
Status set_password(db::Database& database, std::string_view username, std::string_view password);
Status disable(db::Database& database, std::string_view username, bool disabled = true);
Status grant(db::Database& database, std::string_view username, api::Role role, std::string_view unit_code);
Status revoke(db::Database& database, std::string_view username, api::Role role, std::string_view unit_code);
Result<api::Role> parse_role(std::string_view word);  // "clerk"; the error lists the words

struct Listed {
    std::string id, username, name, title;
    bool has_password = false, disabled = false;
    struct Held {
        std::string role, unit_code, unit_name;
    };
    std::vector<Held> grants;
};
Result<std::vector<Listed>> list(db::Database& database);

// Who may be asked to do something for a unit: signed-up people with a role, not disabled.
struct Person {
    std::string id, name, title;
};
Result<std::vector<Person>> people_at(db::Snapshot& snapshot, std::string_view unit_id);  // at exactly this unit
// The account, where it has a role at the unit of the path or above it.
Result<std::optional<Person>> person_for(db::Snapshot& snapshot, std::string_view account_id,
                                         std::string_view unit_path);
// With the roles as they are now; nothing: no such account, or it is disabled.
Result<std::optional<api::Principal>> principal(db::Snapshot& snapshot, std::string_view account_id);
// Path of the unit whose administrator decides for the whole data folder: where the first one stands.
Result<std::string> owner_path(db::Snapshot& snapshot);
Result<std::optional<std::string>> find_account(db::Database& database, std::string_view username);  // id

// "Quản trị minh họa" of the fictional province: administrator and head of office at MH.TU, clerk and leader at
// MH01.DU. No password: it signs in by the link that ./run prints.
Status create_sample_accounts(db::Database& database);

// ---- for api
// ----------------------------------------------------------------------------------------------------------------
class Sessions : public api::Authenticator {
  public:
    explicit Sessions(db::Database& database) : database_(database) {}
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view session_token,
                                                       base::Millis now) override;

  private:
    db::Database& database_;  // last_seen is moved on by a write of its own, after the request was let in
};

}  // namespace sauro::accounts
