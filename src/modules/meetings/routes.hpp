#pragma once
#include "api/api.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {
void routes(api::Registry& registry, const rulebook::Rulebook& book);
}  // namespace sauro::meetings
