// The signs of every pair of a superior's task and a stretch of a draft, one JSON object a line; read by pairs.mjs.
//   pair_driver < lines "draft <tab> level <tab> bloc <tab> superior"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "docread/docread.hpp"
#include "json/json.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/prepare.hpp"
#include "rulebook/prose/stretches.hpp"
#include "rulebook/superior/figure_pairs.hpp"
#include "rulebook/test_views.hpp"

namespace {

using namespace sauro;

boost::json::array place(const rulebook::Prose& prose, rulebook::Span span) {
    return {prose.codepoint(span.start), prose.codepoint(span.end)};
}

boost::json::object pairs_of(const rulebook::Rulebook& book, const std::vector<std::string>& line) {
    auto document = docread::read_file(std::filesystem::path(line[0]));
    const auto superior = docread::read_file(std::filesystem::path(line[3]));
    if (!document || !superior) return {{"error", line[0]}};
    rulebook::CheckContext context;
    rulebook::Said said;
    if (!line[1].empty()) {
        context.unit_level = line[1];
        context.unit_bloc = said.unit_bloc = line[2];
    }
    const auto completed = rulebook::completed(*document, said);
    const rulebook::Draft draft(completed, context, book.impl().authority);
    const auto norm = std::ranges::find(book.impl().norms, "KL226.2.1.d3.concretise", &rulebook::Norm::id);
    const auto pairs = rulebook::task_pairs(*norm, draft, *superior);
    const auto& theirs = rulebook::superior_of(draft, *superior).prose;
    boost::json::object out{{"draft", line[0]}, {"superior", line[3]}, {"implements", draft.implements}};
    boost::json::array names(rulebook::sign_names.begin(), rulebook::sign_names.end()), rows, stretches;
    for (const auto& one : pairs.stretches) stretches.push_back(place(draft.prose, one.span));
    for (std::size_t i = 0; i < pairs.rows.size(); ++i) {
        const auto& row = pairs.rows[i];
        boost::json::array signs;
        for (std::size_t j = 0; j < pairs.stretches.size(); ++j) {
            const auto& one = pairs.signs.of(i, j);
            signs.push_back(boost::json::array(one.begin(), one.end()));
        }
        rows.push_back(boost::json::object{{"span", place(theirs, row.superior.span)},
                                           {"text", row.row.superior.text},
                                           {"addressed", row.row.addressed},
                                           {"by_document", row.row.by_document},
                                           {"terms", pairs.tasks[i].terms.one.size()},
                                           {"signs", std::move(signs)}});
    }
    out["names"] = std::move(names);
    out["stretches"] = std::move(stretches);
    out["rows"] = std::move(rows);
    const auto& figures = rulebook::figure_pairs(*norm, draft, *superior);
    boost::json::array same;
    for (const auto& one : figures.pairs) {
        const auto &mine = figures.own[one.own].q, &asked = figures.theirs[one.theirs].q;
        same.push_back(boost::json::object{{"own", place(draft.prose, mine.span)},
                                           {"theirs", place(theirs, asked.span)},
                                           {"text", std::string(draft.prose.of(mine.context))},
                                           {"asked", std::string(theirs.of(asked.context))},
                                           {"like", one.like.approximate()},
                                           {"keeps", rulebook::keeps(mine, asked)},
                                           {"signs", boost::json::array(one.signs.begin(), one.signs.end())}});
    }
    out["figure_names"] = boost::json::array(rulebook::figure_sign_names.begin(), rulebook::figure_sign_names.end());
    out["figures"] = std::move(same);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == docread::worker_flag) return docread::worker_main(argc, argv);
    const rulebook::Rulebook& book = rulebook::testing::shipped();
    for (std::string text; std::getline(std::cin, text);) {
        std::vector<std::string> line;
        for (std::size_t from = 0; from <= text.size();) {
            const std::size_t end = std::min(text.find('\t', from), text.size());
            line.push_back(text.substr(from, end - from));
            from = end + 1;
        }
        if (line.size() != 4) return 2;
        std::puts(json::write(json::Any(pairs_of(book, line))).c_str());
    }
    return 0;
}
