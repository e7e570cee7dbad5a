// Quick votes in the hall. One runs at a time; who checked in by phone answers once. In an open vote the answer may be
// changed until the end; a secret one keeps who answered and the counts apart, so that nothing is left to change.
#pragma once
#include "db/db.hpp"
#include "modules/hall/store.hpp"

namespace sauro::hall::votes {

inline constexpr int most_votes = 100;
inline constexpr std::size_t most_choices = 12;

struct Asked {
    std::string client_id, question;
    std::vector<std::string> choices;
    bool other = false, secret = false;
    std::optional<std::int64_t> minutes;
};
// error hall.vote: what is missing; hall.vote_open: another one runs. The same client_id again changes nothing.
Status open(db::Tx& tx, const std::string& conference_id, const Asked& asked, Millis now);
// The end stands at the earlier of the time limit and now; a second time changes nothing. error hall.no_vote
Status close(db::Tx& tx, const std::string& conference_id, const std::string& vote, Millis now);
Status close_all(db::Tx& tx, const std::string& conference_id, Millis now);
Status hide(db::Tx& tx, const std::string& conference_id, const std::string& vote);

struct Answer {
    std::string vote, client_id;
    std::int64_t choice = 0;  // position
    Text opinion;             // only with the choice that takes words
};
// errors: hall.no_vote, hall.vote_over, hall.voted (a secret answer stands), hall.choice, hall.opinion
Status answer(db::Tx& tx, const store::Seat& who, const Answer& given, Millis now);

Result<std::vector<Vote>> all(db::Snapshot& snapshot, const std::string& conference_id);  // newest first
Result<std::optional<Vote>> shown(db::Snapshot& snapshot, const std::string& conference_id);
// What this person answered last: the position, and nothing of a secret vote but that there is an answer.
struct Mine {
    bool answered = false;
    std::optional<std::int64_t> choice;
    Text opinion;
};
Result<Mine> mine(db::Snapshot& snapshot, const std::string& vote, const std::string& person_key);

}  // namespace sauro::hall::votes
