// Load on the HTTP server from one process, the server in another, so that its CPU and memory are its own.
//   bench_http                        own server on a free port, whole programme
//   bench_http HOST-PORT PATH [N [S]] GET PATH of a server on this machine, N connections (64), S seconds (3)
// Prints one figure a line: name, value, unit. Timings are context; the ratio lines are what is compared.
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "http/http.hpp"
#include "http/testing/client.hpp"

namespace {

using namespace sauro::http;
using sauro::http::testing::Client;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Load {
    double per_second = 0, p50_ms = 0, p99_ms = 0;
    std::uint64_t answered = 0;
};

double at_share(std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(static_cast<double>(sorted.size()) * share))];
}

// Keep-alive connections, each with one request under way, driven by one epoll loop.
Load hammer(std::uint16_t port, const std::string& path, std::size_t connections, double seconds) {
    struct Peer {
        Client client;
        Clock::time_point asked;
    };
    const std::string request = fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Peer> peers;
    peers.reserve(connections);
    for (std::size_t i = 0; i < connections; ++i) {
        peers.push_back({Client(port), {}});
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, peers.back().client.descriptor(), &event);
    }
    std::vector<double> times;
    const auto ask = [&](Peer& peer) {
        peer.asked = Clock::now();
        peer.client.send(request);
    };
    const auto start = Clock::now();
    for (Peer& peer : peers) ask(peer);
    std::vector<epoll_event> events(256);
    while (ms_since(start) < seconds * 1000) {
        const int n = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
        for (int k = 0; k < n; ++k) {
            Peer& peer = peers[events[static_cast<std::size_t>(k)].data.u64];
            if (!peer.client.receive(0)) {
                ::epoll_ctl(poll, EPOLL_CTL_DEL, peer.client.descriptor(), nullptr);
                continue;
            }
            std::string& rest = peer.client.rest();
            const auto head = rest.find("\r\n\r\n");
            if (head == std::string::npos) continue;
            const auto length = rest.find("Content-Length: ");
            const std::size_t whole =
                head + 4 + (length < head ? std::strtoul(rest.c_str() + length + 16, nullptr, 10) : 0);
            if (rest.size() < whole) continue;
            rest.clear();
            times.push_back(ms_since(peer.asked));
            ask(peer);
        }
    }
    const double took = ms_since(start) / 1000;
    ::close(poll);
    std::ranges::sort(times);
    return {static_cast<double>(times.size()) / took, at_share(times, 0.5), at_share(times, 0.99), times.size()};
}

struct Fresh {
    double median_ms = 0, most_ms = 0;
};

// A newcomer's first answer, connection included.
Fresh fresh_requests(std::uint16_t port, const std::string& path, int times) {
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        Client client(port);
        if (client.get(path).status == 200) took.push_back(ms_since(start));
    }
    std::ranges::sort(took);
    return {at_share(took, 0.5), took.empty() ? -1 : took.back()};
}

long resident_kb(pid_t process) {
    std::ifstream in(fmt::format("/proc/{}/status", process));
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
    }
    return 0;
}

double cpu_seconds(pid_t process) {
    std::ifstream in(fmt::format("/proc/{}/stat", process));
    std::string text((std::istreambuf_iterator<char>(in)), {});
    text = text.substr(text.rfind(')') + 2);
    std::vector<std::string> fields;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find(' ', at), text.size());
        fields.push_back(text.substr(at, end - at));
    }
    return static_cast<double>(std::stol(fields.at(11)) + std::stol(fields.at(12))) /
           static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void print(std::string_view name, double value, std::string_view unit) {
    fmt::print("{:<46} {:>12.2f} {}\n", name, value, unit);
}

// The child: serves until it is told to end.
int serve(int port_pipe, const std::filesystem::path& folder) {
    sauro::base::log_quiet(true);
    Router router;
    Route ping;
    ping.pattern = "/api/ping";
    ping.handler = [](Request, Respond respond) { respond(json_response(200, R"({"pong":true})")); };
    Route upload;
    upload.method = Method::post;
    upload.pattern = "/api/upload";
    upload.body = BodyKind::upload;
    upload.max_body = 64u << 20;
    upload.handler = [](Request, Respond respond) { respond(json_response(200, "{}")); };
    if (!router.add(std::move(ping)) || !router.add(std::move(upload))) return 1;
    ServerOptions options;
    options.port = 0;
    options.access_log = false;
    options.upload_folder = folder;
    auto server = Server::start(options, std::move(router));
    if (!server) return 1;
    const std::uint16_t port = (*server)->port();
    if (::write(port_pipe, &port, sizeof port) != sizeof port) return 1;
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    int signal = 0;
    sigwait(&end, &signal);
    (*server)->stop();
    return 0;
}

int programme() {
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigprocmask(SIG_BLOCK, &end, nullptr);  // the child waits for it; threads inherit the mask
    std::string name = (std::filesystem::temp_directory_path() / "sauro-bench-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(name.data());
    int pipes[2];
    if (::pipe(pipes) != 0) return 1;
    const pid_t server = ::fork();
    if (server == 0) return serve(pipes[1], folder);
    std::uint16_t port = 0;
    if (::read(pipes[0], &port, sizeof port) != sizeof port) return 1;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    print("http.idle_memory", static_cast<double>(resident_kb(server)) / 1024, "MB");
    for (const std::size_t connections : {1u, 64u, 1000u}) {
        const double before = cpu_seconds(server);
        const Load load = hammer(port, "/api/ping", connections, 3);
        const std::string key = fmt::format("http.ping.{}", connections);
        print(key + ".requests", load.per_second, "/s");
        print(key + ".p50", load.p50_ms, "ms");
        print(key + ".p99", load.p99_ms, "ms");
        print(key + ".server_cpu",
              (cpu_seconds(server) - before) * 1e6 / static_cast<double>(std::max<std::uint64_t>(1, load.answered)),
              "us/request");
    }
    print("http.memory_after_1000_connections", static_cast<double>(resident_kb(server)) / 1024, "MB");

    const Fresh alone = fresh_requests(port, "/api/ping", 200);
    std::vector<Client> held;
    for (int i = 0; i < 5000; ++i) held.emplace_back(port);
    for (int i = 0; i < 1000; ++i) {
        held.emplace_back(port);
        held.back().send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf of it");
    }
    const auto arrived = [&] {
        std::size_t files = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++files;
        return files == 1000;
    };
    const bool standing = sauro::http::testing::eventually(arrived);
    const Fresh crowded = fresh_requests(port, "/api/ping", 200);
    print("http.fresh.alone.median", alone.median_ms, "ms");
    print("http.fresh.alone.most", alone.most_ms, "ms");
    print("http.fresh.crowded.median", crowded.median_ms, "ms");
    print("http.fresh.crowded.most", crowded.most_ms, "ms");
    print("http.fresh.delay", crowded.most_ms - alone.median_ms, "ms with 5000 idle and 1000 half-sent uploads");
    print("http.fresh.ratio", crowded.median_ms / std::max(0.001, alone.median_ms), "x");
    print("http.crowded_memory", static_cast<double>(resident_kb(server)) / 1024, "MB");
    held.clear();
    ::kill(server, SIGTERM);
    int status = 0;
    ::waitpid(server, &status, 0);
    std::filesystem::remove_all(folder);
    return standing && status == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return programme();
    const auto port = static_cast<std::uint16_t>(std::atoi(words[1]));
    const Load load = hammer(port, words[2], count > 3 ? static_cast<std::size_t>(std::atoi(words[3])) : 64,
                             count > 4 ? std::atof(words[4]) : 3);
    print("requests", load.per_second, "/s");
    print("p50", load.p50_ms, "ms");
    print("p99", load.p99_ms, "ms");
    return load.answered > 0 ? 0 : 1;
}
