// One text norm on one draft; private to this folder (check, case runner).
#pragma once
#include "rulebook/check/analysers.hpp"
#include "rulebook/evaluate/judge.hpp"
#include "rulebook/impl.hpp"

namespace sauro::rulebook {
Finding check_norm(const Rulebook::Impl& book, const Norm& norm, const Draft& draft, const Shift* shift,
                   const std::vector<Finding>* others = nullptr);
}  // namespace sauro::rulebook
