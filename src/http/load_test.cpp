// Many peers, slow peers, hostile peers: nobody makes another one wait, and nothing is left behind.
#include <sys/resource.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/server_fixture.hpp"
#include "http/signal.hpp"

namespace sauro::http {
namespace {

using testing::Client;
using testing::eventually;
using ::testing::HasSubstr;
using testing::Reply;

// Holds handlers until it is opened.
class Door {
  public:
    void pass() {
        std::unique_lock lock(guard_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    bool wait_for(int n) {
        std::unique_lock lock(guard_);
        return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return waiting_ >= n; });
    }
    void open() {
        const std::lock_guard lock(guard_);
        open_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex guard_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

long resident_kb() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
    }
    return 0;
}

// Sanitizers keep freed memory aside for a while: what they add says nothing about the server.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long memory_factor = 40;
#else
constexpr long memory_factor = 1;
#endif

constexpr std::size_t whole_download = 50u << 20;

class LoadTest : public testing::Served {
  protected:
    void TearDown() override {
        door_.open();
        // The thread of a handler runs before emplace_back has returned: the list is whole only under its lock.
        std::vector<std::thread> started;
        {
            const std::lock_guard lock(threads_guard_);
            started.swap(threads_);
        }
        for (std::thread& thread : started) thread.join();
        Served::TearDown();
    }
    void add_routes(Router& router) override {
        Served::add_routes(router);
        add(router, Method::get, "/api/door", [this](Request, Respond respond) {
            door_.pass();
            respond(json_response(200, "{}"));
        });
        add(router, Method::get, "/api/stream", [this](Request, Respond respond) {
            auto state = std::shared_ptr<std::size_t>(new std::size_t(0), [this](std::size_t* at) {
                delete at;
                streams_ended_.fetch_add(1);
            });
            Response response;
            response.body = Producer([this, state](std::string& chunk) -> Result<bool> {
                chunk.assign(64 * 1024, static_cast<char>('a' + *state / (64 * 1024) % 26));
                *state += chunk.size();
                produced_ = *state;
                return *state < whole_download;
            });
            respond(std::move(response));
        });
        add(router, Method::get, "/api/watch/{events}", [this](Request request, Respond respond) {
            Response response;
            response.headers.emplace_back("Content-Type", "text/event-stream");
            response.every = std::chrono::milliseconds(20);
            response.body = Producer(
                [this, left = std::stoi(request.params["events"])](std::string& chunk) mutable -> Result<bool> {
                    if (pulls_.fetch_add(1) % 2 == 0) return true;  // nothing new
                    chunk = "data: x\n\n";
                    return --left > 0;
                });
            respond(std::move(response));
        });
        add(router, Method::get, "/api/heard", [this](const Request&, const Respond& respond) {
            Response response;
            response.every = std::chrono::hours(1);
            response.body = woken_by(signal_, [this](std::string& chunk) -> Result<bool> {
                chunk = "data: " + std::to_string(signal_->raised()) + "\n\n";
                return true;
            });
            respond(std::move(response));
        });
        add(router, Method::get, "/api/broken/{after}", [](Request request, Respond respond) {
            Response response;
            response.body =
                Producer([left = std::stoi(request.params["after"])](std::string& chunk) mutable -> Result<bool> {
                    if (left-- == 0) return fail(ErrorKind::conflict, "test.broken", "hỏng");
                    chunk = "part";
                    return true;
                });
            respond(std::move(response));
        });
        add(router, Method::get, "/api/file",
            [this](Request, Respond respond) { respond({200, {}, FileBody{folder_ / "big", true}}); });
        add(router, Method::get, "/api/throws", [](Request, Respond) { throw std::runtime_error("bug"); });
        add(router, Method::get, "/api/silent", [](Request, Respond) {});
        add(router, Method::get, "/api/twice", [](Request, Respond respond) {
            respond(json_response(200, "1"));
            respond(json_response(200, "2"));
        });
        add(router, Method::get, "/api/later", [this](Request, Respond respond) {
            const std::lock_guard lock(threads_guard_);
            threads_.emplace_back([this, respond = std::move(respond)] {
                door_.pass();
                respond(json_response(200, "\"late\""));
            });
        });
        Route guarded;
        guarded.method = Method::post;
        guarded.pattern = "/api/guarded";
        guarded.body = BodyKind::upload;
        guarded.max_body = 1u << 20;
        guarded.gate = [](const Request& request) -> std::optional<Response> {
            if (request.headers.contains("x-pass")) return std::nullopt;
            return json_response(403, "\"no\"");
        };
        guarded.handler = [](Request request, Respond respond) {
            respond(json_response(200, std::to_string(request.upload_size)));
        };
        ASSERT_TRUE(router.add(std::move(guarded)));
    }

    Door door_;
    const std::shared_ptr<Signal> signal_ = std::make_shared<Signal>();
    std::atomic<std::size_t> produced_{0};
    std::atomic<int> streams_ended_{0}, pulls_{0};
    std::mutex threads_guard_;
    std::vector<std::thread> threads_;
};

TEST_F(LoadTest, ThousandsOfSilentPeersDoNotDelayAFreshOne) {
    start();
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);  // raised by the server; both ends of each connection are in this process
    const auto most = static_cast<std::size_t>(limit.rlim_cur);
    const std::size_t idle_count = std::min<std::size_t>(5000, most * 10 / 2 / 14), upload_count = idle_count / 5;
    ASSERT_GT(upload_count, 50u) << "the limit of open files is too low to say anything: " << most;
    const long before = resident_kb();
    std::vector<Client> held;
    for (std::size_t i = 0; i < idle_count; ++i) {
        held.push_back(connect());
        ASSERT_TRUE(held.back().connected()) << i;
    }
    for (std::size_t i = 0; i < upload_count; ++i) {
        held.push_back(connect());
        ASSERT_TRUE(
            held.back().send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"))
            << i;
    }
    ASSERT_TRUE(eventually([&] { return uploads_on_disk() == upload_count; }));
    EXPECT_EQ(metric("sauro_http_connections"), static_cast<long>(held.size()));
    Client fresh = connect();
    for (int i = 0; i < 10; ++i) EXPECT_EQ(fresh.get("/api/ping").status, 200);
    EXPECT_LT((resident_kb() - before) / static_cast<long>(held.size()), 16 * memory_factor)
        << "KB for a silent peer, both ends counted";
    held.clear();
    EXPECT_TRUE(eventually([&] { return uploads_on_disk() == 0 && metric("sauro_http_connections") == 1; }));
}

TEST_F(LoadTest, SlowHeadersAreCut) {
    options_.header_timeout_s = 1;
    start();
    Client half = connect();
    half.send("GET /api/ping HTTP/1.1\r\nHost: local");
    Client dripping = connect();
    const std::string request = "GET /api/ping HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(5000, 'x');
    bool ended = false;
    for (std::size_t i = 0; i < 400 && !ended; ++i) {
        dripping.send(request.substr(i, 1));
        ended = !dripping.receive(50) && !dripping.late();
    }
    EXPECT_TRUE(ended);
    EXPECT_TRUE(half.at_end());
    EXPECT_TRUE(eventually([&] { return metric("sauro_http_timed_out_total") == 2; }));
    EXPECT_EQ(connect().get("/api/ping").status, 200);
}

TEST_F(LoadTest, SlowBodiesAndIdlePeersAreCut) {
    options_.body_timeout_s = 1;
    options_.idle_timeout_s = 1;
    start();
    Client text = connect(), upload = connect(), idle = connect();
    text.send("POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
    upload.send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
    EXPECT_TRUE(text.at_end());
    EXPECT_TRUE(upload.at_end());
    EXPECT_TRUE(idle.at_end());
    EXPECT_TRUE(eventually([&] { return uploads_on_disk() == 0; }));
    EXPECT_EQ(metric("sauro_http_timed_out_total"), 2) << "an idle peer is not late";
}

TEST_F(LoadTest, AFullQueueSaysSo) {
    options_.workers = 1;
    options_.queue_limit = 2;
    start();
    std::vector<Client> running;
    for (int i = 0; i < 3; ++i) {
        running.push_back(connect());
        running.back().send("GET /api/door HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_TRUE(door_.wait_for(1));
    }
    ASSERT_TRUE(eventually([&] { return metric("sauro_http_queue") == 2; }));
    Client late = connect();
    const Reply refused = late.get("/api/ping");
    EXPECT_EQ(refused.status, 503);
    EXPECT_THAT(refused.body, HasSubstr("http.busy"));
    EXPECT_TRUE(refused.headers.contains("retry-after"));
    door_.open();
    for (Client& client : running) EXPECT_EQ(client.reply().status, 200);
    EXPECT_EQ(late.get("/api/ping").status, 200) << "the same connection goes on";
}

TEST_F(LoadTest, ASlowReaderHoldsTheProducerNotTheMemory) {
    start();
    Client client(server_->port(), 64 * 1024);
    client.send("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(client.receive());
    const long before = resident_kb();
    std::size_t taken = client.rest().size(), furthest = 0;
    long most_memory = 0;
    std::size_t letters = 0;
    while (client.receive(20000, 16 * 1024)) {
        std::string& rest = client.rest();
        letters += static_cast<std::size_t>(std::ranges::count_if(rest, [](char c) { return c >= 'g' && c <= 'z'; }));
        taken += rest.size();
        const bool ended = rest.ends_with("\r\n0\r\n\r\n");
        rest.clear();
        const std::size_t made = produced_;
        furthest = std::max(furthest, made - std::min(made, taken));
        most_memory = std::max(most_memory, resident_kb() - before);
        if (ended) break;
    }
    EXPECT_EQ(produced_, whole_download);
    EXPECT_GE(taken, whole_download);
    EXPECT_GT(letters, whole_download / 2);
    EXPECT_LT(furthest, 16u << 20) << "what the kernel buffers may hold, not what the server piled up";
    EXPECT_LT(most_memory, 16 * 1024 * memory_factor) << "KB";
    EXPECT_TRUE(eventually([&] { return streams_ended_ == 1; }));
}

TEST_F(LoadTest, AReaderThatLeavesEndsItsProducer) {
    start();
    for (const bool hard : {false, true}) {
        streams_ended_ = 0;
        Client client(server_->port(), 64 * 1024);
        client.send("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_TRUE(client.receive());
        hard ? client.abort() : client.close();
        EXPECT_TRUE(eventually([&] { return streams_ended_ == 1; }));
    }
    EXPECT_LT(produced_, whole_download);
}

TEST_F(LoadTest, WatchersHoldNoWorker) {
    options_.workers = 1;
    start();
    std::vector<Client> watchers;
    for (int i = 0; i < 8; ++i) {
        watchers.push_back(connect());
        watchers.back().send("GET /api/watch/1000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_TRUE(watchers.back().receive());
    }
    EXPECT_EQ(connect().get("/api/ping").status, 200) << "the only worker is free between two pulls";
    Client client = connect();
    const Reply reply = client.get("/api/watch/3");
    EXPECT_TRUE(reply.whole);
    EXPECT_EQ(reply.body, "data: x\n\ndata: x\n\ndata: x\n\n");
    EXPECT_EQ(client.get("/api/ping").status, 200) << "the connection goes on after an ended watch";
    server_->stop();
    EXPECT_TRUE(watchers.front().read_to_end().ends_with("0\r\n\r\n")) << "a stopping server ends the watch in order";
}

TEST_F(LoadTest, ASignalEndsThePauseOfAllThatWatch) {
    start();
    std::vector<Client> watchers;
    for (int i = 0; i < 20; ++i) {
        watchers.push_back(connect());
        watchers.back().send("GET /api/heard HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    const auto told = [&](const std::string& word) {
        return std::ranges::all_of(watchers, [&](Client& one) {
            while (one.rest().find(word) == std::string::npos && one.receive()) {
            }
            return one.rest().find(word) != std::string::npos;
        });
    };
    EXPECT_TRUE(told("data: 0\n"));
    watchers.pop_back();  // who left is not waited for
    std::thread([&] { signal_->raise(); }).join();
    EXPECT_TRUE(told("data: 1\n"));
    for (int i = 0; i < 100; ++i) signal_->raise();
    EXPECT_TRUE(told("data: 101\n")) << "the last state reaches everybody, however fast they came";
    server_->stop();
    EXPECT_TRUE(watchers.front().read_to_end().ends_with("0\r\n\r\n")) << "the pause of an hour holds nobody up";
    signal_->raise();
}

TEST_F(LoadTest, AProducerThatFails) {
    start();
    Client client = connect();
    const Reply early = client.get("/api/broken/0");
    EXPECT_EQ(early.status, 409) << "nothing was sent yet: the reason is";
    EXPECT_THAT(early.body, HasSubstr("test.broken"));
    const Reply half = client.get("/api/broken/3");
    EXPECT_EQ(half.status, 200);
    EXPECT_EQ(half.body, "partpartpart");
    EXPECT_FALSE(half.whole) << "without the last chunk a peer knows that it is half";
}

TEST_F(LoadTest, FilesStreamAndDisappearWhenAsked) {
    start();
    std::string bytes(3'000'001, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    std::ofstream(folder_ / "big") << bytes;
    EXPECT_EQ(connect().get("/api/file").body, bytes);
    EXPECT_TRUE(eventually([&] { return !std::filesystem::exists(folder_ / "big"); }));
    EXPECT_EQ(connect().get("/api/file").status, 500);
    std::ofstream(folder_ / "big") << bytes;
    {
        Client client(server_->port(), 4096);
        client.send("GET /api/file HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_TRUE(client.receive());
        client.abort();
    }
    EXPECT_TRUE(eventually([&] { return !std::filesystem::exists(folder_ / "big"); }));
}

TEST_F(LoadTest, HandlersThatMisbehaveGetAnAnswer) {
    start();
    Client client = connect();
    EXPECT_EQ(client.get("/api/throws").status, 500);
    EXPECT_EQ(client.get("/api/silent").status, 500);
    EXPECT_EQ(client.get("/api/twice").body, "1");
    EXPECT_EQ(client.get("/api/ping").body, R"({"pong":true})");
}

TEST_F(LoadTest, AnAnswerMayComeFromAnyThreadAndTooLate) {
    start();
    Client client = connect();
    client.send("GET /api/later HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(door_.wait_for(1));
    Client gone = connect();
    gone.send("GET /api/later HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(door_.wait_for(2));
    gone.abort();
    door_.open();
    EXPECT_EQ(client.reply().body, "\"late\"");
    EXPECT_EQ(client.get("/api/ping").status, 200);
}

TEST_F(LoadTest, TheGateStandsBeforeTheBody) {
    start();
    Client client = connect();
    client.send("POST /api/guarded HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n");
    EXPECT_EQ(client.reply().status, 403) << "answered although no byte of the body came";
    EXPECT_EQ(uploads_on_disk(), 0u);
    Client passing = connect();
    passing.send("POST /api/guarded HTTP/1.1\r\nHost: localhost\r\nX-Pass: 1\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(passing.reply().body, "3");
}

TEST_F(LoadTest, StopLetsRunningAnswersFinish) {
    start();
    const std::uint16_t port = server_->port();
    Client running = connect(), idle = connect(), half = connect();
    running.send("GET /api/door HTTP/1.1\r\nHost: localhost\r\n\r\n");
    half.send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
    ASSERT_TRUE(door_.wait_for(1));
    ASSERT_TRUE(eventually([&] { return uploads_on_disk() == 1; }));
    std::thread stopper([&] { server_->stop(); });
    EXPECT_TRUE(idle.at_end());
    EXPECT_TRUE(half.at_end());
    EXPECT_TRUE(eventually([&] { return !Client(port).connected(); }));
    door_.open();
    const Reply reply = running.reply();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("connection"), "close");
    stopper.join();
    EXPECT_EQ(uploads_on_disk(), 0u);
}

TEST_F(LoadTest, AnAnswerAfterTheServerIsGoneIsHarmless) {
    options_.stop_timeout_s = 0;
    start();
    Client client = connect();
    client.send("GET /api/later HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(door_.wait_for(1));
    server_.reset();
    EXPECT_TRUE(client.at_end());
    door_.open();
}

TEST_F(LoadTest, TooManyConnectionsAreToldAtOnce) {
    options_.max_connections = 3;
    start();
    std::vector<Client> held;
    for (int i = 0; i < 3; ++i) held.push_back(connect());
    ASSERT_TRUE(eventually([&] { return metric("sauro_http_connections") == 3; }));
    Client extra = connect();
    EXPECT_EQ(extra.reply().status, 503);
    held.clear();
    EXPECT_TRUE(eventually([&] { return connect().get("/api/ping").status == 200; }));
}

TEST_F(LoadTest, ManyClientsAtOnceOnSeveralLoops) {
    options_.io_threads = 3;
    start();
    std::atomic<int> wrong{0};
    std::vector<std::thread> clients;
    for (int t = 0; t < 16; ++t) {
        clients.emplace_back([&, t] {
            Client client = connect();
            for (int i = 0; i < 200; ++i) {
                const std::string body = std::to_string(t) + ":" + std::to_string(i);
                client.send("POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                            std::to_string(body.size()) + "\r\n\r\n" + body);
                if (client.reply().body != body) ++wrong;
            }
        });
    }
    for (std::thread& thread : clients) thread.join();
    EXPECT_EQ(wrong, 0);
    const std::string counted = "sauro_http_requests_total{method=\"POST\",route=\"/api/echo\",status=\"2xx\"} 3200\n";
    EXPECT_TRUE(eventually([&] { return server_->metrics().find(counted) != std::string::npos; }));
}

}  // namespace
}  // namespace sauro::http
