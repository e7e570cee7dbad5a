// The rulebook as the screen shows it. Pure but for the local rules handed in.
#pragma once
#include <vector>

#include "api/api.hpp"
#include "modules/rules/dto.hpp"
#include "modules/rules/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rules {

// Local rules of the unit and of the units above it, newest first, with the reason why one is left out.
std::vector<LocalView> local_views(const std::vector<LocalRule>& rules, const rulebook::Localised& standing,
                                   const api::UnitRef& unit, base::Date today);
BookView book_view(const rulebook::Rulebook& book, const std::string& source, const std::vector<LocalView>& local,
                   base::Date today);
RuleDetail detail_view(const rulebook::Rulebook& book, const rulebook::Norm& norm, const std::vector<LocalView>& local,
                       base::Date today);

}  // namespace sauro::rules
