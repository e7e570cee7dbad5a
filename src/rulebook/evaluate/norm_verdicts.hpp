// The verdicts of one norm: its groups as they were judged. The judge is pure, so a verdict keeps what it was given,
// and is judged once more when its sentence is wanted. Private to this folder.
#pragma once
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "rulebook/evaluate/batch.hpp"
#include "rulebook/verdicts.hpp"

namespace sauro::rulebook {

struct JudgedGroup {
    Group group;
    std::string_view outcome;
};

class NormVerdicts {
  public:
    NormVerdicts(const Rulebook::Impl& book, const Plan& plan, const EvaluateRequest& request, const Shift* shift);
    NormVerdicts(const NormVerdicts&) = delete;  // the context looks at the window beside it
    NormVerdicts& operator=(const NormVerdicts&) = delete;

    // Before the first group.
    Status prepare(db::Snapshot& snapshot);
    void take(Group group);
    // What came so far, by day and record: rows of a shared pass come as they lie.
    void sort();
    // What a norm asks for after the rows that are there: units of whom none is, and the rows behind each verdict.
    Status finish(db::Snapshot& snapshot, const Selection& selection, bool with_facts);

    const JudgeContext& context() const { return context_; }
    const Window& window() const { return window_; }
    const std::vector<const JudgedGroup*>& all() const { return order_; }
    Judgement judged(const Group& group) const;
    Finding told(const JudgedGroup& one) const;

  private:
    struct Facts {
        std::vector<std::string> ids;
        std::int64_t total = 0;
    };
    Status list_facts(db::Snapshot& snapshot, const Selection& selection);

    const Rulebook::Impl& book_;
    const Plan& plan_;
    std::optional<std::string> unit_path_;
    bool only_open_;
    Window window_;
    JudgeContext context_;
    std::string note_;
    std::map<std::string, BaseYear> bases_;
    std::deque<JudgedGroup> groups_;
    std::vector<const JudgedGroup*> order_;
    std::unordered_map<std::string, Facts> facts_;  // by key
};

}  // namespace sauro::rulebook
