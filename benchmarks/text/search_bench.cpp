#include "search_bench.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <fstream>

#include "db/db.hpp"
#include "search/search.hpp"

namespace sauro::bench {
namespace {

namespace fs = std::filesystem;

double cpu(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<std::string> read_questions(const fs::path& path) {
    std::vector<std::string> out;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto tab = line.find('\t');
        const std::string words = line.substr(tab + 1);
        out.push_back(line.starts_with("phrase") ? "\"" + words + "\"" : words);
    }
    return out;
}

double percentile(std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

}  // namespace

SearchFigures measure_search(const Corpus& corpus, std::uint32_t documents, const fs::path& questions,
                             const fs::path& folder) {
    SearchFigures out;
    fs::create_directories(folder);
    auto database = db::open_sqlite({.path = (folder / "search.db").string()});
    if (!database || !(*database)->migrate(search::migrations())) return out;
    const double from = cpu(CLOCK_PROCESS_CPUTIME_ID);
    constexpr std::uint32_t batch = 200;
    for (std::uint32_t at = 0; at < documents; at += batch) {
        const auto put = (*database)->write([&](db::Tx& tx) -> Status {
            for (std::uint32_t i = at; i < std::min(at + batch, documents); ++i)
                TRYV(search::put(tx, {"document", std::to_string(i), "", "", std::string(corpus.text(i))}));
            return {};
        });
        if (!put) return out;
    }
    out.build_mb = static_cast<double>(corpus.bytes(documents)) / 1e6 / (cpu(CLOCK_PROCESS_CPUTIME_ID) - from);
    const auto asked = read_questions(questions);
    std::vector<double> times;
    for (int round = 0; round < 4; ++round) {
        for (const std::string& question : asked) {
            const double begun = cpu(CLOCK_THREAD_CPUTIME_ID);
            std::size_t shown = 0;
            const auto status = (*database)->read([&](db::Snapshot& snapshot) -> Status {
                TRY(const auto hits,
                    search::find(snapshot, {.text = question, .kind = "document", .scopes = {""}, .limit = 10}));
                for (const auto& hit : hits) shown += search::highlights(question, hit.snippet).size();
                if (round == 0 && !hits.empty() && shown > 0) out.found += 1;
                return {};
            });
            if (!status) return out;
            if (round > 0) times.push_back((cpu(CLOCK_THREAD_CPUTIME_ID) - begun) * 1e3);
        }
    }
    out.found /= static_cast<double>(asked.size());
    out.p50 = percentile(times, 0.5);
    out.p99 = percentile(times, 0.99);
    for (const auto& file : fs::directory_iterator(folder))
        out.bytes_a_document += static_cast<double>(file.file_size()) / documents;
    return out;
}

}  // namespace sauro::bench
