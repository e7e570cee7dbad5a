#include <fmt/format.h>

#include "modules/documents/dated.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/sent_file.hpp"
#include "modules/documents/text_claims.hpp"

namespace sauro::documents {

namespace {

struct DraftIn : Fields {
    Text title, text, intake_id;  // title: another word for subject
};
BOOST_DESCRIBE_STRUCT(DraftIn, (Fields), (title, text, intake_id))
// What a person chose before the file was read holds where the file does not say.
struct FromFileIn {
    std::string name;
    Text subject, document_type, system;
};
BOOST_DESCRIBE_STRUCT(FromFileIn, (), (name, subject, document_type, system))
struct DraftChangeIn : Fields {
    std::string id;
    std::int64_t version = 0;
    Text title, text;
};
BOOST_DESCRIBE_STRUCT(DraftChangeIn, (Fields), (id, version, title, text))
struct DraftKey {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(DraftKey, (), (id))
struct DraftText {
    std::string text;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DraftText, (), (text, version))
// The looks of the draft's file, as docread/presentation.hpp tells them; spans are code points into the text of
// `drafts.text`.
struct DraftLook {
    std::int64_t version = 0;  // of the draft
    bool shown = false;        // false: no file that shows its looks, or the words are no longer those of the file
    bool edited = false;       // there is such a file, and the words differ
    std::vector<docread::PageLook> sections;
    std::vector<docread::ParagraphLook> paragraphs;
};
BOOST_DESCRIBE_STRUCT(DraftLook, (), (version, shown, edited, sections, paragraphs))
struct CheckIn {
    std::string text;
    Text document_type, system, implements;
    std::optional<std::vector<std::string>> against;
    Text except;  // the draft the text is of: it is no source of itself, and its file shows how it looks
};
BOOST_DESCRIBE_STRUCT(CheckIn, (), (text, document_type, system, implements, against, except))
struct DraftCheckIn {
    std::string id;
    std::optional<std::vector<std::string>> against;
};
BOOST_DESCRIBE_STRUCT(DraftCheckIn, (), (id, against))
struct NumberIn {
    std::string id;
    Text book;
    base::Date date;
    std::string signer;
    Text signer_title, signing_form, subject;
    std::optional<std::vector<std::string>> recipients;
    Number copies, pages;
    Text breach_reason, date_reason;
    std::optional<base::Date> breach_on;  // the day on which the signer wrote the reason on paper
    Number number;
};
BOOST_DESCRIBE_STRUCT(NumberIn, (),
                      (id, book, date, signer, signer_title, signing_form, subject, recipients, copies, pages,
                       breach_reason, date_reason, breach_on, number))

Fields with_title(const Fields& fields, const Text& title) {
    Fields all = fields;
    if (!all.subject) all.subject = title;
    return all;
}

Result<DraftText> text_of_draft(api::Ctx& ctx, const DraftKey& in, db::Snapshot& snapshot) {
    TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
    if (!record) return no_such_document();
    TRY(auto stored, store::text_of(snapshot, in.id));
    return DraftText{stored ? std::move(stored->text) : "", record->version};
}

// Words that are no longer those of the file show nothing of it.
Result<DraftLook> look_of_draft(api::Ctx& ctx, const DraftKey& in, db::Snapshot& snapshot, const Services& services) {
    TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
    if (!record) return no_such_document();
    TRY(const auto stored, store::text_of(snapshot, in.id));
    TRY(const auto look, look_of(ctx, *services.readings, *record, stored, stored ? stored->text : ""));
    DraftLook out{record->version, look.reading != nullptr, look.edited, {}, {}};
    if (look.reading) {
        out.sections = look.reading->presentation->sections;
        out.paragraphs = look.reading->presentation->paragraphs;
    }
    return out;
}

Result<Document> draft_of_file(api::Ctx& ctx, const FromFileIn& in, const PreparedFile& file, db::Tx& tx,
                               const Services& services) {
    TRY(const auto desk, desk_of(ctx, tx));
    const auto& reading = file.reading;
    Fields fields;
    fields.subject = in.subject && !in.subject->empty() ? in.subject : reading.subject;
    if (!fields.subject || fields.subject->empty())
        fields.subject = file.file.name.substr(0, file.file.name.rfind('.'));
    fields.document_type = reading.document_type ? reading.document_type : in.document_type;
    fields.system = reading.system ? reading.system : in.system;
    TRY(const auto record, create_draft(tx, desk, {fields, "", {}, attachment_of(file)}));
    ctx.audit = {.subject = record.id, .detail = json::write({{"sha256", file.file.sha256}}), .actor = {}};
    return present_one(tx, record, shown_of(ctx, services));
}

// The day that the heading of the draft gives.
std::optional<base::Date> day_in(const CheckAnswer& answer) {
    const auto* day = answer.document.as_object().if_contains("date");
    if (day == nullptr || !day->is_string()) return std::nullopt;
    const auto date = base::Date::parse_iso(day->get_string());
    return date ? std::optional(*date) : std::nullopt;
}

// The number that its heading gives; most drafts leave it blank.
Number number_in(const CheckAnswer& answer) {
    const auto* number = answer.document.as_object().if_contains("number");
    return number != nullptr && number->is_int64() ? Number(number->get_int64()) : Number();
}

TextClaims claims_in(const CheckAnswer& answer) {
    const auto said = [&](const char* field) -> Text {
        const auto* value = answer.document.as_object().if_contains(field);
        return value != nullptr && value->is_string() ? Text(std::string(value->get_string())) : Text();
    };
    TextClaims claims{said("document_type"), said("system"), said("issuer"), {}};
    const auto* signer = answer.document.as_object().if_contains("signer");
    const auto* name = signer != nullptr && signer->is_object() ? signer->get_object().if_contains("name") : nullptr;
    if (name != nullptr && name->is_string()) claims.signer = Text(std::string(name->get_string()));
    return claims;
}

Result<Document> number_one(api::Ctx& ctx, const NumberIn& in, const CheckedDraft& draft, db::Tx& tx,
                            const Services& services) {
    TRY(const auto desk, desk_of(ctx, tx));
    NumberRequest request{.draft_id = in.id,
                          .checked_version = draft.record.version,
                          .breached = violations_of(draft.answer),
                          .book = in.book.value_or(""),
                          .date = in.date,
                          .signer = in.signer,
                          .signer_title = in.signer_title,
                          .signing_form = in.signing_form,
                          .recipients = in.recipients,
                          .copies = in.copies,
                          .pages = in.pages,
                          .breach_reason = in.breach_reason,
                          .breach_on = in.breach_on,
                          .number = in.number,
                          .necessity = draft.answer.necessity,
                          .text_date = day_in(draft.answer),
                          .text_number = number_in(draft.answer),
                          .subject = in.subject,
                          .claims = differing_claims(claims_in(draft.answer), draft.record, desk.unit.name, in.signer)};
    TRYV(keep_findings(tx, draft, ctx.now));
    TRY(const auto record, number_dated(tx, desk, request, in.date_reason.value_or("")));
    ctx.audit = {
        .subject = record.id,
        .detail = json::write({{"symbol", record.symbol.value_or("")}, {"breached", draft.answer.summary.breached}}),
        .actor = {}};
    return present_one(tx, record, shown_of(ctx, services));
}

}  // namespace

Result<CheckedDraft> checked(const api::Ctx& ctx, db::Snapshot& snapshot, const Services& services,
                             const std::string& id, const std::vector<std::string>& against) {
    TRY(auto record, store::find(snapshot, ctx.unit.id, id));
    if (!record || record->direction != "draft") {
        if (record)
            return fail(ErrorKind::conflict, "draft.numbered",
                        fmt::format("Văn bản này đã lấy số {}.", record->symbol.value_or("")),
                        "This draft has its number already.");
        return no_such_document();
    }
    TRY(const auto unit, store::find_unit(snapshot, ctx.unit.id));
    if (!unit) return no_such_document();
    TRY(const auto stored, store::text_of(snapshot, id));
    CheckRequest request{stored ? stored->text : "", record->document_type, record->system, record->implements,
                         against};
    TRY(request.look, look_of(ctx, *services.readings, *record, stored, request.text));
    if (services.superiors && !request.text.empty()) {
        TRY(request.superiors, services.superiors(snapshot, ctx, request.text, id));
    }
    TRY(auto answer, check_text(snapshot, *unit, services, request));
    return CheckedDraft{std::move(*record), std::move(request), std::move(answer)};
}

Attachment attachment_of(const PreparedFile& file) {
    return {file.file, file.reading.text, stored_reading(file.reading), file.readable};
}

Result<PreparedFile> read_draft_file(db::FileStore& files, const std::filesystem::path& path, std::string_view name,
                                     const Services& services) {
    TRY(auto file, read_while_waited_for(files, path, name, services.limits,
                                         [](const docread::Document& reading) { return refuse_macros(reading); }));
    services.readings->put(file);
    return file;
}

Status keep_findings(db::Tx& tx, const CheckedDraft& draft, base::Millis now) {
    return store::put_findings(
        tx, {draft.record.id, draft.record.version, draft.answer.summary.rulebook, now, draft.answer.summary.breached,
             warnings_of(draft.answer), json::write(json::to_json(draft.answer.findings)),
             json::write(json::to_json(draft.answer.copies)), draft.answer.necessity});
}

void add_draft_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.write<DraftIn, Document>(
        {Method::post, "/api/v1/units/{unit}/drafts", "drafts.create", "Mở một dự thảo", Verb::draft},
        [services](api::Ctx& ctx, const DraftIn& in, db::Tx& tx) -> Result<Document> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record,
                create_draft(tx, desk, {with_title(in, in.title), in.text.value_or(""), in.intake_id}));
            ctx.audit = {.subject = record.id, .detail = {}, .actor = {}};
            return present_one(tx, record, shown_of(ctx, *services));
        });
    registry.upload<FromFileIn, PreparedFile, Document>(
        {Method::post, "/api/v1/units/{unit}/drafts/file", "drafts.from_file", "Mở một dự thảo từ tệp", Verb::draft},
        services->limits.file_bytes,
        [services](api::Ctx& ctx, const FromFileIn& in, const std::filesystem::path& path) {
            return read_draft_file(*ctx.files, path, in.name, *services);
        },
        [services](api::Ctx& ctx, const FromFileIn& in, const PreparedFile& file, db::Tx& tx) {
            return draft_of_file(ctx, in, file, tx, *services);
        });
    registry.write<DraftChangeIn, Document>(
        {Method::put, "/api/v1/units/{unit}/drafts/{id}", "drafts.change", "Lưu dự thảo (tự động mỗi vài giây)",
         Verb::draft},
        [services](api::Ctx& ctx, const DraftChangeIn& in, db::Tx& tx) -> Result<Document> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto before, store::find(tx, desk.unit.id, in.id));
            if (!before || before->direction != "draft") return no_such_document();
            TRY(const auto record, change(tx, desk, in.id, in.version, with_title(in, in.title), in.text));
            ctx.audit = {
                .subject = record.id, .detail = fmt::format(R"({{"version":{}}})", record.version), .actor = {}};
            return present_one(tx, record, shown_of(ctx, *services));
        });
    registry.read<DraftKey, DraftText>(
        {Method::get, "/api/v1/units/{unit}/drafts/{id}/text", "drafts.text", "Lời văn của dự thảo", Verb::view},
        text_of_draft);
    registry.read<DraftKey, DraftLook>({Method::get, "/api/v1/units/{unit}/drafts/{id}/look", "drafts.look",
                                        "Dự thảo trông thế nào theo định dạng của tệp", Verb::view},
                                       [services](api::Ctx& ctx, const DraftKey& in, db::Snapshot& snapshot) {
                                           return look_of_draft(ctx, in, snapshot, *services);
                                       });
    registry.read<CheckIn, CheckAnswer>(
        {Method::post, "/api/v1/units/{unit}/check", "drafts.check_text", "Kiểm tra lời văn đang soạn", Verb::draft},
        [services](api::Ctx& ctx, const CheckIn& in, db::Snapshot& snapshot) -> Result<CheckAnswer> {
            TRY(const auto unit, store::find_unit(snapshot, ctx.unit.id));
            if (!unit) return no_such_document();
            CheckRequest request{in.text, in.document_type, in.system, in.implements,
                                 in.against.value_or(std::vector<std::string>{})};
            if (services->superiors && !in.text.empty()) {
                TRY(request.superiors, services->superiors(snapshot, ctx, in.text, in.except.value_or("")));
            }
            if (in.except) {
                // Words changed and changed back have the looks of the file again.
                TRY(const auto record, store::find(snapshot, ctx.unit.id, *in.except));
                TRY(const auto stored, store::text_of(snapshot, *in.except));
                if (record) {
                    TRY(request.look, look_of(ctx, *services->readings, *record, stored, in.text));
                }
            }
            return check_text(snapshot, *unit, *services, request);
        });
    registry.write<DraftCheckIn, CheckedDraft, CheckAnswer>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/check", "drafts.check", "Kiểm tra dự thảo và giữ kết quả",
         Verb::draft},
        [services](api::Ctx& ctx, const DraftCheckIn& in, db::Snapshot& snapshot) {
            return checked(ctx, snapshot, *services, in.id, in.against.value_or(std::vector<std::string>{}));
        },
        [](api::Ctx& ctx, const DraftCheckIn&, const CheckedDraft& draft, db::Tx& tx) -> Result<CheckAnswer> {
            TRYV(keep_findings(tx, draft, ctx.now));
            ctx.audit = {.subject = draft.record.id,
                         .detail = fmt::format(R"({{"version":{},"breached":{}}})", draft.record.version,
                                               draft.answer.summary.breached),
                         .actor = {}};
            return draft.answer;
        });
    registry.write<NumberIn, CheckedDraft, Document>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/number", "drafts.number", "Lấy số, ký hiệu cho dự thảo đã ký",
         Verb::register_document},
        [services](api::Ctx& ctx, const NumberIn& in, db::Snapshot& snapshot) {
            return checked(ctx, snapshot, *services, in.id, {});
        },
        [services](api::Ctx& ctx, const NumberIn& in, const CheckedDraft& draft, db::Tx& tx) {
            return number_one(ctx, in, draft, tx, *services);
        });
}

}  // namespace sauro::documents
