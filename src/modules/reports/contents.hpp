// What a report says (topics, figures), and what is behind it: requests, indicators, forms, reminders, consolidations,
// proposals. Part of the reports module.
#pragma once
#include <string>
#include <vector>

#include "facts/facts.hpp"

namespace sauro::reports {

// Topics of `report_section`; the view `reports` has a column has_<topic> for each.
const std::vector<std::string>& topics();
// Indicators of `report_value` that norms ask for; the view `reports` has a column gives_<figure> for each.
const std::vector<std::string>& figures();

std::vector<facts::Kind> content_kinds();
std::vector<facts::View> content_views(const std::vector<facts::Kind>& kinds);

}  // namespace sauro::reports
