// Findings as the contract's JSON and as lines for people; shared by check and evaluate.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::cli {

struct Summary {
    std::int64_t met = 0, breached = 0, waived = 0, not_applicable = 0, cannot_tell = 0;
    std::int64_t missing_fact = 0;  // of cannot_tell: a fact is missing; the rest waits for the end of its period
};
Summary summarise(const std::vector<rulebook::Finding>& findings);
boost::json::object summary_json(const Summary& summary, const std::string& rulebook_hash);
// CONTRACT `check`; `against`: the superiors' documents, for the words beside ours
boost::json::array findings_json(const std::vector<rulebook::Finding>& findings,
                                 const std::vector<docread::Document>& against);
// The tasks of one superior document beside the draft's own.
boost::json::array coverage_json(const std::vector<rulebook::TaskCoverage>& rows);
boost::json::array results_json(const std::vector<rulebook::Finding>& findings);  // CONTRACT `evaluate`
void print_findings(const std::vector<rulebook::Finding>& findings, const Summary& summary,
                    const std::vector<docread::Document>& against);
const char* outcome_word(const std::string& outcome);

}  // namespace sauro::cli
