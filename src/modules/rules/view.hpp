// The rulebook as the screen shows it. Pure but for what offices keep, handed in.
#pragma once
#include <map>
#include <vector>

#include "api/api.hpp"
#include "modules/rules/dto.hpp"
#include "modules/rules/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rules {

// Local rules of the unit and of the units above it, newest first, with the reason why one is left out.
std::vector<LocalView> local_views(const std::vector<LocalRule>& rules, const rulebook::Localised& standing,
                                   const api::UnitRef& unit, base::Date today);
// History of each interpretation, newest first, with the reason why the one that holds is left out.
using Histories = std::map<std::string, std::vector<DecisionView>>;
Histories histories(const std::vector<Decided>& decided, const rulebook::Localised& standing);
struct Said {
    std::vector<LocalView> local;
    Histories decided;
};
BookView book_view(const rulebook::Rulebook& book, const std::string& source, const Said& said, base::Date today);
RuleDetail detail_view(const rulebook::Rulebook& book, const rulebook::Norm& norm, const Said& said, base::Date today);

}  // namespace sauro::rules
