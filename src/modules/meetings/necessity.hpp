// Is this conference needed? 226-KL/TW 2.2, opening paragraph: content that a detailed guiding document covers (M3), a
// conference broadcast down to the communes and held again (M4). Likeness only asks; a person answers, with a reason.
#pragma once
#include <functional>
#include <string>

#include "api/api.hpp"
#include "modules/meetings/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {

struct Subject {
    std::string words;  // what the title is about, folded, without the words that every title has
    std::string text;   // agenda and papers
    base::Date day;     // guidance must stand by then
};
struct Guidance {
    std::vector<Guiding> items, ended;  // ended: replaced or repealed by that day
    bool complete = true;
};
// Finds guiding documents that the asker may see; handed over in app/. Empty: none are found.
using FindGuiding = std::function<Result<Guidance>(db::Snapshot&, const api::Ctx&, const Subject&)>;

// `id`: of the saved conference that the draft stands for; "" none.
Result<Necessity> necessity_of(const rulebook::Rulebook& book, const FindGuiding& find, db::Snapshot& snapshot,
                               const api::Ctx& ctx, const ConferenceDraft& draft, const std::string& id);
// Refused until the draft says why it is needed: meeting.guided, meeting.rerun.
Status must_be_explained(const Necessity& necessity, const ConferenceDraft& draft);

// Share of the pairs of neighbouring syllables of the shorter subject that the other has too; 0 when it has fewer than
// `fewest`. Both folded.
double closeness(const std::string& a, const std::string& b, std::size_t fewest = 3);

}  // namespace sauro::meetings
