// Reading the index: from sampled grams to documents, from documents to passages.
#pragma once
#include "reuse/index.hpp"
#include "reuse/parts.hpp"

namespace sauro::reuse {
std::vector<Match> find_in(const Parts& parts, std::string_view text, const FindOptions& options);
std::vector<Similar> similar_in(const Parts& parts, std::string_view text, std::size_t limit, const Allowed& allowed,
                                const Similar* after);
std::vector<std::uint64_t> same_text_in(const Parts& parts, std::uint64_t folded_hash, const Allowed& allowed);
}  // namespace sauro::reuse
