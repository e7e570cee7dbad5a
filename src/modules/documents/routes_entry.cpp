#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stop_token>

#include "base/id.hpp"
#include "modules/documents/check.hpp"
#include "modules/documents/intake.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct IntakeIn {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(IntakeIn, (), (name))
struct IntakeOut {
    std::string intake_id;
    FileRef file;
    json::Any reading;
    std::vector<Duplicate> duplicates;
};
BOOST_DESCRIBE_STRUCT(IntakeOut, (), (intake_id, file, reading, duplicates))

struct IncomingIn : Fields {
    Text intake_id;
    Number number;
};
BOOST_DESCRIBE_STRUCT(IncomingIn, (Fields), (intake_id, number))
struct ChangeIn : Fields {
    std::string id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ChangeIn, (Fields), (id, version))
struct StatusIn {
    std::string id, status;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(StatusIn, (), (id, status, version))

// Somebody waits before the page: what takes longer than this belongs in the scan inbox, which reads in the background.
constexpr auto kPatience = std::chrono::seconds(25);

struct ReadFile {
    PreparedFile file;
    std::vector<Duplicate> alike;
};

store::DuplicateQuery query_of_reading(const api::Ctx& ctx, const PreparedFile& prepared) {
    store::DuplicateQuery query{ctx.unit.id,
                                prepared.reading.symbol.value_or(""),
                                prepared.reading.issuer.value_or(""),
                                std::nullopt,
                                prepared.file.sha256,
                                "",
                                "in"};
    if (prepared.reading.date && prepared.reading.date->size() >= 4)
        query.year = std::stoi(prepared.reading.date->substr(0, 4));
    return query;
}

Result<IntakeOut> store_intake(api::Ctx& ctx, const ReadFile& read, db::Tx& tx) {
    const PreparedFile& prepared = read.file;
    store::Intake intake;
    intake.id = base::uuid7();
    intake.unit_id = ctx.unit.id;
    intake.file = prepared.file;
    intake.reading = stored_reading(prepared.reading);
    intake.text = prepared.reading.text;
    intake.created_at = ctx.now;
    intake.created_by = ctx.who.account_id;
    TRYV(store::insert_intake(tx, intake));
    IntakeOut out{intake.id, intake.file, reading_json(prepared.reading, true), read.alike};
    ctx.audit = {.subject = intake.id,
                 .detail = fmt::format(R"({{"sha256":"{}","size":{}}})", intake.file.sha256, intake.file.size),
                 .actor = {}};
    return out;
}

std::string number_detail(const Record& r) {
    return fmt::format(R"({{"register":"{}","number":{}}})", r.register_id.value_or(""), r.number.value_or(0));
}

}  // namespace

Result<PreparedFile> read_while_waited_for(db::FileStore& files, const std::filesystem::path& path,
                                           std::string_view name, const docread::Limits& limits, const Fit& fit) {
    const auto last = std::chrono::steady_clock::now() + kPatience;
    std::stop_source stop;
    docread::ReadOptions options;
    options.cancel = stop.get_token();
    options.progress = [&](docread::Progress at) {
        if (at.page < at.pages && std::chrono::steady_clock::now() > last) stop.request_stop();
    };
    auto prepared = prepare_file(files, path, name, limits, Keep::take, options, fit);
    if (prepared || prepared.error().code != "read.cancelled") return prepared;
    return fail(ErrorKind::too_large, "intake.long",
                "Bản quét này dài, đọc ngay sẽ phải chờ lâu. Bỏ tệp vào Hộp quét để đọc trong lúc làm việc khác.",
                "This scan is long; put it into the scan inbox, which reads in the background.");
}

Result<std::vector<Duplicate>> warnings_of_entry(db::Snapshot& snapshot, const api::Ctx& ctx, const Services& services,
                                                 const store::DuplicateQuery& query, const docread::Document& reading) {
    TRY(auto found, store::duplicates(snapshot, query));
    if (!services.alike || reading.text.empty()) return found;
    TRY(auto alike, services.alike(snapshot, ctx, reading));
    for (auto& one : alike) {
        const bool known = std::ranges::any_of(found, [&](const Duplicate& other) { return other.id == one.id; });
        if (!known && one.id != query.except_id) found.push_back(std::move(one));
    }
    return found;
}

void add_entry_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.upload<IntakeIn, ReadFile, IntakeOut>(
        {Method::post, "/api/v1/units/{unit}/intake", "documents.intake",
         "Thả tệp: đọc số, ngày, cơ quan, trích yếu; chưa vào sổ", Verb::register_document},
        services->limits.file_bytes,
        [services, &database = registry.database()](api::Ctx& ctx, const IntakeIn& in,
                                                    const std::filesystem::path& path) -> Result<ReadFile> {
            ReadFile read;
            TRY(read.file, read_while_waited_for(*ctx.files, path, in.name, services->limits));
            services->readings->put(read.file);  // it may become a draft
            TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
                TRY(read.alike,
                    warnings_of_entry(snapshot, ctx, *services, query_of_reading(ctx, read.file), read.file.reading));
                return {};
            }));
            return read;
        },
        [](api::Ctx& ctx, const IntakeIn&, const ReadFile& read, db::Tx& tx) { return store_intake(ctx, read, tx); });
    registry.write<IncomingIn, Document>(
        {Method::post, "/api/v1/units/{unit}/documents/in", "documents.register", "Vào sổ văn bản đến, lấy số đến ngay",
         Verb::register_document},
        [services](api::Ctx& ctx, const IncomingIn& in, db::Tx& tx) -> Result<Document> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, register_incoming(tx, desk, {in, in.intake_id, {}, in.number}));
            ctx.audit = {.subject = record.id, .detail = number_detail(record), .actor = {}};
            return present_one(tx, record, shown_of(ctx, *services));
        });
    registry.write<ChangeIn, Document>({Method::put, "/api/v1/units/{unit}/documents/{id}", "documents.change",
                                        "Sửa thông tin một văn bản", Verb::register_document},
                                       [services](api::Ctx& ctx, const ChangeIn& in, db::Tx& tx) -> Result<Document> {
                                           TRY(const auto desk, desk_of(ctx, tx));
                                           TRY(const auto before, store::find(tx, desk.unit.id, in.id));
                                           if (before && before->direction == "draft")
                                               return no_such_document();  // drafts have their own route and right
                                           TRY(const auto record, change(tx, desk, in.id, in.version, in));
                                           ctx.audit = {
                                               .subject = record.id,
                                               .detail = fmt::format(R"({{"version":{},"columns":"{}"}})",
                                                                     record.version, changed_columns(*before, record)),
                                               .actor = {}};
                                           return present_one(tx, record, shown_of(ctx, *services));
                                       });
    registry.write<StatusIn, Document>({Method::post, "/api/v1/units/{unit}/documents/{id}/status", "documents.status",
                                        "Chuyển trạng thái xử lý", Verb::register_document},
                                       [services](api::Ctx& ctx, const StatusIn& in, db::Tx& tx) -> Result<Document> {
                                           TRY(const auto desk, desk_of(ctx, tx));
                                           TRY(const auto record, set_status(tx, desk, in.id, in.version, in.status));
                                           ctx.audit = {.subject = record.id,
                                                        .detail = fmt::format(R"({{"status":"{}"}})", record.status),
                                                        .actor = {}};
                                           return present_one(tx, record, shown_of(ctx, *services));
                                       });
}

}  // namespace sauro::documents
