// What people do with a finding. None of it changes a figure: explaining, assigning and waiving stand beside the
// verdict.
#pragma once
#include <string>
#include <vector>

#include "api/api.hpp"
#include "modules/findings/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

// The finding, where it lies at or below the unit of the request; else finding.unknown.
Result<store::Row> finding_for(db::Snapshot&, const api::Ctx&, std::string_view id);

Status explain(db::Tx&, api::Ctx&, store::Row&, std::string_view text);
// "It is fixed": the next evaluation looks; a figure is never typed.
Status resolve(db::Tx&, api::Ctx&, store::Row&, std::string_view text);
Status feedback(db::Tx&, api::Ctx&, store::Row&, std::string_view text);

struct Evidence {
    std::string body, number;
    base::Date date;
    std::string reason;
};
// Only for norms whose own clause knows a special case.
Status waive(db::Tx&, api::Ctx&, const rulebook::Rulebook&, store::Row&, const Evidence&);

struct Assignment {
    std::string account, name;  // account "" = nobody any more
    std::optional<base::Date> due;
};
Status assign(db::Tx&, api::Ctx&, store::Row&, const Assignment&);

}  // namespace sauro::findings
