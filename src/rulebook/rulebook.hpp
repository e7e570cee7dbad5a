// The law as data: norms, interpretations, their loading, and their evaluation with explanation. ../../rulebook/*.yaml; RULEBOOK in the docs.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "docread/document.hpp"
#include "facts/facts.hpp"
#include "rulebook/norm.hpp"

namespace sauro::rulebook {

class Rulebook {
  public:
    // Files by name ("226-KL-TW.yaml", "interpretations.yaml", "overlays/…"). A schema error names file and line. `views` say which facts and columns exist.
    static Result<Rulebook> load(std::span<const base::EmbeddedFile> files, std::span<const facts::View> views);
    static Result<Rulebook> load_folder(const std::string& folder, std::span<const facts::View> views);
    const std::vector<Norm>& norms() const;
    const Norm* find(std::string_view id) const;
    const std::vector<Interpretation>& interpretations() const;
    const std::string& hash() const;  // "sha256…" of the files; every finding pins it

    struct Impl;

  private:
    std::shared_ptr<const Impl> impl_;
};

// One verdict with everything needed to explain it; sentences are rendered from it (render.cpp), so they cannot drift.
struct Finding {
    std::string norm, row, source, clause, outcome, severity, force;  // outcome: met breached waived not_applicable cannot_tell
    std::optional<std::string> unit, area, subject;
    std::string period;
    std::optional<std::string> measured, limit, missing;  // exact: "3", "13/20", "0.42"
    std::string message, remedy;                           // Vietnamese, rendered
    std::string parameter_from;                            // start date of the parameter value used
    std::vector<std::string> interpretations;
    std::int64_t excluded = 0;
    std::vector<std::string> facts;  // ids counted (external ids where the caller gave one), at most 1000; `facts_total` is the full number
    std::int64_t facts_total = 0;
    struct Passage {
        std::size_t start = 0, end = 0;
        std::string quote;
    };
    std::vector<Passage> passages;
};

struct EvaluateRequest {
    base::Period period;
    base::Date as_of;
    std::optional<std::string> unit_path;  // only units under it
    std::optional<std::string> norm;
    bool with_facts = true;
};
Result<std::vector<Finding>> evaluate(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request);

// Norms that a text alone can be checked against.
struct CheckContext {
    std::optional<std::string> unit_level, unit_bloc;  // of --as
    std::vector<docread::Document> against;            // superior documents
};
std::vector<Finding> check(const Rulebook& book, const docread::Document& document, const CheckContext& context);

struct CaseResult {
    std::string norm, name, expected, actual;
    bool passed = false;
};
Result<std::vector<CaseResult>> run_cases(const Rulebook& book);  // also moves each parameter by one step: some case must flip

}  // namespace sauro::rulebook
