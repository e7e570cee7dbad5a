// What a prepared speech shows by itself (226-KL/TW 2.2, M20): how long it takes to read, and how many neighbouring
// ideas list achievements or retell events. Computed once, when the text is written down; records keep the figures.
#pragma once
#include <optional>
#include <string_view>

#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

struct PreparedSpeech {
    std::int64_t words = 0;               // of its sentences
    std::optional<std::int64_t> minutes;  // at the pace of the rulebook; none: the text has no sentence
    std::optional<std::int64_t> listed;   // the longest row of such ideas
    std::vector<Finding> findings;        // of the text norms on speeches
};
// `type`: opening | closing | contribution, or "" where it is not known.
PreparedSpeech measure_speech(const Rulebook& book, std::string_view text, std::string_view type,
                              const CheckContext& context = {});

}  // namespace sauro::rulebook
