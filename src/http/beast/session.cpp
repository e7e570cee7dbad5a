#include "http/beast/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>

#include "base/id.hpp"
#include "base/log.hpp"

namespace sauro::http {

namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

// What a handler is given to answer with. Answers once, from any thread, also when the connection or the server is
// gone; dropped without an answer it says 500, so no peer waits for ever.
class Responder {
  public:
    Responder(std::shared_ptr<Loop> loop, std::weak_ptr<Session> session, std::uint64_t turn, std::string id)
        : loop_(std::move(loop)), session_(std::move(session)), turn_(turn), id_(std::move(id)) {}
    ~Responder() {
        try {
            if (used_.load()) return;
            auto fault = fail_internal("http.no_answer", "a handler ended without an answer, request " + id_);
            answer(problem(fault.error(), id_));
        } catch (...) {  // out of memory: there is nothing left to tell with
            used_ = true;
        }
    }
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;

    void forget() { used_ = true; }  // the handler was never called
    void answer(Response response) {
        auto owned = std::make_shared<OwnedResponse>(std::move(response));
        if (used_.exchange(true)) return base::log_error("answered_twice", {{"id", id_}});
        asio::post(loop_->context, [session = session_, turn = turn_, owned = std::move(owned)]() mutable {
            if (const auto alive = session.lock()) alive->deliver(turn, std::move(owned));
        });
    }

  private:
    std::shared_ptr<Loop> loop_;
    std::weak_ptr<Session> session_;
    std::uint64_t turn_;
    std::string id_;
    std::atomic<bool> used_{false};
};

}  // namespace

OwnedResponse::~OwnedResponse() {
    const auto* file = std::get_if<FileBody>(&response.body);
    if (file == nullptr || !file->remove_after) return;
    std::error_code ignored;
    std::filesystem::remove(file->path, ignored);
}

Session::Session(std::shared_ptr<Core> core, Loop& loop, tcp::socket socket)
    : core_(std::move(core)),
      loop_(loop),
      socket_(std::move(socket)),
      wake_(loop.context),
      buffer_(core_->options.max_header + block_size) {
    place_ = loop_.sessions.insert(loop_.sessions.end(), this);
    error_code wrong;
    socket_.non_blocking(true, wrong);
    socket_.set_option(tcp::no_delay(true), wrong);
    const auto peer = socket_.remote_endpoint(wrong);
    if (!wrong) remote_ = peer.address().to_string();
    wake_.expires_at(Clock::time_point::max());
}

Session::~Session() {
    loop_.sessions.erase(place_);
    core_->metrics.connections.fetch_sub(1);
}

void Session::close() {
    error_code ignored;
    socket_.close(ignored);
}

void Session::close_if_late(Clock::time_point now) {
    if (now < deadline_) return;
    allow_forever();
    if (!idle_) core_->metrics.timed_out.fetch_add(1);
    close();
}

void Session::close_if_waiting() {
    if (idle_ || reading_) close();
    if (pausing_) wake_.cancel();  // the last pull, then the end
}

void Session::deliver(std::uint64_t turn, Answer answer) {
    if (turn != turn_ || answer_) return;
    answer_ = std::move(answer);
    wake_.cancel();
}

asio::awaitable<void> Session::run() {
    bool open = true;
    while (open && !core_->stopping) {
        if (buffer_.size() == 0) {  // else the next request is here already (pipelining)
            idle_ = true;
            allow(core_->options.idle_timeout_s);
            buffer_.shrink_to_fit();
            const auto [broken] = co_await socket_.async_wait(tcp::socket::wait_read, quietly);
            if (broken) break;
            idle_ = false;
        }
        answer_.reset();
        ++turn_;
        const auto turn = std::make_unique<Turn>();
        const bool sent = co_await serve(*turn);
        allow_forever();
        if (turn->upload) {
            co_await off_loop(core_->disk, [&turn] { turn->upload.reset(); });  // unlinking may wait for the disk
            core_->metrics.uploads.fetch_sub(1);
        }
        open = sent && turn->keep;
        if (sent && !open) co_await linger();
    }
    close();
}

// More bytes into buffer_. While the peer is silent nothing is held for it.
asio::awaitable<Session::Read> Session::fill(std::size_t room) {
    const std::size_t free = buffer_.max_size() - buffer_.size();
    if (free == 0) co_return Read::bad;
    while (true) {
        error_code wrong;
        const std::size_t got = socket_.read_some(buffer_.prepare(std::min(room, free)), wrong);
        if (!wrong && got > 0) {
            buffer_.commit(got);
            co_return Read::done;
        }
        if (wrong != asio::error::would_block && wrong != asio::error::try_again) co_return Read::closed;
        if (core_->stopping) co_return Read::closed;
        buffer_.shrink_to_fit();
        reading_ = true;
        const auto [broken] = co_await socket_.async_wait(tcp::socket::wait_read, quietly);
        reading_ = false;
        if (broken) co_return Read::closed;
    }
}

asio::awaitable<Session::Read> Session::read_head(Turn& turn) {
    allow(core_->options.header_timeout_s);
    turn.parser.header_limit(static_cast<std::uint32_t>(core_->options.max_header));
    turn.parser.body_limit(boost::none);  // ours depends on the route
    while (true) {
        if (buffer_.size() > 0) {
            error_code wrong;
            buffer_.consume(turn.parser.put(buffer_.data(), wrong));
            if (turn.parser.is_header_done()) co_return Read::done;
            if (wrong && wrong != beast::http::error::need_more) {
                turn.fault = wrong == beast::http::error::header_limit ? header_too_large() : bad_request();
                co_return Read::bad;
            }
        }
        const Read more = co_await fill(2048);
        if (more == Read::bad) turn.fault = header_too_large();
        if (more != Read::done) co_return more;
    }
}

void Session::judge_head(Turn& turn) {
    const auto& message = turn.parser.get();
    const auto view = [](boost::beast::string_view text) { return std::string_view(text.data(), text.size()); };
    RawHead raw;
    raw.version = message.version();
    raw.method = view(message.method_string());
    raw.target = view(message.target());
    for (const auto& field : message) raw.fields.emplace_back(view(field.name_string()), view(field.value()));
    raw.chunked = turn.parser.chunked();
    if (const auto length = turn.parser.content_length()) raw.length = *length;
    turn.fault = check_head(raw, core_->router, core_->options.allowed_hosts, !core_->files.empty(), turn.head);
    turn.keep = turn.parser.keep_alive();
    turn.body_done = turn.head.framing_known && !turn.head.has_body;
    turn.head.request.id = turn.id;
    turn.head.request.remote = remote_;
    if (const auto coding = turn.head.request.headers.find("accept-encoding");
        coding != turn.head.request.headers.end())
        turn.accept_encoding = coding->second;
}

Answer Session::fault_answer(const Turn& turn) const {
    auto response = problem(*turn.fault, turn.id);
    if (!turn.head.allow.empty()) response.headers.emplace_back("Allow", turn.head.allow);
    return std::make_shared<OwnedResponse>(std::move(response));
}

Answer Session::busy_answer(const Turn& turn) {
    core_->metrics.refused_queue.fetch_add(1);
    const Error busy{ErrorKind::unavailable,
                     "http.busy",
                     "Hệ thống đang bận, chưa xử lý được yêu cầu. Đợi vài giây rồi thử lại.",
                     "The request queue is full; try again.",
                     {},
                     {},
                     {}};
    return std::make_shared<OwnedResponse>(problem(busy, turn.id));
}

asio::awaitable<bool> Session::serve(Turn& turn) {
    turn.id = base::uuid7();
    const Read read = co_await read_head(turn);
    if (read == Read::closed) co_return false;
    if (!turn.fault) judge_head(turn);
    Answer answer;
    if (turn.fault)
        answer = fault_answer(turn);
    else
        answer = co_await handle(turn);
    if (!answer) co_return false;
    if (!turn.body_done || core_->stopping) turn.keep = false;  // what the peer still sends is not the next request
    co_return co_await send(turn, std::move(answer));
}

// False: the queue is full. The coroutine keeps nothing of the responder: it would keep the loop alive, and hide that
// nobody can answer any more.
bool Session::call_handler(Turn& turn) {
    const auto held = std::make_shared<Responder>(loop_.shared_from_this(), weak_from_this(), turn_, turn.id);
    auto task = [handler = &turn.head.route->handler, request = std::move(turn.head.request),
                 respond = Respond([held](Response response) { held->answer(std::move(response)); })]() mutable {
        try {
            (*handler)(std::move(request), respond);
        } catch (const std::exception& thrown) {
            respond(problem(fail_internal("http.exception", thrown.what()).error(), {}));
        }
    };
    const bool taken = core_->workers.offer(std::move(task));
    if (!taken) held->forget();
    return taken;
}

// Gate, body, handler. Null: the peer is gone.
asio::awaitable<Answer> Session::handle(Turn& turn) {
    allow_forever();
    Answer early;
    if (turn.head.route == nullptr) {
        co_await off_loop(core_->disk,
                          [&] { early = std::make_shared<OwnedResponse>(core_->files.answer(turn.head.request)); });
        co_return early;
    }
    const Route& route = *turn.head.route;
    if (route.gate) {
        if (core_->workers.waiting() >= static_cast<std::size_t>(core_->options.queue_limit))
            co_return busy_answer(turn);
        co_await off_loop(core_->workers, [&] {
            if (auto refused = route.gate(turn.head.request))
                early = std::make_shared<OwnedResponse>(std::move(*refused));
        });
        if (early) co_return early;
    }
    const Read body = co_await read_body(turn);
    if (body == Read::closed) co_return nullptr;
    if (body == Read::bad) co_return fault_answer(turn);
    allow_forever();
    if (!call_handler(turn)) co_return busy_answer(turn);
    while (!answer_) co_await wake_.async_wait(quietly);
    co_return std::move(answer_);
}

asio::awaitable<Session::Read> Session::read_body(Turn& turn) {
    const bool to_disk = turn.head.route->body == BodyKind::upload;
    if (to_disk) {
        turn.upload.emplace(core_->options.upload_folder);
        core_->metrics.uploads.fetch_add(1);
    }
    if (turn.head.wants_continue && buffer_.size() == 0) {
        const bool told = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
        if (!told) co_return Read::closed;
    }
    turn.parser.eager(true);  // as far as the bytes go, not one element at a time
    std::string& decoded = turn.parser.get().body();
    const auto begun = Clock::now();
    std::uint64_t received = 0;
    while (!turn.body_done) {
        error_code wrong;
        if (buffer_.size() > 0) buffer_.consume(turn.parser.put(buffer_.data(), wrong));
        if (wrong && wrong != beast::http::error::need_more) {
            turn.fault = bad_request();
            co_return Read::bad;
        }
        turn.body_done = turn.parser.is_done();
        const std::uint64_t so_far = to_disk ? received + decoded.size() : decoded.size();
        if (so_far > turn.head.limit) {
            turn.body_done = false;
            turn.fault = body_too_large(turn.head.limit);
            co_return Read::bad;
        }
        if (to_disk && !decoded.empty()) {
            received += decoded.size();
            Status stored;
            allow_forever();
            co_await off_loop(core_->disk, [&] { stored = turn.upload->append(decoded); });
            decoded.clear();
            if (!stored) {
                turn.body_done = false;
                turn.fault = stored.error();
                co_return Read::bad;
            }
        }
        if (turn.body_done) break;
        if (to_disk) decoded.shrink_to_fit();
        deadline_ = begun + std::chrono::seconds(
                                core_->options.body_timeout_s +
                                static_cast<std::int64_t>(static_cast<double>(so_far) / least_bytes_per_second));
        const Read more = co_await fill(turn.head.limit > block_size ? block_size : 4096);
        if (more == Read::bad) turn.fault = bad_request();
        if (more != Read::done) co_return more;
    }
    if (to_disk) {
        Status closed;
        co_await off_loop(core_->disk, [&] { closed = turn.upload->close(); });
        if (!closed) {
            turn.fault = closed.error();
            co_return Read::bad;
        }
        turn.head.request.upload = turn.upload->path();
        turn.head.request.upload_size = turn.upload->size();
    } else {
        turn.head.request.body = std::move(decoded);
    }
    co_return Read::done;
}

void Loop::watch() {
    if (ticking) return;
    ticking = true;
    tick.expires_after(std::chrono::milliseconds(500));
    tick.async_wait([this](error_code broken) {
        ticking = false;
        if (broken || sessions.empty()) return;
        const auto now = std::chrono::steady_clock::now();
        for (Session* session : sessions) session->close_if_late(now);
        watch();
    });
}

void start_session(std::shared_ptr<Core> core, Loop& loop, tcp::socket socket) {
    auto session = std::make_shared<Session>(std::move(core), loop, std::move(socket));
    loop.watch();
    asio::co_spawn(
        loop.context, [session]() { return session->run(); },
        [session](const std::exception_ptr& thrown) {
            if (!thrown) return;
            try {
                std::rethrow_exception(thrown);
            } catch (const std::exception& fault) {
                base::log_error("session_exception", {{"detail", fault.what()}});
            } catch (...) {
                base::log_error("session_exception");
            }
        });
}

void close_waiting_sessions(Loop& loop) {
    for (Session* session : loop.sessions) session->close_if_waiting();
}

void cut_sessions(Loop& loop) {
    for (Session* session : loop.sessions) session->close();
}

}  // namespace sauro::http
