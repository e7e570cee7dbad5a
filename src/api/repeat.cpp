#include "api/repeat.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> api_migrations();
}

namespace sauro::api {
namespace {

constexpr int forgotten_at_once = 16;  // each keyed write adds one row, so old ones go faster than new ones come

bool is_key(std::string_view text) {
    return text.size() >= 16 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                      c == '_';
           });
}

// Every part with its length in front: no two different requests give the same bytes.
std::string print_of(const http::Request& request) {
    base::Sha256 sum;
    const auto add = [&sum](std::string_view part) {
        sum.update(fmt::format("{}:", part.size()));
        sum.update(part);
    };
    add(http::method_name(request.method));
    add(request.path);
    for (const auto& [name, value] : request.query) add(name), add(value);
    add(request.body);
    add(fmt::format("{}", request.upload_size));
    return sum.finish();
}

}  // namespace

std::span<const db::Migration> migrations() {
    static const auto found = db::migrations_of("api", embedded::api_migrations());
    return found;
}

Result<std::optional<Repeat>> repeat_of(const About& about, const Ctx& ctx, const http::Request& request) {
    const auto header = request.headers.find(repeat_header);
    if (header == request.headers.end() || about.verb == Verb::open || about.verb == Verb::signed_in)
        return std::optional<Repeat>();
    if (!is_key(header->second)) {
        return fail(
            ErrorKind::invalid, "repeat.key",
            "Mã chống gửi trùng (Idempotency-Key) phải có từ 16 đến 64 chữ cái không dấu, chữ số, “-” hoặc “_”.",
            "Idempotency-Key must be 16 to 64 letters, digits, '-' or '_'.");
    }
    return Repeat{ctx.who.account_id, header->second, print_of(request)};
}

Result<std::optional<std::string>> kept_answer(db::Snapshot& snapshot, const Repeat& repeat, base::Millis now) {
    struct Kept {
        std::string request, answer;
    };
    TRY(auto kept,
        snapshot.one("SELECT request, answer FROM api_kept_answers WHERE account = ? AND repeat_key = ? AND at > ?",
                     {repeat.account, repeat.key, now - kept_for},
                     [](const db::Row& row) { return Kept{row.str(0), row.str(1)}; }));
    if (!kept) return std::optional<std::string>();
    if (kept->request != repeat.request) {
        return fail(ErrorKind::conflict, "repeat.other_request",
                    "Mã chống gửi trùng này đã dùng cho một yêu cầu có nội dung khác. Gửi lại với mã mới.",
                    "This Idempotency-Key was used for another request.");
    }
    return std::optional(std::move(kept->answer));
}

Status keep_answer(db::Tx& tx, const Repeat& repeat, std::string_view answer, base::Millis now) {
    TRYV(
        tx.execute("DELETE FROM api_kept_answers WHERE (account, repeat_key) IN (SELECT account, repeat_key FROM "
                   "api_kept_answers WHERE at <= ? ORDER BY at LIMIT ?)",
                   {now - kept_for, forgotten_at_once}));
    // a row of the same key that is too old, and not yet forgotten, gives way
    TRYV(tx.execute(
        "INSERT INTO api_kept_answers (account, repeat_key, at, request, answer) VALUES (?, ?, ?, ?, ?) ON CONFLICT "
        "(account, repeat_key) DO UPDATE SET at = excluded.at, request = excluded.request, answer = excluded.answer",
        {repeat.account, repeat.key, now, repeat.request, answer}));
    return {};
}

}  // namespace sauro::api
