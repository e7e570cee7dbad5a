// The explicit list of modules, in the order in which their migrations run.
#pragma once
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "modules/compare/compare.hpp"
#include "modules/documents/module.hpp"
#include "modules/findings/findings.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::app {
std::vector<api::Module> modules(const rulebook::Rulebook& book, const base::WorkCalendar& calendar,
                                 const std::shared_ptr<compare::Engine>& engine,
                                 const std::shared_ptr<const findings::Rules>& rules);
// What the documents module is given; the command line checks drafts with the same.
documents::Services documents_services(const rulebook::Rulebook& book, const base::WorkCalendar& calendar,
                                       const std::shared_ptr<compare::Engine>& engine);
// The rulebook of a folder ("" = shipped) and of the local documents in a data folder ("" = none), with its files.
Result<std::shared_ptr<findings::Rules>> rules_from(const std::string& folder, const std::string& data);
}  // namespace sauro::app
