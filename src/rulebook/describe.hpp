// The rulebook shown: lists, one norm whole, coverage; as JSON (contract `rules`) and as lines for people.
#pragma once
#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

boost::json::value list_json(const Rulebook& book, base::Date today);
boost::json::value norm_json(const Rulebook& book, const Norm& norm);
boost::json::value coverage_json(const Rulebook& book, base::Date today);
// The choice that holds, in words: the one decided, else the one proposed with what the proposal adds to it.
std::string choice_text(const Interpretation& one);
// Decided otherwise than the norms count: "(a) …", what they still count by; "" else.
std::string counted_by(const Interpretation& one);

// What stands behind the number of norms that a machine checks.
struct Depth {
    std::int64_t measured_only = 0;  // checked, but only measured: a person concludes
    std::int64_t unmeasured = 0;     // could be measured, nothing is yet
    std::int64_t sentences = 0;      // of the source; some are judged in parts, each a norm of its own
};
Depth depth_of(const Rulebook& book, std::string_view source);

std::string one_line(const Norm& norm);
// "KL 226, mục 2.1"; a clause without a number stands as it is. `source`: its brief or its symbol.
std::string cite(std::string_view source, std::string_view clause);
std::string norm_text(const Rulebook& book, const Norm& norm);
std::string coverage_text(const Rulebook& book);
// "Cần đối chiếu lại …", one line a norm; "" when none is due.
std::string verification_text(const Rulebook& book, base::Date today);
boost::json::value difference_json(const Difference& difference);
std::string difference_text(const Difference& difference);

}  // namespace sauro::rulebook
