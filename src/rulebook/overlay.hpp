// A province or commune tightens a parameter for its subtree and cites its own document; it can never loosen one.
#pragma once
#include <string>
#include <vector>

#include "rulebook/norm.hpp"

namespace sauro::rulebook {

struct Overlay {
    std::string id, unit_path, source, norm, parameter;
    std::vector<ParameterValue> values;
    std::string file;
    int line = 0;
};

// The strictest value in force on `day` for a unit at `path`; clause names the overlay's document where that one wins.
struct StrictestValue {
    const ParameterValue* value = nullptr;
    std::string clause;
    bool local = false;  // an overlay's value: its clause names its own document
};
StrictestValue strictest(const Norm& norm, const Parameter& parameter, const std::vector<Overlay>& overlays,
                         std::string_view path, base::Date day);

// Refuses a constant, an unknown parameter and every value that is looser than the rulebook's on the same day; names
// both clauses.
Status check_overlay(const Overlay& overlay, const Norm& norm);

}  // namespace sauro::rulebook
