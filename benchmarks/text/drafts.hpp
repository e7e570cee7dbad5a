// Drafts with known sources, damaged in known ways.
#pragma once
#include <string>
#include <vector>

#include "corpus.hpp"

namespace sauro::bench {

struct Truth {  // one copied passage: bytes in the draft and in the source
    std::size_t begin = 0, end = 0, source_begin = 0, source_end = 0;
};

struct Draft {
    std::string text;
    std::uint32_t source = none;
    double share = 0;  // of its syllables that are copied
    std::vector<Truth> passages;
    static constexpr std::uint32_t none = 0xFFFFFFFF;
};

struct Condition {
    std::string name;
    bool negative = false, scanned = false, clean = false;
    std::vector<Draft> drafts;
};

// `per_condition` drafts each; sources lie among the first `reachable` documents of a corpus of `documents`.
std::vector<Condition> make_drafts(const Corpus& corpus, std::uint32_t documents, std::uint32_t reachable,
                                   std::uint32_t per_condition);

// Share of syllables that keep their letters (marks aside) in a scan, for the record.
double scan_survival(const Corpus& corpus);

}  // namespace sauro::bench
