// Routes of conferences, their effect and the plan of the year.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "modules/meetings/clash_warnings.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/service.hpp"
#include "text/text.hpp"

namespace sauro::meetings {
namespace {

using api::Verb;
using http::Method;

constexpr int most_rows = 200;
constexpr std::uint64_t decision_bytes = 20ULL << 20;

struct ListIn {
    std::string unit;
    std::optional<base::Date> from, to;
    Flag subtree, unplanned;
    Text status, mode, scope, cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ListIn, (), (unit, from, to, subtree, unplanned, status, mode, scope, cursor, limit))
struct OneIn {
    std::string unit, id;
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (unit, id))
struct CreateIn : ConferenceDraft {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(CreateIn, (ConferenceDraft), (unit))
struct EffectIn : ConferenceDraft {
    std::string unit;
    Text id;  // of the saved one that it would replace
};
BOOST_DESCRIBE_STRUCT(EffectIn, (ConferenceDraft), (unit, id))
struct ChangeIn : ConferenceDraft {
    std::string unit, id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ChangeIn, (ConferenceDraft), (unit, id, version))
struct HoldIn {
    std::string unit, id;
    std::int64_t version = 0, actual_minutes = 0;
    Count cost, delegates;
};
BOOST_DESCRIBE_STRUCT(HoldIn, (), (unit, id, version, actual_minutes, cost, delegates))
struct InviteesIn {
    std::string unit, rows;
};
BOOST_DESCRIBE_STRUCT(InviteesIn, (), (unit, rows))
struct CancelIn {
    std::string unit, id, reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CancelIn, (), (unit, id, reason, version))
struct YearIn {
    std::string unit;
    std::int64_t year = 0;
    Flag subtree;
};
BOOST_DESCRIBE_STRUCT(YearIn, (), (unit, year, subtree))
struct FileIn {
    std::string unit, name;
};
BOOST_DESCRIBE_STRUCT(FileIn, (), (unit, name))
struct KeptFile {
    std::string sha256, name;
};
BOOST_DESCRIBE_STRUCT(KeptFile, (), (sha256, name))

store::Filter filter_of(const api::Ctx& ctx, bool subtree, base::Date from, base::Date to) {
    store::Filter filter;
    filter.unit_id = ctx.unit.id;
    filter.path = ctx.unit.path;
    filter.subtree = subtree;
    filter.from = from.iso();
    filter.to = to.iso();
    return filter;
}

Result<ConferencePage> list(api::Ctx& ctx, const ListIn& in, db::Snapshot& snapshot) {
    const auto year = base::Period::year(ctx.today().year());
    auto filter = filter_of(ctx, in.subtree.value_or(false), in.from.value_or(year.first), in.to.value_or(year.last));
    filter.status = in.status;
    filter.mode = in.mode;
    filter.scope = in.scope;
    filter.only_unplanned = in.unplanned.value_or(false);
    filter.after = in.cursor.value_or("");
    filter.limit = std::clamp(in.limit.value_or(50), 1, most_rows);
    return store::list(snapshot, filter);
}

Result<YearView> show_year(api::Ctx& ctx, const YearIn& in, db::Snapshot& snapshot, const rulebook::Rulebook& book) {
    TRY(const auto period, plan_year(in.year));
    const auto filter = filter_of(ctx, in.subtree.value_or(false), period.first, period.last);
    YearView out;
    out.year = in.year;
    TRY(out.days, store::days(snapshot, filter));
    TRY(out.meters, limits_of(book, snapshot, ctx.unit, static_cast<int>(in.year)));
    TRY(out.plan, plan_view(snapshot, ctx, in.year));
    return out;
}

std::string extension_of(std::string_view name) {
    for (const std::string_view known : {".pdf", ".docx", ".png", ".jpg", ".jpeg"})
        if (name.ends_with(known)) return std::string(known);
    return "";
}

// A decision is a PDF, a DOCX or a picture of the paper; it is kept unread.
Result<KeptFile> keep_decision(api::Ctx& ctx, const FileIn& in, const std::filesystem::path& path) {
    std::array<char, 4> start{};
    std::ifstream(path, std::ios::binary).read(start.data(), start.size());
    const std::string_view head(start.data(), start.size());
    if (head != "%PDF" && head != "PK\x03\x04" && head != "\x89PNG" && !head.starts_with("\xFF\xD8"))
        return fail(ErrorKind::invalid, "meeting.file_kind",
                    "Quyết định đính kèm phải là PDF, DOCX, ảnh PNG hoặc JPEG. Chọn tệp khác.",
                    "The decision must be a PDF, DOCX, PNG or JPEG.");
    TRY(const auto kept, ctx.files->keep(path));
    return KeptFile{kept.sha256, in.name.substr(0, 200)};
}

Result<http::Response> decision_paper(api::Ctx& ctx, const OneIn& in, db::Database& database) {
    std::optional<Decision> decision;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto found, conference_for(snapshot, ctx, in.id));
        decision = found.detail.stated.decision;
        return {};
    }));
    const auto path = ctx.files->path_of(decision ? decision->file.value_or("") : "");
    std::error_code error;
    if (path.empty() || !std::filesystem::is_regular_file(path, error))
        return fail(ErrorKind::not_found, "meeting.no_file", "Hội nghị này không có tệp quyết định kèm theo.",
                    "No decision is attached.");
    http::Response response;
    response.headers = {{"Content-Type", "application/octet-stream"},
                        {"Content-Disposition",
                         "attachment; filename=\"quyet-dinh" + extension_of(decision->file_name.value_or("")) + "\""},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Cache-Control", "no-store"}};
    response.body = http::FileBody{path, false};
    return response;
}

Status warn(db::Snapshot& snapshot, const api::Ctx& ctx, ConferenceDetail& detail) {
    if (detail.row.unplanned)
        detail.warnings.emplace_back("Hội nghị ngoài kế hoạch năm đã trình hoặc đã duyệt (KL 226, mục 2.2).");
    if (detail.row.unit != ctx.unit.code || detail.row.status != "planned") return {};
    TRY(auto clashing, clash_warnings(snapshot, ctx.unit, detail.stated, detail.row.id));
    std::ranges::move(clashing, std::back_inserter(detail.warnings));
    return {};
}

Result<Necessity> asked_of(const rulebook::Rulebook& book, const FindGuiding& find, db::Snapshot& snapshot,
                           const api::Ctx& ctx, const ConferenceDraft& draft, const std::string& id) {
    std::string own = id;
    if (!id.empty()) {
        TRY(const auto saved, conference_for(snapshot, ctx, id));
        own = saved.id;
    }
    return necessity_of(book, find, snapshot, ctx, draft, own);
}

void read_routes(api::Registry& registry, const rulebook::Rulebook& book, const FindGuiding& find) {
    const std::string base = "/api/v1/units/{unit}/conferences";
    registry.read<ListIn, ConferencePage>(
        {Method::get, base, "conferences.list", "Hội nghị của đơn vị, hoặc cả các đơn vị bên dưới", Verb::view}, list);
    registry.read<OneIn, ConferenceDetail>(
        {Method::get, base + "/{id}", "conferences.show", "Một hội nghị với danh sách mời", Verb::view},
        [](api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot) -> Result<ConferenceDetail> {
            TRY(auto found, conference_for(snapshot, ctx, in.id));
            TRYV(warn(snapshot, ctx, found.detail));
            return std::move(found.detail);
        });
    registry.raw<OneIn>({Method::get, base + "/{id}/decision", "conferences.decision",
                         "Tệp quyết định của ban thường vụ kèm hội nghị", Verb::view},
                        [&database = registry.database()](api::Ctx& ctx, const OneIn& in) {
                            return decision_paper(ctx, in, database);
                        });
    registry.read<YearIn, YearView>(
        {Method::get, "/api/v1/units/{unit}/conference-year", "conferences.year",
         "Hạn mức, mật độ theo ngày và kế hoạch của một năm", Verb::view},
        [book](api::Ctx& ctx, const YearIn& in, db::Snapshot& snapshot) { return show_year(ctx, in, snapshot, book); });
    registry.read<EffectIn, Effect>(
        {Method::post, "/api/v1/units/{unit}/conference-effect", "conferences.effect",
         "Hội nghị chưa lưu làm thay đổi các hạn mức thế nào", Verb::view},
        [book](api::Ctx& ctx, const EffectIn& in, db::Snapshot& snapshot) -> Result<Effect> {
            TRYV(check_draft(snapshot, ctx, in));
            std::optional<Stored> saved;
            if (in.id) {
                TRY(saved, conference_for(snapshot, ctx, *in.id));
            }
            return effect_of(book, snapshot, ctx.unit, in, saved);
        });
    registry.read<EffectIn, Necessity>(
        {Method::post, "/api/v1/units/{unit}/conference-necessity", "conferences.necessity",
         "Văn bản đã hướng dẫn nội dung này, hội nghị gần giống đã truyền đến cơ sở", Verb::view},
        [book, find](api::Ctx& ctx, const EffectIn& in, db::Snapshot& snapshot) {
            return asked_of(book, find, snapshot, ctx, in, in.id.value_or(""));
        });
    registry.read<InviteesIn, InviteeList>(
        {Method::post, "/api/v1/units/{unit}/conference-invitees", "conferences.invitees",
         "Danh sách mời chép từ bảng: mỗi dòng một nơi, theo mã hoặc tên", Verb::view},
        [](api::Ctx& ctx, const InviteesIn& in, db::Snapshot& snapshot) -> Result<InviteeList> {
            TRY(const auto sheet, docread::sheet_of_text(in.rows));
            return read_invitees(snapshot, ctx, sheet);
        });
}

template <class In>
void write(api::Registry& registry, api::About about,
           std::function<Result<ConferenceDetail>(db::Tx&, api::Ctx&, const In&)> act) {
    registry.write<In, ConferenceDetail>(
        std::move(about), [act = std::move(act)](api::Ctx& ctx, const In& in, db::Tx& tx) -> Result<ConferenceDetail> {
            TRY(auto detail, act(tx, ctx, in));
            TRYV(warn(tx, ctx, detail));
            return detail;
        });
}

void write_routes(api::Registry& registry, const rulebook::Rulebook& book, const FindGuiding& find) {
    const std::string base = "/api/v1/units/{unit}/conferences", one = base + "/{id}";
    // What is asked of its necessity is looked up outside of the write.
    registry.write<CreateIn, Necessity, ConferenceDetail>(
        {Method::post, base, "conferences.create", "Thêm hội nghị vào lịch của đơn vị", Verb::draft},
        [book, find](api::Ctx& ctx, const CreateIn& in, db::Snapshot& snapshot) {
            return asked_of(book, find, snapshot, ctx, in, "");
        },
        [book](api::Ctx& ctx, const CreateIn& in, const Necessity& asked, db::Tx& tx) -> Result<ConferenceDetail> {
            TRY(auto detail, create(tx, ctx, book, in));
            TRYV(must_be_explained(asked, in));
            TRYV(warn(tx, ctx, detail));
            return detail;
        });
    registry.write<ChangeIn, Necessity, ConferenceDetail>(
        {Method::put, one, "conferences.change", "Sửa hội nghị chưa họp", Verb::draft},
        [book, find](api::Ctx& ctx, const ChangeIn& in, db::Snapshot& snapshot) -> Result<Necessity> {
            TRY(const auto saved, conference_for(snapshot, ctx, in.id));
            const auto& before = saved.detail.stated;
            // Another day or mode makes it no other conference.
            if (before.title == in.title && before.agenda == in.agenda && before.repeats == in.repeats)
                return Necessity{};
            return necessity_of(book, find, snapshot, ctx, in, saved.id);
        },
        [book](api::Ctx& ctx, const ChangeIn& in, const Necessity& asked, db::Tx& tx) -> Result<ConferenceDetail> {
            TRY(auto detail, change(tx, ctx, book, in.id, in.version, in));
            TRYV(must_be_explained(asked, in));
            TRYV(warn(tx, ctx, detail));
            return detail;
        });
    write<HoldIn>(registry,
                  {Method::post, one + "/held", "conferences.hold",
                   "Ghi hội nghị đã họp: số phút, số chi, số đại biểu thực tế", Verb::draft},
                  [](db::Tx& tx, api::Ctx& ctx, const HoldIn& in) {
                      return hold(tx, ctx, in.id, in.version, {in.actual_minutes, in.cost, in.delegates});
                  });
    write<CancelIn>(
        registry, {Method::post, one + "/cancel", "conferences.cancel", "Hủy hội nghị", Verb::draft},
        [](db::Tx& tx, api::Ctx& ctx, const CancelIn& in) { return cancel(tx, ctx, in.id, in.version, in.reason); });
    registry.upload<FileIn, KeptFile, KeptFile>(
        {Method::post, "/api/v1/units/{unit}/conference-decisions", "conferences.decision_file",
         "Giữ tệp quyết định của ban thường vụ; số hiệu tệp ghi vào hội nghị khi lưu", Verb::draft},
        decision_bytes, keep_decision,
        [](api::Ctx& ctx, const FileIn&, const KeptFile& file, db::Tx&) -> Result<KeptFile> {
            ctx.audit.subject = file.sha256;
            return file;
        });
}

}  // namespace

void routes(api::Registry& registry, const rulebook::Rulebook& book, const FindGuiding& find) {
    read_routes(registry, book, find);
    write_routes(registry, book, find);
    plan_routes(registry, book);
    daily_routes(registry, book);
}

}  // namespace sauro::meetings
