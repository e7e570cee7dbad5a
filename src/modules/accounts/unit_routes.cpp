// Accounts and audit rows of a unit and of what lies below it.
#include <fmt/format.h>

#include <algorithm>

#include "modules/accounts/passwords.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/shapes.hpp"
#include "modules/accounts/store.hpp"
#include "text/text.hpp"

namespace sauro::accounts {
namespace {

struct UnitKey {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(UnitKey, (), (unit))
struct AccountsOut {
    std::vector<AccountItem> items;
};
BOOST_DESCRIBE_STRUCT(AccountsOut, (), (items))
struct NewAccount {
    std::string unit, username, name;
    std::optional<std::string> title;
    api::Role role = api::Role::clerk;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (unit, username, name, title, role, password))
struct AuditIn {
    std::string unit;
    std::optional<std::int64_t> before;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AuditIn, (), (unit, before, limit))
struct AuditItem {
    std::int64_t seq = 0, at = 0;
    std::string actor_name, action, subject, detail;
};
BOOST_DESCRIBE_STRUCT(AuditItem, (), (seq, at, actor_name, action, subject, detail))
struct AuditOut {
    std::vector<AuditItem> items;
    std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(AuditOut, (), (items, next))

AccountItem item_of(const Account& account) {
    AccountItem item;
    item.id = account.id;
    item.username = account.username;
    item.name = account.name;
    item.title = account.title;
    item.disabled = account.disabled;
    item.has_password = !account.password_hash.empty();
    item.created_at = account.created_at;
    return item;
}

// Only the roles that lie under the unit asked for: what somebody holds elsewhere is not this administrator's business.
Result<AccountItem> with_roles(db::Snapshot& snapshot, AccountItem item, const std::string& path) {
    TRY(std::vector<Held> held, held_by(snapshot, item.id));
    for (Held& one : held) {
        if (one.unit.path.starts_with(path)) item.units.push_back(std::move(one));
    }
    return item;
}

Result<AccountsOut> list_accounts(api::Ctx& ctx, const UnitKey&, db::Snapshot& snapshot) {
    constexpr int most = 500;
    TRY(std::vector<std::string> ids,
        snapshot.all("SELECT DISTINCT g.account_id FROM grants g JOIN units u ON u.id = g.unit_id "
                     "WHERE substr(u.path, 1, CAST(? AS INTEGER)) = ? ORDER BY g.account_id LIMIT ?",
                     {text::CodepointIndex(ctx.unit.path).size(), ctx.unit.path, most},
                     [](const db::Row& row) { return row.str(0); }));
    AccountsOut out;
    for (const std::string& id : ids) {
        TRY(const auto account, account_by_id(snapshot, id));
        if (!account) continue;
        TRY(AccountItem item, with_roles(snapshot, item_of(*account), ctx.unit.path));
        out.items.push_back(std::move(item));
    }
    std::ranges::sort(out.items, {}, &AccountItem::username);
    return out;
}

Result<Fresh> prepare_account(api::Ctx&, const NewAccount& in, db::Snapshot&) {
    Fresh fresh;
    TRY(fresh.name, checked_name(in.name));
    TRY(fresh.username, checked_username(in.username));
    fresh.title = in.title.value_or("");
    if (in.password && !in.password->empty()) {
        TRYV(check_password(*in.password, fresh.username));
        TRY(fresh.password_hash, hash_password(*in.password));
    }
    return fresh;
}

Result<AccountItem> store_account(api::Ctx& ctx, const NewAccount& in, const Fresh& fresh, db::Tx& tx) {
    TRY(const std::string id, insert_account(tx, fresh, ctx.now));
    TRYV(insert_grant(tx, id, in.role, ctx.unit.id, ctx.now));
    TRY(const auto account, account_by_id(tx, id));
    if (!account) return fail_internal("account.lost", id);
    TRY(AccountItem item, with_roles(tx, item_of(*account), ctx.unit.path));
    if (!fresh.password_hash) {
        // Shown once, to the administrator, who hands it on; only its hash is kept.
        TRY(const std::string token, new_link(tx, Purpose::sign_in, id, ctx.now));
        item.first_sign_in_link = fmt::format("/vao?ma={}", token);
    }
    ctx.audit.subject = id;
    ctx.audit.detail = fmt::format(R"({{"role":"{}"}})", role_word(in.role));
    return item;
}

Result<AuditOut> list_audit(api::Ctx& ctx, const AuditIn& in, db::Snapshot& snapshot) {
    constexpr int default_limit = 50, most = 200;
    constexpr std::int64_t newest = INT64_MAX;
    const int limit = std::clamp(in.limit.value_or(default_limit), 1, most);
    AuditOut out;
    TRYV(snapshot.query(
        "SELECT l.seq, l.at, COALESCE(a.name, l.actor), l.action, l.subject, l.detail FROM audit_log l "
        "JOIN units u ON u.id = l.unit LEFT JOIN accounts a ON a.id = l.actor "
        "WHERE l.seq < ? AND substr(u.path, 1, CAST(? AS INTEGER)) = ? ORDER BY l.seq DESC LIMIT ?",
        {in.before.value_or(newest), text::CodepointIndex(ctx.unit.path).size(), ctx.unit.path, limit + 1},
        [&](const db::Row& row) {
            if (out.items.size() == static_cast<std::size_t>(limit)) {
                out.next = out.items.back().seq;
                return false;
            }
            out.items.push_back({row.integer(0), row.integer(1), row.str(2), row.str(3), row.str(4), row.str(5)});
            return true;
        }));
    return out;
}

}  // namespace

void add_unit_routes(api::Registry& registry) {
    using api::Verb;
    using http::Method;
    registry.read<UnitKey, AccountsOut>({Method::get, "/api/v1/units/{unit}/accounts", "accounts.list",
                                         "Tài khoản của đơn vị và các đơn vị trực thuộc", Verb::manage_accounts},
                                        list_accounts);
    registry.write<NewAccount, Fresh, AccountItem>(
        {Method::post, "/api/v1/units/{unit}/accounts", "accounts.create",
         "Tạo tài khoản; không đặt mật khẩu thì nhận liên kết dùng một lần", Verb::manage_accounts},
        prepare_account, store_account);
    registry.read<AuditIn, AuditOut>(
        {Method::get, "/api/v1/units/{unit}/audit", "audit.list", "Nhật ký thay đổi, mới trước", Verb::view_audit},
        list_audit);
}

}  // namespace sauro::accounts
