// Tasks with exactly one lead: kind, table and fact view.
#pragma once
#include "api/api.hpp"

namespace sauro::tasks {
api::Module module();
}  // namespace sauro::tasks
