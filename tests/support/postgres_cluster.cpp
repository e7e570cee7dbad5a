#include "tests/support/postgres_cluster.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

extern char** environ;

namespace sauro::testing {
namespace {

// The keeper. It is another program, so a test that crashes or is killed cannot take it along: when the pipe on its
// standard input closes, it stops the server and removes the folder. $1 folder, $2 programs, $3 user to run as ("" = as
// we are).
constexpr const char* keeper = R"sh(
dir=$1 bin=$2 user=$3
as() { if [ -n "$user" ]; then exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; else exec "$@"; fi; }
[ -n "$user" ] && chown "$user" "$dir"
cd "$dir" || exit 1
trap '' INT TERM HUP
server=
# Asked again and again: a server that is only just starting does not hear the first one.
stop() { while kill -QUIT "$server" 2>/dev/null; do sleep 0.2; done; }
cleanup() { if [ -n "$server" ]; then stop & asking=$!; wait "$server"; kill "$asking" 2>/dev/null; fi; cd / && rm -rf "$dir"; }
trap cleanup EXIT
(as "$bin/initdb" -D "$dir/data" -U sauro -A trust -E UTF8 --locale=C --no-sync --no-instructions) >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; touch "$dir/failed"; sleep 1; exit 1; }
as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
  -c shared_buffers=64MB -c max_connections=120 -c max_wal_size=256MB -c log_min_messages=panic >"$dir/server.log" 2>&1 </dev/null &
server=$!
cat >/dev/null
)sh";

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "PostgreSQL for tests: %s\n", why.c_str());
    std::abort();
}

std::string find_programs() {
    for (const char* folder : {"/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin",
                               "/usr/local/pgsql/bin"}) {
        if (::access(fmt::format("{}/initdb", folder).c_str(), X_OK) == 0) return folder;
    }
    give_up("initdb not found; install the package postgresql-15 (its server need not run)");
}

class Cluster {
  public:
    Cluster() {
        std::string folder = (std::filesystem::temp_directory_path() / "sauro-pg-XXXXXX").string();
        if (::mkdtemp(folder.data()) == nullptr) give_up("cannot make a temporary folder");
        folder_ = folder;
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) give_up("no pipe");
        alive_ = ends[1];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
        // A session of its own: whoever kills our whole process group (a time limit) must not take the keeper along.
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
        // PostgreSQL refuses to run as root.
        const std::string programs = find_programs();
        std::string user = ::geteuid() == 0 ? "nobody" : "";
        const char* args[] = {"sh", "-c", keeper, "keeper", folder_.c_str(), programs.c_str(), user.c_str(), nullptr};
        const int spawned =
            ::posix_spawn(&keeper_, "/bin/sh", &actions, &attributes, const_cast<char* const*>(args), environ);
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        ::close(ends[0]);
        if (spawned != 0) give_up("cannot start /bin/sh");
        owner_ = ::getpid();
        wait_until_ready();
    }
    ~Cluster() {
        if (::getpid() != owner_) return;  // a forked child of a test leaves it alone
        ::close(alive_);
        ::waitpid(keeper_, nullptr, 0);
    }
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    std::string make_database() {
        const std::string name = fmt::format("t{}_{}", ::getpid(), ++count_);
        const std::unique_ptr<PGconn, decltype(&PQfinish)> admin(PQconnectdb(url("postgres").c_str()), &PQfinish);
        const std::unique_ptr<PGresult, decltype(&PQclear)> made(
            PQexec(admin.get(), fmt::format("CREATE DATABASE {} TEMPLATE template0", name).c_str()), &PQclear);
        if (PQresultStatus(made.get()) != PGRES_COMMAND_OK) give_up(PQerrorMessage(admin.get()));
        return url(name);
    }

  private:
    std::string url(const std::string& database) const {
        return fmt::format("postgresql:///{}?host={}&user=sauro", database, folder_);
    }
    void wait_until_ready() {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(5);
        while (PQping(url("postgres").c_str()) != PQPING_OK) {
            if (std::filesystem::exists(folder_ + "/failed")) give_up("initdb failed, see above");
            if (std::chrono::steady_clock::now() > deadline) give_up("did not answer within five minutes");
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    std::string folder_;
    pid_t keeper_ = -1, owner_ = -1;
    int alive_ = -1;  // open as long as we live
    std::atomic<int> count_{0};
};

}  // namespace

std::string new_postgres_database() {
    static Cluster cluster;
    return cluster.make_database();
}

}  // namespace sauro::testing
