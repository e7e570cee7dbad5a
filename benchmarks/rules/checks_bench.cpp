// What the norms on a text cost. Usage: bench_checks DRAFT [SUPERIOR]: plain texts; the draft is repeated up to ten
// pages. Prints the median and the 99th percentile of the CPU time of one check with all norms.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "base/file.hpp"
#include "base/log.hpp"
#include "docread/docread.hpp"
#include "rulebook/prose/prose.hpp"
#include "rulebook/rulebook.hpp"
#include "rulebook/test_views.hpp"

namespace {

using namespace sauro;

double cpu_ms() {
    timespec at{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
    base::log_quiet(true);
    if (argc < 2) {
        std::fprintf(stderr, "bench_checks DRAFT [SUPERIOR]\n");
        return 2;
    }
    const auto read = [](const char* path) {
        auto text = base::read_file(path, 1 << 20);
        if (!text) std::exit(1);
        return *text;
    };
    const std::string once = read(argv[1]);
    constexpr std::size_t ten_pages = 3280;  // words
    std::string text = once;
    const auto foot = once.rfind("Nơi nhận");
    const auto body = once.find("\nI.");
    if (body != std::string::npos && foot != std::string::npos) {
        while (rulebook::count_words(text) < ten_pages) text.insert(body, once.substr(body, foot - body));
    }
    const auto document = docread::analyse(text);
    rulebook::CheckContext context;
    if (argc > 2) context.against.push_back(docread::analyse(read(argv[2])));
    auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), rulebook::testing::documented_views());
    if (!book) {
        std::fprintf(stderr, "%s\n", book.error().message.c_str());
        return 1;
    }
    std::vector<double> times;
    std::size_t findings = 0;
    for (int i = 0; i < 200; ++i) {
        const double start = cpu_ms();
        findings = rulebook::check(*book, document, context).size();
        times.push_back(cpu_ms() - start);
    }
    std::ranges::sort(times);
    fmt::print("{} words, {} tasks, {} findings: median {:.2f} ms, p99 {:.2f} ms\n", rulebook::count_words(text),
               document.tasks.size(), findings, times[times.size() / 2], times[times.size() * 99 / 100]);
}
