// Rules of conferences as daily records: what may be saved, changed, held, cancelled; the plan of the year.
#pragma once
#include "docread/sheet.hpp"
#include "modules/meetings/checks.hpp"
#include "modules/meetings/effect.hpp"

namespace sauro::meetings {

constexpr std::size_t most_invitees = 10'000;
constexpr std::size_t most_import_rows = 1'000;

// A draft without its hours' length gets it.
void fill_minutes(ConferenceDraft& draft);
Status check_draft(db::Snapshot& snapshot, const api::Ctx& ctx, const ConferenceDraft& draft);
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

Result<base::Period> plan_year(std::int64_t year);  // meeting.year: no year of four digits
Result<PlanView> plan_view(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year);
struct PlanAct {
    std::int64_t year = 0;
    std::string act;  // submit | amend | approve | return
    Text symbol, based_on, approved_by, note;
};
Result<PlanView> act_on_plan(db::Tx& tx, api::Ctx& ctx, const PlanAct& act);
// Only while the plan is open does a new conference stand in it; after approval it is outside.
Result<Text> open_plan(db::Tx& tx, const api::Ctx& ctx, int year);
// Refused with the clause when a limit is broken that only a recorded decision lifts.
Status must_have_decision(const Effect& effect, const ConferenceDraft& draft);

// Many at once. Not `only_good`: one row with a fault and nothing is saved, error plan.rows with a field "/rows/<line>"
// for each; else the good rows are saved and the others say why not.
// The standing conferences of the year before, each on the same weekday, into a plan that is still open.
Result<ImportResult> copy_last_year(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year);
// A table longer than most_import_rows, whoever finds it.
std::unexpected<Error> too_many_plan_rows();
Result<ImportResult> import_sheet(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                                  const docread::Sheet& sheet, bool only_good);
// What the year's plan could hold and does not yet: work assigned to the unit that names a conference, the conferences
// of last year.
Result<ProposalList> proposals(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year);
Result<ImportResult> take_proposals(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                                    const std::vector<std::string>& ids);

// A pasted list of those to be invited: bodies by code, or by a name that is one in the convenor's reach.
Result<InviteeList> read_invitees(db::Snapshot& snapshot, const api::Ctx& ctx, const docread::Sheet& sheet);

}  // namespace sauro::meetings
