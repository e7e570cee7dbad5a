// Speeches and the papers sent before: kinds `speech`, `paper`, the view `speeches`. What a prepared text measures is
// computed when the text comes (M17, M20), so that the norms look at figures only.
#pragma once
#include <functional>

#include "facts/facts.hpp"
#include "rulebook/speech.hpp"

namespace sauro::meetings {

inline constexpr const char* conference_by_code = "SELECT id FROM conferences WHERE external_id = ?";

// By text and type; empty where there is no rulebook: the texts stay unmeasured.
using MeasureSpeech = std::function<rulebook::PreparedSpeech(std::string_view text, std::string_view type)>;

facts::Kind speech_kind(const MeasureSpeech& measure);
facts::Kind paper_kind();
facts::View speech_view();

// How much of each prepared speech of the conference stands in the papers sent; nothing while there are none.
Status compare_with_papers(db::Tx& tx, const std::string& conference_id);

}  // namespace sauro::meetings
