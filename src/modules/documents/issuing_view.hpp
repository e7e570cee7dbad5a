// The issuing flow of one document as public JSON. Internal to the module.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "modules/documents/issuing.hpp"
#include "modules/documents/routes.hpp"

namespace sauro::documents {

struct StayView {
    std::string step, name, act;
    std::int64_t entered_at = 0;
    Number left_at;
    std::int64_t minutes = 0;  // working minutes, until now where it stands
};
BOOST_DESCRIBE_STRUCT(StayView, (), (step, name, act, entered_at, left_at, minutes))
struct StepTotalView {
    std::string step, name, text;  // text: "2 ngày 3 giờ" of working time
    std::int64_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(StepTotalView, (), (step, name, text, minutes))
struct ChoiceView {
    std::string act, label, to, verb;
    bool allowed = false;
    Text why, asks;  // asks: reason | breach_reason | answered
};
BOOST_DESCRIBE_STRUCT(ChoiceView, (), (act, label, to, verb, allowed, why, asks))
struct OpinionView {
    std::string id, asked_name;
    bool in_system = false;
    std::string question;
    Text due;
    std::int64_t asked_at = 0;
    std::string asked_by;
    Text stance, answer;
    Number answered_at;
    Text answered_by;
    bool recorded = false;
};
BOOST_DESCRIBE_STRUCT(OpinionView, (),
                      (id, asked_name, in_system, question, due, asked_at, asked_by, stance, answer, answered_at,
                       answered_by, recorded))
struct SignoffView {
    std::string outcome, signer;
    std::int64_t breached = 0;
    std::string reason;
    std::int64_t at = 0;
    std::string recorded_by;
};
BOOST_DESCRIBE_STRUCT(SignoffView, (), (outcome, signer, breached, reason, at, recorded_by))
struct FindingAnswerView {
    std::string norm, quote, kind, reason;
    std::int64_t at = 0;
    std::string actor_name;
};
BOOST_DESCRIBE_STRUCT(FindingAnswerView, (), (norm, quote, kind, reason, at, actor_name))
struct NecessityView {
    std::string why, adds, resources, deadline, responsible;
    Text waived_by;
    std::string waive_reason;
    std::int64_t at = 0;
    std::string actor_name;
};
BOOST_DESCRIBE_STRUCT(NecessityView, (),
                      (why, adds, resources, deadline, responsible, waived_by, waive_reason, at, actor_name))
struct ReceiptView {
    std::string id, to_name;
    bool in_system = false;
    std::string state, reason;
    Text number_text;
    std::int64_t sent_at = 0, at = 0;
    std::string by_name;
    Text notice;
    Number notice_at;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (),
                      (id, to_name, in_system, state, reason, number_text, sent_at, at, by_name, notice, notice_at))
struct LinkView {
    std::string kind, document;  // replaces | corrects | replaced_by | corrected_by
    Text symbol;
    std::string subject, direction, reason;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (kind, document, symbol, subject, direction, reason))
struct DraftFileView {
    std::int64_t seq = 0;
    FileRef file;
    std::int64_t at = 0;
    std::string actor_name;
};
BOOST_DESCRIBE_STRUCT(DraftFileView, (), (seq, file, at, actor_name))

struct FileFaultView {
    std::string code, message;  // marks (can be cleaned) | unsettled | edited | number | day
    bool excusable = false;     // a reason is enough
};
BOOST_DESCRIBE_STRUCT(FileFaultView, (), (code, message, excusable))

struct IssuingView {
    std::string id, step, step_name;
    std::int64_t version = 0;
    bool locked = false;  // text and fields are with the signer
    std::vector<StayView> stays;
    std::vector<StepTotalView> totals;
    std::string times_text;  // "Soạn thảo 2 ngày, xin ý kiến 1 ngày (giờ làm việc)"
    std::vector<ChoiceView> acts;
    std::int64_t breached = 0;
    bool necessity_needed = false;
    std::optional<NecessityView> necessity;
    std::vector<OpinionView> opinions;
    std::vector<SignoffView> signoffs;
    std::vector<FindingAnswerView> answers;
    std::vector<ReceiptView> receipts;
    std::vector<LinkView> links;
    std::vector<DraftFileView> files;
    std::vector<FileFaultView> file_faults;  // what keeps the present file from going out
};
BOOST_DESCRIBE_STRUCT(IssuingView, (),
                      (id, step, step_name, version, locked, stays, totals, times_text, acts, breached,
                       necessity_needed, necessity, opinions, signoffs, answers, receipts, links, files, file_faults))

OpinionView view_of(const issuing::Opinion&);
Result<IssuingView> issuing_view(db::Snapshot&, const Record&, const Services&, const api::Ctx&);

}  // namespace sauro::documents
