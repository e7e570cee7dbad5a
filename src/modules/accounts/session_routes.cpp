// First run, sign-in by password and by link, sign-out. Open routes: each decides for itself who may pass.
#include <fmt/format.h>

#include "modules/accounts/attempts.hpp"
#include "modules/accounts/passwords.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/shapes.hpp"
#include "modules/accounts/store.hpp"

namespace sauro::accounts {
namespace {

struct FirstRunState {
    bool needed = false, sample = false;
    std::string product_version;
};
BOOST_DESCRIBE_STRUCT(FirstRunState, (), (needed, sample, product_version))
struct FirstRun {
    std::string token, name, username, password;
};
BOOST_DESCRIBE_STRUCT(FirstRun, (), (token, name, username, password))
struct LinkIn {
    std::string token;
};
BOOST_DESCRIBE_STRUCT(LinkIn, (), (token))
struct SignIn {
    std::string username, password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (username, password))

std::unexpected<Error> first_run_over() {
    return fail(ErrorKind::conflict, "first_run.done",
                "Hệ thống đã có tài khoản. Hãy đăng nhập, hoặc nhờ quản trị cấp tài khoản.",
                "an account exists already");
}

Result<Fresh> prepare_first_run(api::Ctx& ctx, const FirstRun& in, db::Snapshot& snapshot) {
    TRYV(check_link(snapshot, Purpose::first_run, in.token, ctx.now));
    TRY(const bool taken, any_account(snapshot));
    if (taken) return first_run_over();
    Fresh fresh;
    TRY(fresh.name, checked_name(in.name));
    TRY(fresh.username, checked_username(in.username));
    TRYV(check_password(in.password, fresh.username));
    TRY(fresh.password_hash, hash_password(in.password));
    return fresh;
}

Result<Me> store_first_run(api::Ctx& ctx, const FirstRun& in, const Fresh& fresh, db::Tx& tx) {
    TRYV(use_link(tx, Purpose::first_run, in.token, ctx.now));
    TRY(const bool taken, any_account(tx));
    if (taken) return first_run_over();
    TRY(const std::string id, insert_account(tx, fresh, ctx.now));
    TRY(const UnitRow unit, first_unit(tx));
    // The first person sets the office up and also works in it; both can be taken back later.
    for (const api::Role role : {api::Role::administrator, api::Role::head_of_office})
        TRYV(insert_grant(tx, id, role, unit.id, ctx.now));
    TRYV(open_session(ctx, tx, id));
    ctx.audit.subject = id;
    ctx.audit.actor = id;
    return me_of(tx, id);
}

Result<Me> sign_in_by_link(api::Ctx& ctx, const LinkIn& in, db::Tx& tx) {
    TRY(const auto account_id, use_link(tx, Purpose::sign_in, in.token, ctx.now));
    TRY(const auto account, account_by_id(tx, account_id.value_or("")));
    if (!account || account->disabled) {
        return fail(ErrorKind::forbidden, "account.disabled", "Tài khoản đã ngừng dùng. Liên hệ quản trị đơn vị.",
                    "the account is disabled");
    }
    TRYV(open_session(ctx, tx, account->id));
    ctx.audit.subject = account->id;
    ctx.audit.actor = account->id;
    return me_of(tx, account->id);
}

struct Checked {
    std::string account_id;  // "" = wrong username or password: nobody learns which
    std::string password_hash;
};

// Sets Retry-After and gives the error when this username or address has to wait.
Status refuse_locked(api::Ctx& ctx, db::Snapshot& snapshot, const AttemptKeys& keys) {
    TRY(const base::Millis wait, wait_before(snapshot, keys, ctx.now));
    if (wait == 0) return {};
    ctx.answer_headers.emplace_back("Retry-After", fmt::format("{}", (wait + 999) / 1000));
    return fail(locked(wait));
}

Result<Checked> prepare_sign_in(api::Ctx& ctx, const SignIn& in, db::Snapshot& snapshot) {
    TRYV(refuse_locked(ctx, snapshot, attempt_keys(in.username, ctx.remote)));
    TRY(const auto account, account_by_username(snapshot, in.username));
    // Also for an unknown or disabled account: the same work, hence the same time.
    const bool right = verify_password(account ? account->password_hash : "", in.password);
    if (!right || !account || account->disabled) return Checked{};
    return Checked{account->id, account->password_hash};
}

Result<Me> store_sign_in(api::Ctx& ctx, const SignIn& in, const Checked& checked, db::Tx& tx) {
    const AttemptKeys keys = attempt_keys(in.username, ctx.remote);
    // Again: of many guesses sent at once, those after the limit find the lock here, right or wrong.
    TRYV(refuse_locked(ctx, tx, keys));
    TRY(const auto account, account_by_id(tx, checked.account_id));
    // The password may have been changed, or the account disabled, since it was checked.
    const bool still = account && !account->disabled && account->password_hash == checked.password_hash;
    if (!still) {
        TRYV(count_failure(tx, keys, ctx.now));
        ctx.refuse_after_commit = Error{ErrorKind::unauthenticated,
                                        "auth.wrong",
                                        "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại bộ gõ và phím Caps Lock.",
                                        "wrong username or password",
                                        {},
                                        {},
                                        {}};
        return Me{};
    }
    TRYV(forget_failures(tx, keys));
    TRYV(open_session(ctx, tx, account->id));
    ctx.audit.subject = account->id;
    ctx.audit.actor = account->id;
    return me_of(tx, account->id);
}

}  // namespace

void add_session_routes(api::Registry& registry, const std::string& product_version) {
    using api::Verb;
    using http::Method;
    registry.read<json::Nothing, FirstRunState>(
        {Method::get, "/api/v1/first-run", "first_run.state", "Hệ thống đã có tài khoản nào chưa", Verb::open},
        [product_version](api::Ctx&, const json::Nothing&, db::Snapshot& snapshot) -> Result<FirstRunState> {
            FirstRunState state;
            TRY(const bool taken, any_account(snapshot));
            state.needed = !taken;
            TRY(const auto sample,
                snapshot.one("SELECT 1 FROM areas WHERE sample = 1 LIMIT 1", {}, [](const db::Row&) { return true; }));
            state.sample = sample.has_value();
            state.product_version = product_version;
            return state;
        });
    registry.write<FirstRun, Fresh, Me>({Method::post, "/api/v1/first-run", "first_run.create",
                                         "Tạo tài khoản quản trị đầu tiên bằng liên kết dùng một lần", Verb::open},
                                        prepare_first_run, store_first_run);
    registry.write<LinkIn, Me>({Method::post, "/api/v1/sign-in-link", "session.create_by_link",
                                "Đăng nhập bằng liên kết dùng một lần", Verb::open},
                               sign_in_by_link);
    registry.write<SignIn, Checked, Me>(
        {Method::post, "/api/v1/session", "session.create", "Đăng nhập bằng mật khẩu", Verb::open}, prepare_sign_in,
        store_sign_in);
    registry.write<json::Nothing, json::Nothing>(
        {Method::del, "/api/v1/session", "session.delete", "Đăng xuất", Verb::signed_in},
        [](api::Ctx& ctx, const json::Nothing&, db::Tx& tx) -> Result<json::Nothing> {
            TRYV(close_session(ctx, tx));
            ctx.audit.subject = ctx.who.account_id;
            return json::Nothing{};
        });
}

}  // namespace sauro::accounts
