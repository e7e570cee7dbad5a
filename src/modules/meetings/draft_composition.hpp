// Who an unsaved conference invites, as the views compositions and invitation_marks would show it once it is saved.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modules/meetings/dto.hpp"
#include "modules/meetings/store.hpp"
#include "rulebook/norm.hpp"

namespace sauro::meetings {

using Record = std::map<std::string, db::Value>;

// The questions that the view invitation_marks answers of saved rows (migrations/0002): 1, 0, or not known.
struct Marks {
    Flag other_bloc, other_role, out_of_scope, unconcerned, not_in_charge, unrelated, other_level, outsiders;
};
struct Composition {
    Record record;                                        // with the counts of those marked
    std::vector<std::pair<std::string, Marks>> invitees;  // name
};
// `record`: the conference itself, to which the counts are added.
Result<Composition> composition_of(db::Snapshot& snapshot, const api::UnitRef& unit, const ConferenceDraft& draft,
                                   Record record);
// Invitees that a norm on composition counts against the conference; none for other norms.
std::vector<std::string> named_by(const rulebook::Norm& norm, const Composition& composition);

}  // namespace sauro::meetings
