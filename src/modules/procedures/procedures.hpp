// Cases of administrative procedures: kind, table and fact view.
#pragma once
#include "api/api.hpp"

namespace sauro::procedures {
api::Module module();
}  // namespace sauro::procedures
