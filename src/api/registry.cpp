// The flow of every request of the table: session, unit, permission, input, handler, audit, answer.
#include <fmt/format.h>

#include <cstdlib>
#include <exception>

#include "api/input.hpp"
#include "api/registry_impl.hpp"
#include "api/repeat.hpp"
#include "audit/audit.hpp"
#include "base/log.hpp"
#include "http/signal.hpp"

namespace sauro::api {
namespace {

constexpr std::uint64_t most_json = 8u << 20;  // a long draft as text

// One request on its way; handlers run one after the other, on different threads.
struct Call {
    std::shared_ptr<Registry::Impl> impl;
    http::Request request;
    http::Respond respond;
    Ctx ctx;
    std::optional<Repeat> repeat;
};

// A handler that throws is a bug of ours: logged with an id, answered as one.
template <class F>
auto guarded(const About& about, F&& f) -> decltype(f()) {
    try {
        return f();
    } catch (const std::exception& thrown) {
        return fail_internal("api.exception", about.name + ": " + thrown.what());
    } catch (...) {
        return fail_internal("api.exception", about.name + ": unknown exception");
    }
}

std::unexpected<Error> forbidden(const About& about, const Principal& who, const UnitRef& unit) {
    // The name of a unit that the person may not see at all is not told.
    const bool visible = allowed(who, Verb::view, unit.path);
    return fail(ErrorKind::forbidden, "auth.forbidden",
                fmt::format("Bạn chưa có quyền {} tại {}. Người cấp quyền: Quản trị đơn vị.", verb_phrase(about.verb),
                            visible ? unit.name : "đơn vị này"),
                fmt::format("You may not do this ({}) in {}. The unit's administrator grants it.", about.name,
                            visible ? unit.code : "this unit"));
}

Status check_csrf(const About& about, const http::Request& request) {
    if (about.method == http::Method::get) return {};
    const auto header = request.headers.find("x-sauro");
    if (header != request.headers.end() && header->second == "1") return {};
    return fail(ErrorKind::forbidden, "auth.csrf",
                "Yêu cầu ghi này không đến từ trang Sáu Rõ nên bị từ chối. Mở lại trang rồi thử lại.",
                "Writes need the header X-Sauro: 1.");
}

// Fills who and unit, or says why not.
Status authorise(const Registry::Impl& impl, const About& about, const http::Request& request, Ctx& ctx) {
    TRYV(check_csrf(about, request));
    const std::string token = request.cookie(session_cookie);
    const auto unit_name = request.params.find("unit");
    const bool unit_bound = unit_name != request.params.end();
    const auto look = [&](db::Snapshot& snapshot) -> Status {
        if (!token.empty()) {
            TRY(auto who, impl.authenticator.principal_of(snapshot, token, ctx.now));
            if (who) ctx.who = std::move(*who);
        }
        if (ctx.who.account_id.empty() && about.verb != Verb::open) {
            return fail(ErrorKind::unauthenticated, "auth.required",
                        "Bạn chưa đăng nhập hoặc phiên làm việc đã hết hạn. Đăng nhập rồi làm lại.", "Sign in first.");
        }
        if (!unit_bound) return {};
        TRY(auto unit, impl.units.find(snapshot, unit_name->second));
        if (!unit) {
            return fail(ErrorKind::not_found, "unit.unknown",
                        "Không có đơn vị này. Kiểm tra lại mã đơn vị hoặc chọn đơn vị trong danh sách.",
                        "No such unit.");
        }
        if (!allowed(ctx.who, about.verb, unit->path)) return forbidden(about, ctx.who, *unit);
        ctx.unit = std::move(*unit);
        return {};
    };
    if (token.empty() && !unit_bound && about.verb == Verb::open) return {};
    return impl.database.read(look);
}

void answer_error(Call& call, const Error& error) {
    auto response = http::problem(error, call.request.id);
    for (auto& header : call.ctx.answer_headers) response.headers.push_back(std::move(header));
    call.respond(std::move(response));
}

void answer(Call& call, const Result<json::Any>& out) {
    if (!out) return answer_error(call, out.error());
    auto response = http::json_response(200, json::write(*out));
    for (auto& header : call.ctx.answer_headers) response.headers.push_back(std::move(header));
    call.respond(std::move(response));
}

audit::Entry audit_entry(const About& about, const Ctx& ctx) {
    std::string actor = !ctx.audit.actor.empty() ? ctx.audit.actor : ctx.who.account_id;
    return {ctx.now,         actor.empty() ? "anonymous" : std::move(actor), ctx.unit.id, about.name, ctx.audit.subject,
            ctx.audit.detail};
}

Result<std::optional<json::Any>> kept_for_call(const Call& call, db::Snapshot& snapshot) {
    if (!call.repeat) return std::optional<json::Any>();
    TRY(const auto kept, kept_answer(snapshot, *call.repeat, call.ctx.now));
    if (!kept) return std::optional<json::Any>();
    TRY(auto answer, json::parse(*kept));
    return std::optional(std::move(answer));
}

// The worker goes on to the next request; the answer leaves from the done callback, when the change is durable.
void submit(std::shared_ptr<Call> call, std::shared_ptr<const Registry::Erased> route, Registry::Erased::Held in,
            Registry::Erased::Held prepared) {
    const auto out = std::make_shared<json::Any>();
    const auto headers_before = call->ctx.answer_headers;
    auto& database = call->impl->database;
    database.submit(
        [=](db::Tx& tx) -> Status {
            call->ctx.audit = {};  // a retried transaction starts anew
            call->ctx.answer_headers = headers_before;
            call->ctx.refuse_after_commit.reset();
            return guarded(route->about, [&]() -> Status {
                // Asked again here: two sendings may have passed the first look together.
                TRY(auto kept, kept_for_call(*call, tx));
                if (kept) {
                    *out = std::move(*kept);
                    return {};
                }
                TRY(*out, route->store(call->ctx, in.get(), prepared.get(), tx));
                TRYV(audit::append(tx, audit_entry(route->about, call->ctx)));
                if (!call->repeat || call->ctx.refuse_after_commit) return {};
                return keep_answer(tx, *call->repeat, json::write(*out), call->ctx.now);
            });
        },
        [=](Status status) {
            if (!status)
                answer_error(*call, status.error());
            else if (call->ctx.refuse_after_commit)
                answer_error(*call, *call->ctx.refuse_after_commit);
            else
                answer(*call, std::move(*out));
        });
}

// A watching answer outlives the look at its first moment: session and right are asked again every half minute, and it
// ends when they are gone.
void keep_asking(http::Response& response, const Call& call, const std::shared_ptr<const Registry::Erased>& route) {
    constexpr base::Millis pause = 30'000;
    auto* const producer = std::get_if<http::Producer>(&response.body);
    if (producer == nullptr || response.every.count() == 0) return;
    const auto signal = http::signal_of(*producer);
    http::Producer asking = [inner = std::move(*producer), impl = call.impl, route, request = call.request,
                             asked = call.ctx.now](std::string& chunk) mutable -> Result<bool> {
        Ctx ctx;
        ctx.now = impl->clock();
        if (ctx.now - asked >= pause) {
            asked = ctx.now;
            if (!guarded(route->about, [&] { return authorise(*impl, route->about, request, ctx); })) return false;
        }
        return inner(chunk);
    };
    *producer = http::woken_by(signal, std::move(asking));
}

void run(const std::shared_ptr<Call>& call, const std::shared_ptr<const Registry::Erased>& route) {
    using Way = Registry::Erased::Way;
    Ctx& ctx = call->ctx;
    const auto prepared_input = [&]() -> Result<Registry::Erased::Held> {
        TRYV(authorise(*call->impl, route->about, call->request, ctx));
        TRY(const auto fields, gather_input(call->request, *route->in, ctx.unit.id));
        return route->parse(fields);
    };
    const auto in = guarded(route->about, prepared_input);
    if (!in) return answer_error(*call, in.error());
    switch (route->way) {
        case Way::read: {
            Result<json::Any> out;
            const Status status = call->impl->database.read([&](db::Snapshot& snapshot) -> Status {
                return guarded(route->about, [&]() -> Status {
                    TRY(out, route->read(ctx, in->get(), snapshot));
                    return {};
                });
            });
            if (!status) return answer_error(*call, status.error());
            return answer(*call, out);
        }
        case Way::raw: {
            auto response = guarded(route->about, [&] { return route->raw(ctx, in->get()); });
            if (!response) return answer_error(*call, response.error());
            keep_asking(*response, *call, route);
            for (auto& header : ctx.answer_headers) response->headers.push_back(std::move(header));
            return call->respond(std::move(*response));
        }
        case Way::write:
        case Way::upload: {
            // Before `prepare`: what the first sending took (a file, a draft) is no longer there for the second.
            std::optional<json::Any> kept;
            const auto look = [&]() -> Status {
                TRY(call->repeat, repeat_of(route->about, ctx, call->request));
                if (!call->repeat) return {};
                return call->impl->database.read([&](db::Snapshot& snapshot) -> Status {
                    TRY(kept, kept_for_call(*call, snapshot));
                    return {};
                });
            };
            if (const Status looked = look(); !looked) return answer_error(*call, looked.error());
            if (kept) return answer(*call, std::move(*kept));
            Registry::Erased::Held prepared;
            const auto prepare = [&]() -> Status {
                if (route->prepare_upload) {
                    TRY(prepared, route->prepare_upload(ctx, in->get(), call->request.upload));
                } else if (route->prepare) {
                    return call->impl->database.read([&](db::Snapshot& snapshot) -> Status {
                        return guarded(route->about, [&]() -> Status {
                            TRY(prepared, route->prepare(ctx, in->get(), snapshot));
                            return {};
                        });
                    });
                }
                return {};
            };
            const Status ready = guarded(route->about, prepare);
            if (!ready) return answer_error(*call, ready.error());
            if (ctx.refuse_after_commit) {  // set by `prepare`: there is no change to commit
                const Error refusal = *ctx.refuse_after_commit;
                return answer_error(*call, refusal);
            }
            return submit(call, route, *in, std::move(prepared));
        }
    }
}

// A wrong table must not start: found by the first test that builds it.
[[noreturn]] void table_fault(const About& about, std::string_view why) {
    base::log_error("route_table", {{"route", fmt::format("{} {}", http::method_name(about.method), about.path)},
                                    {"fault", std::string(why)}});
    std::abort();
}

}  // namespace

std::vector<std::string> parameters_of(std::string_view pattern) {
    std::vector<std::string> names;
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
        names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
    }
    return names;
}

Registry::Registry(db::Database& database, db::FileStore& files, Authenticator& authenticator, UnitDirectory& units,
                   base::Clock clock)
    : impl_(std::make_shared<Impl>(database, files, authenticator, units, std::move(clock))) {}
Registry::~Registry() = default;

void Registry::add(Erased erased) {
    const About& about = erased.about;
    const auto names = parameters_of(about.path);
    const bool unit_bound = std::ranges::find(names, "unit") != names.end();
    if (!about.path.starts_with("/api/v1/")) table_fault(about, "path outside /api/v1/");
    if (about.name.empty() || about.summary.empty()) table_fault(about, "a route needs a name and a summary");
    if (unit_bound && (about.verb == Verb::open || about.verb == Verb::signed_in))
        table_fault(about, "a route on a unit needs a verb on units");
    if (!unit_bound && about.verb != Verb::open && about.verb != Verb::signed_in)
        table_fault(about, "a verb on units needs {unit} in the path");
    if (about.method == http::Method::get && (erased.way == Erased::Way::write || erased.way == Erased::Way::upload))
        table_fault(about, "GET may not write");
    for (const Row& row : impl_->rows) {
        if (row.about.name == about.name) table_fault(about, "the name stands already: " + row.about.name);
        if (row.about.method == about.method && row.about.path == about.path)
            table_fault(about, "the route stands already");
    }
    impl_->rows.push_back({about});
    impl_->routes.push_back(std::make_shared<const Erased>(std::move(erased)));
}

db::Database& Registry::database() { return impl_->database; }
const std::vector<Registry::Row>& Registry::routes() const { return impl_->rows; }
json::Any Registry::openapi() const { return impl_->openapi(); }

http::Router Registry::take_router() {
    http::Router router;
    for (const auto& erased : impl_->routes) {
        http::Route route;
        route.method = erased->about.method;
        route.pattern = erased->about.path;
        const auto start = [impl = impl_](const http::Request& request) {
            Ctx ctx;
            ctx.now = impl->clock();
            ctx.request_id = request.id;
            ctx.remote = request.remote;
            ctx.files = &impl->files;
            return ctx;
        };
        route.handler = [impl = impl_, erased, start](http::Request request, http::Respond respond) {
            auto call = std::make_shared<Call>(impl, std::move(request), std::move(respond), Ctx{});
            call->ctx = start(call->request);
            call->ctx.request = &call->request;
            run(call, erased);
        };
        if (erased->way == Erased::Way::upload) {
            route.body = http::BodyKind::upload;
            route.max_body = erased->max_bytes;
            route.gate = [impl = impl_, erased, start](const http::Request& request) -> std::optional<http::Response> {
                Ctx ctx = start(request);
                const Status status =
                    guarded(erased->about, [&] { return authorise(*impl, erased->about, request, ctx); });
                if (status) return std::nullopt;
                return http::problem(status.error(), request.id);
            };
        } else if (route.method != http::Method::get && route.method != http::Method::del) {
            route.body = http::BodyKind::text;
            route.max_body = most_json;
            route.content_type = "application/json";
        }
        if (const Status added = router.add(std::move(route)); !added) table_fault(erased->about, added.error().detail);
    }
    http::Route document;
    document.pattern = openapi_path;
    document.handler = [impl = impl_](const http::Request&, const http::Respond& respond) {
        std::call_once(impl->document_once, [&] { impl->document = json::write(impl->openapi()); });
        respond(http::json_response(200, impl->document));
    };
    if (const Status added = router.add(std::move(document)); !added) std::abort();
    return router;
}

}  // namespace sauro::api
