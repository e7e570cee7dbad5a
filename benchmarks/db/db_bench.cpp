// Storage and search. Usage: bench_db [documents = 100000] [folder = a temporary one]
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include "../must.hpp"
#include "audit/audit.hpp"
#include "base/log.hpp"
#include "db/db.hpp"
#include "search/search.hpp"
#include "text/text.hpp"

namespace {

using namespace sauro;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Of this thread: a read runs on it, and other work on the machine does not count.
double cpu_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

using bench::must;

double resident_mb() {
    std::ifstream file("/proc/self/statm");
    long total = 0, resident = 0;
    file >> total >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

// Durable writes a second: 64 writers, each one row and one audit row a write, as the server does.
double writes_a_second(const fs::path& file, int group_limit, int each) {
    auto database = must(db::open_sqlite({.path = file.string(), .group_limit = group_limit}));
    const db::Migration schema[] = {{"b", "0001.sql", "CREATE TABLE item (n BIGINT PRIMARY KEY, text TEXT NOT NULL);"}};
    must(database->migrate(schema));
    must(database->migrate(audit::migrations()));
    const auto start = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (int w = 0; w < 64; ++w) {
            threads.emplace_back([&, w] {
                for (int i = 0; i < each; ++i) {
                    must(database->write([&](db::Tx& tx) -> Status {
                        TRYV(tx.execute("INSERT INTO item (n, text) VALUES (?, ?)",
                                        {w * 1000000 + i, "Công văn số 12"}));
                        return audit::append(tx, {1, "a", "u", "bench.write", "s", "{}"});
                    }));
                }
            });
        }
    }
    return 64 * each / seconds_since(start);
}

// Text with a Vietnamese-like distribution: few syllables very often, many seldom.
class Author {
  public:
    Author() {
        constexpr const char* onsets[] = {"",  "b",  "c",  "ch", "d",  "đ", "g", "h",  "k",  "kh", "l", "m",
                                          "n", "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v",  "x"};
        constexpr const char* rhymes[] = {
            "a",   "á",  "à",   "an",  "án",  "ạn",  "ang", "áng", "ao",   "ạo", "ất", "âu",   "ây",   "ay",  "e",
            "ế",   "ên", "iên", "iến", "iện", "inh", "ịnh", "iêu", "o",    "ọ",  "oá", "oạch", "ôi",   "ội",  "ông",
            "ộng", "ơ",  "ời",  "ợp",  "u",   "ụ",   "uân", "ung", "uyết", "ư",  "ừ",  "ước",  "ương", "ưởng"};
        for (const char* rhyme : rhymes) {
            for (const char* onset : onsets) syllables_.push_back(std::string(onset) + rhyme);
        }
        std::shuffle(syllables_.begin(), syllables_.end(), random_);
        std::vector<double> weights;
        for (std::size_t i = 0; i < syllables_.size(); ++i) weights.push_back(1.0 / static_cast<double>(i + 4));
        pick_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
    }
    std::string text(int words) {
        std::string out;
        for (int i = 0; i < words; ++i) out += syllables_[pick_(random_)] + (i + 1 < words ? " " : "");
        return out;
    }
    std::size_t number(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  private:
    std::mt19937 random_{20260101};
    std::vector<std::string> syllables_;
    std::discrete_distribution<std::size_t> pick_;
};

void search_documents(const fs::path& file, int documents) {
    auto database = must(db::open_sqlite({.path = file.string()}));
    must(database->migrate(search::migrations()));
    Author author;
    const auto start = Clock::now();
    for (int at = 0; at < documents;) {
        must(database->write([&](db::Tx& tx) -> Status {
            for (int i = 0; i < 500 && at < documents; ++i, ++at) {
                TRYV(search::put(tx, {"document", std::to_string(at), fmt::format("TW/{:02}/{:03}/", at % 34, at % 977),
                                      author.text(10), author.text(350)}));
            }
            return {};
        }));
    }
    const double built = seconds_since(start);
    fmt::print("search: {} documents of 360 syllables indexed, {:.0f}/s, {:.0f} bytes each\n", documents,
               documents / built, static_cast<double>(fs::file_size(file)) / documents);

    std::vector<std::string> titles;
    must(database->read([&](db::Snapshot& s) -> Status {
        TRY(titles,
            s.all("SELECT title FROM search_doc WHERE id % 97 = 1", {}, [](const db::Row& row) { return row.str(0); }));
        return {};
    }));

    struct Case {
        const char* name;
        std::vector<std::string> questions;
        std::vector<std::string> scopes;
        std::vector<double> times;
        int found = 0;
    };
    std::vector<std::string> whole, plain, part, single, pairs;
    for (const auto& title : titles) {
        whole.push_back(title);
        plain.push_back(text::fold(title));
        part.push_back(title.substr(0, title.find(' ', title.find(' ', title.find(' ') + 1) + 1)));
        single.push_back(title.substr(0, title.find(' ')));
        pairs.push_back(title.substr(0, title.find(' ', title.find(' ') + 1)));
    }
    std::vector<Case> cases;
    cases.push_back({"title, typed with marks", whole, {"TW/"}, {}, 0});
    cases.push_back({"title, typed without marks", plain, {"TW/"}, {}, 0});
    cases.push_back({"three syllables", part, {"TW/"}, {}, 0});
    cases.push_back({"two syllables", pairs, {"TW/"}, {}, 0});
    cases.push_back({"one syllable", single, {"TW/"}, {}, 0});
    cases.push_back({"two syllables, one unit's scope", pairs, {"TW/05/"}, {}, 0});
    std::vector<double> all;
    for (Case& one : cases) {
        for (int round = 0; round < 150; ++round) {
            const std::size_t at = author.number(one.questions.size());
            const double begin = cpu_seconds();
            must(database->read([&](db::Snapshot& s) -> Status {
                TRY(const auto hits, search::find(s, {.text = one.questions[at], .kind = "", .scopes = one.scopes}));
                for (const auto& hit : hits) {
                    if (hit.title == titles[at]) {
                        ++one.found;
                        break;
                    }
                }
                return {};
            }));
            one.times.push_back((cpu_seconds() - begin) * 1000);
        }
        all.insert(all.end(), one.times.begin(), one.times.end());
        std::ranges::sort(one.times);
        fmt::print("  {:34} CPU p50 {:6.1f} ms  p95 {:6.1f} ms  max {:6.1f} ms  found {}/150\n", one.name,
                   one.times[75], one.times[142], one.times[149], one.found);
    }
    std::ranges::sort(all);
    fmt::print("search, all kinds of question: p95 {:.1f} ms of CPU time\n", all[all.size() * 95 / 100]);
    fmt::print("found without marks / with marks: {:.2f}×\n",
               cases[1].found / std::max(1.0, static_cast<double>(cases[0].found)));
}

}  // namespace

int main(int count, char** args) {
    base::log_quiet(true);
    const int documents = count > 1 ? std::atoi(args[1]) : 100000;
    fs::path folder =
        count > 2 ? fs::path(args[2]) : fs::temp_directory_path() / fmt::format("sauro-bench-{}", ::getpid());
    fs::create_directories(folder);
    const double before = resident_mb();
    {
        const auto idle = must(db::open_sqlite({.path = (folder / "idle.db").string()}));
        fmt::print("an open database, idle: {:.1f} MB more resident memory\n", resident_mb() - before);
    }
    const double grouped = writes_a_second(folder / "grouped.db", 512, 200);
    const double single = writes_a_second(folder / "single.db", 1, 15);
    fmt::print("durable writes with audit, 64 writers: {:.0f}/s in groups, {:.0f}/s with a commit each\n", grouped,
               single);
    fmt::print("group commit / one commit per write: {:.1f}×\n", grouped / single);
    if (documents > 0) search_documents(folder / "search.db", documents);
    if (count <= 2) fs::remove_all(folder);
    return 0;
}
