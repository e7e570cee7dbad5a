// A speech checked before it is held: how much of it stands in the papers sent (M17), how long it takes at the pace of
// the rulebook, lists of achievements and accounts of the situation (M20). Facts with their clauses, no verdict.
#pragma once
#include "modules/hall/hall.hpp"
#include "modules/hall/types.hpp"

namespace sauro::hall {

struct SpeechPassage {
    std::int64_t start = 0, end = 0;  // code points of the speech
    std::string quote;
    Text paper;  // title of the paper it stands in
};
BOOST_DESCRIBE_STRUCT(SpeechPassage, (), (start, end, quote, paper))
struct SpeechRemark {
    std::string norm, clause, outcome, message, remedy;
    std::vector<SpeechPassage> passages;
};
BOOST_DESCRIBE_STRUCT(SpeechRemark, (), (norm, clause, outcome, message, remedy, passages))
struct SpeechCheck {
    std::int64_t words = 0, words_per_minute = 0, minutes = 0;
    std::optional<std::int64_t> limit_minutes, copied_percent, copied_limit_percent, listed_ideas;
    std::vector<SpeechPassage> copied;
    std::vector<SpeechRemark> remarks;
};
BOOST_DESCRIBE_STRUCT(SpeechCheck, (),
                      (words, words_per_minute, minutes, limit_minutes, copied_percent, copied_limit_percent,
                       listed_ideas, copied, remarks))

inline constexpr std::size_t most_speech_bytes = 400'000;

struct SpeechAsked {
    std::string_view text;
    Kind kind = Kind::contribution;
};
SpeechCheck check_speech(const rulebook::Rulebook& book, const api::UnitRef& unit, base::Date day, const Limits& limits,
                         const SpeechAsked& asked, const std::vector<Paper>& papers);

}  // namespace sauro::hall
