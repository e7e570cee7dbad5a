// A province or commune tightens a parameter for its subtree, or gives up a waiver there, and cites its own document;
// it can never loosen anything: exceptions are neither added nor widened.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rulebook/norm.hpp"

namespace sauro::rulebook {

struct Overlay {
    std::string id, unit_path, source, norm, parameter;
    std::string exception;  // the waiver it gives up, from the day of its one value; then `parameter` is empty
    std::vector<ParameterValue> values;
    std::optional<base::Date> until;  // the first day on which it no longer holds
    bool kept = false;                // an office keeps it as data; false: a file of the rulebook
    std::string file;
    int line = 0;
    bool over(base::Date day) const { return until && day >= *until; }
};

// The strictest value in force on `day` for a unit at `path`, and the overlay that set it; nullptr: the rulebook did.
struct HeldValue {
    const ParameterValue* value = nullptr;
    const Overlay* overlay = nullptr;
    // Of the value; an overlay's names its document.
    std::string clause() const;
};
HeldValue held(const Norm& norm, const Parameter& parameter, const std::vector<Overlay>& overlays,
               std::string_view path, base::Date day);
// The same, for when the overlays do not outlive the answer.
struct StrictestValue {
    const ParameterValue* value = nullptr;
    std::string clause;
    bool local = false;  // an overlay's value: its clause names its own document
};
StrictestValue strictest(const Norm& norm, const Parameter& parameter, const std::vector<Overlay>& overlays,
                         std::string_view path, base::Date day);

// The overlay by which a unit at `path` has given up the norm's waiver on `day`; nullptr when it stands.
const Overlay* withdrawn(const Norm& norm, const std::vector<Overlay>& overlays, std::string_view path, base::Date day);

// Refuses a constant, an unknown parameter and every value that is looser than the rulebook's on the same day; names
// both clauses.
Status check_overlay(const Overlay& overlay, const Norm& norm);
// Refuses a value looser than what a unit above set by its own document on the same day; names both documents.
Status not_looser_than_above(const Overlay& overlay, const Norm& norm, const std::vector<Overlay>& all);

}  // namespace sauro::rulebook
