// Norms shared out over several readers of the database.
#pragma once
#include <span>

#include "rulebook/verdicts.hpp"

namespace sauro::rulebook {

// The same in the same order as judge_all() and evaluate(). Each norm is judged on one state of the data; two norms may
// see states that are moments apart when somebody writes meanwhile. `norms`: only these; none = all, or the one of the
// request.
Result<Verdicts> judge_together(const Rulebook& book, db::Database& database, const EvaluateRequest& request,
                                std::span<const std::string> norms = {}, unsigned readers = 2);
Result<std::vector<Finding>> evaluate_together(const Rulebook& book, db::Database& database,
                                               const EvaluateRequest& request, std::span<const std::string> norms = {},
                                               unsigned readers = 2);

}  // namespace sauro::rulebook
