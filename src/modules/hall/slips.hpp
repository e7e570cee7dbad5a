// Opinion slips: one question to named units, before or during a conference, each with an answer and words of its own.
#pragma once
#include "db/db.hpp"
#include "modules/hall/hall.hpp"
#include "modules/hall/store.hpp"

namespace sauro::hall::slips {

inline constexpr int most_slips = 30;
inline constexpr std::size_t most_units = 500;

struct Asked {
    std::string client_id, question;
    std::vector<std::string> choices, units;  // units by code
    bool other = false;
    Millis due_at = 0;
};
// error hall.slip: what is missing; unit.unknown names the code. The same client_id again changes nothing.
Status send(db::Tx& tx, const std::string& conference_id, const Asked& asked, Millis now);

struct Answer {
    std::string slip, client_id;
    std::int64_t choice = 0;
    Text opinion;
};
// May be changed, also after the time it was due (then marked late), until the conference is closed.
// errors: hall.no_slip, hall.closed, hall.choice, hall.opinion
Status answer(db::Tx& tx, const api::Ctx& ctx, const Answer& given);

Status close_all(db::Tx& tx, const std::string& conference_id, Millis now);  // with the conference

Result<std::vector<Slip>> all(db::Snapshot& snapshot, const std::string& conference_id);  // in order of sending

// As the unit that was asked sees it.
struct Asking {
    std::string id, conference_id, convenor_id, convenor, question;
    bool other = false, closed = false;
    Millis sent_at = 0, due_at = 0;
    std::vector<Choice> choices;
    SlipAnswer mine;
};
Result<std::vector<Asking>> of_unit(db::Snapshot& snapshot, const std::string& unit_id);  // the newest 50

}  // namespace sauro::hall::slips
