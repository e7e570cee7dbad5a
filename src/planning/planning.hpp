// Conferences of a year as plain values: clashes, free days, and the fewest changes that bring a plan within its limits
// (226-KL/TW, 2.2, opening paragraph and first dash; INT-08, INT-13, INT-18). Pure: no database, no clock.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace sauro::planning {

// Minutes after midnight; `end` is not part of it. Without hours it takes the whole day.
struct Hours {
    int start = 0, end = 24 * 60;
    bool overlaps(const Hours& other) const { return start < other.end && other.start < end; }
};

// Somebody (a body or a leader) sits in a conference.
struct Seat {
    std::int32_t who = 0;
    std::int32_t conference = 0;  // index
    base::Date date;
    Hours hours;
};
struct Clash {
    std::int32_t a = 0, b = 0;  // conferences, a < b
    std::int32_t who = 0;       // the first of those who sit in both
    std::int64_t people = 1;    // how many sit in both
};
// Ordered by a, then b. `seats` is sorted in place (fastest when it comes in the order of days). A body that is in more
// than `most` conferences at once counts with its first ones: the plan is broken there anyway.
std::vector<Clash> clashes(std::vector<Seat>& seats, std::size_t most = 64);

// How far it has come: only proposed, planned by somebody, papers sent.
enum class Stage { proposed, planned, prepared };
struct Conference {
    std::string id, title;
    std::string kind, sector, agenda;  // as stated, "" unknown
    base::Date date;
    Hours hours;
    bool online = false;
    bool wide = false;         // counts against the cap of the area: no periodic session, no decision of its own
    bool fixed = false;        // held, a session that statutes ask for, or settled: nothing is proposed for it
    bool replaceable = false;  // a document that guides its content exists
    // Of another plan: it stands in the way, is not counted, and nothing is proposed for it. `fixed` with it.
    bool other = false;
    bool duty = false;  // asked for by a task or by rules of its own: changed last
    Stage stage = Stage::planned;
    std::optional<std::int64_t> cost;
    std::vector<std::int32_t> who;  // each once, in order
    std::int32_t chair = -1;        // of them, the leader in the chair; -1 nobody
};
struct Limits {
    std::optional<std::int64_t> most;            // conferences in the year
    std::optional<std::int64_t> most_wide;       // area-wide ones
    std::optional<std::int64_t> online_percent;  // at least
};
// Of the plan's own conferences; a clash with one of another plan counts, one among those does not.
struct Measure {
    std::int64_t total = 0, online = 0, wide = 0, clashes = 0;
    bool operator==(const Measure&) const = default;
};

// `merge`: its content goes to `into`, which keeps its day and form (mergeable).
enum class Kind { online, move, merge, replace };
// Why this one and not another: there is no other; it makes the list shorter; no duty asks for it; the least prepared,
// the fewest guests, the least money, the most time left; or nothing tells them apart.
enum class Because { only, shortest, duty, stage, guests, cost, time, equal };
struct Change {
    Kind kind = Kind::online;
    std::size_t conference = 0;
    std::optional<std::size_t> into;  // of a merge
    std::optional<base::Date> day;    // of a move
    Because because = Because::only;
    Measure before, after;  // of the plan, in the order of the list
};
struct Improvement {
    Measure before, after;
    std::vector<Change> changes;
    // What stays broken because nothing more may be changed: "most", "most_wide", "online_percent", "clashes".
    std::vector<std::string> unmet;
    std::size_t greedy = 0;  // how many changes the plain greedy way takes
};

Measure measure(std::span<const Conference> plan);
bool clash(const Conference& a, const Conference& b);

// Folded syllables, each once, sorted. What two have in common is 0…1 (Dice).
using Words = std::vector<std::string>;
double closeness(const Words& a, const Words& b);
// A title without what every title says: "Hội nghị quán triệt Kết luận 226-KL/TW" -> "ket luan 226 kl tw".
std::string subject_words(std::string_view title);
// What a conference is about; numbers tell the members of a series apart ("số 1", "đợt hai", "quý IV").
struct Subject {
    Words title, agenda;
    std::vector<std::string> numbers, agenda_numbers;
};
Subject subject_of(const Conference& one);
// How close they are in title, from 0.6 on, when they could be one: of one kind and sector, within 60 days, the same
// numbers, agendas (where both state one) as close, half of the shorter list of guests on the other one too (INT-18).
std::optional<double> mergeable(const Conference& a, const Subject& about_a, const Conference& b,
                                const Subject& about_b);

struct Looking {
    int reach = 45;        // days to either side
    std::size_t most = 5;  // how many are wanted
    base::Date from = {};  // none before it
};
// Working days of the same year near `near` on which nobody of `one` sits elsewhere at its hours; the nearest first.
std::vector<base::Date> free_days(std::span<const Conference> plan, std::size_t one, base::Date near,
                                  const base::WorkCalendar& calendar, const Looking& looking = {});

// The shortest list of changes, the lightest of them. A conference leaves the plan only where a limit of number asks
// for it, or for a clash that no day of the year solves. `from`: none is moved to a day before it.
Improvement improve(std::span<const Conference> plan, const Limits& limits, const base::WorkCalendar& calendar,
                    base::Date from = {});

}  // namespace sauro::planning
