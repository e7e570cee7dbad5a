// How high a body stands, as far as its name or level says. 3 central, 2 province, 1 commune (and the districts of the
// past, which stood between), 0 unknown.
#pragma once
#include <string_view>

namespace sauro::compare {
int level_rank(std::string_view unit_level);
int level_of_issuer(std::string_view issuer);
}  // namespace sauro::compare
