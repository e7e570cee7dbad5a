// Numbers and nouns of the sentences, and the sentences of single subjects; private to the renderer.
#pragma once
#include <string>

#include "base/number.hpp"
#include "rulebook/evaluate/judge.hpp"

namespace sauro::rulebook {

// Of an expected unit for which the filter gives no answer.
inline constexpr const char* unknown_unit = "chưa ghi loại cơ quan của đơn vị";

std::string noun(const Norm& norm, const std::string& key, const std::string& otherwise);
std::string percent_vi(const Rational& share, bool at_most);
using base::vi_number;
std::string vi_number(const Rational& r);  // "1.234", "3,5"; two decimals at most
std::string capital(std::string text);

// Sentences; `cited` is the clause as it is shown.
std::string record_sentence(const JudgeContext& context, const Judgement& judgement, const Group& group,
                            const std::string& cited);
std::string set_sentence(const JudgeContext& context, const Judgement& judgement, const std::string& cited);
std::string sum_sentence(const JudgeContext& context, const Judgement& judgement, const std::string& cited);
std::string query_sentence(const JudgeContext& context, const Judgement& judgement, const std::string& cited);
// " Có quyết định nhưng thiếu …: chưa được miễn."
std::string evidence_sentence(const Norm& norm, const Judgement& judgement);

}  // namespace sauro::rulebook
