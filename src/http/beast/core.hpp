// What all connections share, and the loops they live on. Only this folder includes Asio or Beast.
#pragma once
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <list>
#include <memory>

#include "http/http.hpp"
#include "http/metrics.hpp"
#include "http/static_files.hpp"
#include "http/workers.hpp"

namespace sauro::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

struct Core {
    Core(ServerOptions given, Router routes)
        : options(std::move(given)),
          router(std::move(routes)),
          files(options.static_folder),
          workers(options.workers, static_cast<std::size_t>(std::max(1, options.queue_limit))),
          disk(2, 0) {}
    ServerOptions options;
    Router router;
    StaticFiles files;
    Metrics metrics;
    Workers workers;  // handlers, producers
    Workers disk;  // uploads, static files, compression: short work that may wait for the disk, never for the database
    std::atomic<bool> stopping{false};
};

class Session;

// One thread, one io_context: no locks between connections of a loop. Kept alive by answers still to come, so a late
// answer finds something to post to.
struct Loop : std::enable_shared_from_this<Loop> {
    std::list<Session*> sessions;  // declared before the context: sessions that die with it still unlink themselves
    asio::io_context context{1};
    asio::steady_timer tick{context};
    bool ticking = false;

    // Deadlines are looked at twice a second instead of a timer for each connection.
    void watch();
};

// Both on the loop's thread. Serves one connection until it ends; metrics.connections counted it already.
void start_session(std::shared_ptr<Core> core, Loop& loop, tcp::socket socket);
void close_waiting_sessions(Loop& loop);
void cut_sessions(Loop& loop);  // when the loop does not run any more

}  // namespace sauro::http
