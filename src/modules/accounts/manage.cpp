// What the command line and the composition root do: on the machine itself, where whoever may run it may read the data
// anyway.
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "base/time.hpp"
#include "modules/accounts/passwords.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/store.hpp"

namespace sauro::accounts {
namespace {

Status note(db::Tx& tx, std::string action, std::string_view subject, std::string_view unit = {},
            std::string detail = {}) {
    return audit::append(
        tx, {base::now_ms(), "cli", std::string(unit), std::move(action), std::string(subject), std::move(detail)});
}

std::string role_detail(api::Role role) { return fmt::format(R"({{"role":"{}"}})", role_word(role)); }

Result<Account> known_account(db::Snapshot& snapshot, std::string_view username) {
    TRY(auto account, account_by_username(snapshot, username));
    if (account) return *std::move(account);
    return fail(ErrorKind::not_found, "account.unknown",
                fmt::format("Không có tài khoản {}. Xem danh sách bằng sauro user list.", username),
                fmt::format("no account {}", username));
}

}  // namespace

Result<bool> no_account_yet(db::Database& database) {
    bool none = false;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const bool any, any_account(snapshot));
        none = !any;
        return {};
    }));
    return none;
}

Status set_first_unit(db::Database& database, std::string_view unit_code) {
    return database.write([&](db::Tx& tx) -> Status {
        TRY(const UnitRow unit, unit_by_code(tx, unit_code));
        TRYV(
            tx.execute("INSERT INTO account_settings (name, value) VALUES ('first_unit', ?) "
                       "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                       {unit.id}));
        return note(tx, "account.first_unit", unit.id, unit.id);
    });
}

Result<std::string> make_first_run_link(db::Database& database) {
    std::string token;
    TRYV(database.write([&](db::Tx& tx) -> Status {
        TRY(const bool taken, any_account(tx));
        if (taken) {
            return fail(ErrorKind::conflict, "first_run.done",
                        "Hệ thống đã có tài khoản, không tạo thêm liên kết đầu tiên.", "an account exists already");
        }
        TRY(token, new_link(tx, Purpose::first_run, std::nullopt, base::now_ms()));
        return note(tx, "link.first_run", "");
    }));
    return token;
}

Result<std::string> make_sign_in_link(db::Database& database, std::string_view account_id) {
    std::string token;
    TRYV(database.write([&](db::Tx& tx) -> Status {
        TRY(const auto account, account_by_id(tx, account_id));
        if (!account || account->disabled) {
            return fail(ErrorKind::not_found, "account.unknown", "Tài khoản không có hoặc đã ngừng dùng.",
                        "no such account, or disabled");
        }
        TRY(token, new_link(tx, Purpose::sign_in, account->id, base::now_ms()));
        return note(tx, "link.sign_in", account->id);
    }));
    return token;
}

Result<std::optional<std::string>> first_administrator_without_password(db::Database& database) {
    std::optional<std::string> found;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(found,
            snapshot.one(
                "SELECT a.id FROM accounts a WHERE a.disabled_at IS NULL AND EXISTS (SELECT 1 FROM grants g WHERE "
                "g.account_id = a.id AND g.role = 'administrator') AND NOT EXISTS (SELECT 1 FROM accounts p WHERE "
                "p.password_hash IS NOT NULL) ORDER BY a.created_at, a.id",
                {}, [](const db::Row& row) { return row.str(0); }));
        return {};
    }));
    return found;
}

Result<std::string> create_user(db::Database& database, const NewUser& user) {
    Fresh fresh;
    TRY(fresh.name, checked_name(user.name));
    TRY(fresh.username, checked_username(user.username));
    fresh.title = user.title;
    if (user.password) {
        TRYV(check_password(*user.password, fresh.username));
        TRY(fresh.password_hash, hash_password(*user.password));
    }
    std::string id;
    const auto store = [&](db::Tx& tx) -> Status {
        const base::Millis now = base::now_ms();
        TRY(id, insert_account(tx, fresh, now));
        if (!user.role) return note(tx, "account.create", id);
        TRY(const UnitRow unit, unit_by_code(tx, user.unit_code));
        TRYV(insert_grant(tx, id, *user.role, unit.id, now));
        return note(tx, "account.create", id, unit.id, role_detail(*user.role));
    };
    TRYV(database.write(store));
    return id;
}

Status set_password(db::Database& database, std::string_view username, std::string_view password) {
    TRYV(check_password(password, username));
    TRY(const std::string hash, hash_password(password));
    return database.write([&](db::Tx& tx) -> Status {
        TRY(const Account account, known_account(tx, username));
        TRYV(tx.execute("UPDATE accounts SET password_hash = ? WHERE id = ?", {hash, account.id}));
        // Whoever was signed in with the old one is out.
        TRYV(tx.execute("DELETE FROM sessions WHERE account_id = ?", {account.id}));
        return note(tx, "account.set_password", account.id);
    });
}

Status disable(db::Database& database, std::string_view username, bool disabled) {
    return database.write([&](db::Tx& tx) -> Status {
        TRY(const Account account, known_account(tx, username));
        const base::Millis now = base::now_ms();
        TRYV(tx.execute("UPDATE accounts SET disabled_at = ? WHERE id = ?",
                        {disabled ? std::optional(now) : std::nullopt, account.id}));
        TRYV(tx.execute("DELETE FROM sessions WHERE account_id = ?", {account.id}));
        return note(tx, disabled ? "account.disable" : "account.enable", account.id);
    });
}

Status grant(db::Database& database, std::string_view username, api::Role role, std::string_view unit_code) {
    return database.write([&](db::Tx& tx) -> Status {
        TRY(const Account account, known_account(tx, username));
        TRY(const UnitRow unit, unit_by_code(tx, unit_code));
        TRYV(insert_grant(tx, account.id, role, unit.id, base::now_ms()));
        return note(tx, "account.grant", account.id, unit.id, role_detail(role));
    });
}

Status revoke(db::Database& database, std::string_view username, api::Role role, std::string_view unit_code) {
    return database.write([&](db::Tx& tx) -> Status {
        TRY(const Account account, known_account(tx, username));
        TRY(const UnitRow unit, unit_by_code(tx, unit_code));
        TRY(const auto gone, tx.execute("DELETE FROM grants WHERE account_id = ? AND role = ? AND unit_id = ?",
                                        {account.id, role_word(role), unit.id}));
        if (gone == 0) {
            return fail(ErrorKind::not_found, "grant.unknown",
                        fmt::format("{} không giữ vai trò {} ở {}.", username, role_word(role), unit.name),
                        "no such grant");
        }
        return note(tx, "account.revoke", account.id, unit.id, role_detail(role));
    });
}

Result<std::vector<Listed>> list(db::Database& database) {
    std::vector<Listed> accounts;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        return snapshot.query(
            "SELECT a.id, a.username, a.name, a.title, a.password_hash IS NOT NULL, a.disabled_at IS NOT NULL, "
            "g.role, u.code, u.name FROM accounts a LEFT JOIN grants g ON g.account_id = a.id "
            "LEFT JOIN units u ON u.id = g.unit_id ORDER BY a.username, u.path, g.role",
            {}, [&](const db::Row& row) {
                if (accounts.empty() || accounts.back().id != row.text(0)) {
                    accounts.push_back(
                        {row.str(0), row.str(1), row.str(2), row.str(3), row.boolean(4), row.boolean(5), {}});
                }
                if (!row.is_null(6)) accounts.back().grants.push_back({row.str(6), row.str(7), row.str(8)});
                return true;
            });
    }));
    return accounts;
}

Result<std::optional<std::string>> find_account(db::Database& database, std::string_view username) {
    std::optional<std::string> id;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto account, account_by_username(snapshot, username));
        if (account) id = account->id;
        return {};
    }));
    return id;
}

Status create_sample_accounts(db::Database& database) {
    return database.write([](db::Tx& tx) -> Status {
        constexpr std::string_view username = "quantri.minhhoa";
        TRY(const auto standing, account_by_username(tx, username));
        if (standing) return {};
        const base::Millis now = base::now_ms();
        TRY(const std::string id,
            insert_account(tx, {std::string(username), "Quản trị minh họa", "Chánh Văn phòng", std::nullopt}, now));
        TRY(const UnitRow province, unit_by_code(tx, "MH.TU"));
        TRY(const UnitRow commune, unit_by_code(tx, "MH01.DU"));
        for (const api::Role role : {api::Role::administrator, api::Role::head_of_office})
            TRYV(insert_grant(tx, id, role, province.id, now));
        for (const api::Role role : {api::Role::clerk, api::Role::leader})
            TRYV(insert_grant(tx, id, role, commune.id, now));
        return note(tx, "account.create_sample", id, province.id);
    });
}

}  // namespace sauro::accounts
