// What the checks weigh in each clause, for tests/substance/train.mjs: one reading, that of
// src/rulebook/prose/frames.cpp.
//   substance_signs NORM text|lines FILE…   → one JSON line a file: [{"start", "end", "features"}], offsets in code
//   points; `lines`: every line is a clause.
#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "rulebook/check/analysers.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/test_views.hpp"

namespace {

using namespace sauro;

std::vector<rulebook::Span> clauses_of(const rulebook::Prose& prose, bool lines) {
    std::vector<rulebook::Span> out;
    if (!lines) {
        for (const auto& sentence : prose.sentences()) {
            for (const auto& clause : prose.clauses(sentence)) out.push_back(clause);
        }
        return out;
    }
    const auto text = prose.text();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        out.push_back({from, end});
        from = end + 1;
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const auto book = rulebook::Rulebook::load_folder(std::string(SAURO_SOURCE_DIR) + "/rulebook",
                                                      rulebook::testing::documented_views());
    const auto* norm = book ? book->find(argv[1]) : nullptr;
    if (!norm || !norm->frames) {
        std::cerr << (book ? "no such norm, or it weighs nothing" : book.error().message) << '\n';
        return 2;
    }
    for (int i = 3; i < argc; ++i) {
        std::ostringstream read;
        read << std::ifstream(argv[i]).rdbuf();
        docread::Document document;
        document.text = read.str();
        const rulebook::Draft draft(document, {}, book->impl().authority);
        const auto& prose = draft.prose;
        boost::json::array out;
        for (const auto& clause : clauses_of(prose, std::string_view(argv[2]) == "lines"))
            out.push_back({{"start", prose.codepoint(clause.start)},
                           {"end", prose.codepoint(clause.end)},
                           {"features", boost::json::value_from(norm->frames->features(
                                            prose, clause, rulebook::grammar_of(*norm, draft, clause)))}});
        std::cout << out << '\n';
    }
}
