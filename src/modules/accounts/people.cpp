// People of a unit, for those who hand out work.
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/store.hpp"

namespace sauro::accounts {

Result<std::vector<Person>> people_at(db::Snapshot& snapshot, std::string_view unit_id) {
    return snapshot.all(
        "SELECT DISTINCT a.id, a.name, a.title FROM grants g JOIN accounts a ON a.id = g.account_id WHERE g.unit_id = "
        "? "
        "AND a.disabled_at IS NULL ORDER BY a.name, a.id LIMIT 500",
        {unit_id}, [](const db::Row& row) { return Person{row.str(0), row.str(1), row.str(2)}; });
}

Result<std::optional<Person>> person_for(db::Snapshot& snapshot, std::string_view account_id,
                                         std::string_view unit_path) {
    std::optional<Person> found;
    TRYV(
        snapshot.query("SELECT a.id, a.name, a.title, u.path FROM grants g JOIN accounts a ON a.id = g.account_id JOIN "
                       "units u ON u.id = g.unit_id WHERE g.account_id = ? AND a.disabled_at IS NULL",
                       {account_id}, [&](const db::Row& row) {
                           if (unit_path.starts_with(row.text(3))) found = Person{row.str(0), row.str(1), row.str(2)};
                           return true;
                       }));
    return found;
}

Result<std::optional<api::Principal>> principal(db::Snapshot& snapshot, std::string_view account_id) {
    TRY(auto account, account_by_id(snapshot, account_id));
    if (!account || account->disabled) return std::nullopt;
    TRY(auto grants, grants_of(snapshot, account_id));
    return api::Principal{account->id, account->name, account->title, std::move(grants)};
}

Result<std::string> owner_path(db::Snapshot& snapshot) {
    TRY(const auto unit, first_unit(snapshot));
    TRY(const auto path,
        snapshot.one("SELECT path FROM units WHERE id = ?", {unit.id}, [](const db::Row& row) { return row.str(0); }));
    return path.value_or("");
}

}  // namespace sauro::accounts
