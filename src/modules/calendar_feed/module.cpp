#include <fmt/format.h>

#include <set>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/tries.hpp"
#include "http/tag.hpp"
#include "modules/calendar_feed/calendar_feed.hpp"
#include "modules/calendar_feed/ical.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> calendar_feed_migrations();
}

namespace sauro::calendar_feed {
namespace {

using api::Verb;
using http::Method;

constexpr const char* everywhere = "me";
constexpr std::string_view suffix = ".ics";
constexpr int days_back = 180, days_ahead = 400, most_events = 2'000;  // of one unit and kind
constexpr base::Millis window = 10 * 60'000;
constexpr int reads_each = 60, wrong_each = 30, most_counted = 50'000;

struct Link {
    std::string id;
    std::optional<std::string> unit, unit_name;  // code; neither: the person's own calendar
    base::Millis created_at = 0;
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, unit, unit_name, created_at))
struct Links {
    std::vector<Link> items;
};
BOOST_DESCRIBE_STRUCT(Links, (), (items))
struct FreshLink {
    std::string id, address;  // path on this server; told this once
};
BOOST_DESCRIBE_STRUCT(FreshLink, (), (id, address))
struct LinkRef {
    std::string link;
};
BOOST_DESCRIBE_STRUCT(LinkRef, (), (link))
struct FileIn {
    std::string file;
};
BOOST_DESCRIBE_STRUCT(FileIn, (), (file))

struct Feeds {
    Services services;
    base::Tries reads{window, reads_each, most_counted}, wrong{window, wrong_each, most_counted};
};

std::unexpected<Error> no_such_link() {
    return fail(ErrorKind::not_found, "calendar.no_link",
                "Liên kết lịch này không dùng được nữa: đã thay, đã thu hồi, hoặc chép thiếu. Lấy liên kết mới ở Lịch "
                "họp.",
                "no such calendar link");
}

Result<Links> list_links(api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) {
    Links out;
    TRY(out.items,
        snapshot.all("SELECT l.id, u.unit, u.name, l.created_at FROM calendar_links l LEFT JOIN fact_units u ON "
                     "u.unit_id = l.scope WHERE l.account_id = ? ORDER BY l.created_at, l.id",
                     {ctx.who.account_id}, [](const db::Row& row) {
                         return Link{row.str(0), row.opt_text(1), row.opt_text(2), row.integer(3)};
                     }));
    return out;
}

Result<FreshLink> renew(api::Ctx& ctx, const std::string& scope, db::Tx& tx) {
    const std::string token = base::random_token();
    FreshLink fresh{base::uuid7(), "/api/v1/calendars/" + token + std::string(suffix)};
    TRYV(tx.execute("DELETE FROM calendar_links WHERE account_id = ? AND scope = ?", {ctx.who.account_id, scope}));
    TRYV(tx.execute("INSERT INTO calendar_links (id, account_id, scope, token_hash, created_at) VALUES (?, ?, ?, ?, ?)",
                    {fresh.id, ctx.who.account_id, scope, base::sha256(token), ctx.now}));
    ctx.audit.subject = "calendar " + fresh.id;
    return fresh;
}

Result<json::Nothing> revoke(api::Ctx& ctx, const LinkRef& in, db::Tx& tx) {
    TRY(const auto gone,
        tx.execute("DELETE FROM calendar_links WHERE id = ? AND account_id = ?", {in.link, ctx.who.account_id}));
    if (gone == 0) return no_such_link();
    ctx.audit.subject = "calendar " + in.link;
    return json::Nothing{};
}

Event event_of(const db::Row& row, std::string_view kind) {
    Event one;
    one.uid = row.str(0) + "@sauro";
    if (const auto day = base::Date::parse_iso(row.text(2))) one.day = *day;
    one.start_minute = row.opt_integer(3);
    one.end_minute = row.opt_integer(4);
    if (one.start_minute && !one.end_minute && row.integer(5) > 0) one.end_minute = *one.start_minute + row.integer(5);
    one.category = kind;
    one.summary = row.is_null(6) ? std::string(kind) : row.str(6);
    one.place = row.str(7);
    const std::string_view mode = row.text(8);
    const auto add = [&](std::string_view label, std::string_view words) {
        if (words.empty()) return;
        if (!one.description.empty()) one.description += '\n';
        one.description.append(label).append(": ").append(words);
    };
    add("Đơn vị triệu tập", row.text(1));
    add("Chủ trì", row.text(9));
    add("Hình thức", mode == "online"      ? "trực tuyến"
                     : mode == "hybrid"    ? "trực tiếp kết hợp trực tuyến"
                     : mode == "in_person" ? "trực tiếp"
                                           : "");
    add("Nội dung", row.text(10));
    add("Lý do hủy", row.text(12));
    if (row.text(11) == "cancelled") one.status = Event::Status::cancelled;
    one.sequence = row.integer(13);
    one.changed_at = row.integer(14);
    return one;
}

// Of one unit: what it convenes and what it is invited to.
Status events_of(db::Snapshot& snapshot, const std::string& unit_id, base::Date today, std::set<std::string>& known,
                 std::vector<Event>& out) {
    const std::string columns =
        "SELECT e.id, e.unit_name, e.date, e.start_at, e.end_at, e.minutes, e.title, e.place, e.mode, e.chair, "
        "e.agenda, e.status, e.cancel_reason, e.sequence, e.changed_at FROM ";
    const std::string days = " AND e.date >= ? AND e.date <= ? ORDER BY e.date, e.id LIMIT ?";
    const std::string from = today.plus_days(-days_back).iso(), to = today.plus_days(days_ahead).iso();
    const auto take = [&](const std::string& tables, std::string_view kind) {
        return snapshot.query(columns + tables + days, {unit_id, from, to, most_events}, [&](const db::Row& row) {
            if (known.insert(row.str(0)).second) out.push_back(event_of(row, kind));
            return true;
        });
    };
    TRYV(take("calendar_conferences e WHERE e.unit_id = ?", "Hội nghị"));
    TRYV(take("calendar_invitations i JOIN calendar_conferences e ON e.id = i.event_id WHERE i.unit_id = ?",
              "Hội nghị"));
    TRYV(take("calendar_meetings e WHERE e.unit_id = ?", "Cuộc họp"));
    return take("calendar_meeting_invitations i JOIN calendar_meetings e ON e.id = i.event_id WHERE i.unit_id = ?",
                "Cuộc họp");
}

struct Found {
    std::string link, name;
    std::vector<Event> events;
};
// What the owner of the link may see now, not when the link was made.
Result<Found> find(Feeds& feeds, const api::Ctx& ctx, const std::string& token, db::Snapshot& snapshot) {
    struct Row {
        std::string id, account, scope;
    };
    TRY(const auto link,
        snapshot.one("SELECT id, account_id, scope FROM calendar_links WHERE token_hash = ?", {base::sha256(token)},
                     [](const db::Row& row) { return Row{row.str(0), row.str(1), row.str(2)}; }));
    if (!link) return no_such_link();
    TRY(const auto who, feeds.services.principal(snapshot, link->account));
    if (!who) return no_such_link();
    std::set<std::string> units;
    Found found{link->id, "Lịch họp: " + who->name, {}};
    if (link->scope == everywhere) {
        for (const api::Grant& grant : who->grants)
            if (api::allowed(*who, Verb::view, grant.unit_path)) units.insert(grant.unit_id);
    } else {
        TRY(const auto unit, snapshot.one("SELECT name, unit_path FROM fact_units WHERE unit_id = ?", {link->scope},
                                          [](const db::Row& row) { return std::pair(row.str(0), row.str(1)); }));
        if (!unit || !api::allowed(*who, Verb::view, unit->second)) return no_such_link();
        found.name = "Lịch họp: " + unit->first;
        units.insert(link->scope);
    }
    std::set<std::string> known;
    for (const auto& unit : units) TRYV(events_of(snapshot, unit, ctx.today(), known, found.events));
    return found;
}

std::unexpected<Error> too_often(api::Ctx& ctx) {
    ctx.answer_headers.emplace_back("Retry-After", "600");
    return fail(ErrorKind::throttled, "calendar.too_often", "Lịch này được hỏi quá nhiều lần. Đợi 10 phút rồi thử lại.",
                "too many reads of this calendar");
}

Result<http::Response> read(Feeds& feeds, api::Ctx& ctx, const FileIn& in, db::Database& database) {
    if (!feeds.wrong.may(ctx.remote, ctx.now)) return too_often(ctx);
    Found found;
    const auto token = in.file.ends_with(suffix) ? in.file.substr(0, in.file.size() - suffix.size()) : in.file;
    const Status status = database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(found, find(feeds, ctx, token, snapshot));
        return {};
    });
    if (!status) {
        if (status.error().kind == ErrorKind::not_found) feeds.wrong.count(ctx.remote);
        return std::unexpected(status.error());
    }
    if (!feeds.reads.may(found.link, ctx.now)) return too_often(ctx);
    feeds.reads.count(found.link);
    std::string body = write_calendar(found.name, found.events);
    const std::string tag = '"' + base::sha256(body).substr(0, 32) + '"';
    http::Response response;
    response.headers = {
        {"Content-Type", "text/calendar; charset=utf-8"}, {"Cache-Control", "private, no-cache"}, {"ETag", tag}};
    const auto known = ctx.request->headers.find("if-none-match");
    if (known != ctx.request->headers.end() && http::tag_matches(known->second, tag))
        response.status = 304;
    else
        response.body = std::move(body);
    return response;
}

void add_routes(api::Registry& registry, const std::shared_ptr<Feeds>& feeds) {
    registry.read<json::Nothing, Links>(
        {Method::get, "/api/v1/me/calendar-links", "calendar.links", "Liên kết lịch họp của tôi", Verb::signed_in},
        list_links);
    registry.write<json::Nothing, FreshLink>(
        {Method::post, "/api/v1/me/calendar-link", "calendar.renew_mine",
         "Liên kết mới tới lịch họp của mọi đơn vị tôi có vai trò; liên kết cũ hết hiệu lực", Verb::signed_in},
        [](api::Ctx& ctx, const json::Nothing&, db::Tx& tx) { return renew(ctx, everywhere, tx); });
    registry.write<json::Nothing, FreshLink>(
        {Method::post, "/api/v1/units/{unit}/calendar-link", "calendar.renew_unit",
         "Liên kết mới tới lịch họp của một đơn vị; liên kết cũ hết hiệu lực", Verb::view},
        [](api::Ctx& ctx, const json::Nothing&, db::Tx& tx) { return renew(ctx, ctx.unit.id, tx); });
    registry.write<LinkRef, json::Nothing>({Method::del, "/api/v1/me/calendar-links/{link}", "calendar.revoke",
                                            "Thu hồi một liên kết lịch họp", Verb::signed_in},
                                           revoke);
    registry.raw<FileIn>(
        {Method::get, "/api/v1/calendars/{file}", "calendar.read", "Lịch họp (iCalendar, RFC 5545)", Verb::open},
        [feeds, &database = registry.database()](api::Ctx& ctx, const FileIn& in) {
            return read(*feeds, ctx, in, database);
        });
}

}  // namespace

api::Module module(Services services) {
    api::Module module;
    module.name = "calendar_feed";
    module.migrations = db::migrations_of("calendar_feed", embedded::calendar_feed_migrations());
    auto feeds = std::make_shared<Feeds>();
    feeds->services = std::move(services);
    module.routes = [feeds](api::Registry& registry) { add_routes(registry, feeds); };
    return module;
}

}  // namespace sauro::calendar_feed
