#include <fmt/format.h>

#include "base/id.hpp"
#include "docread/docread.hpp"
#include "modules/documents/inbox.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/sent_file.hpp"

namespace sauro::documents {

namespace {

void attach(Record& r, const FileRef& file) {
    r.file_sha256 = file.sha256;
    r.file_name = file.name;
    r.file_size = file.size;
    r.file_media_type = file.media_type;
}

Record blank(const Desk& desk, std::string_view direction, std::string_view status) {
    Record r;
    r.id = base::uuid7();
    r.unit_id = desk.unit.id;
    r.direction = direction;
    r.status = status;
    r.created_at = r.updated_at = desk.now;
    r.created_by = desk.actor.id;
    return r;
}

store::DuplicateQuery duplicate_query(const Record& r) {
    store::DuplicateQuery query{r.unit_id,    r.symbol.value_or(""),      r.issuer.value_or(""),
                                std::nullopt, r.file_sha256.value_or(""), r.id,
                                r.direction};
    if (r.date) query.year = std::stoi(r.date->substr(0, 4));
    return query;
}

// The file dropped before, as an attachment; and the intake is used up.
Result<std::optional<Attachment>> attachment_of(db::Tx& tx, const Desk& desk, const Text& intake_id,
                                                const std::optional<Attachment>& given) {
    if (!intake_id) return given;
    TRY(const auto intake, store::find_intake(tx, desk.unit.id, *intake_id));
    if (!intake) {
        return fail(ErrorKind::not_found, "intake.not_found", "Không còn tệp đã thả vào. Hãy thả tệp lần nữa.",
                    "The uploaded file is no longer there; upload it again.");
    }
    Attachment attachment{intake->file, intake->text, intake->reading, false};
    attachment.readable = reads_well(intake->reading, intake->text);
    return attachment;
}

// Rows that both directions write: the document, its text, its history, its place in search.
Status put_down(db::Tx& tx, const Desk& desk, const Record& r, const std::optional<Attachment>& attachment,
                std::string_view action) {
    TRYV(store::insert(tx, r));
    if (attachment) TRYV(store::put_text(tx, r.id, attachment->text, attachment->reading_json));
    TRYV(note_event(tx, desk, r.id, action, r.number ? fmt::format("Số {:02}", *r.number) : ""));
    return put_in_search(tx, desk, r, attachment ? std::string_view(attachment->text) : std::string_view());
}

Status guard_attachment(Record& r, const std::optional<Attachment>& attachment) {
    if (!attachment) return {};
    if (const auto marking = docread::secrecy_marking(attachment->text)) TRYV(refuse_secret(*marking));
    attach(r, attachment->file);
    if (!r.digital && attachment->readable) r.digital = true;
    return {};
}

}  // namespace

Result<Desk> open_desk(db::Snapshot& snapshot, std::string_view unit_id_or_code, Actor actor, base::Millis now) {
    TRY(auto unit, store::find_unit(snapshot, unit_id_or_code));
    if (!unit) {
        return fail(ErrorKind::not_found, "unit.unknown",
                    fmt::format("Không có đơn vị mã \"{}\". Kiểm tra lại mã đơn vị.", unit_id_or_code),
                    fmt::format("No unit with the code \"{}\".", unit_id_or_code));
    }
    return Desk{std::move(*unit), std::move(actor), now};
}

Status refuse_duplicate(db::Snapshot& snapshot, const store::DuplicateQuery& query, const Text& reason) {
    if (reason && !checked_reason(*reason).empty()) return {};
    TRY(const auto found, store::duplicates(snapshot, query));
    if (found.empty()) return {};
    const auto& first = found.front();
    const std::string line = first.number ? fmt::format("số {:02}, ", *first.number) : std::string();
    return fail(
        ErrorKind::conflict, "document.duplicate",
        fmt::format("{} đã có trong sổ ({}\"{}\"{}). Nếu vẫn cần ghi, nêu lý do.",
                    first.reason == "same_file" ? "Tệp này" : "Văn bản cùng số, ký hiệu, cơ quan và năm", line,
                    first.subject, found.size() > 1 ? fmt::format(" và {} văn bản khác", found.size() - 1) : ""),
        "The same document stands in the register already; give a reason to register it again.");
}

Result<Record> register_incoming(db::Tx& tx, const Desk& desk, const NewIncoming& in) {
    Record r = blank(desk, "in", "registered");
    r.arrival_date = desk.today().iso();
    TRYV(apply_fields(tx, desk, in.fields, r));
    TRY(const auto attachment, attachment_of(tx, desk, in.intake_id, in.attachment));
    TRYV(guard_attachment(r, attachment));
    TRYV(refuse_duplicate(tx, duplicate_query(r), r.duplicate_reason));
    TRY(const auto arrival, base::Date::parse_iso(*r.arrival_date));
    TRY(const auto taken, number_for(tx, desk, incoming_book(desk.unit.bloc, arrival), in.number));
    r.register_id = taken.register_id;
    r.number = taken.first;
    derive(r, desk.now);
    TRYV(put_down(tx, desk, r, attachment, "document.register"));
    if (in.intake_id) {
        TRYV(store::use_intake(tx, *in.intake_id, r.id));
        TRYV(inbox::registered(tx, *in.intake_id, r.id, desk.now));
    }
    return r;
}

Result<Record> register_outgoing(db::Tx& tx, const Desk& desk, const NewOutgoing& in) {
    Record r = blank(desk, "out", "numbered");
    r.issuer = desk.unit.name;
    r.date = desk.today().iso();
    r.system = desk.unit.bloc == "party" ? "party" : "state";
    TRYV(apply_fields(tx, desk, in.fields, r));
    TRY(const auto attachment, attachment_of(tx, desk, {}, in.attachment));
    TRYV(guard_attachment(r, attachment));
    TRYV(refuse_duplicate(tx, duplicate_query(r), r.duplicate_reason));
    TRYV(give_outgoing_number(tx, desk, r, in.book, in.number));
    derive(r, desk.now);
    TRYV(put_down(tx, desk, r, attachment, "document.number"));
    return r;
}

Result<Record> record_outgoing(db::Tx& tx, const Desk& desk, const Fields& fields,
                               const std::optional<Attachment>& attachment) {
    Record r = blank(desk, "out", "released");
    r.issuer = desk.unit.name;
    TRYV(apply_fields(tx, desk, fields, r));
    if (!r.system) r.system = desk.unit.bloc == "party" ? "party" : "state";
    if (!r.administrative && r.document_type && find_type(*r.system, *r.document_type) != nullptr)
        r.administrative = true;
    TRYV(guard_attachment(r, attachment));
    TRYV(refuse_duplicate(tx, duplicate_query(r), r.duplicate_reason));
    derive(r, desk.now);
    TRYV(put_down(tx, desk, r, attachment, "document.record"));
    return r;
}

Result<Record> change(db::Tx& tx, const Desk& desk, std::string_view id, std::int64_t version, const Fields& fields,
                      const Text& text) {
    TRY(const auto found, store::find(tx, desk.unit.id, id));
    if (!found) return no_such_document();
    const Record& before = *found;
    TRYV(refuse_stale(before, version));
    if (!may_change(before.status)) {
        return fail(ErrorKind::conflict, "document.closed",
                    "Văn bản đã phát hành hoặc thu hồi nên không sửa được. Ban hành văn bản đính chính hoặc thay thế.",
                    "A released document cannot be changed; issue a correction.");
    }
    if (text && before.direction != "draft") {
        return fail(ErrorKind::invalid, "document.text_fixed", "Chỉ sửa được lời văn của dự thảo.",
                    "Only the text of a draft can be changed.");
    }
    TRYV(issuing::refuse_while_signing(tx, before));
    Record after = before;
    TRYV(apply_fields(tx, desk, fields, after));
    TRYV(refuse_renumbering(before, after));
    if (text) {
        if (const auto marking = docread::secrecy_marking(*text)) TRYV(refuse_secret(*marking));
    }
    TRY(const auto stored, store::text_of(tx, after.id));
    const bool only_words = text && words_replace_file(before, stored, *text);
    if (only_words) {
        take_file_off(after);
        TRYV(note_event(tx, desk, after.id, "draft.drop_file", before.file_name.value_or("")));
    }
    after.updated_at = desk.now;
    if (before.direction == "draft" && (text || fields.subject || fields.document_type) && after.status == "checked")
        after.status = "editing";
    derive(after, before.created_at);
    const bool same_identity =
        after.symbol_key == before.symbol_key && after.issuer_key == before.issuer_key && after.date == before.date;
    if (before.direction == "in" && !same_identity)
        TRYV(refuse_duplicate(tx, duplicate_query(after), after.duplicate_reason));
    TRYV(store::update(tx, before, after));
    const std::string now_text = text ? *text : stored ? stored->text : std::string();
    if (text)
        TRYV(store::put_text(tx, after.id, *text,
                             stored && !only_words ? std::string_view(stored->reading) : std::string_view()));
    // Autosave of a draft comes every few seconds: its history is its versions, not a line each.
    if (before.direction != "draft")
        TRYV(note_event(tx, desk, after.id, "document.change", changed_columns(before, after)));
    TRYV(put_in_search(tx, desk, after, now_text));
    return after;
}

Result<Record> set_status(db::Tx& tx, const Desk& desk, std::string_view id, std::int64_t version,
                          std::string_view status) {
    TRY(const auto found, store::find(tx, desk.unit.id, id));
    if (!found) return no_such_document();
    const Record& before = *found;
    TRYV(refuse_stale(before, version));
    if (before.status == status) return before;
    if (before.direction == "out" && status == "released")
        return issuing::release(tx, desk, {std::string(id), version, {}, {}});
    if (!may_follow(before.direction, before.status, status)) {
        return fail(ErrorKind::conflict, "document.status",
                    fmt::format("Không chuyển được từ \"{}\" sang \"{}\". Tải lại trang để thấy các bước còn lại.",
                                status_name(before.status), status_name(status)),
                    fmt::format("A document cannot go from {} to {}.", before.status, status));
    }
    Record after = before;
    after.status = status;
    after.updated_at = desk.now;
    if (before.status == "waiting") {
        // Into the book now: the number is taken together with the change.
        if (!after.arrival_date) after.arrival_date = desk.today().iso();
        TRY(const auto arrival, base::Date::parse_iso(*after.arrival_date));
        TRY(const auto taken,
            store::take_numbers(tx, desk.unit.id, incoming_book(desk.unit.bloc, arrival), 1, desk.now));
        after.register_id = taken.register_id;
        after.number = taken.first;
    }
    derive(after, before.created_at);
    TRYV(store::update(tx, before, after));
    TRYV(note_event(tx, desk, after.id, "document.status",
                    fmt::format("{} → {}", status_name(before.status), status_name(status))));
    return after;
}

}  // namespace sauro::documents
