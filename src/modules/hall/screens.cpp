// How the screens of a hall learn of a change: from this process at once, from another one on the same database by a
// look at the numbers.
#include <condition_variable>

#include "base/log.hpp"
#include "modules/hall/service.hpp"
#include "modules/hall/votes.hpp"

namespace sauro::hall {
namespace {

constexpr auto still_here = std::chrono::seconds(10);
constexpr Millis quiet = 9'000;  // a comment now and then tells a dead line from a quiet one
constexpr auto look_beside = std::chrono::milliseconds(300);
constexpr int looks_of_a_crowd = 3;            // a thousand screens follow attendance and answers about once a second
constexpr Millis stream_for = 12 * 3'600'000;  // a screen nobody switches off

Result<Display> display(db::Snapshot& snapshot, const Conference& conference, const store::Session& session) {
    TRY(const State state, store::fold(snapshot, conference.id));
    Display out = display_of(state);
    out.title = conference.title;
    out.revision = session.revision;
    out.present = session.present;
    out.check_in_code = session.code;
    TRY(out.vote, votes::shown(snapshot, conference.id));
    return out;
}

}  // namespace

Status Service::announce(db::Tx& tx, const Conference& conference) {
    TRY(const auto session, store::session(tx, conference.id));
    if (!session) return {};
    TRY(auto shown, display(tx, conference, *session));
    tx.after_commit([board = board_, id = conference.id, shown = std::move(shown)] { board->publish(id, shown); });
    return {};
}

Status Service::publish(db::Snapshot& snapshot, const Conference& conference) {
    TRY(const auto session, store::session(snapshot, conference.id));
    store::Session none;
    TRY(const auto shown, display(snapshot, conference, session ? *session : none));
    board_->publish(conference.id, shown);
    return {};
}

Status Service::look(db::Snapshot& snapshot) {
    for (const std::string& id : board_->watched()) {
        TRY(const auto mark, store::mark(snapshot, id));
        const auto shown = board_->shown(id);
        if (!mark || (mark->seq <= shown.seq && mark->revision <= shown.revision)) continue;
        TRY(const auto session, store::session(snapshot, id));
        if (!session) continue;
        TRY(const auto found, conference_of(snapshot, *session));
        TRYV(publish(snapshot, found));
    }
    return {};
}

void Service::follow(db::Database& database) {
    std::call_once(follows_, [&] {
        following_ = std::jthread([this, &database](std::stop_token stop) {
            std::mutex mutex;
            std::condition_variable_any ended;
            std::unique_lock lock(mutex);
            bool failing = false;  // said once
            for (int looks = 1; !stop.stop_requested(); ++looks) {
                ended.wait_for(lock, stop, look_beside, [] { return false; });
                if (looks % looks_of_a_crowd == 0) board_->raise_late();
                if (board_->watched().empty()) continue;
                const Status seen = database.read([this](db::Snapshot& snapshot) { return look(snapshot); });
                if (!seen && !failing) base::log_warn("hall_not_followed", {{"code", seen.error().code}});
                failing = !seen;
            }
        });
    });
}

http::Response Service::stream(const api::Ctx& ctx, const std::string& conference_id, db::Database& database) {
    follow(database);
    http::Response response;
    response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
    response.every = still_here;
    auto signal = board_->signal(conference_id);
    std::string last;
    if (const auto header = ctx.request->headers.find("last-event-id"); header != ctx.request->headers.end())
        last = header->second;
    http::Producer producer = [board = board_, clock = services_.clock, id = conference_id, last = std::move(last),
                               said = Millis{0},
                               until = ctx.now + stream_for](std::string& chunk) mutable -> Result<bool> {
        const Millis now = clock();
        const Board::Shown shown = board->shown(id);
        if (shown.event && shown.id() != last) {
            chunk = said == 0 ? "retry: 1000\n" + *shown.event : *shown.event;
            last = shown.id();
            said = now;
        } else if (now - said >= quiet) {
            chunk = ": \n\n";
            said = now;
        }
        return now < until;
    };
    response.body = http::woken_by(std::move(signal), std::move(producer));
    return response;
}

Result<http::Response> Service::events(api::Ctx& ctx, const HallIn& in, db::Database& database) {
    std::string id;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto found, conference(snapshot, ctx, in.id));
        id = found.id;
        return publish(snapshot, found);
    }));
    return stream(ctx, id, database);
}

Result<http::Response> Service::seat_events(api::Ctx& ctx, const TicketIn& in, db::Database& database) {
    std::string id;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto found, by_seat(in.ticket, snapshot));
        id = found.id;
        return publish(snapshot, found);
    }));
    return stream(ctx, id, database);
}

}  // namespace sauro::hall
