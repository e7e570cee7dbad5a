// Every numbered clause that the rulebook cites is found in the seed text of its source. Clauses come from the files of
// the rulebook; no sentence of a source stands here.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "docread/docread.hpp"
#include "rulebook/quote.hpp"

namespace sauro::rulebook {
namespace {

namespace fs = std::filesystem;

std::set<std::string> clauses_of(const std::string& file) {
    std::ifstream in(fs::path(SAURO_SOURCE_DIR) / "rulebook" / file);
    constexpr std::string_view key = "  clause: \"";
    std::set<std::string> out;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(key)) out.insert(line.substr(key.size(), line.rfind('"') - key.size()));
    }
    return out;
}

TEST(Quotes, EveryNumberedClauseIsFoundInItsSource) {
    const fs::path folder = fs::path(SAURO_SOURCE_DIR).parent_path() / "shared" / "seeds";
    if (!fs::is_directory(folder)) {
        std::puts("the seed documents are not here: quotes are tested on texts of our own (test_rulebook)");
        EXPECT_FALSE(clauses_of("226-KL-TW.yaml").empty());
        return;
    }
    const std::pair<std::string_view, const char*> seeds[] = {
        {"000", "226-KL-TW.yaml"}, {"001", "18541-CV-VPTW.yaml"}, {"004", "221-KL-TW.yaml"}};
    for (const auto& [number, file] : seeds) {
        docread::Document document;
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (!entry.path().filename().string().starts_with(number)) continue;
            auto read = docread::read_file(entry.path());
            ASSERT_TRUE(read.has_value()) << entry.path();
            document = *std::move(read);
        }
        int numbered = 0;
        for (const auto& clause : clauses_of(file)) {
            if (clause.empty() || clause[0] < '0' || clause[0] > '9') continue;
            ++numbered;
            EXPECT_TRUE(locate_clause(document, clause).has_value()) << file << ": " << clause;
        }
        EXPECT_GT(numbered, 5) << file;
    }
}

}  // namespace
}  // namespace sauro::rulebook
