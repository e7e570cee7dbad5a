// The decision that allows a special case, told on the page: it must be the one the norm's own exception asks for, as
// the decision kept with a record is (RULEBOOK §4, INT-15).
#pragma once

#include "modules/findings/actions.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

// Whether the exception rests on a decision. Another one rests on what stands in the record itself (a note, a reason, a
// roadmap): that is written there, and the finding goes by itself.
bool by_decision(const rulebook::NormException& exception);
// What such a record must hold, in words; "" where the norm knows none.
std::string waiver_in_record(const rulebook::Norm& norm);
// Who may decide it, by name, for the area of a finding; empty where the norm names nobody or the units do not tell.
Result<std::vector<std::string>> deciding_bodies(db::Snapshot&, const rulebook::Norm&, const store::Row&);

// Refused when another body decided, or after the first record over the limit had taken place.
Status evidence_fits(db::Snapshot&, const rulebook::Rulebook&, const rulebook::Norm&, const store::Row&,
                     const Evidence&, base::Date today);

}  // namespace sauro::findings
