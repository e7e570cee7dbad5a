#include "modules/accounts/store.hpp"

#include <fmt/format.h>

#include <array>

#include "base/id.hpp"
#include "text/text.hpp"

namespace sauro::accounts {
namespace {

constexpr std::string_view account_columns =
    "id, username, name, title, password_hash, preferences, disabled_at IS NOT NULL, created_at";

Account account_of(const db::Row& row) {
    return {row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.boolean(6), row.integer(7)};
}

std::unexpected<Error> wrong(std::string_view field, std::string code, std::string message, std::string message_en) {
    Error error{ErrorKind::invalid, std::move(code), std::move(message), std::move(message_en), {}, {}, {}};
    error.fields.push_back({std::string(field), error.code, error.message});
    return fail(std::move(error));
}

struct RoleWord {
    api::Role role;
    std::string_view word;
};
constexpr std::array<RoleWord, 6> role_words{{{api::Role::clerk, "clerk"},
                                              {api::Role::specialist, "specialist"},
                                              {api::Role::leader, "leader"},
                                              {api::Role::head_of_office, "head_of_office"},
                                              {api::Role::administrator, "administrator"},
                                              {api::Role::auditor, "auditor"}}};

}  // namespace

std::string role_word(api::Role role) {
    for (const RoleWord& row : role_words) {
        if (row.role == role) return std::string(row.word);
    }
    return {};
}

Result<api::Role> parse_role(std::string_view word) {
    std::string known;
    for (const RoleWord& row : role_words) {
        if (row.word == word) return row.role;
        known += fmt::format("{}{}", known.empty() ? "" : ", ", row.word);
    }
    return fail(ErrorKind::usage, "role.unknown",
                fmt::format("Không có vai trò \"{}\". Chọn một trong: {}.", word, known),
                fmt::format("no role \"{}\"; one of {}", word, known));
}

Result<std::optional<Account>> account_by_username(db::Snapshot& snapshot, std::string_view username) {
    return snapshot.one(fmt::format("SELECT {} FROM accounts WHERE username_key = ?", account_columns),
                        {text::fold(text::trim(username))}, account_of);
}

Result<std::optional<Account>> account_by_id(db::Snapshot& snapshot, std::string_view id) {
    return snapshot.one(fmt::format("SELECT {} FROM accounts WHERE id = ?", account_columns), {id}, account_of);
}

Result<bool> any_account(db::Snapshot& snapshot) {
    TRY(const auto one, snapshot.one("SELECT 1 FROM accounts LIMIT 1", {}, [](const db::Row&) { return true; }));
    return one.value_or(false);
}

Result<std::vector<api::Grant>> grants_of(db::Snapshot& snapshot, std::string_view account_id) {
    std::vector<api::Grant> grants;
    TRYV(
        snapshot.query("SELECT g.role, g.unit_id, u.path FROM grants g JOIN units u ON u.id = g.unit_id "
                       "WHERE g.account_id = ? ORDER BY u.path, g.role",
                       {account_id}, [&](const db::Row& row) {
                           // A role this program does not know gives nothing.
                           if (auto role = parse_role(row.text(0))) grants.push_back({*role, row.str(1), row.str(2)});
                           return true;
                       }));
    return grants;
}

Result<std::string> checked_username(std::string_view username) {
    constexpr std::size_t shortest = 2, longest = 64;
    std::string clean = text::to_lower(text::trim(username));
    bool good = clean.size() >= shortest && clean.size() <= longest;
    for (const char c : text::fold(clean)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        good = good && (letter || c == '.' || c == '-' || c == '_');
    }
    if (good) return clean;
    return wrong(
        "/username", "account.username",
        fmt::format("Tên đăng nhập gồm {}–{} ký tự: chữ, số, dấu chấm, gạch ngang, gạch dưới; không có dấu cách.",
                    shortest, longest),
        "a username has 2-64 letters, digits, '.', '-' or '_'");
}

Result<std::string> checked_name(std::string_view name) {
    constexpr std::size_t longest = 200;
    std::string clean = text::collapse_space(text::nfc(name));
    if (!clean.empty() && clean.size() <= longest) return clean;
    return wrong("/name", "account.name", "Ghi họ và tên (không để trống, không quá 200 byte).", "a name is needed");
}

Result<std::string> insert_account(db::Tx& tx, const Fresh& fresh, base::Millis now) {
    std::string id = base::uuid7();
    auto inserted = tx.execute(
        "INSERT INTO accounts (id, username, username_key, name, title, password_hash, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (username_key) DO NOTHING",
        {id, fresh.username, text::fold(fresh.username), fresh.name, fresh.title, fresh.password_hash, now});
    TRY(const std::int64_t rows, std::move(inserted));
    if (rows == 0) {
        Error error{ErrorKind::conflict,
                    "account.exists",
                    fmt::format("Tên đăng nhập \"{}\" đã có người dùng. Chọn tên khác.", fresh.username),
                    "the username is taken",
                    {},
                    {},
                    {}};
        error.fields.push_back({"/username", error.code, error.message});
        return fail(std::move(error));
    }
    return id;
}

Status insert_grant(db::Tx& tx, std::string_view account_id, api::Role role, std::string_view unit_id,
                    base::Millis now) {
    TRYV(
        tx.execute("INSERT INTO grants (account_id, role, unit_id, granted_at) VALUES (?, ?, ?, ?) "
                   "ON CONFLICT (account_id, unit_id, role) DO NOTHING",
                   {account_id, role_word(role), unit_id, now}));
    return {};
}

Result<UnitRow> unit_by_code(db::Snapshot& snapshot, std::string_view code) {
    TRY(auto unit, snapshot.one("SELECT id, code, name FROM units WHERE code = ?", {code},
                                [](const db::Row& row) { return UnitRow{row.str(0), row.str(1), row.str(2)}; }));
    if (unit) return *std::move(unit);
    return fail(ErrorKind::not_found, "unit.unknown",
                fmt::format("Không có đơn vị mang mã {}. Tìm mã đúng bằng sauro unit.", code),
                fmt::format("no unit with the code {}", code));
}

Result<UnitRow> first_unit(db::Snapshot& snapshot) {
    TRY(auto unit, snapshot.one("SELECT u.id, u.code, u.name FROM account_settings s JOIN units u ON u.id = s.value "
                                "WHERE s.name = 'first_unit'",
                                {}, [](const db::Row& row) { return UnitRow{row.str(0), row.str(1), row.str(2)}; }));
    if (unit) return *std::move(unit);
    TRY(unit, snapshot.one("SELECT id, code, name FROM units WHERE parent_id IS NULL ORDER BY code", {},
                           [](const db::Row& row) { return UnitRow{row.str(0), row.str(1), row.str(2)}; }));
    if (unit) return *std::move(unit);
    return fail(ErrorKind::invalid, "unit.none", "Chưa có đơn vị nào trong dữ liệu. Chạy sauro init trước.",
                "there is no unit yet; run sauro init");
}

}  // namespace sauro::accounts
