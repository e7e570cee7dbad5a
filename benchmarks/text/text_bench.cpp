// Copy check and search, ours and Lucene 8 in one run. Usage: bench_text [documents = 20000] [lucene documents]
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "../must.hpp"
#include "corpus.hpp"
#include "drafts.hpp"
#include "reuse/index.hpp"
#include "reuse/syllables.hpp"
#include "search_bench.hpp"
#include "text/text.hpp"

namespace {

using namespace sauro;
namespace fs = std::filesystem;

double cpu_of(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}
double thread_cpu() { return cpu_of(CLOCK_THREAD_CPUTIME_ID); }
double process_cpu() { return cpu_of(CLOCK_PROCESS_CPUTIME_ID); }

double status_mb(std::string_view name) {
    std::ifstream file("/proc/self/status");
    double mb = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(name)) mb = std::strtod(line.c_str() + name.size() + 1, nullptr) / 1024;
    }
    return mb;
}

using bench::must;

double percentile(std::vector<double> values, double p) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(p * static_cast<double>(values.size())))];
}

std::string number(const char* name, double value, const char* unit) {
    return fmt::format("{:<44}{:>12.2f} {}\n", name, value, unit);
}

// Bytes of one side of the passages that agree with the truth: precision and recall in one.
double overlap_f1(const std::vector<reuse::Passage>& found, const std::vector<bench::Truth>& truth, std::size_t size,
                  bool of_draft) {
    std::vector<char> marks(size + 1, 0);
    for (const auto& p : found) {
        const reuse::Span span = of_draft ? p.a : p.b;
        for (std::size_t i = span.start; i < std::min(span.end, size); ++i) marks[i] |= 1;
    }
    for (const auto& t : truth) {
        const std::size_t begin = of_draft ? t.begin : t.source_begin, end = of_draft ? t.end : t.source_end;
        for (std::size_t i = begin; i < std::min(end, size); ++i) marks[i] |= 2;
    }
    double both = 0, one = 0;
    for (const char m : marks) {
        if (m == 3) both += 1;
        if (m == 1 || m == 2) one += 1;
    }
    return both == 0 ? 0 : 2 * both / (2 * both + one);
}

// What a tenth of the work: folding, cutting into syllables and hashing alone.
void measure_front(const bench::Corpus& corpus) {
    const std::uint32_t count = std::min(corpus.size(), 20000U);
    std::uint64_t sum = 0;
    double best = 1e9;
    for (int round = 0; round < 2; ++round) {
        const double start = thread_cpu();
        for (std::uint32_t i = 0; i < count; ++i) {
            reuse::for_each_syllable(corpus.text(i),
                                     [&](const reuse::Syllable& s) { sum += s.exact ^ s.folded ^ s.skeleton; });
        }
        best = std::min(best, thread_cpu() - start);
    }
    fmt::print("{}",
               number("reuse: fold + cut + hash", static_cast<double>(corpus.bytes(count)) / 1e6 / best, "MB/CPU-s"));
    if (sum == 0) std::exit(1);
}

struct Outcome {
    double build_mb = 0, query_p50 = 0, recall = 0;
};

Outcome measure_reuse(const bench::Corpus& corpus, const std::vector<bench::Condition>& conditions,
                      const fs::path& folder) {
    Outcome out;
    corpus.forget();
    std::ofstream("/proc/self/clear_refs") << 5;  // the peak is counted from here
    const double before = status_mb("VmRSS");
    std::string one;
    const double start = process_cpu();
    auto opened = reuse::Index::open(folder);
    if (!opened) must(std::unexpected(opened.error()));
    reuse::Index& index = **opened;
    for (std::uint32_t i = 0; i < corpus.size(); ++i) {
        corpus.read(i, one);  // not through the map: its pages would count
        must(index.put(i, one, i + 1));
    }
    must(index.compact());
    const double built = process_cpu() - start;
    const auto stats = index.stats();
    const double megabytes = static_cast<double>(corpus.bytes(corpus.size())) / 1e6;
    out.build_mb = megabytes / built;
    fmt::print("{}", number("reuse: build", corpus.size() / built, "documents/CPU-s"));
    fmt::print("{}", number("reuse: build", out.build_mb, "MB/CPU-s"));
    fmt::print("{}",
               number("reuse: index on disk", static_cast<double>(stats.bytes) / corpus.size(), "bytes/document"));
    fmt::print("{}", number("reuse: resident before", before, "MB"));
    fmt::print("{}", number("reuse: resident at most while building", status_mb("VmHWM"), "MB"));

    reuse::FindOptions options;
    options.text_of = [&](std::uint64_t id, std::string& text) {
        text = corpus.text(static_cast<std::uint32_t>(id));
        return true;
    };
    std::vector<double> cold;  // the first asking reads pages that nobody had touched; Lucene is warmed likewise
    for (const auto& condition : conditions) {
        for (const auto& draft : condition.drafts) {
            const double from = thread_cpu();
            if (index.find(draft.text, options).size() > options.limit) std::exit(1);
            cold.push_back((thread_cpu() - from) * 1e3);
        }
    }
    std::vector<double> times;
    std::uint32_t right = 0, positives = 0;
    fmt::print("\n{:<33}{:>8}{:>10}{:>10}{:>10}{:>10}{:>9}{:>9}\n", "condition", "R@1", "share", "true", "error", "F1",
               "p50 ms", "p99 ms");
    for (const auto& condition : conditions) {
        std::vector<double> own;
        double share = 0, truth = 0, error = 0, f1 = 0, flagged = 0;
        std::uint32_t hits = 0;
        for (const auto& draft : condition.drafts) {
            const double from = thread_cpu();
            const auto found = index.find(draft.text, options);
            own.push_back((thread_cpu() - from) * 1e3);
            if (condition.negative) {
                flagged += !found.empty() && found[0].share >= reuse::overlap_share ? 1 : 0;
                share += found.empty() ? 0 : found[0].share;
                continue;
            }
            truth += draft.share;
            if (found.empty() || found[0].id != draft.source) {
                error += draft.share;
                continue;
            }
            ++hits;
            share += found[0].share;
            error += std::abs(found[0].share - draft.share);
            f1 += (overlap_f1(found[0].passages, draft.passages, draft.text.size(), true) +
                   overlap_f1(found[0].passages, draft.passages, corpus.text(draft.source).size(), false)) /
                  2;
        }
        const auto n = static_cast<double>(condition.drafts.size());
        times.insert(times.end(), own.begin(), own.end());
        if (condition.negative) {
            fmt::print("{:<33}{:>8}{:>10.3f}{:>10}{:>10}{:>10}{:>9.2f}{:>9.2f}   flagged at 12 %: {:.1f} %\n",
                       condition.name, "", share / n, "", "", "", percentile(own, 0.5), percentile(own, 0.99),
                       flagged / n * 100);
            continue;
        }
        right += hits;
        positives += static_cast<std::uint32_t>(condition.drafts.size());
        fmt::print("{:<33}{:>8.3f}{:>10.3f}{:>10.3f}{:>10.3f}{:>10.3f}{:>9.2f}{:>9.2f}\n", condition.name, hits / n,
                   share / n, truth / n, error / n, hits == 0 ? 0 : f1 / hits, percentile(own, 0.5),
                   percentile(own, 0.99));
    }
    out.recall = static_cast<double>(right) / positives;
    out.query_p50 = percentile(times, 0.5);
    fmt::print("\n{}", number("reuse: recall at rank 1, all conditions", out.recall, ""));
    fmt::print("{}", number("reuse: query with passages, p50", out.query_p50, "ms CPU"));
    fmt::print("{}", number("reuse: query with passages, p99", percentile(times, 0.99), "ms CPU"));
    fmt::print("{}", number("reuse: first asking, p50", percentile(cold, 0.5), "ms CPU"));
    fmt::print("{}", number("reuse: first asking, p99", percentile(cold, 0.99), "ms CPU"));
    return out;
}

// Texts behind their length, as in the corpus; `source` first, four bytes big-endian each.
void write_drafts(const fs::path& path, const std::vector<bench::Condition>& conditions) {
    std::ofstream file(path, std::ios::binary);
    const auto number4 = [&](std::uint32_t n) {
        for (int shift = 24; shift >= 0; shift -= 8) file.put(static_cast<char>((n >> shift) & 0xFF));
    };
    for (const auto& condition : conditions) {
        if (condition.negative) continue;
        for (const auto& draft : condition.drafts) {
            const std::string text = text::nfc(draft.text);  // Lucene's folding does not know NFD
            number4(draft.source);
            number4(static_cast<std::uint32_t>(text.size()));
            file << text;
        }
    }
}

// Questions as people ask: a beginning of a title, without marks, a phrase, common words.
void write_questions(const fs::path& path, const bench::Corpus& corpus, std::uint32_t documents) {
    std::ofstream file(path);
    bench::Random random(99);
    for (int i = 0; i < 80; ++i) {
        const auto text = corpus.text(random.below(documents));
        const auto words = bench::split(text);
        const std::size_t from = i % 4 < 2 ? 0 : random.below(static_cast<std::uint32_t>(words.size() - 6));
        const std::size_t count = i % 4 == 3 ? 2 : 5;
        std::string asked(text.substr(words[from].first, words[from + count - 1].second - words[from].first));
        for (char& c : asked) {
            if (c == ',' || c == '.' || c == '\n' || c == ';' || c == ':' || c == '/' || c == '-') c = ' ';
        }
        file << (i % 4 == 2 ? "phrase\t" : "words\t") << (i % 4 == 1 ? text::fold(asked) : asked) << '\n';
    }
}

double field(const std::string& report, std::string_view name) {
    const auto at = report.find(std::string(name) + "=");
    return at == std::string::npos ? 0 : std::strtod(report.c_str() + at + name.size() + 1, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
    const auto documents = static_cast<std::uint32_t>(argc > 1 ? std::atol(argv[1]) : 20'000);
    const std::uint32_t lucene_default = documents <= 150'000 ? documents : 20'000;  // 1,000,000 would take it hours
    const auto reachable =
        std::min(documents, argc > 2 ? static_cast<std::uint32_t>(std::atol(argv[2])) : lucene_default);
    std::string name = (fs::temp_directory_path() / "sauro-bench-text-XXXXXX").string();
    const fs::path folder = ::mkdtemp(name.data());
    bench::Corpus::write(folder / "corpus", documents);
    {
        const bench::Corpus corpus(folder / "corpus");
        fmt::print("{} documents, {:.0f} MB; a scan keeps {:.0f} % of the syllables (marks aside)\n", corpus.size(),
                   static_cast<double>(corpus.bytes(corpus.size())) / 1e6, bench::scan_survival(corpus) * 100);
        const auto conditions = bench::make_drafts(corpus, documents, reachable == 0 ? documents : reachable, 60);
        measure_front(corpus);
        std::fflush(stdout);
        const Outcome ours = measure_reuse(corpus, conditions, folder / "index");
        std::fflush(stdout);
        if (reachable != 0) {
            write_drafts(folder / "drafts", conditions);
            write_questions(folder / "questions", corpus, reachable);
            const auto search = bench::measure_search(corpus, reachable, folder / "questions", folder / "search");
            fmt::print(
                "\nsearch (SQLite), {} documents: build {:.1f} MB/CPU-s, {:.0f} B a document with its text, {:.0f} % "
                "of "
                "the questions shown with their words\n",
                reachable, search.build_mb, search.bytes_a_document, search.found * 100);
            fmt::print("{}", number("search with highlights, p50", search.p50, "ms CPU"));
            fmt::print("{}", number("search with highlights, p99", search.p99, "ms CPU"));
            std::fflush(stdout);
            const std::string command =
                fmt::format("java -Xmx3g -cp '/usr/share/java/*' {}/benchmarks/text/LucenePeer.java {} {} {} {} {}",
                            SAURO_SOURCE_DIR, (folder / "corpus").string(), reachable, (folder / "drafts").string(),
                            (folder / "questions").string(), (folder / "lucene").string());
            std::string report;
            if (std::FILE* java = ::popen(command.c_str(), "r")) {
                char chunk[4096];
                while (const std::size_t n = std::fread(chunk, 1, sizeof chunk, java)) report.append(chunk, n);
                ::pclose(java);
            }
            if (field(report, "mlt_p50_ms") == 0) {
                std::fprintf(stderr, "Lucene không chạy được (cần liblucene8-java và JDK).\n");
            } else {
                fmt::print("\nLucene 8, {} documents\n{}\n", reachable, report);
                fmt::print("RATIO reuse build / Lucene MLT-3 build (MB/CPU-s)   {:.1f}\n",
                           ours.build_mb / field(report, "mlt_build_mb_cpu_s"));
                fmt::print("RATIO Lucene BM25 with highlights p50 / search p50  {:.2f}\n",
                           field(report, "bm25_highlight_p50_ms") / search.p50);
                fmt::print("RATIO Lucene MLT-3 query p50 / reuse query p50      {:.1f}\n",
                           field(report, "mlt_p50_ms") / ours.query_p50);
            }
        }
    }
    std::error_code code;
    fs::remove_all(folder, code);
    return 0;
}
