// Norms asked only for what is open. A nation keeps most of its norms, so most rows need not leave the database: SQL
// drops those that surely keep the norm and the judge looks at the rest. Norms on single records of one fact share one
// pass over its rows. Private to this folder.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "rulebook/evaluate/batch.hpp"

namespace sauro::rulebook {

// Puts a condition on `selection` that leaves out rows of repetitions that are surely closed, where there is one.
Status only_open(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan, const Window& window,
                 Selection& selection);

// The plan can share a pass: its verdict rests on one row alone, on that and the row it names, or on the sum of a
// group.
bool shares_pass(const Plan& plan);
// Plans of one fact view and key that share a pass, 60 at most; groups that may be open come as each_group would give
// them.
Status each_open(db::Snapshot& snapshot, const Rulebook::Impl& book, std::span<const Plan* const> plans,
                 const Window& window, const Selection& selection,
                 const std::function<void(std::size_t plan, Group group)>& take);

}  // namespace sauro::rulebook
