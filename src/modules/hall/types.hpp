// What goes over the wire. Instants are epoch milliseconds of the server.
#pragma once
#include "json/json.hpp"
#include "modules/hall/clock.hpp"

namespace sauro::hall {

using Text = std::optional<std::string>;

struct AgendaItem {
    std::string title;
    std::optional<std::int64_t> minutes;
    Text presenter, document, document_title;  // page of a document of the registers that was sent before
};
BOOST_DESCRIBE_STRUCT(AgendaItem, (), (title, minutes, presenter, document, document_title))

struct SentPaper {
    std::string title;
    Text sent_on;
};
BOOST_DESCRIBE_STRUCT(SentPaper, (), (title, sent_on))

struct Conclusion {
    std::string id, work, lead, lead_name;
    Text lead_person, product;
    base::Date due;
    bool is_task = false;
};
BOOST_DESCRIBE_STRUCT(Conclusion, (), (id, work, lead, lead_name, lead_person, product, due, is_task))

struct LogLine {
    std::int64_t seq = 0;
    Millis at = 0;
    std::string by;
    Act act = Act::open;
    Text speaker, reason;  // name
};
BOOST_DESCRIBE_STRUCT(LogLine, (), (seq, at, by, act, speaker, reason))

struct PreparedText {
    int speaker = 0;
    std::optional<std::int64_t> copied_percent;  // nothing: no papers to compare with
    std::int64_t words = 0, minutes = 0;         // at the pace of the rulebook
    std::optional<std::int64_t> listed_ideas;    // neighbouring ideas that list achievements or retell events
    Text kept_reason;
};
BOOST_DESCRIBE_STRUCT(PreparedText, (), (speaker, copied_percent, words, minutes, listed_ideas, kept_reason))

struct Choice {
    std::string words;
    std::optional<std::int64_t> answers;  // none while a secret vote runs
};
BOOST_DESCRIBE_STRUCT(Choice, (), (words, answers))
struct Opinion {
    Text name;  // who; none in a secret vote
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Opinion, (), (name, words))
struct Vote {
    std::string id;
    std::int64_t number = 0;  // 1, 2, … in this hall
    std::string question;
    bool secret = false;
    bool other = false;  // the last choice takes words
    Millis opened_at = 0;
    std::optional<Millis> ends_at, closed_at;  // no answer is taken from the earlier of them on
    bool hidden = false;                       // no longer on the screens
    std::int64_t answered = 0;                 // persons
    std::vector<Choice> choices;
    std::vector<Opinion> opinions;  // for the record; not sent to the screens
};
BOOST_DESCRIBE_STRUCT(Vote, (),
                      (id, number, question, secret, other, opened_at, ends_at, closed_at, hidden, answered, choices,
                       opinions))

struct SlipAnswer {
    std::string unit, unit_name;
    std::optional<std::int64_t> choice;  // position; none: no answer yet
    Text opinion, by;
    std::optional<Millis> at;
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(SlipAnswer, (), (unit, unit_name, choice, opinion, by, at, late))
struct Slip {
    std::string id, question;
    bool other = false;
    Millis sent_at = 0, due_at = 0;
    std::vector<Choice> choices;
    std::vector<SlipAnswer> answers;  // every unit asked, those without an answer too
};
BOOST_DESCRIBE_STRUCT(Slip, (), (id, question, other, sent_at, due_at, choices, answers))

struct Hall {
    std::string id, code, title;
    base::Date date;
    Text type, mode, chair, status, place, secretary;
    std::optional<std::int64_t> planned_minutes, actual_minutes, delegates;
    Millis server_now = 0;
    std::int64_t revision = 0;  // of what follows the clock: agenda, attendance, conclusions
    State state;
    Limits limits;  // of the rulebook today; `state.limits` are those the hall was opened with
    std::vector<AgendaItem> agenda;
    std::vector<SentPaper> papers;
    std::int64_t present = 0;
    Text check_in_code;
    std::vector<Conclusion> conclusions;
    std::vector<LogLine> log;  // the newest 100, newest first
    std::vector<PreparedText> texts;
    std::vector<Vote> votes;  // newest first
    std::vector<Slip> slips;
};
BOOST_DESCRIBE_STRUCT(Hall, (),
                      (id, code, title, date, type, mode, chair, status, place, secretary, planned_minutes,
                       actual_minutes, delegates, server_now, revision, state, limits, agenda, papers, present,
                       check_in_code, conclusions, log, texts, votes, slips))

// What a screen of the hall needs, of bounded size; every screen gets the same bytes.
struct Display {
    std::string title;
    std::int64_t seq = 0, revision = 0;
    Sitting sitting = Sitting::before;
    Limits limits;
    std::optional<Speaker> current;  // speaking or paused
    std::vector<Speaker> next;       // at most five
    std::int64_t waiting = 0;
    std::int64_t closing_ms = 0, closing_added_ms = 0;  // spans that ended; `current` adds its own while it speaks
    std::int64_t sat_ms = 0;
    std::optional<Millis> sat_since;
    std::int64_t present = 0;
    Text check_in_code;
    std::optional<Vote> vote;  // the newest one, until it is hidden
};
BOOST_DESCRIBE_STRUCT(Display, (),
                      (title, seq, revision, sitting, limits, current, next, waiting, closing_ms, closing_added_ms,
                       sat_ms, sat_since, present, check_in_code, vote))
Display display_of(const State& state);  // what follows from the clock alone

}  // namespace sauro::hall
