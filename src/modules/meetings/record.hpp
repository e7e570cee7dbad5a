// What the holding of a conference writes into its facts. For the hall module, handed over in app/.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::meetings {

struct ConferenceFact {
    std::string id;    // ours
    std::string code;  // the caller's own id, or ours where there is none
    base::Date date;
    std::string title;  // "" unknown
    std::optional<std::string> type, mode, chair, agenda, status;
    std::optional<std::int64_t> planned_minutes, actual_minutes, delegates;
};
// By our id or the caller's own, of the unit that convenes; nothing: no such conference there.
Result<std::optional<ConferenceFact>> find_conference(db::Snapshot& snapshot, const std::string& unit_id,
                                                      const std::string& id_or_code);

struct PaperFact {
    std::string id, title, text;  // text "" where only the title is kept
    std::optional<std::string> sent_on;
};
Result<std::vector<PaperFact>> papers_of(db::Snapshot& snapshot, const std::string& conference_id);

// A speech that was held. `code` is its permanent id: the same one again changes nothing.
struct SpeechFact {
    std::string code, conference_id, type, speaker;  // type: opening | closing | contribution
    std::int64_t minutes = 0;
    std::optional<std::string> text;  // as prepared, with what it measures
    std::optional<std::int64_t> copied_percent, reading_minutes, listed_ideas;
    std::optional<std::string> kept_reason;
};
Status add_speech(db::Tx& tx, const SpeechFact& speech, base::Millis now);

// error conference.cancelled: a cancelled conference was not held.
Status set_held(db::Tx& tx, const std::string& conference_id, std::int64_t actual_minutes);

}  // namespace sauro::meetings
