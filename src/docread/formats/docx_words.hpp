// Words of a WordprocessingML part written anew where they stand, in the look of what stood there.
#pragma once
#include <pugixml.hpp>
#include <vector>

#include "docread/repair.hpp"

namespace sauro::docread {

// A run and the stretch of the text it holds, code points.
struct PlacedRun {
    pugi::xml_node node;
    std::size_t start = 0, end = 0;
};

// Each stretch gets its words; stretches do not overlap. False, with nothing changed, when a run does not hold the
// letters it is said to hold (an old font, words that were joined): what would be written over is not known then; or
// when it is a field's, which would write its own words again.
bool write_words(const std::vector<PlacedRun>& runs, std::vector<WordRepair> words);

}  // namespace sauro::docread
