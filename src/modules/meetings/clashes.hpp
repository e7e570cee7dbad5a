// Who sits in two conferences at once, from the stored invitations: bodies invited, and the leader in the chair of one
// unit's conferences (226-KL/TW, 2.2, first dash: calendars are coordinated). A conference without hours takes its day.
#pragma once
#include <unordered_map>

#include "modules/meetings/store.hpp"
#include "planning/planning.hpp"

namespace sauro::meetings {

// Standing conferences of some days, whoever convenes them, and everybody's seats in them.
struct Sittings {
    struct One {
        std::string id, unit_id, path;
        base::Date date;
        planning::Hours hours;
        std::int32_t convenor = 0;  // of `people`: who convenes sits in it too
    };
    std::vector<One> conferences;       // by day and id
    std::vector<planning::Seat> seats;  // indexes into `conferences` and `people`
    struct Person {
        std::string name;  // code of a body, or its name when it is none of ours; a leader as written
        bool leader = false;
    };
    std::vector<Person> people;

    // Index of a body or of a unit's leader; a new one when nobody knows it yet.
    std::int32_t body(std::string_view code);
    std::int32_t leader(std::string_view unit_id, std::string_view chair);

  private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> known_;
};
// Two conferences of one unit are its own affair unless somebody else sits in both.
Result<Sittings> sittings_between(db::Snapshot& snapshot, base::Date from, base::Date to);

struct ClashSide {
    Text id, title;  // of a conference in the asker's reach
    std::string unit, unit_name;
    Count start_at, end_at;
    std::int64_t version = 0;
    bool movable = false;  // the asking unit's own, not yet held
};
BOOST_DESCRIBE_STRUCT(ClashSide, (), (id, title, unit, unit_name, start_at, end_at, version, movable))
struct ClashPair {
    base::Date date;
    ClashSide a, b;
    std::vector<std::string> who;  // the first who sit in both; leaders as written
    std::int64_t people = 0;
};
BOOST_DESCRIBE_STRUCT(ClashPair, (), (date, a, b, who, people))
struct ClashPage {
    std::vector<ClashPair> items;
    Text next;
    std::string norm, clause;
};
BOOST_DESCRIBE_STRUCT(ClashPage, (), (items, next, norm, clause))

// Pairs of which at least one is of `filter`, by day; other conferences without title when they are not under
// `filter.path`. `filter.after`: "date id id" of the last pair seen.
Result<ClashPage> clashes_of(db::Snapshot& snapshot, const store::Filter& filter);
// Days of the filter with such a pair.
Result<std::vector<std::string>> clash_days(db::Snapshot& snapshot, const store::Filter& filter);
// Marks those that clash with any other.
Status mark_clashes(db::Snapshot& snapshot, std::vector<ConferenceRow>& rows);

struct FreeDays {
    std::vector<base::Date> days;    // the nearest first; the wanted one too when it is free
    std::vector<ClashPair> clashes;  // on the wanted day; `a` is the conference asked about
};
BOOST_DESCRIBE_STRUCT(FreeDays, (), (days, clashes))
// `id`: the saved conference that the draft is, "" for a new one.
Result<FreeDays> free_days_of(db::Snapshot& snapshot, const api::UnitRef& unit, const ConferenceDraft& draft,
                              const std::string& id, const base::WorkCalendar& calendar, base::Date from);

}  // namespace sauro::meetings
