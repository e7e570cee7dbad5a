// Our search over the corpus, for the side by side with Lucene: put on SQLite, ask with highlights.
#pragma once
#include <filesystem>

#include "corpus.hpp"

namespace sauro::bench {

struct SearchFigures {
    double build_mb = 0;          // MB of text a CPU second, putting and committing included
    double bytes_a_document = 0;  // on disk, stored text included
    double p50 = 0, p99 = 0;      // ms of CPU a question, ten hits with snippets and highlights
    double found = 0;             // share of the questions with a hit whose snippet shows their words
};
// `questions`: lines "words\t…" or "phrase\t…" as the Lucene side takes them.
SearchFigures measure_search(const Corpus& corpus, std::uint32_t documents, const std::filesystem::path& questions,
                             const std::filesystem::path& folder);

}  // namespace sauro::bench
