// What a person fills in to try a norm on one record that is not saved.
#pragma once
#include <string>
#include <vector>

#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

struct SampleColumn {
    facts::View::Column column;
    bool used = false;  // the norm looks at it; the others are shown last
};
// Columns of the norm's fact view that a person can say; who the unit is comes from the session. Empty for text norms.
std::vector<SampleColumn> sample_columns(const Rulebook& book, const Norm& norm);

}  // namespace sauro::rulebook
