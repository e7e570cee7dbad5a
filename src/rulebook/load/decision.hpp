// How a decision on an open interpretation changes a loaded rulebook; private to this folder.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rulebook/evaluate/plan.hpp"
#include "rulebook/local.hpp"

namespace sauro::rulebook {

// A choice other than the proposed one that norms can be judged by: what it changes in each, with cases of its own.
struct Change {
    std::string norm, where, numerator;        // "" = as it stands
    std::vector<std::string> per;              // empty likewise
    std::string exclusive;                     // of its deadline: "true", "false" or a column
    std::map<std::string, std::string> nouns;  // that other words fit
    std::vector<Case> cases;
};
struct Reading {
    std::string choice;  // "(b)"
    std::vector<Change> changes;
};
// What may be decided about one interpretation.
struct Open {
    std::string interpretation, file;
    int line = 0;
    std::vector<Reading> readings;
    std::vector<OpenValue> values;
    const Reading* reading(std::string_view choice) const;
};

// What a decision replaced, to be put back.
struct Replaced {
    Norm norm;
    std::optional<Plan> plan;
};

// Puts one decision into `book`: interpretation, norms and, where they are compiled already, plans. What it replaces is
// noted in the book. Errors: interpretation.unknown, .choice, .value (with the clause of the parameter); then nothing
// changed.
Status decide(Rulebook::Impl& book, const Decision& decision);
// The norm as a choice would have it, with the cases of that choice.
Norm read_as(const Norm& norm, const std::string& interpretation, const Change& change);
// What interpretations declare must exist, compile and hold what stands between its bounds.
void prove_readings(const Rulebook::Impl& book, std::vector<Error>& errors);

}  // namespace sauro::rulebook
