// What went from one unit to another and whether it arrived: kind, table and fact view.
#pragma once
#include "api/api.hpp"

namespace sauro::deliveries {
api::Module module();
}  // namespace sauro::deliveries
