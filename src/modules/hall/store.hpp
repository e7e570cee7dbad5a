// The rows of a hall. Bounded reads; the log is only ever appended to.
#pragma once
#include <functional>

#include "db/db.hpp"
#include "modules/hall/types.hpp"

namespace sauro::hall::store {

inline constexpr std::int64_t most_commands = 5'000;

struct Session {
    std::string conference_id, unit_id;
    Text code, place, secretary, no_tasks;
    std::int64_t revision = 0, present = 0;
};
Result<std::optional<Session>> session(db::Snapshot& snapshot, const std::string& conference_id);
Result<std::optional<Session>> session_by_code(db::Snapshot& snapshot, const std::string& code);
Status make_session(db::Tx& tx, const std::string& conference_id, const std::string& unit_id, Millis now);  // once
Status touch(db::Tx& tx, const std::string& conference_id);  // revision + 1
Status set_code(db::Tx& tx, const std::string& conference_id, const Text& code);
Status set_room(db::Tx& tx, const std::string& conference_id, const Text& place, const Text& secretary);
Status set_no_tasks(db::Tx& tx, const std::string& conference_id, const Text& reason);

// `each`: every entry with the state it met.
Result<State> fold(db::Snapshot& snapshot, const std::string& conference_id,
                   const std::function<void(const State& before, const Entry&)>& each = {});
// The command that this id was given with, if any.
Result<std::optional<Command>> command_of(db::Snapshot& snapshot, const std::string& conference_id,
                                          const std::string& client_id);
struct Author {
    std::string account, name, client_id;
};
Status append(db::Tx& tx, const std::string& conference_id, const Entry& entry, const Author& author);
Result<std::vector<LogLine>> log(db::Snapshot& snapshot, const std::string& conference_id, const State& state);

Result<std::vector<AgendaItem>> agenda(db::Snapshot& snapshot, const std::string& conference_id);
Status set_agenda(db::Tx& tx, const std::string& conference_id, const std::vector<AgendaItem>& items);

// Number of the last command and revision of the rest.
struct Mark {
    std::int64_t seq = 0, revision = 0;
};
Result<std::optional<Mark>> mark(db::Snapshot& snapshot, const std::string& conference_id);

struct Attendee {
    std::string name, position;
    Millis at = 0;
    std::string way;
};
Result<bool> attend(db::Tx& tx, const std::string& conference_id, const std::string& key, const Attendee& who);
// One phone holds the ticket of a person; false: another one holds it already.
Result<bool> give_ticket(db::Tx& tx, const std::string& conference_id, const std::string& key, const std::string& hash);
Status take_ticket_back(db::Tx& tx, const std::string& conference_id, const std::string& key);
struct Seat {
    std::string conference_id, person_key, name;
};
Result<std::optional<Seat>> seat(db::Snapshot& snapshot, const std::string& ticket_hash);
Result<std::vector<Attendee>> attendees(db::Snapshot& snapshot, const std::string& conference_id, int at_most);

Result<std::vector<Conclusion>> conclusions(db::Snapshot& snapshot, const std::string& conference_id);
Status add_conclusion(db::Tx& tx, const std::string& conference_id, const Conclusion& conclusion, Millis now);
Result<bool> remove_conclusion(db::Tx& tx, const std::string& conference_id, const std::string& id);
Status mark_task(db::Tx& tx, const std::string& id, const std::string& task);
Result<std::optional<std::string>> unit_name(db::Snapshot& snapshot, const std::string& code);

struct SpeechText {
    int speaker = 0;
    std::int64_t words = 0;
    std::optional<std::int64_t> copied_percent, reading_minutes, listed_ideas;
    Text kept_reason;
};
Result<std::vector<SpeechText>> texts(db::Snapshot& snapshot, const std::string& conference_id);  // at most 500
struct WholeText {
    std::string text;
    SpeechText measured;
};
Result<std::optional<WholeText>> text_of(db::Snapshot& snapshot, const std::string& conference_id, int speaker);
Status set_text(db::Tx& tx, const std::string& conference_id, const SpeechText& measured, const std::string& text,
                Millis now);

}  // namespace sauro::hall::store
