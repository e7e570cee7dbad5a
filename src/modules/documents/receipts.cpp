// After the number: release to recipients, their receipts, recall, replacement and correction.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/id.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents::issuing {

namespace {

Result<Record> own_outgoing(db::Snapshot& snapshot, const Desk& desk, std::string_view id) {
    TRY(auto found, store::find(snapshot, desk.unit.id, id));
    if (!found || found->direction != "out") return no_such_document();
    return std::move(*found);
}

Status add_receipt(db::Tx& tx, const Desk& desk, std::string_view document_id, const Text& unit_id,
                   std::string_view name) {
    TRYV(tx.execute(
        "INSERT INTO document_receipts (id, document_id, to_unit_id, to_name, state, sent_at, at, by_name) VALUES (?, "
        "?, ?, ?, ?, ?, ?, ?)",
        {base::uuid7(), document_id, unit_id, name, unit_id ? "arrived" : "sent", desk.now, desk.now,
         desk.actor.name}));
    return {};
}

Status set_receipt(db::Tx& tx, const Desk& desk, const Receipt& r) {
    TRYV(
        tx.execute("UPDATE document_receipts SET state = ?, reason = ?, incoming_id = ?, number_text = ?, at = ?, "
                   "by_name = ? WHERE id = ?",
                   {r.state, r.reason, r.incoming_id, r.number_text, desk.now, desk.actor.name, r.id}));
    return {};
}

// Tells every recipient what became of the document; what nobody registered yet is taken back.
Status tell_recipients(db::Tx& tx, const Desk& desk, const Record& document, std::string_view notice,
                       const std::string& what) {
    TRY(const auto receipts, receipts_of(tx, document.id));
    for (auto receipt : receipts) {
        TRYV(tx.execute("UPDATE document_receipts SET notice = ?, notice_at = ? WHERE id = ?",
                        {notice, desk.now, receipt.id}));
        if (receipt.state == "arrived" && notice != "corrected") {
            receipt.state = "withdrawn";
            receipt.reason = what;
            TRYV(set_receipt(tx, desk, receipt));
        }
        if (!receipt.incoming_id) continue;
        TRY(const auto incoming, store::find(tx, "", *receipt.incoming_id));
        if (!incoming) continue;
        if (notice == "recalled" &&
            incoming->status != "recalled") {  // frozen where it stands, its line in the book stays
            Record after = *incoming;
            after.status = "recalled";
            after.updated_at = desk.now;
            derive(after, incoming->created_at);
            TRYV(store::update(tx, *incoming, after));
        }
        TRYV(note_event(tx, desk, incoming->id, fmt::format("sender.{}", notice), what));
    }
    return {};
}

Result<Record> move_to(db::Tx& tx, const Desk& desk, const Record& before, std::string_view act,
                       std::string_view reason, std::size_t recipients = 0) {
    TRY(auto known, known_of(tx, before, {}));
    known.recipients = std::max(known.recipients, recipients);
    TRY(const auto* row, flow::allowed(known, act, {reason}));
    Record after = before;
    after.status = row->to == "replaced" ? "recalled" : std::string(row->to);
    after.updated_at = desk.now;
    derive(after, before.created_at);
    TRYV(store::update(tx, before, after));
    TRYV(store::note_text_change(tx, after));  // what compares documents in force looks again
    TRYV(enter(tx, desk, after, row->to, act));
    TRYV(note_event(tx, desk, after.id, fmt::format("flow.{}", act), std::string(reason)));
    return after;
}

// What this document replaces or corrects is told to those who have it.
Status follow_link(db::Tx& tx, const Desk& desk, const Record& released) {
    TRY(const auto link, link_of(tx, released.id));
    if (!link) return {};
    TRY(const auto old, own_outgoing(tx, desk, link->of_document_id));
    const bool replaces = link->kind == "replaces";
    const auto what = fmt::format("{} {}: {}", replaces ? "Thay bằng" : "Đính chính bằng", released.symbol.value_or(""),
                                  link->reason);
    if (replaces && old.status == "released") TRYV(move_to(tx, desk, old, "replace", link->reason));
    return tell_recipients(tx, desk, old, replaces ? "replaced" : "corrected", what);
}

std::unexpected<Error> no_such_arrival() {
    return fail(
        ErrorKind::not_found, "arrival.not_found",
        "Không còn văn bản này trong danh sách chờ vào sổ. Có thể nơi gửi đã thu hồi, hoặc đồng nghiệp vừa xử lý.",
        "No such document waits here.");
}

Result<Receipt> own_arrival(db::Snapshot& snapshot, const Desk& desk, std::string_view receipt_id) {
    TRY(auto receipt, find_receipt(snapshot, receipt_id));
    if (!receipt || receipt->to_unit_id != desk.unit.id || receipt->state != "arrived") return no_such_arrival();
    return std::move(*receipt);
}

using Recipients =
    std::vector<std::pair<Text, std::string>>;  // unit of the system, its name or that of a place outside

// Each once; `known`: units and names that have it already.
Result<Recipients> chosen(db::Snapshot& tx, const Desk& desk, const Release& in, std::set<std::string> known) {
    Recipients to;
    for (const auto& code : in.units) {
        TRY(const auto unit, store::find_unit(tx, code));
        if (!unit || unit->id == desk.unit.id) {
            return fail(ErrorKind::invalid, "release.unit",
                        unit ? "Nơi nhận không thể là chính đơn vị phát hành."
                             : fmt::format("Không có đơn vị \"{}\". Chọn đơn vị trong danh sách.", code),
                        "Choose another recipient.");
        }
        if (known.insert(unit->id).second) to.emplace_back(unit->id, unit->name);
    }
    for (const auto& name : in.names) {
        auto clean = checked_reason(name);
        if (!clean.empty() && known.insert(clean).second) to.emplace_back(std::nullopt, std::move(clean));
    }
    return to;
}

}  // namespace

Result<Record> release(db::Tx& tx, const Desk& desk, const Release& in) {
    TRY(const auto before, own_outgoing(tx, desk, in.id));
    TRYV(refuse_stale(before, in.version));
    TRY(auto to, chosen(tx, desk, in, {}));
    if (to.empty() && before.recipients) {
        for (auto& name : recipients_list(*before.recipients)) to.emplace_back(std::nullopt, std::move(name));
    }
    TRY(auto after, move_to(tx, desk, before, "release", checked_reason(in.file_reason), to.size()));
    for (const auto& [unit, name] : to) TRYV(add_receipt(tx, desk, after.id, unit, name));
    TRYV(follow_link(tx, desk, after));
    return after;
}

Result<Record> send_more(db::Tx& tx, const Desk& desk, const Release& in) {
    TRY(auto record, own_outgoing(tx, desk, in.id));
    TRYV(refuse_stale(record, in.version));
    if (record.status != "released")
        return fail(ErrorKind::conflict, "flow.step",
                    "Chỉ gửi thêm được văn bản đã phát hành và chưa thu hồi. Tải lại trang để thấy tình trạng mới.",
                    "Only a released document can be sent to more recipients.");
    std::set<std::string> known;
    TRY(const auto receipts, receipts_of(tx, record.id));
    for (const auto& one : receipts) known.insert(one.to_unit_id.value_or(one.to_name));
    TRY(const auto to, chosen(tx, desk, in, std::move(known)));
    if (to.empty())
        return fail(ErrorKind::conflict, "document.recipients_needed",
                    "Các nơi này đã có trong danh sách nhận, hoặc chưa chọn nơi nào. Chọn nơi nhận chưa được gửi.",
                    "There is no new recipient.");
    std::string names;
    for (const auto& [unit, name] : to) {
        TRYV(add_receipt(tx, desk, record.id, unit, name));
        names += (names.empty() ? "" : "; ") + name;
    }
    TRYV(note_event(tx, desk, record.id, "release.more", names));
    return record;
}

Result<Record> recall(db::Tx& tx, const Desk& desk, std::string_view id, std::int64_t version, std::string_view given) {
    TRY(const auto before, own_outgoing(tx, desk, id));
    TRYV(refuse_stale(before, version));
    const auto reason = checked_reason(given);
    TRY(auto after, move_to(tx, desk, before, "recall", reason));
    TRYV(tell_recipients(tx, desk, after, "recalled", reason));
    return after;
}

Result<Record> follow_up(db::Tx& tx, const Desk& desk, std::string_view id, std::string_view kind,
                         std::string_view given) {
    TRY(const auto old, own_outgoing(tx, desk, id));
    const auto reason = checked_reason(given);
    if (kind != "replaces" && kind != "corrects")
        return fail(ErrorKind::invalid, "follow_up.kind",
                    "Chọn văn bản thay thế (sai nội dung) hoặc công văn đính chính (sai thể thức).",
                    "Choose the kind.");
    if (reason.empty())
        return fail(ErrorKind::invalid, "flow.reason", "Chưa nêu lý do. Lý do được báo cho các nơi đã nhận.",
                    "A reason is needed.");
    TRY(const auto step, step_of(tx, old));
    if (step != "released" && !(step == "recalled" && kind == "replaces")) {
        return fail(
            ErrorKind::conflict, "flow.step",
            "Chỉ thay thế được văn bản đã phát hành hoặc đã thu hồi, chỉ đính chính được văn bản đang phát hành. "
            "Văn bản đã được thay thế thì thay văn bản mới hơn.",
            "Only a released document can be followed up.");
    }
    TRY(const auto others, links_to(tx, old.id));
    for (const auto& other : others) {
        if (kind != "replaces" || other.kind != "replaces") continue;
        TRY(const auto draft, store::find(tx, desk.unit.id, other.document_id));
        if (draft && draft->direction == "draft")
            return fail(
                ErrorKind::conflict, "follow_up.open",
                fmt::format("Đã có dự thảo thay thế văn bản này (“{}”). Mở dự thảo ấy để soạn tiếp.", draft->subject),
                "A draft that replaces it is open already.");
    }
    NewDraft draft;
    draft.fields.system = old.system;
    if (old.recipients) draft.fields.recipients = recipients_list(*old.recipients);
    if (kind == "replaces") {
        draft.fields.subject = old.subject;
        draft.fields.document_type = old.document_type;
        draft.fields.implements = old.implements;
        TRY(const auto text, store::text_of(tx, old.id));
        if (text) draft.text = text->text;
    } else {
        draft.fields.subject = fmt::format("Đính chính văn bản {}", old.symbol.value_or(old.subject));
        draft.fields.document_type = "công văn";
    }
    TRY(auto record, create_draft(tx, desk, draft));
    TRYV(tx.execute("INSERT INTO document_links (document_id, of_document_id, kind, reason, at) VALUES (?, ?, ?, ?, ?)",
                    {record.id, old.id, kind, reason, desk.now}));
    TRYV(note_event(tx, desk, old.id, fmt::format("follow_up.{}", kind), reason));
    return record;
}

Result<Record> register_arrival(db::Tx& tx, const Desk& desk, std::string_view receipt_id, const Fields& given) {
    TRY(auto receipt, own_arrival(tx, desk, receipt_id));
    TRY(const auto sent, store::find(tx, "", receipt.document_id));
    if (!sent) return no_such_arrival();
    TRY(const auto stored, store::text_of(tx, sent->id));
    NewIncoming in;
    in.fields = given;
    in.fields.symbol = sent->symbol;
    in.fields.document_type = sent->document_type;
    if (sent->date) {
        TRY(in.fields.date, base::Date::parse_iso(*sent->date));
    }
    in.fields.issuer = sent->issuer;
    in.fields.subject = sent->subject;
    in.fields.signer = sent->signer;
    in.fields.signer_title = sent->signer_title;
    in.fields.urgency = sent->urgency;
    in.fields.pages = sent->pages;
    in.fields.system = sent->system;
    in.fields.administrative = sent->administrative;
    in.fields.channel = "network";
    in.fields.digital = true;
    if (sent->file_sha256) {
        in.attachment = Attachment{{*sent->file_sha256, sent->file_name.value_or(""), sent->file_size.value_or(0),
                                    sent->file_media_type.value_or("")},
                                   stored ? stored->text : "",
                                   stored ? stored->reading : "",
                                   true};
    }
    TRY(auto record, register_incoming(tx, desk, in));
    if (!in.attachment && stored && !stored->text.empty()) {
        TRYV(store::put_text(tx, record.id, stored->text, stored->reading));
        TRYV(put_in_search(tx, desk, record, stored->text));
    }
    receipt.state = "registered";
    receipt.incoming_id = record.id;
    receipt.number_text = record.number ? Text(fmt::format("{:02}", *record.number)) : Text();
    TRYV(set_receipt(tx, desk, receipt));
    TRYV(note_event(tx, desk, sent->id, "receipt.registered",
                    fmt::format("{}, số đến {}", desk.unit.name, receipt.number_text.value_or(""))));
    return record;
}

Status refuse_arrival(db::Tx& tx, const Desk& desk, std::string_view receipt_id, std::string_view given) {
    TRY(auto receipt, own_arrival(tx, desk, receipt_id));
    receipt.reason = checked_reason(given);
    if (receipt.reason.empty())
        return fail(ErrorKind::invalid, "flow.reason", "Nêu lý do từ chối nhận; nơi gửi thấy lý do này.",
                    "A reason is needed.");
    receipt.state = "refused";
    TRYV(set_receipt(tx, desk, receipt));
    return note_event(tx, desk, receipt.document_id, "receipt.refused",
                      fmt::format("{}: {}", desk.unit.name, receipt.reason));
}

Status note_receipt(db::Tx& tx, const Desk& desk, std::string_view document_id, std::string_view receipt_id,
                    std::string_view state, std::string_view note) {
    TRY(const auto document, own_outgoing(tx, desk, document_id));
    TRY(auto receipt, find_receipt(tx, receipt_id));
    if (!receipt || receipt->document_id != document.id || receipt->to_unit_id) {
        return fail(ErrorKind::not_found, "receipt.not_found",
                    "Chỉ ghi được tình trạng nhận của nơi ngoài hệ thống; đơn vị trong hệ thống tự vào sổ.",
                    "Only receipts of places outside are noted by hand.");
    }
    const auto said = checked_reason(note);
    if (state == "registered") {
        if (!said.empty()) receipt->number_text = said;
    } else if (state == "refused" && !said.empty()) {
        receipt->reason = said;
    } else {
        return fail(ErrorKind::invalid, "flow.reason", "Chọn đã nhận, hoặc từ chối và nêu lý do.",
                    "Say what happened.");
    }
    receipt->state = state;
    TRYV(set_receipt(tx, desk, *receipt));
    return note_event(tx, desk, document.id, fmt::format("receipt.{}", state),
                      said.empty() ? receipt->to_name : fmt::format("{}: {}", receipt->to_name, said));
}

}  // namespace sauro::documents::issuing
