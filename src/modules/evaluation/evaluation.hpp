// Yearly evaluation of heads, and what people say of the service: kinds, tables and fact views.
#pragma once
#include "api/api.hpp"

namespace sauro::evaluation {
api::Module module();
}  // namespace sauro::evaluation
