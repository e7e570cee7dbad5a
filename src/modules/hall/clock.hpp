// The clock of a hall: a state that is folded from a log of commands with the server's timestamps, and nothing else.
// Every figure on a screen is a function of (state, server now), so reloading, a lost line or another operator cannot
// move it. 226-KL/TW 2.2, third dash: opening ≤ 10 minutes, a contribution ≤ 10, closing ≤ 50 in total over all
// leaders; the limits come in with the `open` command, taken from the rulebook. Durations and instants in milliseconds.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::hall {

using base::Millis;

// `discussion`: questions, directions in the middle; no limit, and no row among the speeches (INT-21).
enum class Kind { opening, contribution, closing, discussion };
BOOST_DESCRIBE_ENUM(Kind, opening, contribution, closing, discussion)
enum class Phase { waiting, speaking, paused, done, removed };
BOOST_DESCRIBE_ENUM(Phase, waiting, speaking, paused, done, removed)
// `recess`: the midday or night break, which is no time of the conference (INT-19); a short break is.
enum class Sitting { before, sitting, recess, closed };
BOOST_DESCRIBE_ENUM(Sitting, before, sitting, recess, closed)

enum class Act {
    open,        // needs limits; the list may be kept before
    register_,   // to the end of the queue: name, kind; subject, minutes; before the opening it needs limits
    again,       // a speaker who has spoken: to the end of the queue, as a new speech
    move,        // a waiting speaker to `place` in the queue (0 = next)
    remove,      // a waiting speaker; never touches the clock
    start,       // a waiting speaker, 0 = the first; the stage must be empty
    interpose,   // pauses who speaks; a waiting speaker, or a new one by name and kind, speaks at once
    pause,       // who speaks
    resume,      // who was paused last
    stop,        // who is on the stage: the speech is done
    next,        // stop, then the paused one goes on, or else the first of the queue starts
    add_minute,  // to the speech on the stage; needs a reason
    adjourn,     // midday or night break
    reconvene,
    close,  // the stage must be empty
};
BOOST_DESCRIBE_ENUM(Act, open, register_, again, move, remove, start, interpose, pause, resume, stop, next, add_minute,
                    adjourn, reconvene, close)

struct Limits {
    std::int64_t opening_ms = 0, contribution_ms = 0, closing_total_ms = 0;
    std::string clause;  // "226-KL/TW, 2.2, …", shown beside the figures
};
BOOST_DESCRIBE_STRUCT(Limits, (), (opening_ms, contribution_ms, closing_total_ms, clause))

struct Command {
    Act act = Act::open;
    std::optional<int> speaker;  // number
    std::optional<std::string> name, subject, reason;
    std::optional<Kind> kind;
    std::optional<int> minutes;  // planned, at most the limit of the kind
    std::optional<int> place;
    std::optional<Limits> limits;
};
BOOST_DESCRIBE_STRUCT(Command, (), (act, speaker, name, subject, reason, kind, minutes, place, limits))

struct Entry {
    std::int64_t seq = 0;
    Millis at = 0;  // of the server
    Command command;
};

struct Speaker {
    int number = 0;  // 1, 2, … in order of registration
    std::string name, subject;
    Kind kind = Kind::contribution;
    Phase phase = Phase::waiting;
    std::int64_t planned_ms = 0;  // 0: no limit of its own (discussion; closing shares one budget)
    std::int64_t added_ms = 0;
    std::int64_t spoken_ms = 0;   // of the spans that have ended
    std::optional<Millis> since;  // the span that runs
    std::optional<Millis> started_at, ended_at;
};
BOOST_DESCRIBE_STRUCT(Speaker, (),
                      (number, name, subject, kind, phase, planned_ms, added_ms, spoken_ms, since, started_at,
                       ended_at))

struct State {
    std::int64_t seq = 0;  // of the last command; 0 = nothing happened yet
    Sitting sitting = Sitting::before;
    Limits limits;
    Millis last_at = 0;  // time never runs backward, whatever the server's clock does
    std::optional<Millis> opened_at, closed_at, sat_since;
    std::int64_t sat_ms = 0;  // of the sittings that have ended
    std::vector<Speaker> speakers;
    std::vector<int> queue;  // waiting, next first
    std::vector<int> stage;  // who was interrupted first … who was last; only the last one may speak
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (seq, sitting, limits, last_at, opened_at, closed_at, sat_since, sat_ms, speakers, queue, stage))

inline constexpr std::size_t most_speakers = 2000, most_on_stage = 8, most_name = 200, most_words = 1000;

// The next state, in place. An error leaves the state as it was. Codes: hall.not_open, hall.closed, hall.recess,
// hall.no_such_speaker, hall.not_waiting, hall.not_done, hall.nobody, hall.occupied, hall.speaking, hall.not_speaking,
// hall.not_paused, hall.reason, hall.name, hall.minutes, hall.too_many, hall.sequence.
Status apply(State& state, const Entry& entry);

// ---- functions of (state, server now) ----
const Speaker* on_stage(const State& state);  // who speaks or was paused last; nullptr: nobody
std::int64_t spoken(const Speaker& speaker, Millis now);
std::int64_t closing_spoken(const State& state, Millis now);  // over all leaders
// Negative once the time is over; nothing: no limit. A closing speech has what is left of the common budget, and of its
// own plan where it has one. A minute added to a closing speech is added to the budget.
std::optional<std::int64_t> remaining(const State& state, const Speaker& speaker, Millis now);
std::int64_t sat(const State& state, Millis now);  // length of the conference so far, without recesses

// Minutes as they stand in the record: rounded to the nearest minute, half a minute up; a speech never counts 0.
std::int64_t whole_minutes(std::int64_t ms);
// Of a finished speech. Closing speeches are rounded together, so that their rows add up to the rounded total.
std::int64_t recorded_minutes(const State& state, const Speaker& speaker);

}  // namespace sauro::hall
