// The server over real sockets: protocol, limits, bodies.
#include <zlib.h>

#include "http/server_fixture.hpp"

namespace sauro::http {
namespace {

using ::testing::AnyOf;
using testing::Client;
using testing::eventually;
using ::testing::HasSubstr;
using testing::Reply;

class ServerTest : public testing::Served {
  protected:
    void add_routes(Router& router) override {
        Served::add_routes(router);
        add(router, Method::get, "/api/big", [](Request, Respond respond) {
            std::string body = "[";
            for (int i = 0; i < 5000; ++i) body += std::to_string(i) + ",";
            respond(json_response(200, body + "0]"));
        });
    }
};

std::string post(std::string_view path, std::string_view body, std::string_view more = {}) {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(more) + "\r\n" + std::string(body);
}

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
    start();
    Client client = connect();
    for (int i = 0; i < 3; ++i) {
        const Reply reply = client.get("/api/ping");
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, R"({"pong":true})");
        EXPECT_EQ(reply.headers.at("content-type"), "application/json");
        EXPECT_THAT(reply.headers.at("content-security-policy"), HasSubstr("default-src 'self'"));
        EXPECT_EQ(reply.headers.at("x-request-id").size(), 36u);
    }
    client.send("GET /api/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.reply().headers.at("connection"), "close");
    EXPECT_TRUE(client.at_end());
    Client old = connect();
    old.send("GET /api/ping HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.reply().status, 200);
    EXPECT_TRUE(old.at_end());
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
    start();
    Client client = connect();
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += post("/api/echo", "n" + std::to_string(i)) + "GET /api/ping HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client.reply().body, "n" + std::to_string(i));
        EXPECT_EQ(client.reply().body, R"({"pong":true})");
    }
}

TEST_F(ServerTest, StatusOfRefusals) {
    start();
    struct {
        std::string request;
        int status;
        const char* code;
    } const cases[] = {
        {"GET /api/none HTTP/1.1\r\nHost: localhost\r\n\r\n", 404, "http.not_found"},
        {"DELETE /api/ping HTTP/1.1\r\nHost: localhost\r\n\r\n", 405, "http.method"},
        {"POST /page HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", 405, "http.method"},
        {"GET /api/ping HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "http.host"},
        {"GET /api/ping HTTP/1.1\r\n\r\n", 400, "http.bad_request"},
        {"GET /api/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "http.bad_target"},
        {"GET /" + std::string(10000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "http.target_too_long"},
        {"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(20000, 'a') + "\r\n\r\n", 431,
         "http.header_too_large"},
        {"GET /" + std::string(70000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 431, "http.header_too_large"},
        {post("/api/echo", std::string(1001, 'x')), 413, "http.body_too_large"},
        {"POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 200-ok\r\n\r\nabcde", 417,
         "http.expectation"},
        {"hello\r\n\r\n", 400, "http.bad_request"},
        {std::string("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 36), 400, "http.bad_request"},
        {std::string("GET / HTTP/1.1\r\nHost: localhost\r\nA: b\0c\r\n\r\n", 44), 400, "http.bad_request"},
        {"GET / HTTP/1.1\nHost: localhost\n\n", 400, "http.bad_request"},
        {"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 400, "http.bad_request"},
        {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400, "http.bad_request"},  // a TLS hello
    };
    for (const auto& row : cases) {
        Client client = connect();
        client.send(row.request);
        const Reply reply = client.reply();
        EXPECT_EQ(reply.status, row.status) << row.request.substr(0, 60);
        EXPECT_THAT(reply.body, HasSubstr(std::string("\"code\":\"") + row.code + "\"")) << row.request.substr(0, 60);
        EXPECT_THAT(reply.head, HasSubstr("Content-Type: application/problem+json\r\n"));
    }
    Client client = connect();
    client.send("DELETE /api/ping HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(client.reply().headers.at("allow"), "GET, HEAD");
    EXPECT_EQ(client.get("/api/ping").status, 200) << "a refusal without a body keeps the connection";
}

TEST_F(ServerTest, AHeaderFloodEnds) {
    start();
    Client client = connect();
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
    bool open = true;
    for (int i = 0; i < 100000 && open; ++i) open = client.send("X" + std::to_string(i) + ": y\r\n");
    EXPECT_THAT(client.read_to_end().substr(0, 12), AnyOf("HTTP/1.1 431", ""));
    EXPECT_FALSE(client.late());
    EXPECT_EQ(connect().get("/api/ping").status, 200);
}

// One stream of bytes that two servers could cut differently: refused, and the connection ends.
TEST_F(ServerTest, SmugglingIsRefused) {
    start();
    const std::string inner = "GET /api/ping HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const std::string start_line = "POST /api/echo HTTP/1.1\r\nHost: localhost\r\n";
    const std::string requests[] = {
        start_line + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n" + inner,
        start_line + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + inner,
        start_line + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" + inner,
        start_line + "Content-Length: 3, 3\r\n\r\nabc" + inner,
        start_line + "Content-Length: +3\r\n\r\nabc" + inner,
        start_line + "Content-Length: -1\r\n\r\n" + inner,
        start_line + "Content-Length: 0x3\r\n\r\nabc" + inner,
        start_line + "Content-Length: 99999999999999999999\r\n\r\n" + inner,
        start_line + "Content-Length : 3\r\n\r\nabc" + inner,
        start_line + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: identity\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n" + inner,
        start_line + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc\r\n0\r\n\r\n" + inner,
        "POST /api/echo HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
        "GET /api/ping HTTP/1.1\r\nHost: localhost\r\nContent-Length: 44\r\n\r\n" + inner,
        "GET /api/ping HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
    };
    for (const std::string& request : requests) {
        Client client = connect();
        client.send(request);
        const std::string all = client.read_to_end();
        EXPECT_FALSE(client.late()) << request;
        EXPECT_THAT(all.substr(0, 13), AnyOf("HTTP/1.1 400 ", "HTTP/1.1 413 ", "HTTP/1.1 501 ")) << request;
        EXPECT_EQ(all.find("HTTP/1.1", 5), std::string::npos) << "a second answer: " << request;
    }
    Client chunked = connect();
    chunked.send(start_line + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    chunked.send("2;ext=1\r\nde\r\n0\r\nTrailer: x\r\n\r\n" + inner);
    EXPECT_EQ(chunked.reply().body, "abcde");
    EXPECT_EQ(chunked.reply().body, R"({"pong":true})");
}

TEST_F(ServerTest, HeadAnswersTheHeadOfGet) {
    start();
    Client client = connect();
    for (const auto& [path, length] : {std::pair{"/api/ping", "13"}, {"/", "10"}}) {
        client.send("HEAD " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const Reply reply = client.reply(true);
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.headers.at("content-length"), length);
    }
    EXPECT_EQ(client.get("/api/ping").body, R"({"pong":true})") << "no byte of a body may follow";
}

TEST_F(ServerTest, ContinueIsSentOnlyWhenTheBodyIsWanted) {
    start();
    Client client = connect();
    client.send("POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.reply().status, 100);
    client.send("abc");
    EXPECT_EQ(client.reply().body, "abc");
    Client refused = connect();
    refused.send("POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(refused.reply().status, 413);
    EXPECT_TRUE(refused.at_end());
}

TEST_F(ServerTest, UploadsStreamToDiskAndAreRemoved) {
    start();
    std::string bytes(5'000'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 + i / 7);
    const std::string expected = std::to_string(bytes.size()) + " " + base::sha256(bytes);
    Client client = connect();
    client.send(post("/api/upload", bytes));
    EXPECT_EQ(client.reply().body, expected);
    client.send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (std::size_t at = 0; at < bytes.size(); at += 99'999) {
        const std::string part = bytes.substr(at, 99'999);
        char size[20];
        std::snprintf(size, sizeof size, "%zx\r\n", part.size());
        client.send(size + part + "\r\n");
    }
    client.send("0\r\n\r\n");
    EXPECT_EQ(client.reply().body, expected);
    client.send(post("/api/upload", ""));
    EXPECT_EQ(client.reply().body, "0 " + base::sha256(""));
    EXPECT_TRUE(eventually([&] { return uploads_on_disk() == 0 && metric("sauro_http_uploads") == 0; }));
}

TEST_F(ServerTest, AnUploadThatGrowsTooLargeIsCutAndRemoved) {
    start();
    Client client = connect();
    client.send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(1 << 20, 'x') + "\r\n";
    bool open = true;
    for (int i = 0; i < 66 && open; ++i) open = client.send(chunk);
    EXPECT_EQ(client.reply().status, 413);
    EXPECT_TRUE(eventually([&] { return uploads_on_disk() == 0; }));
    Client big = connect();
    big.send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000000\r\n\r\nabc");
    EXPECT_EQ(big.reply().status, 413);
}

TEST_F(ServerTest, AClientThatGoesAwayLeavesNothing) {
    start();
    for (const bool hard : {false, true}) {
        Client client = connect();
        client.send("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" +
                    std::string(300'000, 'x'));
        ASSERT_TRUE(eventually([&] { return uploads_on_disk() == 1; }));
        hard ? client.abort() : client.close();
        EXPECT_TRUE(eventually([&] { return uploads_on_disk() == 0 && metric("sauro_http_connections") == 0; }));
    }
}

TEST_F(ServerTest, AnUploadThatCannotBeStoredIsSaid) {
    options_.upload_folder = "/dev/shm/sauro-no-such-folder";
    start();
    std::filesystem::remove_all("/dev/shm/sauro-no-such-folder");
    Client client = connect();
    client.send(post("/api/upload", "abc"));
    const Reply reply = client.reply();
    EXPECT_EQ(reply.status, 503);
    EXPECT_THAT(reply.body, HasSubstr("http.upload_folder"));
}

TEST_F(ServerTest, StaticFilesAndThePage) {
    start();
    Client client = connect();
    EXPECT_EQ(client.get("/").body, "<html>page");
    EXPECT_EQ(client.get("/van-ban-den?x=1").body, "<html>page");
    const Reply script = client.get("/assets/a.js");
    EXPECT_EQ(script.body, "js");
    EXPECT_EQ(client.get("/assets/a.js", "If-None-Match: " + script.headers.at("etag") + "\r\n").status, 304);
    EXPECT_EQ(client.get("/api/none").status, 404);
    for (const char* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/..%5csecret.txt",
                             "/%252e%252e/secret.txt", "//etc/passwd", "/assets/%00", "/.%2e/secret.txt"}) {
        const Reply reply = connect().get(path);
        EXPECT_EQ(reply.body.find("secret\n"), std::string::npos) << path;
        EXPECT_THAT(reply.status, AnyOf(400, 404, 200)) << path;
        EXPECT_TRUE(reply.status != 200 || reply.body == "<html>page") << path;
    }
}

TEST_F(ServerTest, JsonIsPackedWhenItPays) {
    options_.compress_local = true;
    start();
    Client client = connect();
    std::string body;
    for (int i = 0; i < 90; ++i) body += "0123456789";
    client.send(post("/api/echo", body, "Accept-Encoding: gzip\r\n"));
    EXPECT_FALSE(client.reply().headers.contains("content-encoding")) << "too short to pay";
    client.send("GET /api/big HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
    const Reply packed = client.reply();
    ASSERT_EQ(packed.headers.at("content-encoding"), "gzip");
    EXPECT_EQ(packed.headers.at("vary"), "Accept-Encoding");
    std::string plain(100'000, '\0');
    z_stream stream{};
    ASSERT_EQ(inflateInit2(&stream, 31), Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.body.data()));
    stream.avail_in = static_cast<uInt>(packed.body.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    EXPECT_EQ(plain, client.get("/api/big").body);
}

TEST_F(ServerTest, HealthAndMetrics) {
    std::atomic<bool> well{true};
    options_.health = [&]() -> Status {
        if (well) return {};
        return fail(ErrorKind::unavailable, "test.ill", "Cơ sở dữ liệu không trả lời.");
    };
    options_.more_metrics = [] { return std::string("sauro_more 7\n"); };
    start();
    Client client = connect();
    EXPECT_EQ(client.get("/healthz").body, R"({"status":"ok"})");
    well = false;
    const Reply ill = client.get("/healthz");
    EXPECT_EQ(ill.status, 503);
    EXPECT_THAT(ill.body, HasSubstr("test.ill"));
    const Reply metrics = client.get("/metrics");
    EXPECT_EQ(metrics.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_THAT(metrics.body,
                HasSubstr("sauro_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"2xx\"} 1\n"));
    EXPECT_THAT(metrics.body,
                HasSubstr("sauro_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"5xx\"} 1\n"));
    EXPECT_THAT(metrics.body, HasSubstr("sauro_http_request_seconds_bucket{le=\"+Inf\"} 2\n"));
    EXPECT_TRUE(metrics.body.ends_with("sauro_more 7\n"));
}

TEST_F(ServerTest, APortInUseIsSaidWithAWayOut) {
    start();
    options_.port = server_->port();
    const auto second = Server::start(options_, Router{});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "http.port_in_use");
    EXPECT_THAT(second.error().message, HasSubstr(std::to_string(server_->port())));
    EXPECT_THAT(second.error().message, HasSubstr("--listen"));
    options_.address = "not-an-address";
    EXPECT_EQ(Server::start(options_, Router{}).error().code, "http.address");
    options_.address = "192.0.2.1";  // of nobody
    EXPECT_EQ(Server::start(options_, Router{}).error().code, "http.address");
}

}  // namespace
}  // namespace sauro::http
