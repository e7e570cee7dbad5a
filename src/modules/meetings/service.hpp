// Rules of conferences as daily records: what may be saved, changed, held, cancelled; the plan of the year.
#pragma once
#include "modules/meetings/effect.hpp"

namespace sauro::meetings {

constexpr std::size_t most_invitees = 10'000;
constexpr std::size_t most_import_rows = 1'000;

Status check_draft(db::Snapshot& snapshot, const ConferenceDraft& draft);
// Refused with the clause when it goes beyond a limit that only a recorded decision lifts.
Result<ConferenceDetail> create(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, ConferenceDraft draft);
Result<ConferenceDetail> change(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::string& id,
                                std::int64_t version, ConferenceDraft draft);
struct Held {
    std::int64_t actual_minutes = 0;
    Count cost, delegates;
};
Result<ConferenceDetail> hold(db::Tx& tx, api::Ctx& ctx, const std::string& id, std::int64_t version, const Held& held);
Result<ConferenceDetail> cancel(db::Tx& tx, api::Ctx& ctx, const std::string& id, std::int64_t version,
                                const std::string& reason);
// A cancelled one stands again; judged like a new one when another was added since.
Result<ConferenceDetail> restore(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::string& id,
                                 std::int64_t version);
Result<Stored> conference_for(db::Snapshot& snapshot, const api::Ctx& ctx, const std::string& id);

Result<PlanView> plan_view(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year);
struct PlanAct {
    std::int64_t year = 0;
    std::string act;  // submit | amend | approve | return
    Text symbol, based_on, approved_by, note;
};
Result<PlanView> act_on_plan(db::Tx& tx, api::Ctx& ctx, const PlanAct& act);
// The standing conferences of the year before, each on the same weekday, into a plan that is still open.
Result<ImportResult> copy_last_year(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year);
// Rows of a CSV: ngày; tên; loại; quy mô; hình thức; bắt đầu; kết thúc; địa điểm; chủ trì; đại biểu. A row is saved or
// says why not.
Result<ImportResult> import_rows(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                                 const std::string& csv);

}  // namespace sauro::meetings
