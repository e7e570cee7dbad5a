#include "modules/hall/store.hpp"

#include "json/json.hpp"

namespace sauro::hall::store {
namespace {

Session session_row(const db::Row& row) {
    return {row.str(0),      row.str(1),      row.opt_text(2), row.opt_text(3),
            row.opt_text(4), row.opt_text(5), row.integer(6),  row.integer(7)};
}
constexpr std::string_view session_columns =
    "SELECT conference_id, unit_id, code, place, secretary, no_tasks, revision, present FROM hall_sessions WHERE ";

const std::string text_columns = "SELECT speaker, words, copied_percent, reading_minutes, listed_ideas, kept_reason";
SpeechText text_row(const db::Row& row) {
    return {static_cast<int>(row.integer(0)),
            row.integer(1),
            row.opt_integer(2),
            row.opt_integer(3),
            row.opt_integer(4),
            row.opt_text(5)};
}

Result<Command> command_of(std::string_view body) {
    TRY(const auto parsed, json::parse(body));
    return json::from_json<Command>(parsed);
}

}  // namespace

Result<std::optional<Session>> session(db::Snapshot& snapshot, const std::string& conference_id) {
    return snapshot.one(std::string(session_columns) + "conference_id = ?", {conference_id}, session_row);
}
Result<std::optional<Session>> session_by_code(db::Snapshot& snapshot, const std::string& code) {
    return snapshot.one(std::string(session_columns) + "code = ?", {code}, session_row);
}
Status make_session(db::Tx& tx, const std::string& conference_id, const std::string& unit_id, Millis now) {
    TRYV(
        tx.execute("INSERT INTO hall_sessions (conference_id, unit_id, revision, present, created_at) VALUES (?, ?, 0, "
                   "0, ?) ON CONFLICT (conference_id) DO NOTHING",
                   {conference_id, unit_id, now}));
    return {};
}
Status touch(db::Tx& tx, const std::string& conference_id) {
    TRYV(tx.execute("UPDATE hall_sessions SET revision = revision + 1 WHERE conference_id = ?", {conference_id}));
    return {};
}
Status set_code(db::Tx& tx, const std::string& conference_id, const Text& code) {
    TRYV(tx.execute("UPDATE hall_sessions SET code = ? WHERE conference_id = ?", {code, conference_id}));
    return {};
}
Status set_room(db::Tx& tx, const std::string& conference_id, const Text& place, const Text& secretary) {
    TRYV(tx.execute("UPDATE hall_sessions SET place = ?, secretary = ? WHERE conference_id = ?",
                    {place, secretary, conference_id}));
    return {};
}
Status set_no_tasks(db::Tx& tx, const std::string& conference_id, const Text& reason) {
    TRYV(tx.execute("UPDATE hall_sessions SET no_tasks = ? WHERE conference_id = ?", {reason, conference_id}));
    return {};
}

Result<State> fold(db::Snapshot& snapshot, const std::string& conference_id,
                   const std::function<void(const State& before, const Entry&)>& each) {
    State state;
    Status fault;
    TRYV(snapshot.query("SELECT seq, at, body FROM hall_log WHERE conference_id = ? ORDER BY seq", {conference_id},
                        [&](const db::Row& row) {
                            auto command = command_of(row.text(2));
                            if (!command) {
                                fault = std::unexpected(command.error());
                                return false;
                            }
                            const Entry entry{row.integer(0), row.integer(1), *std::move(command)};
                            if (each) each(state, entry);
                            fault = apply(state, entry);
                            return fault.has_value();
                        }));
    if (!fault) return fail_internal("hall.log", "the log does not fold: " + fault.error().code);
    return state;
}

Result<std::optional<Command>> command_of(db::Snapshot& snapshot, const std::string& conference_id,
                                          const std::string& client_id) {
    TRY(const auto body, snapshot.one("SELECT body FROM hall_log WHERE conference_id = ? AND client_id = ?",
                                      {conference_id, client_id}, [](const db::Row& row) { return row.str(0); }));
    if (!body) return std::nullopt;
    TRY(auto command, command_of(*body));
    return std::optional(std::move(command));
}

Status append(db::Tx& tx, const std::string& conference_id, const Entry& entry, const Author& author) {
    TRYV(
        tx.execute("INSERT INTO hall_log (conference_id, seq, at, actor, actor_name, client_id, body) VALUES (?, ?, ?, "
                   "?, ?, ?, ?)",
                   {conference_id, entry.seq, entry.at, author.account, author.name, author.client_id,
                    json::write(json::to_json(entry.command))}));
    return {};
}

Result<std::vector<LogLine>> log(db::Snapshot& snapshot, const std::string& conference_id, const State& state) {
    return snapshot.all(
        "SELECT seq, at, actor_name, body FROM hall_log WHERE conference_id = ? ORDER BY seq DESC LIMIT 100",
        {conference_id}, [&](const db::Row& row) {
            LogLine line{row.integer(0), row.integer(1), row.str(2), Act::open, {}, {}};
            if (const auto command = command_of(row.text(3))) {
                line.act = command->act;
                line.reason = command->reason;
                line.speaker = command->name;
                const auto number = static_cast<std::size_t>(command->speaker.value_or(0));
                if (number >= 1 && number <= state.speakers.size()) line.speaker = state.speakers[number - 1].name;
            }
            return line;
        });
}

Result<std::vector<AgendaItem>> agenda(db::Snapshot& snapshot, const std::string& conference_id) {
    return snapshot.all(
        "SELECT title, minutes, presenter, document, document_title FROM hall_agenda WHERE conference_id = ? ORDER BY "
        "position",
        {conference_id}, [](const db::Row& row) {
            return AgendaItem{row.str(0), row.opt_integer(1), row.opt_text(2), row.opt_text(3), row.opt_text(4)};
        });
}
Status set_agenda(db::Tx& tx, const std::string& conference_id, const std::vector<AgendaItem>& items) {
    TRYV(tx.execute("DELETE FROM hall_agenda WHERE conference_id = ?", {conference_id}));
    std::int64_t position = 0;
    for (const AgendaItem& item : items) {
        TRYV(tx.execute(
            "INSERT INTO hall_agenda (conference_id, position, title, minutes, presenter, document, "
            "document_title) VALUES (?, ?, ?, ?, ?, ?, ?)",
            {conference_id, position++, item.title, item.minutes, item.presenter, item.document, item.document_title}));
    }
    return {};
}

Result<bool> attend(db::Tx& tx, const std::string& conference_id, const std::string& key, const Attendee& who) {
    TRY(const auto rows,
        tx.execute("INSERT INTO hall_attendance (conference_id, person_key, name, position, at, way) VALUES (?, ?, ?, "
                   "?, ?, ?) ON CONFLICT (conference_id, person_key) DO NOTHING",
                   {conference_id, key, who.name, who.position, who.at, who.way}));
    if (rows == 0) return false;
    TRYV(tx.execute("UPDATE hall_sessions SET present = present + 1, revision = revision + 1 WHERE conference_id = ?",
                    {conference_id}));
    return true;
}
Result<std::optional<Mark>> mark(db::Snapshot& snapshot, const std::string& conference_id) {
    return snapshot.one(
        "SELECT COALESCE((SELECT MAX(l.seq) FROM hall_log l WHERE l.conference_id = s.conference_id), 0), s.revision "
        "FROM hall_sessions s WHERE s.conference_id = ?",
        {conference_id}, [](const db::Row& row) { return Mark{row.integer(0), row.integer(1)}; });
}
Result<bool> give_ticket(db::Tx& tx, const std::string& conference_id, const std::string& key,
                         const std::string& hash) {
    TRY(const auto rows, tx.execute("UPDATE hall_attendance SET ticket_hash = ? WHERE conference_id = ? AND "
                                    "person_key = ? AND ticket_hash IS NULL",
                                    {hash, conference_id, key}));
    return rows == 1;
}
Status take_ticket_back(db::Tx& tx, const std::string& conference_id, const std::string& key) {
    TRYV(tx.execute("UPDATE hall_attendance SET ticket_hash = NULL WHERE conference_id = ? AND person_key = ?",
                    {conference_id, key}));
    return {};
}
Result<std::optional<Seat>> seat(db::Snapshot& snapshot, const std::string& ticket_hash) {
    return snapshot.one("SELECT conference_id, person_key, name FROM hall_attendance WHERE ticket_hash = ?",
                        {ticket_hash}, [](const db::Row& row) { return Seat{row.str(0), row.str(1), row.str(2)}; });
}
Result<std::vector<Attendee>> attendees(db::Snapshot& snapshot, const std::string& conference_id, int at_most) {
    return snapshot.all(
        "SELECT name, position, at, way FROM hall_attendance WHERE conference_id = ? ORDER BY person_key LIMIT ?",
        {conference_id, at_most},
        [](const db::Row& row) { return Attendee{row.str(0), row.str(1), row.integer(2), row.str(3)}; });
}

Result<std::vector<Conclusion>> conclusions(db::Snapshot& snapshot, const std::string& conference_id) {
    return snapshot.all(
        "SELECT id, work, lead, lead_name, lead_person, product, due, task_id FROM hall_conclusions WHERE "
        "conference_id = ? ORDER BY created_at, id",
        {conference_id}, [](const db::Row& row) {
            Conclusion one{row.str(0),      row.str(1),      row.str(2), row.str(3),
                           row.opt_text(4), row.opt_text(5), {},         !row.is_null(7)};
            if (const auto due = base::Date::parse_iso(row.text(6))) one.due = *due;
            return one;
        });
}
Status add_conclusion(db::Tx& tx, const std::string& conference_id, const Conclusion& conclusion, Millis now) {
    TRYV(
        tx.execute("INSERT INTO hall_conclusions (id, conference_id, work, lead, lead_name, lead_person, product, due, "
                   "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   {conclusion.id, conference_id, conclusion.work, conclusion.lead, conclusion.lead_name,
                    conclusion.lead_person, conclusion.product, conclusion.due.iso(), now}));
    return touch(tx, conference_id);
}
Result<bool> remove_conclusion(db::Tx& tx, const std::string& conference_id, const std::string& id) {
    TRY(const auto rows,
        tx.execute("DELETE FROM hall_conclusions WHERE id = ? AND conference_id = ? AND task_id IS NULL",
                   {id, conference_id}));
    TRYV(touch(tx, conference_id));
    return rows == 1;
}
Status mark_task(db::Tx& tx, const std::string& id, const std::string& task) {
    TRYV(tx.execute("UPDATE hall_conclusions SET task_id = ? WHERE id = ?", {task, id}));
    return {};
}
Result<std::optional<std::string>> unit_name(db::Snapshot& snapshot, const std::string& code) {
    return snapshot.one("SELECT name FROM fact_units WHERE unit = ?", {code},
                        [](const db::Row& row) { return row.str(0); });
}

Result<std::vector<SpeechText>> texts(db::Snapshot& snapshot, const std::string& conference_id) {
    return snapshot.all(text_columns + " FROM hall_texts WHERE conference_id = ? ORDER BY speaker LIMIT 500",
                        {conference_id}, text_row);
}
Result<std::optional<WholeText>> text_of(db::Snapshot& snapshot, const std::string& conference_id, int speaker) {
    return snapshot.one(text_columns + ", text FROM hall_texts WHERE conference_id = ? AND speaker = ?",
                        {conference_id, speaker},
                        [](const db::Row& row) { return WholeText{row.str(6), text_row(row)}; });
}
Status set_text(db::Tx& tx, const std::string& conference_id, const SpeechText& measured, const std::string& text,
                Millis now) {
    TRYV(
        tx.execute("INSERT INTO hall_texts (conference_id, speaker, text, words, copied_percent, reading_minutes, "
                   "listed_ideas, kept_reason, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
                   "(conference_id, speaker) DO UPDATE SET text = excluded.text, words = excluded.words, "
                   "copied_percent = excluded.copied_percent, reading_minutes = excluded.reading_minutes, listed_ideas "
                   "= excluded.listed_ideas, kept_reason = excluded.kept_reason, created_at = excluded.created_at",
                   {conference_id, measured.speaker, text, measured.words, measured.copied_percent,
                    measured.reading_minutes, measured.listed_ideas, measured.kept_reason, now}));
    return touch(tx, conference_id);
}

}  // namespace sauro::hall::store
