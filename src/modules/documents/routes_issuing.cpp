// Steps of a document of our own: what may be done now, opinions, sign-off, answers to findings, necessity, files.
#include <fmt/format.h>

#include "modules/documents/issuing.hpp"
#include "modules/documents/issuing_view.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct OneIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (id))
struct ActIn {
    std::string id, act;
    std::int64_t version = 0;
    Text reason, signer_title;
};
BOOST_DESCRIBE_STRUCT(ActIn, (), (id, act, version, reason, signer_title))
struct AskIn {
    std::string id;
    std::int64_t version = 0;
    std::optional<std::vector<std::string>> units, names;
    std::string question;
    std::optional<base::Date> due;
};
BOOST_DESCRIBE_STRUCT(AskIn, (), (id, version, units, names, question, due))
struct AnswerIn {
    std::string id, stance;
    Text answer;
};
BOOST_DESCRIBE_STRUCT(AnswerIn, (), (id, stance, answer))
struct FindingIn {
    std::string id, norm, kind, reason;
    Text quote;
};
BOOST_DESCRIBE_STRUCT(FindingIn, (), (id, norm, kind, reason, quote))
struct NecessityIn {
    std::string id, why, adds, resources, deadline, responsible;
};
BOOST_DESCRIBE_STRUCT(NecessityIn, (), (id, why, adds, resources, deadline, responsible))
struct WaiveIn {
    std::string id, reason;
};
BOOST_DESCRIBE_STRUCT(WaiveIn, (), (id, reason))
struct UploadIn {
    std::string id, name;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(UploadIn, (), (id, name, version))

struct QuestionView : OpinionView {
    std::string from_unit, subject;
    Text document_type, text;
};
BOOST_DESCRIBE_STRUCT(QuestionView, (OpinionView), (from_unit, subject, document_type, text))
struct QuestionsOut {
    std::vector<QuestionView> items;
};
BOOST_DESCRIBE_STRUCT(QuestionsOut, (), (items))

Result<QuestionView> question_of(db::Snapshot& snapshot, const issuing::Opinion& opinion, bool with_text) {
    QuestionView view;
    static_cast<OpinionView&>(view) = view_of(opinion);
    TRY(const auto record, store::find(snapshot, "", opinion.document_id));
    if (!record) return no_such_document();
    TRY(const auto unit, store::find_unit(snapshot, record->unit_id));
    view.from_unit = unit ? unit->name : "";
    view.subject = record->subject;
    view.document_type = record->document_type;
    if (with_text) {
        TRY(auto stored, store::text_of(snapshot, record->id));
        if (stored) view.text = std::move(stored->text);
    }
    return view;
}

// An act by a person with `verb`: the table names the verb of each act, the route what the person was let in with.
Result<IssuingView> act_with(api::Ctx& ctx, const ActIn& in, const CheckedDraft& draft, db::Tx& tx,
                             const Services& services, api::Verb verb) {
    for (const auto& row : flow::acts()) {
        if (row.act != in.act || row.verb == verb) continue;
        return fail(ErrorKind::forbidden, "auth.forbidden",
                    fmt::format("Bạn chưa có quyền {}. Người cấp quyền: Quản trị đơn vị.", api::verb_phrase(row.verb)),
                    "This act needs another right.");
    }
    TRY(const auto desk, desk_of(ctx, tx));
    TRYV(keep_findings(tx, draft, ctx.now));
    const issuing::Checked checked{violations_of(draft.answer), draft.answer.necessity};
    TRY(const auto record,
        issuing::perform(tx, desk, {in.id, in.act, in.version, in.reason.value_or(""), in.signer_title.value_or("")},
                         checked));
    ctx.audit = {.subject = record.id,
                 .detail = json::write({{"act", in.act}, {"reason", in.reason.value_or("")}}),
                 .actor = {}};
    return issuing_view(tx, record, services, ctx);
}

template <class In>
Result<IssuingView> shown_again(api::Ctx& ctx, const In& in, db::Tx& tx, const Services& services,
                                std::string_view what) {
    TRY(const auto record, store::find(tx, ctx.unit.id, in.id));
    if (!record) return no_such_document();
    ctx.audit = {.subject = record->id, .detail = json::write({{"what", what}}), .actor = {}};
    return issuing_view(tx, *record, services, ctx);
}

void add_opinion_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.write<AskIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/opinions", "opinions.ask", "Xin ý kiến về dự thảo",
         Verb::draft},
        [services](api::Ctx& ctx, const AskIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            const std::vector<std::string> none;
            TRYV(issuing::ask_opinions(
                tx, desk, {in.id, in.version, in.units.value_or(none), in.names.value_or(none), in.question, in.due}));
            return shown_again(ctx, in, tx, *services, "ask");
        });
    registry.read<json::Nothing, QuestionsOut>(
        {Method::get, "/api/v1/units/{unit}/opinions", "opinions.waiting", "Dự thảo nơi khác xin ý kiến đơn vị",
         Verb::view},
        [](api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) -> Result<QuestionsOut> {
            constexpr int most = 100;
            TRY(const auto waiting, issuing::opinions_waiting(snapshot, ctx.unit.id, most));
            QuestionsOut out;
            for (const auto& one : waiting) {
                TRY(auto view, question_of(snapshot, one, false));
                out.items.push_back(std::move(view));
            }
            return out;
        });
    registry.read<OneIn, QuestionView>(
        {Method::get, "/api/v1/units/{unit}/opinions/{id}", "opinions.one",
         "Một dự thảo xin ý kiến đơn vị, kèm lời văn", Verb::view},
        [](api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot) -> Result<QuestionView> {
            TRY(const auto opinion, issuing::find_opinion(snapshot, in.id));
            if (!opinion || opinion->asked_unit_id != ctx.unit.id) return no_such_document();
            return question_of(snapshot, *opinion, true);
        });
    registry.write<AnswerIn, json::Nothing>(
        {Method::post, "/api/v1/units/{unit}/opinions/{id}/answer", "opinions.answer",
         "Trả lời xin ý kiến, hoặc ghi lại ý kiến đã nhận", Verb::draft},
        [](api::Ctx& ctx, const AnswerIn& in, db::Tx& tx) -> Result<json::Nothing> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(issuing::answer_opinion(tx, desk, in.id, in.stance, in.answer.value_or("")));
            ctx.audit = {.subject = in.id, .detail = json::write({{"stance", in.stance}}), .actor = {}};
            return json::Nothing{};
        });
}

void add_answer_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.write<FindingIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/answers", "drafts.answer_finding",
         "Giải trình một phát hiện, hoặc báo phát hiện không đúng", Verb::draft},
        [services](api::Ctx& ctx, const FindingIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(issuing::answer_finding(tx, desk, in.id, in.norm, in.quote.value_or(""), in.kind, in.reason));
            return shown_again(ctx, in, tx, *services, in.kind);
        });
    registry.write<NecessityIn, IssuingView>(
        {Method::put, "/api/v1/units/{unit}/drafts/{id}/necessity", "drafts.necessity",
         "Trả lời năm câu hỏi về sự cần thiết của văn bản", Verb::draft},
        [services](api::Ctx& ctx, const NecessityIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(issuing::set_necessity(
                tx, desk, in.id,
                {in.why, in.adds, in.resources, in.deadline, in.responsible, std::nullopt, {}, 0, {}}));
            return shown_again(ctx, in, tx, *services, "necessity");
        });
    registry.write<WaiveIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/necessity/waive", "drafts.waive_necessity",
         "Miễn trả lời các câu hỏi về sự cần thiết, nêu lý do", Verb::sign},
        [services](api::Ctx& ctx, const WaiveIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRYV(issuing::waive_necessity(tx, desk, in.id, in.reason));
            return shown_again(ctx, in, tx, *services, "waive");
        });
}

}  // namespace

void add_issuing_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.read<OneIn, IssuingView>(
        {Method::get, "/api/v1/units/{unit}/documents/{id}/issuing", "documents.issuing",
         "Các bước ban hành của một văn bản: đang ở đâu, làm được gì, thời gian từng bước", Verb::view},
        [services](api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot) -> Result<IssuingView> {
            TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
            if (!record || record->direction == "in") return no_such_document();
            return issuing_view(snapshot, *record, *services, ctx);
        });
    // The same act twice in the table of routes: once for whoever drafts, once for whoever signs.
    const auto act = [&](const char* path, const char* name, const char* summary, Verb verb) {
        registry.write<ActIn, CheckedDraft, IssuingView>(
            {Method::post, path, name, summary, verb},
            [services](api::Ctx& ctx, const ActIn& in, db::Snapshot& snapshot) {
                return checked(ctx, snapshot, *services, in.id, {});
            },
            [services, verb](api::Ctx& ctx, const ActIn& in, const CheckedDraft& draft, db::Tx& tx) {
                return act_with(ctx, in, draft, tx, *services, verb);
            });
    };
    act("/api/v1/units/{unit}/drafts/{id}/act", "drafts.act", "Chuyển bước của dự thảo: kiểm tra, trình ký, rút về",
        Verb::draft);
    act("/api/v1/units/{unit}/drafts/{id}/sign-off", "drafts.sign_off", "Ký, trả lại hoặc mở lại dự thảo", Verb::sign);
    registry.upload<UploadIn, PreparedFile, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/file", "drafts.upload",
         "Tải tệp lên thành bản mới của dự thảo", Verb::draft},
        services->limits.file_bytes,
        [services](api::Ctx& ctx, const UploadIn& in, const std::filesystem::path& path) {
            return read_draft_file(*ctx.files, path, in.name, *services);
        },
        [services](api::Ctx& ctx, const UploadIn& in, const PreparedFile& file, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, issuing::upload_version(tx, desk, in.id, in.version, attachment_of(file)));
            ctx.audit = {.subject = record.id, .detail = json::write({{"sha256", file.file.sha256}}), .actor = {}};
            return issuing_view(tx, record, *services, ctx);
        });
    add_opinion_routes(registry, services);
    add_answer_routes(registry, services);
}

}  // namespace sauro::documents
