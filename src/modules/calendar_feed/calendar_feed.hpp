// The calendar of a person or a unit as an iCalendar address that phones and mail programs subscribe to (RFC 5545):
// conferences and meetings of the unit, and those it is invited to.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "api/api.hpp"

namespace sauro::calendar_feed {

struct Services {
    // The account with its roles as they are now; nothing: no such account, or it is disabled.
    std::function<Result<std::optional<api::Principal>>(db::Snapshot&, const std::string& account_id)> principal;
};
api::Module module(Services services);

}  // namespace sauro::calendar_feed
