// Norms shared out over several readers of the database.
#pragma once
#include <span>

#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

// The same findings in the same order as evaluate(). Each norm is judged on one state of the data; two norms may see
// states that are moments apart when somebody writes meanwhile. `norms`: only these; none = all, or the one of the
// request.
Result<std::vector<Finding>> evaluate_together(const Rulebook& book, db::Database& database,
                                               const EvaluateRequest& request, std::span<const std::string> norms = {},
                                               unsigned readers = 2);

}  // namespace sauro::rulebook
