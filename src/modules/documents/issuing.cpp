#include "modules/documents/issuing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/id.hpp"
#include "docread/docread.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/sent_file.hpp"
#include "text/text.hpp"

namespace sauro::documents::issuing {

namespace {

Result<Record> own_document(db::Snapshot& snapshot, const Desk& desk, std::string_view id) {
    TRY(auto found, store::find(snapshot, desk.unit.id, id));
    if (!found || found->direction == "in") return no_such_document();
    return std::move(*found);
}

Result<Record> own_draft(db::Snapshot& snapshot, const Desk& desk, std::string_view id) {
    TRY(auto record, own_document(snapshot, desk, id));
    if (record.direction == "draft") return record;
    return fail(ErrorKind::conflict, "draft.numbered",
                fmt::format("Văn bản này đã lấy số {}.", record.symbol.value_or("")),
                "This draft has its number already.");
}

Result<std::string> needed(std::string_view given, std::string_view message) {
    auto clean = checked_reason(given);
    if (!clean.empty()) return clean;
    return fail(ErrorKind::invalid, "flow.reason", std::string(message), "A text is needed here.");
}

Status sign_off(db::Tx& tx, const Desk& desk, const Record& r, std::string_view outcome, std::string_view signer,
                std::int64_t breached, std::string_view reason) {
    TRYV(tx.execute(
        "INSERT INTO document_signoffs (id, document_id, version, outcome, signer, breached, reason, at, account, "
        "recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {base::uuid7(), r.id, r.version, outcome, signer, breached, reason, desk.now, desk.actor.id, desk.actor.name}));
    return {};
}

}  // namespace

Result<flow::State> known_of(db::Snapshot& snapshot, const Record& r, const std::optional<Checked>& checked) {
    flow::State state;
    TRY(state.step, step_of(snapshot, r));
    state.subject = !r.subject.empty();
    state.type = r.document_type.has_value();
    state.recipients = r.recipients ? recipients_list(*r.recipients).size() : 0;
    if (r.direction != "draft" && (state.step != "numbered" || !r.file_sha256)) return state;
    TRY(const auto stored, store::text_of(snapshot, r.id));
    state.file = file_faults(r, stored);
    if (r.direction != "draft") return state;
    // A file whose words nobody could read yet (a picture) has its content all the same.
    state.text = r.file_sha256 || (stored && says_why(stored->text));
    TRY(const auto opinions, opinions_of(snapshot, r.id));
    state.open_opinions = std::ranges::count_if(opinions, [](const Opinion& o) { return !o.answered_at; });
    TRY(const auto last, stored_check(snapshot, r));
    const auto& check = checked ? checked : last;
    if (check) {
        state.breached = check->breached;
        state.necessity_needed = check->necessity;
    }
    TRY(const auto necessity, necessity_of(snapshot, r.id));
    state.necessity_answered = necessity && necessity->answered();
    return state;
}

Status enter(db::Tx& tx, const Desk& desk, const Record& before, std::string_view to, std::string_view act) {
    TRY(const auto left, tx.execute("UPDATE document_steps SET left_at = ? WHERE document_id = ? AND left_at IS NULL",
                                    {desk.now, before.id}));
    constexpr std::string_view add =
        "INSERT INTO document_steps (document_id, seq, unit_id, step, act, entered_at, left_at) SELECT ?, (SELECT "
        "COALESCE(MAX(s.seq), 0) + 1 FROM document_steps s WHERE s.document_id = d.id), d.unit_id, ?, ?, ?, ? FROM "
        "documents d WHERE d.id = ?";
    // A draft from before the flow was kept: what it stayed in until now is known from its row.
    if (left == 0 && before.direction == "draft" && act != "create") {
        TRYV(tx.execute(
            add, {before.id, flow::step_of_status(before.status), "create", before.created_at, desk.now, before.id}));
    }
    TRYV(tx.execute(add, {before.id, to, act, desk.now, db::Value(), before.id}));
    return {};
}

Status refuse_while_signing(db::Snapshot& snapshot, const Record& r) {
    if (r.direction != "draft") return {};
    TRY(const auto step, step_of(snapshot, r));
    if (step != "signing" && step != "signed") return {};
    return fail(ErrorKind::conflict, "draft.with_signer",
                step == "signing" ? "Dự thảo đang trình ký nên không sửa được. Rút về để sửa rồi trình lại."
                                  : "Dự thảo đã ký nên không sửa được. Người ký mở lại (nêu lý do) rồi mới sửa.",
                "The draft is with the signer or signed; take it back first.");
}

Result<Record> perform(db::Tx& tx, const Desk& desk, const ActRequest& in, const std::optional<Checked>& checked) {
    TRY(auto record, own_draft(tx, desk, in.id));
    TRYV(refuse_stale(record, in.version));
    const auto reason = checked_reason(in.reason);
    TRY(const auto known, known_of(tx, record, checked));
    TRY(const auto* act, flow::allowed(known, in.act, {reason}));
    const std::string signer =
        in.signer_title.empty() ? desk.actor.name : fmt::format("{}, {}", desk.actor.name, in.signer_title);
    if (in.act == "sign") {
        TRYV(sign_off(tx, desk, record, "signed", signer, known.breached, reason));
    } else if (in.act == "return") {
        TRYV(sign_off(tx, desk, record, "returned", signer, known.breached, reason));
    }
    TRYV(enter(tx, desk, record, act->to, act->act));
    TRYV(note_event(tx, desk, record.id, "flow." + in.act, reason));
    return record;
}

Status number_step(db::Tx& tx, const Desk& desk, const Record& before, const Checked& checked, std::string_view signer,
                   const std::string& reason, std::optional<base::Date> reason_on) {
    TRY(const auto known, known_of(tx, before, checked));
    TRY(const auto* act, flow::allowed(known, "number", {reason}));
    if (known.step != "signed") {
        std::string said = reason;
        if (checked.breached > 0) {
            if (!reason_on || *reason_on > base::Date::from_ms(desk.now)) {
                const std::string message =
                    "Người ký chưa ký trong hệ thống mà dự thảo còn vi phạm. Ghi ngày người ký viết lý do trên phiếu "
                    "trình hoặc bản giấy (không sau hôm nay), hoặc trình để người ký ký ở đây; tên người ghi lại được "
                    "lưu cùng lý do.";
                return fail(Error{ErrorKind::invalid,
                                  "draft.breach_paper",
                                  message,
                                  "Say on which day the signer wrote the reason.",
                                  {{"/breach_on", "draft.breach_paper", message}},
                                  {},
                                  {}});
            }
            said += fmt::format(" (người ký ghi trên giấy ngày {})", reason_on->vi());
        }
        TRYV(sign_off(tx, desk, before, "paper", signer, checked.breached, said));
    }
    return enter(tx, desk, before, act->to, act->act);
}

// ---- opinions ----

Result<Record> ask_opinions(db::Tx& tx, const Desk& desk, const Ask& in) {
    TRY(auto record, own_draft(tx, desk, in.id));
    TRYV(refuse_stale(record, in.version));
    TRY(const auto known, known_of(tx, record, {}));
    TRY(const auto* act, flow::allowed(known, "ask", {}));
    TRY(const auto question, needed(in.question, "Chưa ghi nội dung xin ý kiến. Nêu điều cần được góp ý."));
    if (in.due && *in.due < base::Date::from_ms(desk.now)) {
        return fail(ErrorKind::invalid, "opinion.due",
                    fmt::format("Hạn góp ý {} đã qua. Chọn ngày từ hôm nay.", in.due->vi()), "The day has passed.");
    }
    // Who has not answered yet is not asked twice.
    std::set<std::string> waiting;
    TRYV(
        tx.query("SELECT COALESCE(asked_unit_id, asked_name) FROM document_opinions WHERE document_id = ? AND "
                 "answered_at IS NULL",
                 {record.id}, [&](const db::Row& row) {
                     waiting.insert(row.str(0));
                     return true;
                 }));
    struct Asked {
        Text unit;
        std::string name;
    };
    std::vector<Asked> asked;
    for (const auto& code : in.units) {
        TRY(const auto unit, store::find_unit(tx, code));
        if (!unit || unit->id == desk.unit.id) {
            return fail(ErrorKind::invalid, "opinion.unit",
                        unit ? "Không xin ý kiến của chính đơn vị mình qua đường này."
                             : fmt::format("Không có đơn vị \"{}\". Chọn đơn vị trong danh sách.", code),
                        "Choose another unit.");
        }
        if (waiting.insert(unit->id).second) asked.push_back({unit->id, unit->name});
    }
    for (const auto& name : in.names) {
        if (auto clean = checked_reason(name); !clean.empty() && waiting.insert(clean).second)
            asked.push_back({{}, std::move(clean)});
    }
    constexpr std::size_t most = 200;
    if (asked.empty() || asked.size() > most) {
        return fail(
            ErrorKind::invalid, "opinion.nobody",
            fmt::format("Chọn từ 1 đến {} nơi cần xin ý kiến; nơi đã hỏi mà chưa trả lời thì không hỏi lại.", most),
            "Choose whom to ask.");
    }
    std::string names;
    for (const auto& one : asked) {
        TRYV(tx.execute(
            "INSERT INTO document_opinions (id, document_id, asked_unit_id, asked_name, question, due, version, "
            "asked_at, asked_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {base::uuid7(), record.id, one.unit, one.name, question, in.due ? Text(in.due->iso()) : Text(),
             record.version, desk.now, desk.actor.name}));
        names += (names.empty() ? "" : "; ") + one.name;
    }
    if (known.step != act->to) TRYV(enter(tx, desk, record, act->to, act->act));
    TRYV(note_event(tx, desk, record.id, "opinion.ask", names));
    return record;
}

Status answer_opinion(db::Tx& tx, const Desk& desk, std::string_view opinion_id, std::string_view stance,
                      std::string_view given) {
    TRY(const auto opinion, find_opinion(tx, opinion_id));
    std::optional<Record> record;
    if (opinion) {
        TRY(record, store::find(tx, "", opinion->document_id));
    }
    const bool asked = opinion && opinion->asked_unit_id == desk.unit.id;
    if (!record || (!asked && record->unit_id != desk.unit.id)) {
        return fail(ErrorKind::not_found, "opinion.not_found", "Không có yêu cầu góp ý này ở đơn vị.",
                    "No such question in this unit.");
    }
    if (opinion->answered_at)
        return fail(ErrorKind::conflict, "opinion.answered", "Yêu cầu này đã được trả lời.", "Answered already.");
    constexpr std::array<std::string_view, 3> stances = {"agree", "agree_with_changes", "disagree"};
    if (std::ranges::find(stances, stance) == stances.end())
        return fail(ErrorKind::invalid, "opinion.stance",
                    "Chọn: thống nhất, thống nhất có góp ý, hoặc không thống nhất.", "Choose a stance.");
    std::string answer = checked_reason(given);
    if (stance != "agree") {
        TRY(answer, needed(given, "Ghi nội dung góp ý."));
    }
    TRYV(tx.execute(
        "UPDATE document_opinions SET stance = ?, answer = ?, answered_at = ?, answered_by = ?, recorded = ? WHERE id "
        "= ?",
        {stance, answer, desk.now, desk.actor.name, asked ? 0 : 1, opinion_id}));
    return note_event(tx, desk, opinion->document_id, "opinion.answer", opinion->asked_name);
}

// ---- findings and necessity ----

Status answer_finding(db::Tx& tx, const Desk& desk, std::string_view document_id, std::string_view norm,
                      std::string_view quote, std::string_view kind, std::string_view given) {
    TRY(const auto record, own_draft(tx, desk, document_id));
    if (kind != "explain" && kind != "not_right")
        return fail(ErrorKind::invalid, "finding.answer", "Chọn Giải trình hoặc Không đúng.", "Choose the kind.");
    TRY(const auto reason,
        needed(given, kind == "explain" ? "Ghi lời giải trình: vì sao giữ nguyên đoạn này."
                                        : "Ghi vì sao phát hiện này không đúng, để người giữ quy tắc xem lại."));
    TRYV(
        tx.execute("INSERT INTO finding_answers (id, document_id, norm, quote, kind, reason, version, at, actor, "
                   "actor_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   {base::uuid7(), record.id, norm, checked_reason(quote), kind, reason, record.version, desk.now,
                    desk.actor.id, desk.actor.name}));
    return note_event(tx, desk, record.id, fmt::format("finding.{}", kind), fmt::format("{}: {}", norm, reason));
}

namespace {

Status put_necessity(db::Tx& tx, const Desk& desk, const Record& record, const Necessity& n) {
    TRYV(tx.execute(
        "INSERT INTO document_necessity (document_id, why, adds, resources, deadline, responsible, waived_by, "
        "waive_reason, at, actor, actor_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document_id) DO "
        "UPDATE SET why = excluded.why, adds = excluded.adds, resources = excluded.resources, deadline = "
        "excluded.deadline, responsible = excluded.responsible, waived_by = excluded.waived_by, waive_reason = "
        "excluded.waive_reason, at = excluded.at, actor = excluded.actor, actor_name = excluded.actor_name",
        {record.id, n.why, n.adds, n.resources, n.deadline, n.responsible, n.waived_by, n.waive_reason, desk.now,
         desk.actor.id, desk.actor.name}));
    return {};
}

}  // namespace

Status set_necessity(db::Tx& tx, const Desk& desk, std::string_view document_id, const Necessity& in) {
    TRY(const auto record, own_draft(tx, desk, document_id));
    Necessity n{checked_reason(in.why),
                checked_reason(in.adds),
                checked_reason(in.resources),
                checked_reason(in.deadline),
                checked_reason(in.responsible),
                {},
                {},
                0,
                {}};
    Error error{.kind = ErrorKind::invalid,
                .code = "necessity.fields",
                .message = "Trả lời đủ năm câu hỏi về sự cần thiết của văn bản (226-KL/TW, mục 2.1).",
                .message_en = "All five questions need an answer.",
                .fields = {},
                .clause = "226-KL/TW, 2.1",
                .detail = {}};
    const auto ask = [&](const char* field, const std::string& value, const char* message) {
        if (value.empty()) error.fields.push_back({field, "field.needed", message});
    };
    ask("/why", says_why(n.why) ? n.why : "", "Vì sao cần văn bản này? Ghi ít nhất ba chữ.");
    ask("/adds", says_why(n.adds) ? n.adds : "", "Văn bản thêm gì mới so với văn bản cấp trên? Ghi ít nhất ba chữ.");
    ask("/resources", says_why(n.resources) ? n.resources : "", "Nguồn lực nào để thực hiện? Ghi ít nhất ba chữ.");
    const bool dated = std::ranges::any_of(n.deadline, [](char c) { return c >= '0' && c <= '9'; });
    ask("/deadline", dated ? n.deadline : "", "Xong khi nào? Ghi ngày, tháng hoặc quý, năm.");
    const bool named = n.responsible.find(' ') != n.responsible.npos;
    ask("/responsible", named ? n.responsible : "", "Ai chịu trách nhiệm? Ghi tên người hoặc cơ quan.");
    if (!error.fields.empty()) return fail(std::move(error));
    TRYV(put_necessity(tx, desk, record, n));
    return note_event(tx, desk, record.id, "necessity.answer", n.why);
}

Status waive_necessity(db::Tx& tx, const Desk& desk, std::string_view document_id, std::string_view given) {
    TRY(const auto record, own_draft(tx, desk, document_id));
    TRY(const auto reason,
        needed(says_why(checked_reason(given)) ? given : "",
               "Nêu lý do miễn trả lời, ít nhất ba chữ; tên người miễn và lý do được lưu cùng văn bản."));
    TRY(auto before, necessity_of(tx, record.id));
    Necessity n = before.value_or(Necessity{});
    n.waived_by = desk.actor.name;
    n.waive_reason = reason;
    TRYV(put_necessity(tx, desk, record, n));
    return note_event(tx, desk, record.id, "necessity.waive", reason);
}

// ---- files ----

Status keep_file(db::Tx& tx, const Desk& desk, std::string_view document_id, const FileRef& file) {
    TRYV(tx.execute(
        "INSERT INTO draft_files (document_id, seq, sha256, name, size, media_type, at, actor_name) SELECT ?, (SELECT "
        "COALESCE(MAX(f.seq), 0) + 1 FROM draft_files f WHERE f.document_id = d.id), ?, ?, ?, ?, ?, ? FROM documents d "
        "WHERE d.id = ?",
        {document_id, file.sha256, file.name, file.size, file.media_type, desk.now, desk.actor.name, document_id}));
    return {};
}

Result<Record> upload_version(db::Tx& tx, const Desk& desk, std::string_view id, std::int64_t version,
                              const Attachment& attachment, std::string_view action, std::string detail) {
    TRY(const auto before, own_draft(tx, desk, id));
    TRYV(refuse_stale(before, version));
    TRYV(refuse_while_signing(tx, before));
    if (const auto marking = docread::secrecy_marking(attachment.text)) TRYV(refuse_secret(*marking));
    Record after = before;
    after.file_sha256 = attachment.file.sha256;
    after.file_name = attachment.file.name;
    after.file_size = attachment.file.size;
    after.file_media_type = attachment.file.media_type;
    after.updated_at = desk.now;
    derive(after, before.created_at);
    TRYV(store::update(tx, before, after));
    TRYV(store::put_text(tx, after.id, attachment.text, attachment.reading_json));
    TRYV(keep_file(tx, desk, after.id, attachment.file));
    TRYV(note_event(tx, desk, after.id, action, detail.empty() ? attachment.file.name : std::move(detail)));
    TRYV(put_in_search(tx, desk, after, attachment.text));
    return after;
}

}  // namespace sauro::documents::issuing
