// HTTP as plain structs. Only http/beast/ knows sockets. A handler may answer later and from any thread.
// Literal segments win over {parameters}; HEAD is answered from GET; an encoded '/' (%2F), "." and ".." in a path are
// refused before routing.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"

namespace sauro::http {

enum class Method { get, post, put, patch, del };

struct Request {
    Method method = Method::get;
    std::string path;                                         // decoded, starts with '/'
    std::map<std::string, std::string, std::less<>> query;    // decoded; the last one wins
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case
    std::map<std::string, std::string, std::less<>> params;   // of the route pattern, "/units/{unit}" -> params["unit"]
    std::string body;                                         // BodyKind::text
    std::filesystem::path
        upload;  // BodyKind::upload: the received temporary file, removed after the answer unless moved
    std::uint64_t upload_size = 0;
    std::string remote;  // peer address without port
    std::string id;      // request id, also in the answer header X-Request-Id
    std::string cookie(std::string_view name) const;
};

// Pulled by the server on a worker thread while the peer can take more; fills `chunk`; false = that was the last one.
using Producer = std::function<Result<bool>(std::string& chunk)>;
struct FileBody {
    std::filesystem::path path;
    bool remove_after = false;
};
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::variant<std::string, FileBody, Producer> body;
    // Of a Producer that watches something (server-sent events): the pause between two pulls, which holds no thread. An
    // empty chunk sends nothing. The server ends such an answer when it stops.
    std::chrono::milliseconds every{0};
};
using Respond = std::function<void(Response)>;  // exactly once
using Handler = std::function<void(Request, Respond)>;

// Asked on a worker once the headers stand and before a byte of the body is taken; an answer here ends the request (no
// session, no right: no upload).
using Gate = std::function<std::optional<Response>(const Request&)>;

enum class BodyKind { none, text, upload };
struct Route {
    Method method = Method::get;
    std::string pattern;  // "/api/v1/units/{unit}/documents"
    Handler handler;
    BodyKind body = BodyKind::none;
    std::uint64_t max_body = 0;
    std::string content_type;  // wanted Content-Type of the body ("application/json"); another one is refused with 415;
                               // "" = any
    Gate gate;                 // may be empty
};

class Router {
  public:
    Status add(Route route);  // refuses a second route of the same method and shape
    struct Match {
        const Route* route = nullptr;  // nullptr: no such path (404), or another method (405)
        bool path_known = false;
        std::vector<Method> allowed;  // methods of this path, for the Allow header of a 405
        std::map<std::string, std::string, std::less<>> params;
    };
    Match find(Method method, std::string_view path) const;

  private:
    struct Node;
    std::shared_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0 = any free one
    int io_threads = 1;
    int workers = 4;         // run handlers
    int queue_limit = 1024;  // requests waiting for a worker; beyond that 503 with Retry-After
    int max_connections = 20000;
    int header_timeout_s = 15, body_timeout_s = 60, idle_timeout_s = 75;
    int stop_timeout_s = 5;  // running answers may finish for so long
    std::uint64_t max_header = 16384;
    std::filesystem::path upload_folder;  // where uploads stream to
    std::filesystem::path static_folder;  // built web page; .br and .gz beside a file are served when accepted; unknown
                                          // paths answer index.html
    std::vector<std::string> allowed_hosts;     // wanted Host names (without port); empty = localhost, 127.0.0.1, [::1]
                                                // when listening on loopback, any name else
    bool access_log = true;                     // one log line a request: method, route, status, time, id
    std::function<Status()> health;             // asked by GET /healthz on a worker; empty = always well
    std::function<std::string()> more_metrics;  // appended to GET /metrics, Prometheus text
    bool compress_local = false;  // gzip JSON also for peers on this machine (there it costs more than it saves)
};

class Server {
  public:
    // Adds GET /healthz (200 or 503) and GET /metrics (peers on this machine only), unless the router has them.
    // error http.port_in_use / http.address says what to do
    static Result<std::unique_ptr<Server>> start(ServerOptions options, Router router);
    virtual ~Server() = default;
    virtual std::uint16_t port() const = 0;
    virtual void stop() = 0;                  // no new connections, running answers finish (stop_timeout_s)
    virtual std::string metrics() const = 0;  // Prometheus text: requests, latency buckets, queue, connections
    virtual std::string url() const = 0;      // "http://127.0.0.1:8080"
};

// "/a%20b?x=1" -> decoded path and query. error http.bad_target: broken percent code, NUL, not UTF-8, encoded '/', "."
// or ".." segments, too many parameters.
struct Target {
    std::string path;
    std::map<std::string, std::string, std::less<>> query;
};
Result<Target> parse_target(std::string_view target);
std::string_view method_name(Method method);
std::optional<Method> method_of(std::string_view name);

// RFC 9457 answer for an error; kinds map to status here and nowhere else.
int status_of(ErrorKind kind);
Response problem(const Error& error, std::string_view request_id);
Response json_response(int status, std::string body);
// A header value that names a file for saving, with Vietnamese letters kept (RFC 6266): attachment; filename="So van
// ban.csv"; filename*=UTF-8''…
std::string attachment(std::string_view file_name);

}  // namespace sauro::http
