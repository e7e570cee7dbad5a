// What other modules add to "Việc hôm nay": each knows its own open items, here they only change shape.
#pragma once
#include <vector>

#include "modules/documents/today.hpp"

namespace sauro::app {
std::vector<documents::TodaySource> today_sources();
}
