// The decision that allows a special case, told on the page: it must be the one the norm's own exception asks for, as
// the decision kept with a record is (RULEBOOK §4, INT-15).
#pragma once

#include "modules/findings/actions.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

// Refused when another body decided, or after the first record over the limit had taken place.
Status evidence_fits(db::Snapshot&, const rulebook::Rulebook&, const rulebook::Norm&, const store::Row&,
                     const Evidence&, base::Date today);

}  // namespace sauro::findings
