// What somebody signed in may see and change of himself.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/accounts/attempts.hpp"
#include "modules/accounts/passwords.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/shapes.hpp"
#include "modules/accounts/store.hpp"

namespace sauro::accounts {
namespace {

struct ChangePassword {
    std::string old, new_password;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (old, new_password))

struct Rehashed {
    bool right = false;  // the old password fits, or there was none
    std::string old_hash, new_hash;
};

Result<Me> set_preferences(api::Ctx& ctx, const Preferences& in, db::Tx& tx) {
    constexpr std::array<int, 3> scales{100, 115, 130};
    if (in.font_scale && std::ranges::find(scales, *in.font_scale) == scales.end()) {
        Error error{ErrorKind::invalid,
                    "preferences.font_scale",
                    "Cỡ chữ chỉ nhận 100, 115 hoặc 130.",
                    "100, 115 or 130",
                    {},
                    {},
                    {}};
        error.fields.push_back({"/font_scale", error.code, error.message});
        return fail(std::move(error));
    }
    TRY(Me me, me_of(tx, ctx.who.account_id));
    // A key left out stays as it was.
    if (in.theme) me.preferences.theme = in.theme;
    if (in.font_scale) me.preferences.font_scale = in.font_scale;
    TRYV(tx.execute("UPDATE accounts SET preferences = ? WHERE id = ?",
                    {json::write(json::to_json(me.preferences)), me.account_id}));
    ctx.audit.subject = me.account_id;
    return me;
}

Result<Rehashed> prepare_password(api::Ctx& ctx, const ChangePassword& in, db::Snapshot& snapshot) {
    TRY(const auto account, account_by_id(snapshot, ctx.who.account_id));
    if (!account) return fail(ErrorKind::unauthenticated, "auth.required", "Cần đăng nhập lại.", "sign in again");
    // A session left open on a desk must not become a way to guess the password.
    TRY(const base::Millis wait, wait_before(snapshot, attempt_keys(account->username, ctx.remote), ctx.now));
    if (wait > 0) {
        ctx.answer_headers.emplace_back("Retry-After", fmt::format("{}", (wait + 999) / 1000));
        return fail(locked(wait));
    }
    TRYV(check_password(in.new_password, account->username, "/new_password"));
    Rehashed prepared;
    prepared.old_hash = account->password_hash;
    prepared.right = account->password_hash.empty() || verify_password(account->password_hash, in.old);
    if (prepared.right) {
        TRY(prepared.new_hash, hash_password(in.new_password));
    }
    return prepared;
}

Result<json::Nothing> store_password(api::Ctx& ctx, const ChangePassword&, const Rehashed& prepared, db::Tx& tx) {
    TRY(const auto account, account_by_id(tx, ctx.who.account_id));
    ctx.audit.subject = ctx.who.account_id;
    if (!account || !prepared.right || account->password_hash != prepared.old_hash) {
        if (account) TRYV(count_failure(tx, attempt_keys(account->username, ctx.remote), ctx.now));
        Error error{ErrorKind::invalid,
                    "auth.wrong",
                    "Mật khẩu đang dùng không đúng.",
                    "the old password is wrong",
                    {},
                    {},
                    {}};
        error.fields.push_back({"/old", error.code, error.message});
        ctx.refuse_after_commit = std::move(error);
        return json::Nothing{};
    }
    TRYV(tx.execute("UPDATE accounts SET password_hash = ? WHERE id = ?", {prepared.new_hash, account->id}));
    TRYV(close_other_sessions(ctx, tx, account->id));
    return json::Nothing{};
}

}  // namespace

void add_me_routes(api::Registry& registry) {
    using api::Verb;
    using http::Method;
    registry.read<json::Nothing, Me>(
        {Method::get, "/api/v1/me", "me.show", "Người đang đăng nhập, đơn vị và vai trò", Verb::signed_in},
        [](api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) {
            return me_of(snapshot, ctx.who.account_id);
        });
    registry.write<Preferences, Me>(
        {Method::put, "/api/v1/me/preferences", "me.preferences", "Giao diện sáng tối, cỡ chữ", Verb::signed_in},
        set_preferences);
    registry.write<ChangePassword, Rehashed, json::Nothing>(
        {Method::post, "/api/v1/me/password", "me.password", "Đổi mật khẩu; các phiên khác bị đăng xuất",
         Verb::signed_in},
        prepare_password, store_password);
}

}  // namespace sauro::accounts
