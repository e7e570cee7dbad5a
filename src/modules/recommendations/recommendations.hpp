// Recommendations of units below and what became of them: kind, table and fact view.
#pragma once
#include "api/api.hpp"

namespace sauro::recommendations {
api::Module module();
}  // namespace sauro::recommendations
