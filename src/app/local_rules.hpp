// Norms that a province or commune adds for itself and the units below it, by its own document: one YAML file for each
// document, in the folder quy-tac of the data folder, read beside the rulebook.
#pragma once
#include <filesystem>
#include <string>

#include "app/app.hpp"
#include "modules/rules/decide.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::app {

using RuleFiles = std::vector<std::pair<std::string, std::string>>;  // name, text; sorted by name

std::filesystem::path local_rules_folder(const std::string& data);
// Names begin with "local/". No folder: none.
Result<RuleFiles> local_rule_files(const std::string& data);

struct LocalRules {
    std::string source, unit_path;
    std::vector<std::string> norms;
};
// Takes a file in when it loads beside the rulebook, its unit exists and its cases pass; otherwise nothing changes. The
// findings go on under the rulebook in force until the new one is activated.
Result<LocalRules> add_local_rules(const Options& options, const std::string& file);

// Records who decided an interpretation, or takes that back, as the page does; like local norms it holds for findings
// once the rulebook is activated.
Status decide_interpretation(const Options& options, const rules::Deciding& wanted);
Status remove_local_rules(const Options& options, const std::string& source);

}  // namespace sauro::app
