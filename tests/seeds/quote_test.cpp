// Every numbered clause that the rulebook cites is found in the seed text of its source, and every sentence of that
// text is cited. Clauses come from the files of the rulebook; no sentence of a source stands here.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <vector>

#include "docread/docread.hpp"
#include "rulebook/quote.hpp"
#include "text/utf8.hpp"

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

// The three directives: number of the seed, file of the rulebook. Without the seeds (they stand outside the repository)
// only the files are looked at.
constexpr std::pair<std::string_view, const char*> directives[] = {
    {"000", "226-KL-TW.yaml"}, {"001", "18541-CV-VPTW.yaml"}, {"004", "221-KL-TW.yaml"}};

std::optional<docread::Document> seed(std::string_view number) {
    const fs::path folder = fs::path(SAURO_SOURCE_DIR).parent_path() / "shared" / "seeds";
    if (!fs::is_directory(folder)) return std::nullopt;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (!entry.path().filename().string().starts_with(number)) continue;
        auto read = docread::read_file(entry.path());
        EXPECT_TRUE(read.has_value()) << entry.path();
        if (read) return *std::move(read);
    }
    ADD_FAILURE() << "no seed " << number;
    return std::nullopt;
}

bool numbered(const std::string& clause) { return !clause.empty() && clause[0] >= '0' && clause[0] <= '9'; }

TEST(Quotes, EveryNumberedClauseIsFoundInItsSource) {
    for (const auto& [number, file] : directives) {
        const auto clauses = clauses_of(file);
        EXPECT_GT(std::ranges::count_if(clauses, numbered), 5) << file;
        const auto document = seed(number);
        if (!document) continue;
        for (const auto& clause : clauses) {
            if (!numbered(clause)) continue;
            EXPECT_TRUE(locate_clause(*document, clause).has_value()) << file << ": " << clause;
        }
    }
}

// The other way round: from the first numbered part to the recipients, what no norm cites is a heading, never a
// sentence.
TEST(Quotes, EverySentenceOfASourceIsCitedByANorm) {
    for (const auto& [number, file] : directives) {
        const auto document = seed(number);
        if (!document) continue;
        const std::string& text = document->text;
        std::vector<bool> cited(text.size());  // by code points
        std::size_t first = text.size();
        for (const auto& clause : clauses_of(file)) {
            const auto quote = numbered(clause) ? locate_clause(*document, clause) : std::nullopt;
            if (!quote) continue;
            first = std::min(first, quote->start);
            std::fill(cited.begin() + static_cast<std::ptrdiff_t>(quote->start),
                      cited.begin() + static_cast<std::ptrdiff_t>(quote->end), true);
        }
        const std::size_t end = text.rfind("Nơi nhận");
        ASSERT_NE(end, text.npos) << file;
        std::string rest;  // what no quote holds of a line
        for (std::size_t byte = 0, point = 0; byte < end; ++byte) {
            if (byte > 0 && !text::is_continuation(text[byte])) ++point;
            if (point >= first && !cited[point] && text[byte] != '\n') {
                rest += text[byte];
                continue;
            }
            const auto words = rest.find_first_not_of("0123456789. -");  // after the label of a part, or a dash
            EXPECT_TRUE(words == rest.npos || rest.find_first_of(".;:?", words) == rest.npos) << file << ": " << rest;
            rest.clear();
        }
    }
}

}  // namespace
}  // namespace sauro::rulebook
