// The answering half of a connection.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>

#include "base/log.hpp"
#include "http/beast/session.hpp"
#include "http/signal.hpp"

namespace sauro::http {

using boost::system::error_code;

namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

class OpenFile {
  public:
    ~OpenFile() {
        if (file_ >= 0) ::close(file_);
    }
    OpenFile() = default;
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    bool open(const std::filesystem::path& path) {
        file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat info{};
        if (file_ < 0 || ::fstat(file_, &info) != 0 || !S_ISREG(info.st_mode)) return false;
        size = static_cast<std::uint64_t>(info.st_size);
        return true;
    }
    // The next block; shorter than asked only when the file was cut meanwhile.
    void read(std::string& out, std::size_t wanted) const {
        out.resize(wanted);
        std::size_t have = 0;
        while (have < wanted) {
            const ssize_t n = ::read(file_, out.data() + have, wanted - have);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) break;
            have += static_cast<std::size_t>(n);
        }
        out.resize(have);
    }
    std::uint64_t size = 0;

  private:
    int file_ = -1;
};

std::string chunk_of(std::string_view bytes) { return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes); }

}  // namespace

asio::awaitable<bool> Session::write(std::string_view bytes) {
    allow(core_->options.body_timeout_s + static_cast<double>(bytes.size()) / least_bytes_per_second);
    while (!bytes.empty()) {
        error_code wrong;
        const std::size_t sent = socket_.write_some(asio::buffer(bytes.data(), bytes.size()), wrong);
        bytes.remove_prefix(sent);
        if (!wrong) continue;
        if (wrong != asio::error::would_block && wrong != asio::error::try_again) co_return false;
        const auto [broken] = co_await socket_.async_wait(tcp::socket::wait_write, quietly);
        if (broken) co_return false;
    }
    allow_forever();
    co_return true;
}

// The peer may still be sending a body that nobody wants: closing at once would reset the connection and lose our
// answer on its way.
asio::awaitable<void> Session::linger() {
    error_code wrong;
    socket_.shutdown(tcp::socket::shutdown_send, wrong);
    allow(5);
    buffer_.consume(buffer_.size());
    while (!core_->stopping) {
        const Read more = co_await fill(block_size);
        if (more != Read::done) break;
        buffer_.consume(buffer_.size());
    }
}

asio::awaitable<bool> Session::send(Turn& turn, Answer answer) {
    Response& response = answer->response;
    if ((!is_local(remote_) || core_->options.compress_local) && worth_compressing(response, turn.accept_encoding)) {
        co_await off_loop(core_->disk, [&response] { compress(response); });
    }
    bool sent = false;
    if (response.status == 204 || response.status == 304) {
        const std::string head = answer_head(response, {Framing::none, 0, turn.keep, turn.id});
        sent = co_await write(head);
    } else if (const auto* text = std::get_if<std::string>(&response.body)) {
        std::string head = answer_head(response, {Framing::length, text->size(), turn.keep, turn.id});
        const bool together = text->size() <= block_size;
        if (together && !turn.head.head_only) head += *text;
        sent = co_await write(head);
        if (sent && !together && !turn.head.head_only) sent = co_await write(*text);
    } else if (const auto* file = std::get_if<FileBody>(&response.body)) {
        sent = co_await send_file(turn, response, *file);
    } else {
        sent = co_await send_produced(turn, response, std::get<Producer>(response.body));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - turn.started).count();
    const std::string route = turn.head.route != nullptr ? turn.head.route->pattern : turn.fault ? "-" : "static";
    core_->metrics.answered(turn.head.method_text + " " + route, response.status, seconds);
    if (core_->options.access_log) {
        base::log_info("request", {{"method", turn.head.method_text},
                                   {"route", route},
                                   {"status", std::to_string(response.status)},
                                   {"ms", fmt::format("{:.1f}", seconds * 1000)},
                                   {"id", turn.id},
                                   {"sent", sent ? "whole" : "cut"}});
    }
    const auto* kept = std::get_if<FileBody>(&response.body);
    if (kept != nullptr && kept->remove_after) co_await off_loop(core_->disk, [&answer] { answer.reset(); });
    co_return sent;
}

asio::awaitable<bool> Session::send_file(Turn& turn, const Response& response, const FileBody& file) {
    OpenFile open;
    std::string bytes;
    bool found = false;
    co_await off_loop(core_->disk, [&] {
        found = open.open(file.path);
        if (found && !turn.head.head_only)
            open.read(bytes, static_cast<std::size_t>(std::min<std::uint64_t>(open.size, block_size)));
    });
    if (!found) {
        const auto lost = problem(fail_internal("http.file", "cannot open " + file.path.string()).error(), turn.id);
        const std::string text = std::get<std::string>(lost.body);
        const std::string whole =
            answer_head(lost, {Framing::length, text.size(), turn.keep, turn.id}) + (turn.head.head_only ? "" : text);
        co_return co_await write(whole);
    }
    std::string head = answer_head(response, {Framing::length, open.size, turn.keep, turn.id});
    if (turn.head.head_only) co_return co_await write(head);
    std::uint64_t left = open.size;
    head += bytes;
    bool sent = co_await write(head);
    head.clear();
    head.shrink_to_fit();
    left -= bytes.size();
    while (sent && left > 0) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, block_size));
        co_await off_loop(core_->disk, [&] { open.read(bytes, wanted); });
        if (bytes.size() != wanted) co_return false;  // the promised length cannot be kept: the peer must notice
        sent = co_await write(bytes);
        left -= wanted;
    }
    co_return sent;
}

namespace {

// Its place in a signal's list, for as long as the answer watches.
class Listening {
  public:
    Listening(std::shared_ptr<Signal> signal, std::function<void()> wake) : signal_(std::move(signal)) {
        if (signal_) id_ = signal_->add(std::move(wake));
    }
    ~Listening() {
        if (signal_) signal_->remove(id_);
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    std::uint64_t raised() const { return signal_ ? signal_->raised() : 0; }

  private:
    std::shared_ptr<Signal> signal_;
    std::uint64_t id_ = 0;
};

}  // namespace

void Session::pull_again(std::uint64_t turn) {
    if (turn == turn_ && pausing_) wake_.cancel();
}

// Pull, write, pull: the producer runs only when the peer has taken what was made before.
asio::awaitable<bool> Session::send_produced(Turn& turn, const Response& response, const Producer& producer) {
    const Framing framing = turn.head.http10 ? Framing::until_close : Framing::chunked;
    if (turn.head.http10) turn.keep = false;
    if (turn.head.head_only) {
        const std::string head = answer_head(response, {framing, 0, turn.keep, turn.id});
        co_return co_await write(head);
    }
    const Listening listening(signal_of(producer),
                              [loop = loop_.weak_from_this(), self = weak_from_this(), number = turn_] {
                                  const auto there = loop.lock();
                                  if (!there) return;
                                  asio::post(there->context, [self, number] {
                                      if (const auto alive = self.lock()) alive->pull_again(number);
                                  });
                              });
    for (bool first = true, more = true; more; first = false) {
        const std::uint64_t seen = listening.raised();
        std::string chunk;
        Result<bool> made = false;
        co_await off_loop(core_->workers, [&] {
            try {
                made = producer(chunk);
            } catch (const std::exception& thrown) {
                made = fail_internal("http.producer", thrown.what());
            }
        });
        if (!made && first) {  // nothing is on the wire yet: the peer gets the reason
            const auto fault = problem(made.error(), turn.id);
            const std::string text = std::get<std::string>(fault.body);
            const std::string whole = answer_head(fault, {Framing::length, text.size(), turn.keep, turn.id}) + text;
            co_return co_await write(whole);
        }
        if (!made) {  // half is sent: without the last chunk the peer knows that it is half
            base::log_error("producer", {{"id", turn.id}, {"code", made.error().code}});
            co_return false;
        }
        more = *made;
        const bool watching = more && response.every.count() > 0;
        if (watching && core_->stopping) more = false;
        std::string out;
        if (first) out = answer_head(response, {framing, 0, turn.keep, turn.id});
        if (!chunk.empty()) out += framing == Framing::chunked ? chunk_of(chunk) : chunk;
        if (!more && framing == Framing::chunked) out += "0\r\n\r\n";
        const bool sent = co_await write(out);
        if (!sent) co_return false;
        // Raised from here on it is posted to this thread, so it cannot come between the look and the pause.
        if (watching && more && listening.raised() == seen) {
            wake_.expires_after(response.every);
            pausing_ = true;
            co_await wake_.async_wait(quietly);
            pausing_ = false;
            wake_.expires_at(Clock::time_point::max());
        }
    }
    co_return true;
}

}  // namespace sauro::http
