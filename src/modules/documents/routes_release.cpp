// After the number: release, receipts, recall, follow-up; and at the recipient: what arrived and waits for the book.
#include <fmt/format.h>

#include "modules/documents/issuing.hpp"
#include "modules/documents/issuing_view.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct ReleaseIn {
    std::string id;
    std::int64_t version = 0;
    std::optional<std::vector<std::string>> units, names;
    Text file_reason;
};
BOOST_DESCRIBE_STRUCT(ReleaseIn, (), (id, version, units, names, file_reason))
struct RecallIn {
    std::string id, reason;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(RecallIn, (), (id, reason, version))
struct FollowUpIn {
    std::string id, kind, reason;
};
BOOST_DESCRIBE_STRUCT(FollowUpIn, (), (id, kind, reason))
struct ReceiptIn {
    std::string id, receipt, state;
    Text note;
};
BOOST_DESCRIBE_STRUCT(ReceiptIn, (), (id, receipt, state, note))

struct OneIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (id))
struct RegisterIn {
    std::string id;
    std::optional<base::Date> due;
    Text handler_unit, handler_name, note, duplicate_reason;
};
BOOST_DESCRIBE_STRUCT(RegisterIn, (), (id, due, handler_unit, handler_name, note, duplicate_reason))
struct RefuseIn {
    std::string id, reason;
};
BOOST_DESCRIBE_STRUCT(RefuseIn, (), (id, reason))
struct ArrivalView {
    std::string id, from_unit, subject, urgency;
    Text symbol, document_type, date, issuer, signer, signer_title, text;
    std::int64_t sent_at = 0;
};
BOOST_DESCRIBE_STRUCT(ArrivalView, (),
                      (id, from_unit, subject, urgency, symbol, document_type, date, issuer, signer, signer_title, text,
                       sent_at))
struct ArrivalsOut {
    std::vector<ArrivalView> items;
};
BOOST_DESCRIBE_STRUCT(ArrivalsOut, (), (items))

Result<ArrivalView> arrival_view(db::Snapshot& snapshot, const issuing::Receipt& receipt, bool with_text) {
    TRY(const auto record, store::find(snapshot, "", receipt.document_id));
    if (!record) return no_such_document();
    TRY(const auto unit, store::find_unit(snapshot, record->unit_id));
    ArrivalView view{receipt.id,
                     unit ? unit->name : "",
                     record->subject,
                     record->urgency,
                     record->symbol,
                     record->document_type,
                     record->date,
                     record->issuer,
                     record->signer,
                     record->signer_title,
                     {},
                     receipt.sent_at};
    if (with_text) {
        TRY(auto stored, store::text_of(snapshot, record->id));
        if (stored) view.text = std::move(stored->text);
    }
    return view;
}

void add_arrival_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.read<json::Nothing, ArrivalsOut>(
        {Method::get, "/api/v1/units/{unit}/arrivals", "arrivals.list", "Văn bản gửi đến qua hệ thống, chờ vào sổ",
         Verb::view},
        [](api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) -> Result<ArrivalsOut> {
            constexpr int most = 100;
            TRY(const auto waiting, issuing::arrivals(snapshot, ctx.unit.id, most));
            ArrivalsOut out;
            for (const auto& one : waiting) {
                TRY(auto view, arrival_view(snapshot, one, false));
                out.items.push_back(std::move(view));
            }
            return out;
        });
    registry.read<OneIn, ArrivalView>(
        {Method::get, "/api/v1/units/{unit}/arrivals/{id}", "arrivals.one", "Một văn bản gửi đến, kèm lời văn",
         Verb::view},
        [](api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot) -> Result<ArrivalView> {
            TRY(const auto receipt, issuing::find_receipt(snapshot, in.id));
            if (!receipt || receipt->to_unit_id != ctx.unit.id || receipt->state != "arrived")
                return no_such_document();
            return arrival_view(snapshot, *receipt, true);
        });
    registry.write<RegisterIn, Document>(
        {Method::post, "/api/v1/units/{unit}/arrivals/{id}/register", "arrivals.register",
         "Vào sổ văn bản gửi đến qua hệ thống; nơi gửi thấy số đến", Verb::register_document},
        [services](api::Ctx& ctx, const RegisterIn& in, db::Tx& tx) -> Result<Document> {
            TRY(const auto desk, desk_of(ctx, tx));
            Fields fields;
            fields.due = in.due;
            fields.handler_unit = in.handler_unit;
            fields.handler_name = in.handler_name;
            fields.note = in.note;
            fields.duplicate_reason = in.duplicate_reason;
            TRY(const auto record, issuing::register_arrival(tx, desk, in.id, fields));
            ctx.audit = {.subject = record.id,
                         .detail = fmt::format(R"({{"number":{}}})", record.number.value_or(0)),
                         .actor = {}};
            return present_one(tx, record, shown_of(ctx, *services));
        });
    registry.write<RefuseIn, json::Nothing>(
        {Method::post, "/api/v1/units/{unit}/arrivals/{id}/refuse", "arrivals.refuse",
         "Từ chối nhận văn bản gửi đến, nêu lý do", Verb::register_document},
        [](api::Ctx& ctx, const RefuseIn& in, db::Tx& tx) -> Result<json::Nothing> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(issuing::refuse_arrival(tx, desk, in.id, in.reason));
            ctx.audit = {.subject = in.id, .detail = json::write({{"reason", in.reason}}), .actor = {}};
            return json::Nothing{};
        });
}

}  // namespace

void add_release_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.write<ReleaseIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/release", "documents.release", "Phát hành đến các nơi nhận",
         Verb::register_document},
        [services](api::Ctx& ctx, const ReleaseIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            const std::vector<std::string> none;
            TRY(const auto record, issuing::release(tx, desk,
                                                    {in.id, in.version, in.units.value_or(none),
                                                     in.names.value_or(none), in.file_reason.value_or("")}));
            ctx.audit = {
                .subject = record.id, .detail = json::write({{"symbol", record.symbol.value_or("")}}), .actor = {}};
            return issuing_view(tx, record, *services, ctx);
        });
    registry.write<ReleaseIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/recipients", "documents.send_more",
         "Gửi thêm nơi nhận một văn bản đã phát hành", Verb::register_document},
        [services](api::Ctx& ctx, const ReleaseIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            const std::vector<std::string> none;
            TRY(const auto record,
                issuing::send_more(tx, desk,
                                   {in.id, in.version, in.units.value_or(none), in.names.value_or(none), {}}));
            ctx.audit = {
                .subject = record.id,
                .detail = json::write({{"more", in.units.value_or(none).size() + in.names.value_or(none).size()}}),
                .actor = {}};
            return issuing_view(tx, record, *services, ctx);
        });
    registry.write<RecallIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/recall", "documents.recall",
         "Thu hồi văn bản đã phát hành, nêu lý do; các nơi nhận được báo", Verb::register_document},
        [services](api::Ctx& ctx, const RecallIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, issuing::recall(tx, desk, in.id, in.version, in.reason));
            ctx.audit = {.subject = record.id, .detail = json::write({{"reason", in.reason}}), .actor = {}};
            return issuing_view(tx, record, *services, ctx);
        });
    registry.write<FollowUpIn, Document>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/follow-up", "documents.follow_up",
         "Mở dự thảo thay thế (sai nội dung) hoặc công văn đính chính (sai thể thức)", Verb::draft},
        [services](api::Ctx& ctx, const FollowUpIn& in, db::Tx& tx) -> Result<Document> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, issuing::follow_up(tx, desk, in.id, in.kind, in.reason));
            ctx.audit = {.subject = record.id, .detail = json::write({{"kind", in.kind}, {"of", in.id}}), .actor = {}};
            return present_one(tx, record, shown_of(ctx, *services));
        });
    registry.write<ReceiptIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/receipts/{receipt}", "documents.note_receipt",
         "Ghi tình trạng nhận của nơi ngoài hệ thống", Verb::register_document},
        [services](api::Ctx& ctx, const ReceiptIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(issuing::note_receipt(tx, desk, in.id, in.receipt, in.state, in.note.value_or("")));
            TRY(const auto record, store::find(tx, ctx.unit.id, in.id));
            if (!record) return no_such_document();
            ctx.audit = {.subject = record->id, .detail = json::write({{"receipt", in.state}}), .actor = {}};
            return issuing_view(tx, *record, *services, ctx);
        });
    add_arrival_routes(registry, services);
}

}  // namespace sauro::documents
