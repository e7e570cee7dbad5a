// Reorganisation of bodies, schools and stations, and public property: kinds, tables and fact views.
#pragma once
#include "api/api.hpp"

namespace sauro::reorganisation {
api::Module module();
}  // namespace sauro::reorganisation
