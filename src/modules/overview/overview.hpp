// Toàn cảnh: the figures of a unit and everything below it, what needs work, and the rows each figure was counted from.
#pragma once
#include "api/api.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::overview {

// Routes only. The rulebook is needed, and it is loaded with the views of the other modules, so this module comes after
// them.
api::Module module(rulebook::Rulebook book);

}  // namespace sauro::overview
