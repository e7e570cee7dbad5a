#include "modules/accounts/sessions.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "modules/accounts/store.hpp"

namespace sauro::accounts {
namespace {

constexpr base::Millis minute = 60 * 1000, hour = 60 * minute, day = 24 * hour;
constexpr base::Millis idle_limit = 12 * hour, absolute_limit = 7 * day, link_limit = 24 * hour;
constexpr base::Millis seen_step = 5 * minute;
constexpr std::size_t token_characters = 43;  // six random bits each: as much as 32 bytes

std::string_view word_of(Purpose purpose) { return purpose == Purpose::first_run ? "first_run" : "sign_in"; }

std::unexpected<Error> dead_link() {
    return fail(ErrorKind::forbidden, "link.invalid",
                "Liên kết không dùng được: đã dùng rồi, đã quá 24 giờ, hoặc chép thiếu. Lấy liên kết mới ở nơi đã cấp.",
                "the link was used, has expired, or is incomplete");
}

// Strict: the session is never sent with a request that another site starts.
std::string cookie(const api::Ctx& ctx, std::string_view token, base::Millis lifetime) {
    std::string text =
        fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", cookie_name, token, lifetime / 1000);
    if (ctx.request != nullptr) {
        const auto proto = ctx.request->headers.find("x-forwarded-proto");
        if (proto != ctx.request->headers.end() && proto->second == "https") text += "; Secure";
    }
    return text;
}

std::string current_token(const api::Ctx& ctx) {
    return ctx.request == nullptr ? std::string() : ctx.request->cookie(cookie_name);
}

}  // namespace

std::string token_hash(std::string_view token) { return base::sha256(token); }

Status open_session(api::Ctx& ctx, db::Tx& tx, std::string_view account_id) {
    TRYV(tx.execute("DELETE FROM sessions WHERE expires_at <= ? OR last_seen <= ?", {ctx.now, ctx.now - idle_limit}));
    const std::string token = base::random_token(token_characters);
    TRYV(
        tx.execute("INSERT INTO sessions (token_hash, account_id, created_at, last_seen, expires_at, remote) "
                   "VALUES (?, ?, ?, ?, ?, ?)",
                   {token_hash(token), account_id, ctx.now, ctx.now, ctx.now + absolute_limit, ctx.remote}));
    ctx.answer_headers.emplace_back("Set-Cookie", cookie(ctx, token, absolute_limit));
    return {};
}

Status close_session(api::Ctx& ctx, db::Tx& tx) {
    TRYV(tx.execute("DELETE FROM sessions WHERE token_hash = ?", {token_hash(current_token(ctx))}));
    ctx.answer_headers.emplace_back("Set-Cookie", cookie(ctx, "", 0));
    return {};
}

Status close_other_sessions(api::Ctx& ctx, db::Tx& tx, std::string_view account_id) {
    TRYV(tx.execute("DELETE FROM sessions WHERE account_id = ? AND token_hash <> ?",
                    {account_id, token_hash(current_token(ctx))}));
    return {};
}

Result<std::string> new_link(db::Tx& tx, Purpose purpose, const std::optional<std::string>& account_id,
                             base::Millis now) {
    TRYV(tx.execute("DELETE FROM sign_in_links WHERE purpose = ? AND used_at IS NULL AND COALESCE(account_id, '') = ?",
                    {word_of(purpose), account_id.value_or("")}));
    std::string token = base::random_token(token_characters);
    TRYV(
        tx.execute("INSERT INTO sign_in_links (token_hash, account_id, purpose, created_at, expires_at) "
                   "VALUES (?, ?, ?, ?, ?)",
                   {token_hash(token), account_id, word_of(purpose), now, now + link_limit}));
    return token;
}

Status check_link(db::Snapshot& snapshot, Purpose purpose, std::string_view token, base::Millis now) {
    TRY(const auto found,
        snapshot.one("SELECT 1 FROM sign_in_links WHERE token_hash = ? AND purpose = ? "
                     "AND used_at IS NULL AND expires_at > ?",
                     {token_hash(token), word_of(purpose), now}, [](const db::Row&) { return true; }));
    if (!found) return dead_link();
    return {};
}

Result<std::optional<std::string>> use_link(db::Tx& tx, Purpose purpose, std::string_view token, base::Millis now) {
    const std::string hash = token_hash(token);
    // The row count decides, so that of two uses at the same time one loses.
    TRY(const auto changed, tx.execute("UPDATE sign_in_links SET used_at = ? WHERE token_hash = ? AND purpose = ? "
                                       "AND used_at IS NULL AND expires_at > ?",
                                       {now, hash, word_of(purpose), now}));
    if (changed != 1) return dead_link();
    TRY(const auto account, tx.one("SELECT account_id FROM sign_in_links WHERE token_hash = ?", {hash},
                                   [](const db::Row& row) { return row.opt_text(0); }));
    return account.value_or(std::nullopt);
}

Result<std::optional<api::Principal>> Sessions::principal_of(db::Snapshot& snapshot, std::string_view session_token,
                                                             base::Millis now) {
    if (session_token.empty()) return std::nullopt;
    const std::string hash = token_hash(session_token);
    base::Millis last_seen = 0;
    TRY(auto who,
        snapshot.one("SELECT a.id, a.name, a.title, s.last_seen FROM sessions s JOIN accounts a ON a.id = s.account_id "
                     "WHERE s.token_hash = ? AND s.expires_at > ? AND s.last_seen > ? AND a.disabled_at IS NULL",
                     {hash, now, now - idle_limit}, [&](const db::Row& row) {
                         last_seen = row.integer(3);
                         return api::Principal{row.str(0), row.str(1), row.str(2), {}};
                     }));
    if (!who) return std::nullopt;
    TRY(who->grants, grants_of(snapshot, who->account_id));
    if (now - last_seen >= seen_step) {
        // Afterwards and apart: a read must not wait for the disk. Lost when the queue is full; the next request tries
        // again.
        database_.submit(
            [hash, now](db::Tx& tx) -> Status {
                TRYV(tx.execute("UPDATE sessions SET last_seen = ? WHERE token_hash = ? AND last_seen < ?",
                                {now, hash, now}));
                return {};
            },
            [](const Status& done) {
                if (!done) base::log_warn("session.last_seen", {{"code", done.error().code}});
            });
    }
    return who;
}

}  // namespace sauro::accounts
