// Who issued it: from "CỦA …" under the type, from the block of names above the number, or from the notation.
#pragma once
#include <vector>

#include "docread/parts/heading.hpp"

namespace sauro::docread {
void read_issuer(const Source& source, const std::vector<Piece>& block, Span of, Heading& out);
}
