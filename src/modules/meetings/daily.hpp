// Meetings that are no conferences, as daily records: a counter of their own (226-KL/TW 3, 18541-CV/VPTW 2), limits of
// conferences do not count them (INT-07).
#pragma once
#include <string>

#include "api/api.hpp"
#include "modules/meetings/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {

struct MeetingFilter {
    bool subtree = false;
    std::string from, to;  // days, both included
    Text status;
    bool only_like_conferences = false;
    std::string after;  // "date id" of the last row seen; the newest come first
    int limit = 50;
};
Result<MeetingPage> list_meetings(db::Snapshot& snapshot, const api::Ctx& ctx, const MeetingFilter& filter);
Result<MeetingDetail> meeting_for(db::Snapshot& snapshot, const api::Ctx& ctx, const rulebook::Rulebook& book,
                                  const std::string& id);
// What the norms say of a draft: above all whether it counts as a conference.
Result<MeetingFindings> findings_of(db::Snapshot& snapshot, const api::Ctx& ctx, const rulebook::Rulebook& book,
                                    const MeetingDraft& draft);
// Refused while a norm asks for a reason that is not given (meeting.like_conference).
Result<MeetingDetail> add_meeting(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const MeetingDraft& draft);
Result<MeetingDetail> change_meeting(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::string& id,
                                     std::int64_t version, const MeetingDraft& draft);

// "Hội nghị tổng kết …" is called a conference; "Họp chuẩn bị hội nghị …" is not.
bool called_conference(std::string_view title);

}  // namespace sauro::meetings
