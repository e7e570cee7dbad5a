// Review of documents in force and of legal documents: kinds, tables and fact views.
#pragma once
#include "api/api.hpp"

namespace sauro::reviews {
api::Module module();
}  // namespace sauro::reviews
