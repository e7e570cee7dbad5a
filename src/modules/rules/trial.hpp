// A norm tried on what is not saved, and the standing cases of the whole rulebook.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/api.hpp"
#include "modules/rules/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rules {

struct Sample {
    std::string norm;
    base::Period period;
    base::Date as_of;
    std::map<std::string, std::string> values;  // column -> as typed; absent or "" = not known
    Text text, document_type;                   // of a text norm
};
Result<TryView> try_norm(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                         const Sample& sample);

// Cases run once for each rulebook: the same hash gives the same results.
class CaseRuns {
  public:
    Result<CasesView> of(const rulebook::Rulebook& book, base::Millis now);

  private:
    std::mutex guard_;
    CasesView last_;
};

}  // namespace sauro::rules
