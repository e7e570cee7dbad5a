// The yearly reduction while a draft is written (226-KL/TW 2.1): how many documents the unit may still issue this year,
// at what pace it goes. From the counters of the registers, never from documents. The rule itself and its baseline
// policy stand in the rulebook (KL226.2.1.d3.reduce-15); a base year that is not whole needs a declared baseline, else
// nothing is said.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "modules/documents/module.hpp"
#include "modules/documents/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::documents {

struct Allowance {
    std::int64_t units = 0, without_base = 0;
    std::int64_t so_far = 0;               // administrative documents issued this year, of the units with a base
    std::int64_t so_far_all = 0;           // of all units
    Number baseline, allowance, forecast;  // none when no unit has a base
};
BOOST_DESCRIBE_STRUCT(Allowance, (), (units, without_base, so_far, so_far_all, baseline, allowance, forecast))

struct AllowanceView {
    std::int64_t year = 0;
    std::int64_t next = 0;  // the number in the year this draft would be
    Allowance own;
    std::optional<Allowance> subtree;  // the unit and everything below it; absent where nothing is below, or too much
    std::string text;                  // "Văn bản thứ 812 trên hạn mức 850 của năm 2026"
    Text missing;                      // why nothing can be said
    std::string norm, clause;
    std::vector<std::string> interpretations;
    std::string state;  // ok | warn (forecast above the allowance) | bad (allowance used up) | none
};
BOOST_DESCRIBE_STRUCT(AllowanceView, (),
                      (year, next, own, subtree, text, missing, norm, clause, interpretations, state))

using Baselines = decltype(Services::baselines);

Result<AllowanceView> allowance_of(db::Snapshot&, const store::Unit&, const rulebook::Rulebook&, const Baselines&,
                                   base::Date today);

}  // namespace sauro::documents
