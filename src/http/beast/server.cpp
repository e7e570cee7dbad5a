#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <cstdlib>
#include <thread>

#include "base/log.hpp"
#include "http/beast/core.hpp"
#include "http/temp_file.hpp"
#include "http/wire.hpp"

namespace sauro::http {
namespace {

using boost::system::error_code;

// Thousands of idle connections need as many descriptors; the default soft limit of 1024 does not give them.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

Error address_error(const ServerOptions& options, const error_code& wrong) {
    if (wrong == asio::error::address_in_use) {
        return {ErrorKind::unavailable,
                "http.port_in_use",
                fmt::format(
                    "Cổng {} đang có chương trình khác dùng. Tắt chương trình đó, hoặc chọn cổng khác: --listen {}:{}.",
                    options.port, options.address, options.port + 1),
                fmt::format("Port {} is in use. Stop the other program or choose another port: --listen {}:{}.",
                            options.port, options.address, options.port + 1),
                {},
                {},
                {}};
    }
    return {ErrorKind::unavailable,
            "http.address",
            fmt::format("Không mở được địa chỉ {}:{} ({}). Chọn địa chỉ của máy này và cổng từ 1024 trở lên, ví dụ "
                        "--listen 127.0.0.1:8080.",
                        options.address, options.port, wrong.message()),
            fmt::format("Cannot listen on {}:{}: {}. Try --listen 127.0.0.1:8080.", options.address, options.port,
                        wrong.message()),
            {},
            {},
            {}};
}

// Two addresses for those who watch over the server. Which routes people use is nobody else's business: metrics stay on
// this machine.
void add_operations(Router& router, const ServerOptions& options, const std::shared_ptr<std::weak_ptr<Core>>& core) {
    Route health;
    health.pattern = "/healthz";
    health.handler = [ask = options.health](const Request& request, const Respond& respond) {
        const Status well = ask ? ask() : Status{};
        respond(well ? json_response(200, R"({"status":"ok"})") : problem(well.error(), request.id));
    };
    Route metrics;
    metrics.pattern = "/metrics";
    metrics.handler = [core, more = options.more_metrics](const Request& request, const Respond& respond) {
        const auto alive = core->lock();
        if (!is_local(request.remote) || !alive) {
            return respond(problem({ErrorKind::forbidden,
                                    "http.local_only",
                                    "Số đo vận hành chỉ xem được trên chính máy chủ.",
                                    "Only from this machine.",
                                    {},
                                    {},
                                    {}},
                                   request.id));
        }
        respond({200,
                 {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}},
                 alive->metrics.text(alive->workers.waiting()) + (more ? more() : "")});
    };
    for (Route* route : {&health, &metrics}) {
        if (!router.find(Method::get, route->pattern).path_known) (void)router.add(std::move(*route));
    }
}

class BeastServer final : public Server {
  public:
    BeastServer(std::shared_ptr<Core> core, int threads) : core_(std::move(core)) {
        for (int i = 0; i < std::max(1, threads); ++i) loops_.push_back(std::make_shared<Loop>());
        acceptor_ = std::make_unique<tcp::acceptor>(loops_.front()->context);
        pause_ = std::make_unique<asio::steady_timer>(loops_.front()->context);
    }
    ~BeastServer() override {
        try {
            stop();
        } catch (...) {  // a thread that cannot be joined: there is nobody left to tell
            std::abort();
        }
    }

    Status listen(const tcp::endpoint& at) {
        error_code wrong;
        acceptor_->open(at.protocol(), wrong);
        if (!wrong) acceptor_->set_option(tcp::acceptor::reuse_address(true), wrong);
        if (!wrong) acceptor_->bind(at, wrong);
        if (!wrong) acceptor_->listen(4096, wrong);
        if (wrong) return std::unexpected(address_error(core_->options, wrong));
        port_ = acceptor_->local_endpoint(wrong).port();
        for (const auto& loop : loops_) {
            guards_.push_back(asio::make_work_guard(loop->context));
            threads_.emplace_back([loop] { loop->context.run(); });
        }
        asio::post(loops_.front()->context, [this] { accept(); });
        return {};
    }

    std::uint16_t port() const override { return port_; }
    std::string metrics() const override { return core_->metrics.text(core_->workers.waiting()); }
    std::string url() const override {
        const std::string& address = core_->options.address;
        return address.find(':') == std::string::npos ? fmt::format("http://{}:{}", address, port_)
                                                      : fmt::format("http://[{}]:{}", address, port_);
    }

    void stop() override {
        if (stopped_) return;
        stopped_ = true;
        core_->stopping = true;
        for (const auto& loop : loops_) {
            // A bare pointer: a task that never runs would keep its own loop alive for ever.
            asio::post(loop->context, [this, loop = loop.get()] {
                if (loop == loops_.front().get()) {
                    error_code ignored;
                    acceptor_->close(ignored);
                    pause_->cancel();
                }
                close_waiting_sessions(*loop);
            });
        }
        // Running answers finish; who does not in time is cut.
        const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(core_->options.stop_timeout_s);
        while (core_->metrics.connections.load() > 0 && std::chrono::steady_clock::now() < last)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        guards_.clear();
        for (const auto& loop : loops_) loop->context.stop();
        for (std::thread& thread : threads_) {
            if (thread.joinable()) thread.join();
        }
        // No loop runs any more: what the workers drop or post now only waits to be destroyed with its context.
        core_->workers.stop();
        core_->disk.stop();
        for (const auto& loop : loops_)
            cut_sessions(*loop);  // an answer still to come may keep a loop alive, but no peer waiting
        acceptor_.reset();
        pause_.reset();
        loops_.clear();
    }

  private:
    void accept() {
        Loop* const loop = loops_[next_++ % loops_.size()].get();
        acceptor_->async_accept(loop->context, [this, loop](error_code wrong, tcp::socket socket) {
            if (core_->stopping || wrong == asio::error::operation_aborted) return;
            if (!wrong) {
                take(loop, std::move(socket));
                return accept();
            }
            // Out of descriptors or memory: the queue of the kernel holds the peer while we breathe.
            base::log_warn("accept", {{"detail", wrong.message()}});
            pause_->expires_after(std::chrono::milliseconds(100));
            pause_->async_wait([this](error_code) {
                if (!core_->stopping) accept();
            });
        });
    }

    void take(Loop* loop, tcp::socket socket) {
        core_->metrics.accepted.fetch_add(1);
        if (core_->metrics.connections.load() >= core_->options.max_connections) {
            core_->metrics.refused_full.fetch_add(1);
            static constexpr std::string_view full =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            error_code ignored;
            socket.non_blocking(true, ignored);
            socket.write_some(asio::buffer(full.data(), full.size()), ignored);
            return;
        }
        core_->metrics.connections.fetch_add(1);
        if (loop == loops_.front().get()) return start_session(core_, *loop, std::move(socket));
        asio::post(loop->context, [core = core_, loop, socket = std::move(socket)]() mutable {
            start_session(std::move(core), *loop, std::move(socket));
        });
    }

    std::shared_ptr<Core> core_;
    std::vector<std::shared_ptr<Loop>> loops_;
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> guards_;
    std::vector<std::thread> threads_;
    std::unique_ptr<tcp::acceptor> acceptor_;
    std::unique_ptr<asio::steady_timer> pause_;
    std::size_t next_ = 0;
    std::uint16_t port_ = 0;
    bool stopped_ = false;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Router router) {
    raise_file_limit();
    std::string& address = options.address;
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    if (address == "localhost") address = "127.0.0.1";
    if (options.allowed_hosts.empty()) options.allowed_hosts = hosts_for(address);
    error_code wrong;
    const auto ip = asio::ip::make_address(address, wrong);
    if (wrong) return std::unexpected(address_error(options, wrong));
    if (!options.upload_folder.empty()) {
        std::error_code failed;
        std::filesystem::create_directories(options.upload_folder, failed);
        if (failed) {
            return fail(
                ErrorKind::unavailable, "http.upload_folder",
                fmt::format("Không ghi được thư mục {} ({}). Kiểm tra quyền ghi rồi chạy lại.",
                            options.upload_folder.string(), failed.message()),
                fmt::format("The folder {} cannot be written: {}.", options.upload_folder.string(), failed.message()));
        }
        remove_stale_uploads(options.upload_folder);
    }
    const int threads = options.io_threads;
    const tcp::endpoint at(ip, options.port);
    const auto for_metrics = std::make_shared<std::weak_ptr<Core>>();
    add_operations(router, options, for_metrics);
    const auto core = std::make_shared<Core>(std::move(options), std::move(router));
    *for_metrics = core;
    auto server = std::make_unique<BeastServer>(core, threads);
    TRYV(server->listen(at));
    return server;
}

}  // namespace sauro::http
