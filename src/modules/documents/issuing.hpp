// Issuing a document: what moves it through the flow and what is kept of each step. Every function works inside the
// caller's transaction; the acts and their conditions are the table of flow.hpp.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/documents/check.hpp"
#include "modules/documents/flow.hpp"
#include "modules/documents/service.hpp"

namespace sauro::documents::issuing {

// ---- rows ----
struct Stay {
    std::string step, act;
    std::int64_t seq = 0, entered_at = 0;
    Number left_at;
};
struct Opinion {
    std::string id, document_id;
    Text asked_unit_id;
    std::string asked_name, question;
    Text due;
    std::int64_t version = 0, asked_at = 0;
    std::string asked_by;
    Text stance, answer;
    Number answered_at;
    Text answered_by;
    bool recorded = false;  // written down by the asking unit
};
struct Signoff {
    std::int64_t version = 0;
    std::string outcome, signer;  // signed | returned | paper
    std::int64_t breached = 0;
    std::string reason;
    std::int64_t at = 0;
    std::string account, recorded_by;
};
struct Receipt {
    std::string id, document_id;
    Text to_unit_id;
    std::string to_name, state, reason;  // sent | arrived | registered | refused | withdrawn
    Text incoming_id, number_text;
    std::int64_t sent_at = 0, at = 0;
    std::string by_name;
    Text notice;  // recalled | replaced | corrected
    Number notice_at;
};
struct Link {
    std::string document_id, of_document_id, kind, reason;  // replaces | corrects
    std::int64_t at = 0;
};
struct FindingAnswer {
    std::string norm, quote, kind, reason;  // explain | not_right
    std::int64_t version = 0, at = 0;
    std::string actor_name;
};
struct Necessity {
    std::string why, adds, resources, deadline, responsible;
    Text waived_by;
    std::string waive_reason;
    std::int64_t at = 0;
    std::string actor_name;
    bool answered() const;  // all five, or waived
};
struct DraftFile {
    std::int64_t seq = 0;
    FileRef file;
    std::int64_t at = 0;
    std::string actor_name;
};

Result<std::string> step_of(db::Snapshot&, const Record&);
// Open steps of some documents, by id; those that never went through the flow here have none.
Result<std::map<std::string, std::string>> steps_of(db::Snapshot&, const std::vector<std::string>& ids);
Result<std::vector<Stay>> stays_of(db::Snapshot&, std::string_view document_id);
Result<std::vector<Opinion>> opinions_of(db::Snapshot&, std::string_view document_id);
Result<std::optional<Opinion>> find_opinion(db::Snapshot&, std::string_view id);
Result<std::vector<Opinion>> opinions_waiting(db::Snapshot&, std::string_view asked_unit_id, int limit);
Result<std::vector<Signoff>> signoffs_of(db::Snapshot&, std::string_view document_id);
Result<std::vector<Receipt>> receipts_of(db::Snapshot&, std::string_view document_id);
Result<std::optional<Receipt>> find_receipt(db::Snapshot&, std::string_view id);
Result<std::vector<Receipt>> arrivals(db::Snapshot&, std::string_view unit_id, int limit);  // waiting to be registered
Result<std::optional<Link>> link_of(db::Snapshot&, std::string_view document_id);
Result<std::vector<Link>> links_to(db::Snapshot&, std::string_view of_document_id);
Result<std::vector<FindingAnswer>> finding_answers(db::Snapshot&, std::string_view document_id);
Result<std::optional<Necessity>> necessity_of(db::Snapshot&, std::string_view document_id);
Result<std::vector<DraftFile>> files_of(db::Snapshot&, std::string_view document_id);

// ---- what is known of a document, for the table of the flow ----
// `checked`: the check of exactly this version where one was just made; otherwise the stored findings count.
struct Checked {
    std::int64_t breached = 0;
    bool necessity = false;
};
Result<std::optional<Checked>> stored_check(db::Snapshot&, const Record&);
Result<flow::State> known_of(db::Snapshot&, const Record&, const std::optional<Checked>& checked);

// Leaves the open step and enters `to`. The caller writes the history line.
Status enter(db::Tx&, const Desk&, const Record& before, std::string_view to, std::string_view act);
// Number: the row of the table holds, the step changes, a signature on paper is kept with the signer's reason.
// `reason_on`: the day on which the signer wrote that reason down.
Status number_step(db::Tx&, const Desk&, const Record& before, const Checked&, std::string_view signer,
                   const std::string& reason, std::optional<base::Date> reason_on);
// Text and fields of a draft are fixed while the signer has it.
Status refuse_while_signing(db::Snapshot&, const Record&);

// An act of the drafter or the signer: check, edit, submit, withdraw, sign, return, reopen.
struct ActRequest {
    std::string id, act;
    std::int64_t version = 0;
    std::string reason, signer_title;
};
Result<Record> perform(db::Tx&, const Desk&, const ActRequest&, const std::optional<Checked>& checked);

struct Ask {
    std::string id;
    std::int64_t version = 0;
    std::vector<std::string> units, names;  // ids or codes; names of persons and bodies outside
    std::string question;
    std::optional<base::Date> due;
};
Result<Record> ask_opinions(db::Tx&, const Desk&, const Ask&);
// By the asked unit, or written down by the asking one.
Status answer_opinion(db::Tx&, const Desk&, std::string_view opinion_id, std::string_view stance,
                      std::string_view answer);

Status answer_finding(db::Tx&, const Desk&, std::string_view document_id, std::string_view norm, std::string_view quote,
                      std::string_view kind, std::string_view reason);
Status set_necessity(db::Tx&, const Desk&, std::string_view document_id, const Necessity&);
Status waive_necessity(db::Tx&, const Desk&, std::string_view document_id, std::string_view reason);
Status keep_file(db::Tx&, const Desk&, std::string_view document_id, const FileRef&);
// A file as the next version of the draft; older files stay. `action`: draft.upload | draft.repair | draft.restore.
Result<Record> upload_version(db::Tx&, const Desk&, std::string_view id, std::int64_t version, const Attachment&,
                              std::string_view action = "draft.upload", std::string detail = {});

// ---- after the number ----
struct Release {
    std::string id;
    std::int64_t version = 0;
    std::vector<std::string> units, names;
    std::string file_reason{};  // why the file goes out although it does not say the register's number or day
};
Result<Record> release(db::Tx&, const Desk&, const Release&);
// A released document to places that have not got it; each has a receipt of its own.
Result<Record> send_more(db::Tx&, const Desk&, const Release&);
Result<Record> recall(db::Tx&, const Desk&, std::string_view id, std::int64_t version, std::string_view reason);
// A draft that will replace or correct a released document; it takes over its fields and, when it replaces, its text.
Result<Record> follow_up(db::Tx&, const Desk&, std::string_view id, std::string_view kind, std::string_view reason);

// At the recipient.
Result<Record> register_arrival(db::Tx&, const Desk&, std::string_view receipt_id, const Fields&);
Status refuse_arrival(db::Tx&, const Desk&, std::string_view receipt_id, std::string_view reason);
// What a recipient outside the system told the sender: registered (its number) or refused (why).
Status note_receipt(db::Tx&, const Desk&, std::string_view document_id, std::string_view receipt_id,
                    std::string_view state, std::string_view note);

// ---- figures ----
struct StepFigure {
    std::string step;
    std::int64_t median = 0, count = 0;  // working minutes; stays that ended, at most kWindow of the last twelve months
    bool slowest = false;
};
inline constexpr int kWindow = 200;
Result<std::vector<StepFigure>> step_figures(db::Snapshot&, std::string_view unit_id, const base::WorkCalendar&,
                                             base::Millis now);
struct StepRow {
    std::string document_id, subject;
    Text symbol;
    std::string direction;
    std::int64_t entered_at = 0, left_at = 0, minutes = 0;
};
// The stays a median was taken from, longest first.
Result<std::vector<StepRow>> step_rows(db::Snapshot&, std::string_view unit_id, std::string_view step,
                                       const base::WorkCalendar&, base::Millis now);

}  // namespace sauro::documents::issuing
