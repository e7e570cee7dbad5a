// One text norm on one draft; private to this folder (check, case runner).
#pragma once
#include "rulebook/analysers.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/judge.hpp"

namespace sauro::rulebook {
Finding check_norm(const Rulebook::Impl& book, const Norm& norm, const Draft& draft, const Shift* shift,
                   const std::vector<Finding>* others = nullptr);
}  // namespace sauro::rulebook
