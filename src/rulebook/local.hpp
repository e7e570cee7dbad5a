// Local documents that an office keeps as data, put over a rulebook: what they may do is what an overlay file may do,
// tighten and nothing else.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "rulebook/overlay.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

struct Localised {
    Rulebook book;
    std::map<std::string, std::string> refused;  // id of an overlay -> why it is left out (Vietnamese)
};
// A rulebook of its own: the files of `book` with exactly these overlays of offices. One that the files no longer allow
// (they became stricter since) is left out and named; the others stand. Without overlays the hash is that of the files.
Localised with_overlays(const Rulebook& book, std::vector<Overlay> overlays);

// Whether one overlay may join those `book` has: as check_overlay, and a value must be stricter than what holds for its
// unit on that day, the documents of the units above included. Both clauses are named.
Status may_join(const Rulebook& book, const Overlay& overlay);

// "20" of a parameter in percent is "20%"; a parameter that is a day takes an ISO date.
Result<ParameterValue> local_value(const Parameter& parameter, std::string_view text, base::Date from,
                                   std::string clause);

// What of `overlays` holds for a unit at `path`: those of its own and of the units above it.
std::vector<Overlay> overlays_over(const Rulebook& book, std::string_view norm, std::string_view path);

}  // namespace sauro::rulebook
