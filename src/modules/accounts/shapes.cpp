#include "modules/accounts/shapes.hpp"

#include "modules/accounts/store.hpp"

namespace sauro::accounts {

Result<std::vector<Held>> held_by(db::Snapshot& snapshot, std::string_view account_id) {
    std::vector<Held> list;
    TRYV(snapshot.query(
        "SELECT g.role, u.id, u.code, u.name, u.level, u.bloc, u.path, u.sample, a.code, n.name, n.full_name, a.level "
        "FROM grants g JOIN units u ON u.id = g.unit_id JOIN areas a ON a.code = u.area_code "
        "LEFT JOIN area_names n ON n.area_code = a.code AND n.valid_to IS NULL WHERE g.account_id = ? ORDER BY u.path, "
        "g.role",
        {account_id}, [&](const db::Row& row) {
            const auto role = parse_role(row.text(0));
            if (!role) return true;
            Held held;
            held.role = *role;
            held.role_name = api::role_name(*role);
            held.unit = {row.str(1), row.str(2),    row.str(3),
                         row.str(4), row.str(5),    {row.str(8), row.str(9), row.str(10), row.str(11)},
                         row.str(6), row.boolean(7)};
            list.push_back(std::move(held));
            return true;
        }));
    return list;
}

Result<Me> me_of(db::Snapshot& snapshot, std::string_view account_id) {
    TRY(const auto account, account_by_id(snapshot, account_id));
    if (!account) return fail(ErrorKind::unauthenticated, "auth.required", "Cần đăng nhập lại.", "sign in again");
    Me me;
    me.account_id = account->id;
    me.name = account->name;
    me.title = account->title;
    me.username = account->username;
    me.has_password = !account->password_hash.empty();
    TRY(me.units, held_by(snapshot, account_id));
    api::Principal who{account->id, account->name, account->title, {}};
    for (const Held& held : me.units) {
        who.grants.push_back({held.role, held.unit.id, held.unit.path});
        me.sample = me.sample || held.unit.sample;
    }
    me.visible_scopes = api::visible_scopes(who);
    // Written by this module only; what a later version cannot read is as good as unset.
    if (const auto stored = json::parse(account->preferences)) {
        if (auto preferences = json::from_json<Preferences>(*stored)) me.preferences = *std::move(preferences);
    }
    return me;
}

}  // namespace sauro::accounts
