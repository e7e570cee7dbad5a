// The only place where verdicts become Vietnamese sentences; each is made from the judgement, so it cannot say
// something else.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/evaluate/judge.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

// "KL 226, mục 2.2, gạch đầu dòng 1"
std::string cite(const Norm& norm, const std::string& clause);
// " Theo cách hiểu đề xuất: INT-08." for those not decided yet, "" when all are.
std::string reading_note(const std::vector<std::string>& ids, const std::vector<Interpretation>& all);
std::string severity_of(const Norm& norm, std::string_view outcome);
std::string outcome_word(std::string_view outcome);

// Fills the norm's own columns, outcome, measures and the message of a fact finding; `note` ends the message
// (reading_note, the same for every finding of a norm).
Finding render(const JudgeContext& context, const Group& group, const Judgement& judgement, std::string_view note);
// The measure or the limit as a finding gives them, "13/20".
std::optional<std::string> measured_text(const JudgeContext& context, const Judgement& judgement);
std::optional<std::string> limit_text(const JudgeContext& context, const Judgement& judgement);
// The norm's own columns only; text analysers add their own sentence through text_message.
Finding finding_of(const Norm& norm, std::string_view outcome);

// Why a row is not in the count of a figure; "" for roles that are.
std::string role_reason(const Norm& norm, const std::string& role);

}  // namespace sauro::rulebook
