// A plain blocking client over one socket for tests and load tools: it sends what it is told, also what no honest
// client would.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sauro::http::testing {

struct Reply {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string head, body;
    bool whole = false;
};

class Client {
  public:
    explicit Client(std::uint16_t port, int receive_buffer = 0) {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (socket_ < 0 || ::connect(socket_, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0) close();
    }
    ~Client() { close(); }
    Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), rest_(std::move(other.rest_)) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool connected() const { return socket_ >= 0; }
    int descriptor() const { return socket_; }
    void close() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    // Ends with a reset instead of a farewell.
    void abort() {
        const linger hard{1, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    // More bytes into `rest`; false at the end of the stream or when the deadline passes.
    bool receive(int deadline_ms = 20000, std::size_t most = 65536) {
        late_ = false;
        pollfd wait{socket_, POLLIN, 0};
        if (::poll(&wait, 1, deadline_ms) <= 0) {
            late_ = true;
            return false;
        }
        std::string room(most, '\0');
        const ssize_t n = ::recv(socket_, room.data(), room.size(), 0);
        if (n <= 0) return false;
        rest_.append(room.data(), static_cast<std::size_t>(n));
        return true;
    }
    bool late() const { return late_; }
    // Everything until the peer closes.
    std::string read_to_end() {
        while (receive()) {
        }
        return std::exchange(rest_, {});
    }
    bool at_end() { return rest_.empty() && !receive() && !late_; }
    std::string& rest() { return rest_; }

    // One reply; `head_only`: of a HEAD request.
    Reply reply(bool head_only = false) {
        Reply out;
        std::size_t end = 0;
        while ((end = rest_.find("\r\n\r\n")) == std::string::npos) {
            if (!receive()) return out;
        }
        out.head = rest_.substr(0, end + 2);
        rest_.erase(0, end + 4);
        std::from_chars(out.head.data() + 9, out.head.data() + 12, out.status);
        for (std::size_t at = out.head.find("\r\n") + 2; at < out.head.size();) {
            const std::size_t line = out.head.find("\r\n", at), colon = out.head.find(':', at);
            std::string name = out.head.substr(at, colon - at);
            for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
            out.headers[name] = out.head.substr(colon + 2, line - colon - 2);
            at = line + 2;
        }
        if (head_only || out.status == 304 || out.status == 204 || out.status == 100) {
            out.whole = true;
        } else if (const auto length = out.headers.find("content-length"); length != out.headers.end()) {
            std::size_t wanted = 0;
            std::from_chars(length->second.data(), length->second.data() + length->second.size(), wanted);
            while (rest_.size() < wanted && receive()) {
            }
            out.whole = rest_.size() >= wanted;
            out.body = rest_.substr(0, wanted);
            rest_.erase(0, wanted);
        } else if (out.headers.contains("transfer-encoding")) {
            read_chunks(out);
        } else {
            out.body = read_to_end();
            out.whole = true;
        }
        return out;
    }

    Reply get(std::string_view path, std::string_view more_headers = {}) {
        send("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more_headers) + "\r\n");
        return reply();
    }

  private:
    void read_chunks(Reply& out) {
        while (true) {
            std::size_t end = 0;
            while ((end = rest_.find("\r\n")) == std::string::npos) {
                if (!receive()) return;
            }
            std::size_t size = 0;
            std::from_chars(rest_.data(), rest_.data() + end, size, 16);
            while (rest_.size() < end + 2 + size + 2) {
                if (!receive()) return;
            }
            out.body.append(rest_, end + 2, size);
            rest_.erase(0, end + 2 + size + 2);
            if (size == 0) {
                out.whole = true;
                return;
            }
        }
    }

    int socket_ = -1;
    std::string rest_;
    bool late_ = false;
};

// Looks again until it holds or the deadline passes.
template <class Condition>
bool eventually(Condition holds, int deadline_ms = 20000) {
    const auto last = std::chrono::steady_clock::now() + std::chrono::milliseconds(deadline_ms);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > last) return false;
        ::poll(nullptr, 0, 5);
    }
    return true;
}

}  // namespace sauro::http::testing
