// Verdicts before they are put into words. A nation has hundreds of thousands of them and a person reads a page: an
// evaluation judges all, and a sentence is made of a verdict when it is shown or stored.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

class NormVerdicts;
struct JudgedGroup;

// Valid as long as the Verdicts it comes from. Places and subject as in Finding; nullptr where a finding has none.
class Verdict {
  public:
    Verdict(const NormVerdicts& of, const JudgedGroup& one) : of_(&of), one_(&one) {}
    const Norm& norm() const;
    std::string_view outcome() const;
    const std::string* unit() const;
    const std::string* area() const;
    const std::string* subject() const;
    // Outcome, measure and limit in short: "met 13/20 / 60%".
    std::string figures() const;
    // The finding with its sentences.
    Finding told() const;

  private:
    const NormVerdicts* of_;
    const JudgedGroup* one_;
};

class Verdicts {
  public:
    explicit Verdicts(std::vector<std::unique_ptr<NormVerdicts>> norms);
    Verdicts(Verdicts&&) noexcept;
    Verdicts& operator=(Verdicts&&) noexcept;
    ~Verdicts();
    // Norm after norm, in the order of evaluate().
    const std::vector<Verdict>& all() const { return all_; }
    // All of them as findings, told by so many threads.
    std::vector<Finding> told(unsigned threads = 1) const;

  private:
    std::vector<std::unique_ptr<NormVerdicts>> norms_;
    std::vector<Verdict> all_;
};

// What evaluate() finds. The rulebook must outlive it.
Result<Verdicts> judge_all(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request);

}  // namespace sauro::rulebook
