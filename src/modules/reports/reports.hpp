// Reporting obligations and declared baselines: kinds, tables and fact views.
#pragma once
#include "api/api.hpp"

namespace sauro::reports {
api::Module module();
}  // namespace sauro::reports
