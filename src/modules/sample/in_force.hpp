// Issued documents of the sample that have a text: pairs that say much the same, for the review of documents in force.
#pragma once
#include <string_view>

#include "modules/sample/world.hpp"

namespace sauro::sample {

struct InForce {
    std::string_view unit;
    World::Month month;  // the first document that the unit sent out in it
    std::string_view type, subject, text;
};
// Nothing: no such document.
const InForce* in_force(std::string_view unit, World::Month month);

}  // namespace sauro::sample
