// How a unit works: registers of responsibilities, regulations, processes, plans and activities, delegations, training.
#pragma once
#include "api/api.hpp"

namespace sauro::methods {
api::Module module();
}  // namespace sauro::methods
