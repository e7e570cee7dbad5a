// A plan that breaks limits, and the fewest changes that bring it within them (226-KL/TW, 2.2): merge, replace by the
// document that guides it, hold online, move. Limits and what counts come from the rulebook; nothing is changed here
// without being asked for, one change at a time.
#pragma once
#include "modules/meetings/clashes.hpp"
#include "modules/meetings/service.hpp"

namespace sauro::meetings {

struct SuggestFigure {
    std::string norm, clause, label;
    std::string before, after;  // for people: "3", "58,3 % (7/12)"
    Text limit;
    bool met = true;  // after
};
BOOST_DESCRIBE_STRUCT(SuggestFigure, (), (norm, clause, label, before, after, limit, met))
struct SuggestedConference {
    std::string id, title;
    base::Date date;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(SuggestedConference, (), (id, title, date, version))
struct Suggestion {
    std::string kind;  // merge | replace | online | move
    std::string text, why;
    SuggestedConference conference;
    std::optional<SuggestedConference> into;  // of a merge
    std::optional<base::Date> day;            // of a move
    std::vector<SuggestFigure> figures;       // those that it changes, in the order of the list
};
BOOST_DESCRIBE_STRUCT(Suggestion, (), (kind, text, why, conference, into, day, figures))
struct Similar {
    SuggestedConference a, b;
    std::int64_t percent = 0;  // of the words of both titles
};
BOOST_DESCRIBE_STRUCT(Similar, (), (a, b, percent))
struct Suggestions {
    std::string unit;
    std::int64_t year = 0;
    bool within = true;  // nothing to do
    std::vector<SuggestFigure> limits;
    std::vector<Suggestion> items;
    std::vector<std::string> unmet;  // what no change meets, what cannot be told
    std::vector<Similar> similar;    // pairs that could be one conference, whether limits ask for it or not
};
BOOST_DESCRIBE_STRUCT(Suggestions, (), (unit, year, within, limits, items, unmet, similar))
Result<Suggestions> suggest(const rulebook::Rulebook& book, const base::WorkCalendar& calendar, db::Snapshot& snapshot,
                            const api::UnitRef& unit, int year, base::Date today);

struct Take {
    std::string kind, id;
    std::int64_t version = 0;
    Text into;
    Count into_version;
    std::optional<base::Date> day;
};
BOOST_DESCRIBE_STRUCT(Take, (), (kind, id, version, into, into_version, day))
// What puts it back, step by step.
struct UndoStep {
    std::string id;
    std::int64_t version = 0;
    bool restore = false;  // it was cancelled
    std::optional<ConferenceDraft> stated;
};
BOOST_DESCRIBE_STRUCT(UndoStep, (), (id, version, restore, stated))
struct Taken {
    std::string message;
    std::vector<UndoStep> undo;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (message, undo))
// Through the same service as every change: fresh version, own unit, not yet held, year open.
Result<Taken> take(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const Take& what);
Result<Taken> take_back(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::vector<UndoStep>& steps);

}  // namespace sauro::meetings
