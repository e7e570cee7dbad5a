// Numbers and dates that differ where two texts otherwise say the same: facts to look at, never a verdict.
#pragma once
#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "reuse/reuse.hpp"

namespace sauro::reviews {

struct Difference {
    std::string a, b;                  // "15 %", "10 %"
    std::string context_a, context_b;  // the words around it
};
BOOST_DESCRIBE_STRUCT(Difference, (), (a, b, context_a, context_b))

// At most `most`, in the order of the first text. Linear in the passages.
std::vector<Difference> differing_numbers(std::string_view a, std::string_view b,
                                          const std::vector<reuse::Passage>& passages, std::size_t most = 12);

}  // namespace sauro::reviews
