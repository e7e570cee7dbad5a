// The other process of the crash, full-disk and read-only tests. What it says goes to standard output, one line each.
//   probe write sqlite|postgres <place>          writes pairs for ever; "<n>" once pair n was acknowledged
//   probe full <folder> <limit bytes or 0>       fills the place, checks what it was promised, makes room, goes on
//   probe open <folder>                          as an ordinary user: the codes of opening a database and a file store
//   there
#include <fmt/format.h>
#include <grp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "audit/audit.hpp"
#include "base/log.hpp"
#include "db/db.hpp"
#include "db/files.hpp"

namespace {

using namespace sauro;

void say(const std::string& line) {
    const std::string whole = line + "\n";
    if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0) ::_exit(3);  // one call, so lines of threads never mix
}

std::string code(const auto& outcome) { return outcome ? "ok" : outcome.error().code; }

int write_for_ever(std::string_view dialect, const std::string& place) {
    auto opened = dialect == "sqlite" ? db::open_sqlite({.path = place}) : db::open_postgres({.url = place});
    if (!opened) return 2;
    db::Database& database = **opened;
    std::atomic<std::int64_t> next = 0;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (;;) {
                const std::int64_t n = ++next;
                const Status done = database.write([n](db::Tx& tx) -> Status {
                    TRYV(tx.execute("INSERT INTO first (n) VALUES (?)", {n}));
                    TRYV(audit::append(tx, {1, "probe", "", "probe.write", std::to_string(n), "{}"}));
                    TRYV(tx.execute("INSERT INTO second (n) VALUES (?)", {n}));
                    return {};
                });
                if (!done) ::_exit(4);
                say(std::to_string(n));
            }
        });
    }
    return 0;  // never: the threads run until somebody kills us
}

void limit_file_size(rlim_t bytes) {
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes == 0 ? limit.rlim_max : bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

int fill(const std::string& folder, rlim_t limit) {
    std::signal(SIGXFSZ, SIG_IGN);
    const std::string spare = folder + "/spare";
    std::ofstream(spare) << std::string(1'000'000, 'x');
    auto opened = db::open_sqlite({.path = folder + "/test.db"});
    auto store = db::FileStore::open(folder + "/files");
    if (!opened || !store) return 2;
    db::Database& database = **opened;
    const db::Migration schema[] = {{"t", "0001.sql", "CREATE TABLE page (n BIGINT PRIMARY KEY, text TEXT NOT NULL);"}};
    if (!database.migrate(schema)) return 2;
    if (limit != 0) limit_file_size(limit);

    std::int64_t promised = 0;
    const auto put = [&](std::int64_t n, std::size_t size) {
        return database.write([&](db::Tx& tx) -> Status {
            TRYV(tx.execute("INSERT INTO page (n, text) VALUES (?, ?)", {n, std::string(size, 'y')}));
            return {};
        });
    };
    Status last;
    while (promised < 10000 && (last = put(promised + 1, 20'000))) ++promised;
    say("database " + code(last));
    say("files " + code(store->keep_bytes(std::string(3'000'000, 'z'))));
    std::int64_t there = -1;
    const Status read = database.read([&](db::Snapshot& s) -> Status {
        TRY(const auto n, s.one("SELECT count(*) FROM page", {}, [](const db::Row& row) { return row.integer(0); }));
        there = n.value_or(-1);
        return {};
    });
    say(fmt::format("promised {} there {} read {}", promised > 5 ? "some" : "none",
                    there == promised ? "all" : "not all", code(read)));

    std::filesystem::remove(spare);
    if (limit != 0) limit_file_size(0);
    say("again database " + code(put(promised + 1, 100)));
    say("again files " + code(store->keep_bytes(std::string(200'000, 'z'))));
    say(fmt::format("left over {}", std::distance(std::filesystem::directory_iterator(folder + "/files/tmp"),
                                                  std::filesystem::directory_iterator())));
    return 0;
}

int open_as_ordinary_user(const std::string& folder) {
    if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0)) return 2;
    say("database " + code(db::open_sqlite({.path = folder + "/test.db"})));
    say("files " + code(db::FileStore::open(folder)));
    return 0;
}

}  // namespace

int main(int count, char** args) {
    base::log_quiet(true);
    const std::string_view what = count > 2 ? args[1] : "";
    if (what == "write" && count == 4) return write_for_ever(args[2], args[3]);
    if (what == "full" && count == 4) {
        unsigned long limit = 0;
        const std::string_view text = args[3];
        std::from_chars(text.data(), text.data() + text.size(), limit);
        return fill(args[2], limit);
    }
    if (what == "open" && count == 3) return open_as_ordinary_user(args[2]);
    return 1;
}
