// Routes of the review. Internal to the module.
#pragma once
#include "api/api.hpp"

namespace sauro::reviews {
void add_routes(api::Registry& registry);
void add_group_routes(api::Registry& registry);
}  // namespace sauro::reviews
