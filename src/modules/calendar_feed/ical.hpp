// iCalendar text (RFC 5545): lines folded at 75 octets without cutting a letter, text escaped, one time zone. The same
// events always give the same bytes, so that a tag of the content is a tag of the calendar.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace sauro::calendar_feed {

struct Event {
    std::string uid;
    std::int64_t sequence = 0;
    base::Millis changed_at = 0;
    base::Date day;
    std::optional<std::int64_t> start_minute, end_minute;  // of the day in Việt Nam; no start: the whole day
    std::string summary, description, place, category;
    enum class Status { tentative, confirmed, cancelled } status = Status::confirmed;
};

std::string write_calendar(std::string_view name, const std::vector<Event>& events);

}  // namespace sauro::calendar_feed
