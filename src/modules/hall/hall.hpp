// The holding of a conference: queue and clock of the speeches, screens that follow by server-sent events, agenda,
// attendance, conclusions that become tasks, minutes. 226-KL/TW 2.2 ¶4: M16 to M20.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::hall {

struct Conference {
    std::string id, code;  // ours; the caller's own
    base::Date date;
    std::string title;
    std::optional<std::string> type, mode, chair, agenda, status;
    std::optional<std::int64_t> planned_minutes, actual_minutes, delegates;
};
struct Paper {
    std::string title, text;  // text "" where only the title is kept
    std::optional<std::string> sent_on;
};
struct HeldSpeech {
    std::string code, conference_id, type, speaker;
    std::int64_t minutes = 0;
    std::optional<std::string> text;  // as prepared, with what it measures
    std::optional<std::int64_t> copied_percent, reading_minutes, listed_ideas;
    std::optional<std::string> kept_reason;
};
struct Assignment {  // a conclusion as a task; units by code
    std::string code, assigner, lead, lead_person, work, product, source, clause;
    std::string due;  // ISO day
};

// What the modules of conferences and tasks do for this one.
struct Services {
    rulebook::Rulebook rulebook;
    std::function<Result<std::optional<Conference>>(db::Snapshot&, const std::string& unit_id, const std::string& id)>
        find_conference;
    std::function<Result<std::vector<Paper>>(db::Snapshot&, const std::string& conference_id)> papers;
    std::function<Status(db::Tx&, const HeldSpeech&, base::Millis now)> add_speech;
    std::function<Status(db::Tx&, const std::string& conference_id, std::int64_t actual_minutes)> set_held;
    std::function<Status(db::Tx&, const Assignment&)> add_task;
    base::Clock clock = base::now_ms;
};

// Opinion slips that a unit has not answered and still can, nearest due first, at most 100; for "Việc hôm nay".
struct OpenSlip {
    std::string id, question, convenor;
    base::Millis due_at = 0;
};
Result<std::vector<OpenSlip>> open_slips(db::Snapshot& snapshot, const std::string& unit_id);

std::vector<db::Migration> migrations();
api::Module module(Services services);

}  // namespace sauro::hall
