// The fictional world: two years of invented, deterministic facts for "Tỉnh Minh Họa" and its 12 communes, marked as
// sample.
#pragma once
#include <span>

#include "base/time.hpp"
#include "db/db.hpp"
#include "facts/facts.hpp"

namespace sauro::sample {

// Facts from 01/01/2025 to `today` for the sample units that stand already (units::create_sample_areas). The same day
// gives the same facts on every machine. One transaction; when the facts stand already nothing is done. `kinds`: those
// of all modules, so that samples pass the same door as loaded facts; the registers, which have no such door for two
// years of numbered lines, are written as rows.
Status fill(db::Database& database, std::span<const facts::Kind> kinds, base::Date today);

}  // namespace sauro::sample
