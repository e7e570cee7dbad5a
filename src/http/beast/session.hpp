// One connection: a coroutine that reads a request, has it answered, writes the answer, and starts again.
#pragma once
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <optional>

#include "http/beast/core.hpp"
#include "http/beast/sink_body.hpp"
#include "http/head.hpp"
#include "http/temp_file.hpp"
#include "http/wire.hpp"

namespace sauro::http {

// An answer that removes its file when it is thrown away unsent.
struct OwnedResponse {
    Response response;
    explicit OwnedResponse(Response given) : response(std::move(given)) {}
    ~OwnedResponse();
    OwnedResponse(const OwnedResponse&) = delete;
    OwnedResponse& operator=(const OwnedResponse&) = delete;
};
using Answer = std::shared_ptr<OwnedResponse>;

class Session : public std::enable_shared_from_this<Session> {
  public:
    using Clock = std::chrono::steady_clock;
    Session(std::shared_ptr<Core> core, Loop& loop, tcp::socket socket);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // All on the loop's thread:
    asio::awaitable<void> run();
    void deliver(std::uint64_t turn, Answer answer);
    void pull_again(std::uint64_t turn);  // a signal was raised
    void close_if_late(Clock::time_point now);
    void close();
    void close_if_waiting();  // for the peer: nothing it sent is being worked on

  private:
    using Parser = boost::beast::http::request_parser<SinkBody>;
    enum class Read { done, closed, bad };
    struct Turn {  // one request and what belongs to it
        Parser parser;
        Head head;
        std::optional<Error> fault;
        std::optional<TempFile> upload;
        std::string id, accept_encoding;
        bool keep = false, body_done = false;
        Clock::time_point started = Clock::now();
    };

    // session.cpp
    asio::awaitable<bool> serve(Turn& turn);  // true: a whole answer was sent
    asio::awaitable<Read> read_head(Turn& turn);
    asio::awaitable<Read> read_body(Turn& turn);
    asio::awaitable<Read> fill(std::size_t room);
    asio::awaitable<Answer> handle(Turn& turn);
    void judge_head(Turn& turn);
    bool call_handler(Turn& turn);
    Answer fault_answer(const Turn& turn) const;
    Answer busy_answer(const Turn& turn);

    // session_send.cpp
    asio::awaitable<bool> send(Turn& turn, Answer answer);
    asio::awaitable<bool> send_file(Turn& turn, const Response& response, const FileBody& file);
    asio::awaitable<bool> send_produced(Turn& turn, const Response& response, const Producer& producer);
    asio::awaitable<bool> write(std::string_view bytes);
    asio::awaitable<void> linger();

    // Runs `work` on another thread and comes back to the loop; the coroutine waits, so `work` may refer to its locals.
    template <class F>
    asio::awaitable<void> off_loop(Workers& workers, F work) {
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
            [this, &workers, &work](auto handler) {
                workers.post([&work, handler = std::move(handler), executor = socket_.get_executor()]() mutable {
                    work();
                    asio::post(executor, std::move(handler));
                });
            },
            asio::use_awaitable);
    }

    void allow(double seconds) {
        deadline_ = Clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    }
    void allow_forever() { deadline_ = Clock::time_point::max(); }

    std::shared_ptr<Core> core_;
    Loop& loop_;  // outlives its sessions
    std::list<Session*>::iterator place_;
    tcp::socket socket_;
    asio::steady_timer wake_;  // cancelled when the answer is there
    boost::beast::flat_buffer buffer_;
    Clock::time_point deadline_ = Clock::time_point::max();
    bool idle_ = true;      // between two requests
    bool pausing_ = false;  // a watching answer, between two pulls
    bool reading_ = false;  // inside one, the peer is silent
    std::uint64_t turn_ = 0;
    Answer answer_;
    std::string remote_;
};

// A body or a reader slower than this, on average, is cut.
inline constexpr double least_bytes_per_second = 1024;
inline constexpr std::size_t block_size = 65536;

}  // namespace sauro::http
