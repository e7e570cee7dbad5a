#include <boost/json/serialize.hpp>

#include "modules/documents/check.hpp"
#include "modules/documents/inbox.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct InboxFileIn {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(InboxFileIn, (), (name))
struct InboxListIn {
    std::string state;
    Text cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(InboxListIn, (), (state, cursor, limit))
struct InboxPage {
    std::vector<inbox::Item> items;
    Text next;
    inbox::Progress progress;
};
BOOST_DESCRIBE_STRUCT(InboxPage, (), (items, next, progress))
struct InboxItemIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(InboxItemIn, (), (id))
struct InboxIntake {
    std::string intake_id;
    FileRef file;
    json::Any reading;
    std::vector<Duplicate> duplicates;
};
BOOST_DESCRIBE_STRUCT(InboxIntake, (), (intake_id, file, reading, duplicates))
struct InboxEntry {
    inbox::Item item;
    std::optional<InboxIntake> intake;
};
BOOST_DESCRIBE_STRUCT(InboxEntry, (), (item, intake))
struct InboxDropIn {
    std::string id, reason;
};
BOOST_DESCRIBE_STRUCT(InboxDropIn, (), (id, reason))
struct InboxPauseIn {
    bool paused = false;
};
BOOST_DESCRIBE_STRUCT(InboxPauseIn, (), (paused))

std::unexpected<Error> gone() {
    return fail(ErrorKind::not_found, "inbox.not_found",
                "Không còn tệp này trong hộp quét. Tải lại danh sách để thấy các tệp còn lại.",
                "This file is no longer in the scan inbox.");
}

// The reading as the entry form takes it, with its text.
Result<InboxEntry> one(db::Snapshot& snapshot, const api::Ctx& ctx, const Services& services, const std::string& id) {
    const std::string& unit_id = ctx.unit.id;
    InboxEntry out;
    TRY(auto item, inbox::find(snapshot, unit_id, id));
    if (!item) return gone();
    out.item = std::move(*item);
    if (!out.item.intake_id) return out;
    TRY(const auto intake, store::find_intake(snapshot, unit_id, *out.item.intake_id));
    if (!intake) return out;
    TRY(json::Any reading, json::parse(intake->reading));
    reading.as_object()["text"] = intake->text;
    InboxIntake view{intake->id, intake->file, std::move(reading), {}};
    store::DuplicateQuery query{unit_id,      out.item.symbol.value_or(""), out.item.issuer.value_or(""),
                                std::nullopt, intake->file.sha256,          out.item.document_id.value_or(""),
                                "in"};
    if (out.item.date && out.item.date->size() >= 4) query.year = std::stoi(out.item.date->substr(0, 4));
    docread::Document wording;
    wording.text = intake->text;
    TRY(view.duplicates, warnings_of_entry(snapshot, ctx, services, query, wording));
    out.intake = std::move(view);
    return out;
}

// The scan itself, to look at beside what was read of it.
Result<http::Response> original(api::Ctx& ctx, const InboxItemIn& in, db::Database& database) {
    std::optional<store::Intake> intake;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto item, inbox::find(snapshot, ctx.unit.id, in.id));
        if (!item || !item->intake_id) return {};
        TRY(intake, store::find_intake(snapshot, ctx.unit.id, *item->intake_id));
        return {};
    }));
    if (!intake) return gone();
    return file_response(*ctx.files, intake->file);
}

constexpr auto kLook = std::chrono::milliseconds(500);
constexpr base::Millis kStreamFor = 10 * 60'000;  // a session that ended must not watch for ever
constexpr base::Millis kStillHere = 15'000;       // a comment now and then tells a dead line from a quiet one

// Server-sent events: the progress at once, then whenever its version changed.
http::Response watch(api::Ctx& ctx, db::Database& database, base::Clock clock) {
    http::Response response;
    response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
    response.every = kLook;
    response.body =
        http::Producer([&database, clock = std::move(clock), unit = ctx.unit.id, until = ctx.now + kStreamFor,
                        shown = std::int64_t{-1}, said = base::Millis{0}](std::string& chunk) mutable -> Result<bool> {
            const auto now = clock();
            std::int64_t version = 0;
            inbox::Progress progress;
            TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
                TRY(version, inbox::version(snapshot, unit));
                if (version == shown) return {};
                TRY(progress, inbox::progress(snapshot, unit, now));
                return {};
            }));
            if (version != shown) {
                chunk = "event: progress\ndata: " + json::write(json::to_json(progress)) + "\n\n";
                shown = version;
                said = now;
            } else if (now - said > kStillHere) {
                chunk = ": \n\n";
                said = now;
            }
            return now < until;
        });
    return response;
}

}  // namespace

void add_inbox_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    auto& database = registry.database();
    const Verb verb = Verb::register_document;
    registry.upload<InboxFileIn, db::FileStore::Staged, inbox::Item>(
        {Method::post, "/api/v1/units/{unit}/inbox/files", "inbox.add", "Bỏ tệp vào hộp quét; đọc sau, theo thứ tự",
         verb},
        services->limits.file_bytes,
        [](api::Ctx& ctx, const InboxFileIn&, const std::filesystem::path& path) {
            return ctx.files->stage(path, db::FileStore::From::move);
        },
        [](api::Ctx& ctx, const InboxFileIn& in, const db::FileStore::Staged& staged,
           db::Tx& tx) -> Result<inbox::Item> {
            TRY(auto added,
                inbox::add(tx, {ctx.unit.id, clean_file_name(in.name), staged, "upload", ctx.who.account_id}, ctx.now));
            if (!added.fresh) tx.after_commit([files = ctx.files, name = staged.name] { files->unstage(name); });
            ctx.audit = {.subject = added.item.id, .detail = R"({"sha256":")" + staged.sha256 + R"("})", .actor = {}};
            return std::move(added.item);
        });
    registry.read<InboxListIn, InboxPage>(
        {Method::get, "/api/v1/units/{unit}/inbox", "inbox.list",
         "Tệp trong hộp quét theo trạng thái; chờ xem lại thì ít chắc chắn nhất đứng trước", verb},
        [](api::Ctx& ctx, const InboxListIn& in, db::Snapshot& snapshot) -> Result<InboxPage> {
            TRY(auto page, inbox::list(snapshot, ctx.unit.id, in.state, in.cursor, in.limit.value_or(50)));
            TRY(auto progress, inbox::progress(snapshot, ctx.unit.id, ctx.now));
            return InboxPage{std::move(page.items), std::move(page.next), std::move(progress)};
        });
    registry.raw<json::Nothing>({Method::get, "/api/v1/units/{unit}/inbox/events", "inbox.events",
                                 "Tiến độ đọc, báo ngay khi đổi (server-sent events)", verb},
                                [&database](api::Ctx& ctx, const json::Nothing&) -> Result<http::Response> {
                                    return watch(ctx, database, base::now_ms);
                                });
    registry.read<InboxItemIn, InboxEntry>(
        {Method::get, "/api/v1/units/{unit}/inbox/{id}", "inbox.get", "Một tệp với những gì đọc được", verb},
        [services](api::Ctx& ctx, const InboxItemIn& in, db::Snapshot& snapshot) {
            return one(snapshot, ctx, *services, in.id);
        });
    registry.raw<InboxItemIn>(
        {Method::get, "/api/v1/units/{unit}/inbox/{id}/file", "inbox.file", "Bản quét gốc", verb},
        [&database](api::Ctx& ctx, const InboxItemIn& in) { return original(ctx, in, database); });
    registry.write<InboxPauseIn, inbox::Progress>(
        {Method::post, "/api/v1/units/{unit}/inbox/pause", "inbox.pause", "Tạm dừng hoặc đọc tiếp", verb},
        [](api::Ctx& ctx, const InboxPauseIn& in, db::Tx& tx) -> Result<inbox::Progress> {
            TRYV(inbox::pause(tx, ctx.unit.id, in.paused));
            return inbox::progress(tx, ctx.unit.id, ctx.now);
        });
    registry.write<InboxItemIn, inbox::Item>(
        {Method::post, "/api/v1/units/{unit}/inbox/{id}/retry", "inbox.retry", "Đọc lại một tệp chưa đọc được", verb},
        [](api::Ctx& ctx, const InboxItemIn& in, db::Tx& tx) -> Result<inbox::Item> {
            ctx.audit.subject = in.id;
            return inbox::retry(tx, ctx.unit.id, in.id, ctx.now);
        });
    registry.write<InboxDropIn, inbox::Item>(
        {Method::post, "/api/v1/units/{unit}/inbox/{id}/drop", "inbox.drop", "Không vào sổ: bỏ khỏi hộp quét", verb},
        [](api::Ctx& ctx, const InboxDropIn& in, db::Tx& tx) -> Result<inbox::Item> {
            const std::string reason = checked_reason(in.reason);
            if (reason.empty()) {
                return fail(ErrorKind::invalid, "inbox.reason", "Nêu lý do không vào sổ, để người sau còn biết.",
                            "Give a reason.");
            }
            ctx.audit.subject = in.id;
            return inbox::drop(tx, *ctx.files, ctx.unit.id, in.id, reason, ctx.now);
        });
}

}  // namespace sauro::documents
