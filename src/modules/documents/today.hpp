// "Việc hôm nay": what this unit must do, by when. Documents are known here; tasks and reports come from sources handed
// over in app/.
#pragma once
#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::documents {

struct TodayItem {
    std::string id, kind;  // document_in | draft | task | report | recommendation
    std::string title;
    std::optional<std::string> from, symbol;
    std::optional<std::string> due;
    std::string due_text, action, href;
};
BOOST_DESCRIBE_STRUCT(TodayItem, (), (id, kind, title, from, symbol, due, due_text, action, href))

struct DoneItem {
    std::string text;
    std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(DoneItem, (), (text, at))
struct TodayCounts {
    std::int64_t all = 0, documents = 0, tasks = 0, reports = 0, meetings = 0;
};
BOOST_DESCRIBE_STRUCT(TodayCounts, (), (all, documents, tasks, reports, meetings))
struct TodayAnswer {
    std::string date;
    std::vector<TodayItem> overdue, today, upcoming;
    std::vector<DoneItem> done_today;
    TodayCounts counts;
};
BOOST_DESCRIBE_STRUCT(TodayAnswer, (), (date, overdue, today, upcoming, done_today, counts))

// Open items of a unit that another module knows. `due_text` may be left empty: it is filled here.
using TodaySource =
    std::function<Result<std::vector<TodayItem>>(db::Snapshot&, const std::string& unit_id, base::Date today)>;

}  // namespace sauro::documents
