// From findings to gauges: pure functions. Every number on a gauge is a sum of numbers that findings were judged by.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/overview/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::overview {

enum class Level { central, province, commune };

// The norms that are shown as gauges at a level, in order: six, those that the rulebook has.
std::vector<const rulebook::Norm*> gauge_norms(const rulebook::Rulebook& book, Level level);
// The cap that an area of this level has to keep: province-wide or commune-wide conferences.
std::string_view cap_norm(Level level);

struct Scope {
    Level level = Level::commune;
    std::string unit;  // code, for links
    std::string period;
    std::int64_t areas = 0;  // provinces below, where the cap is counted over them
    base::Date as_of;
};
// Of the findings of one norm in one scope (the whole, or one child).
Gauge gauge_of(const rulebook::Norm& norm, const std::vector<const rulebook::Finding*>& findings, const Scope& scope);

// How an area stands, from its gauges.
struct AreaState {
    std::string state, text;
};
AreaState state_of(const std::vector<Gauge>& gauges);

std::string percent_text(double points);              // 13.2 -> "13,2 %"
std::string clause_text(const rulebook::Norm& norm);  // "KL 226, mục 2.1"

}  // namespace sauro::overview
