// The parts of http that need no socket: routes, targets, heads, wire texts, static files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "http/head.hpp"
#include "http/http.hpp"
#include "http/static_files.hpp"
#include "http/wire.hpp"

namespace sauro::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Route route(Method method, std::string pattern) {
    Route made;
    made.method = method;
    made.pattern = std::move(pattern);
    made.handler = [](Request, Respond respond) { respond(json_response(200, "{}")); };
    return made;
}

Router table() {
    Router router;
    for (const char* pattern : {"/", "/healthz", "/u/{unit}", "/u/{unit}/documents", "/u/{unit}/documents/export",
                                "/u/{unit}/documents/{id}", "/u/{id}/x/{part}/y", "/u/all/x"}) {
        EXPECT_TRUE(router.add(route(Method::get, pattern))) << pattern;
    }
    EXPECT_TRUE(router.add(route(Method::put, "/u/{unit}/documents/{id}")));
    EXPECT_TRUE(router.add(route(Method::del, "/u/{unit}/documents/{id}")));
    return router;
}

TEST(Router, FindsTheMostLiteralRoute) {
    const Router router = table();
    struct {
        Method method;
        const char* path;
        const char* pattern;
    } const cases[] = {
        {Method::get, "/", "/"},
        {Method::get, "/healthz", "/healthz"},
        {Method::get, "/u/MH.TU", "/u/{unit}"},
        {Method::get, "/u/MH/documents", "/u/{unit}/documents"},
        {Method::get, "/u/MH/documents/export", "/u/{unit}/documents/export"},
        {Method::put, "/u/MH/documents/export", "/u/{unit}/documents/{id}"},  // the literal has no PUT
        {Method::get, "/u/MH/documents/7", "/u/{unit}/documents/{id}"},
        {Method::get, "/u/7/x/p/y", "/u/{id}/x/{part}/y"},
        {Method::get, "/u/all/x", "/u/all/x"},
        {Method::get, "/u/all/documents", "/u/{unit}/documents"},  // back out of the literal "all"
        {Method::get, "/u/all", "/u/{unit}"},
    };
    for (const auto& row : cases) {
        const auto match = router.find(row.method, row.path);
        ASSERT_NE(match.route, nullptr) << row.path;
        EXPECT_EQ(match.route->pattern, row.pattern) << row.path;
    }
    const auto match = router.find(Method::get, "/u/Đảng ủy/documents/a b");
    EXPECT_THAT(match.params, ElementsAre(std::pair("id", "a b"), std::pair("unit", "Đảng ủy")));
    EXPECT_THAT(router.find(Method::get, "/u/1/x/2/y").params,
                ElementsAre(std::pair("id", "1"), std::pair("part", "2")));
}

TEST(Router, TellsUnknownPathFromUnknownMethod) {
    const Router router = table();
    for (const char* path : {"", "u", "/u", "/u/", "/u//documents", "/u/1/documents/", "/u/1/documents/2/3", "//",
                             "/healthz/", "/u/1/x//y"}) {
        const auto match = router.find(Method::get, path);
        EXPECT_EQ(match.route, nullptr) << path;
        EXPECT_FALSE(match.path_known) << path;
    }
    const auto match = router.find(Method::post, "/u/1/documents/2");
    EXPECT_EQ(match.route, nullptr);
    EXPECT_TRUE(match.path_known);
    EXPECT_THAT(match.allowed, ElementsAre(Method::get, Method::put, Method::del));
}

TEST(Router, RefusesASecondRouteOfTheSameShape) {
    Router router = table();
    EXPECT_FALSE(router.add(route(Method::get, "/u/{other}/documents")));
    EXPECT_TRUE(router.add(route(Method::post, "/u/{other}/documents")));
    EXPECT_FALSE(router.add(route(Method::get, "no-slash")));
    EXPECT_FALSE(router.add(route(Method::get, "/a{b}")));
    Route empty;
    empty.pattern = "/x";
    EXPECT_FALSE(router.add(std::move(empty)));
}

TEST(Target, DecodesPathAndQuery) {
    const auto target = parse_target("/u/MH.TU/%C4%90%E1%BA%A3ng%20x+y?q=H%C3%B2a+b&empty=&flag&q=2&&a=1%262#part");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/u/MH.TU/Đảng x+y");
    EXPECT_THAT(target->query,
                ElementsAre(std::pair("a", "1&2"), std::pair("empty", ""), std::pair("flag", ""), std::pair("q", "2")));
}

TEST(Target, RefusesWhatTwoReadersCouldReadDifferently) {
    for (const char* target : {"",       "x",      "*",       "http://evil/x", "/a/../b",       "/a/%2e%2e/b", "/%2E",
                               "/a/.",   "/a%2Fb", "/a%5cb",  "/a\\b",         "/a%00b",        "/%zz",        "/%4",
                               "/%",     "/\xC3",  "/%C0%AE", "/%ED%A0%80",    "/%F5%80%80%80", "/?q=%00",     "/?q=%",
                               "/?%FF=1"}) {
        EXPECT_FALSE(parse_target(target)) << target;
    }
    std::string many = "/?";
    for (int i = 0; i < 200; ++i) many += "a" + std::to_string(i) + "=1&";
    EXPECT_FALSE(parse_target(many));
    EXPECT_FALSE(parse_target(std::string_view("/a\0b", 4)));
}

RawHead get_head(std::string_view target = "/healthz") {
    RawHead raw;
    raw.method = "GET";
    raw.target = target;
    raw.fields = {{"Host", "localhost:8080"}};
    return raw;
}

std::string code_of(const RawHead& raw, bool pages = false) {
    static const Router router = [] {
        Router made = table();
        Route json = route(Method::post, "/json");
        json.body = BodyKind::text;
        json.max_body = 100;
        json.content_type = "application/json";
        EXPECT_TRUE(made.add(std::move(json)));
        return made;
    }();
    Head head;
    const auto fault = check_head(raw, router, hosts_for("127.0.0.1"), pages, head);
    return fault ? fault->code : "";
}

TEST(Head, IsJudgedBeforeTheBody) {
    EXPECT_EQ(code_of(get_head()), "");
    EXPECT_EQ(code_of(get_head("/nowhere")), "http.not_found");
    EXPECT_EQ(code_of(get_head("/nowhere"), true), "");
    EXPECT_EQ(code_of(get_head("/api/v1/nowhere"), true), "http.not_found");
    EXPECT_EQ(code_of(get_head("/api"), true), "http.not_found");
    EXPECT_EQ(code_of(get_head("/" + std::string(9000, 'a'))), "http.target_too_long");
    RawHead raw = get_head();
    raw.fields.clear();
    EXPECT_EQ(code_of(raw), "http.bad_request");  // no Host
    raw.version = 10;
    EXPECT_EQ(code_of(raw), "");  // HTTP/1.0 needs none
    raw.version = 12;
    EXPECT_EQ(code_of(raw), "http.bad_request");
    for (const char* host : {"evil.example", "localhost.evil.example", "localhost:80a", "localhost:", "[::1",
                             "127.0.0.1.", "", "localhost:123456"}) {
        raw = get_head();
        raw.fields = {{"Host", host}};
        EXPECT_EQ(code_of(raw), "http.host") << host;
    }
    for (const char* host : {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080", "[::1]"}) {
        raw = get_head();
        raw.fields = {{"Host", host}};
        EXPECT_EQ(code_of(raw), "") << host;
    }
    raw = get_head();
    raw.fields.emplace_back("host", "localhost");
    EXPECT_EQ(code_of(raw), "http.bad_request");  // twice
    raw = get_head();
    for (int i = 0; i < 101; ++i) raw.fields.emplace_back("A", "b");
    EXPECT_EQ(code_of(raw), "http.header_too_large");
    raw = get_head();
    raw.method = "BREW";
    EXPECT_EQ(code_of(raw), "http.method");
    raw.method = "HEAD";
    EXPECT_EQ(code_of(raw), "");
    raw.method = "POST";
    EXPECT_EQ(code_of(raw), "http.method");
}

TEST(Head, FramingAndBodies) {
    const auto post = [](std::vector<std::pair<std::string_view, std::string_view>> fields,
                         std::optional<std::uint64_t> length, bool chunked) {
        RawHead raw = get_head("/json");
        raw.method = "POST";
        raw.fields.insert(raw.fields.end(), fields.begin(), fields.end());
        raw.length = length;
        raw.chunked = chunked;
        return code_of(raw);
    };
    EXPECT_EQ(post({{"Content-Type", "application/json; charset=utf-8"}, {"Content-Length", "5"}}, 5, false), "");
    EXPECT_EQ(post({{"Content-Type", "Application/JSON"}, {"Transfer-Encoding", "Chunked"}}, {}, true), "");
    EXPECT_EQ(post({}, {}, false), "");  // no body at all is the handler's matter
    EXPECT_EQ(post({{"Content-Length", "5"}}, 5, false), "http.media_type");
    EXPECT_EQ(post({{"Content-Type", "text/plain"}, {"Content-Length", "5"}}, 5, false), "http.media_type");
    EXPECT_EQ(post({{"Content-Type", "application/json"}, {"Content-Length", "101"}}, 101, false),
              "http.body_too_large");
    EXPECT_EQ(post({{"Content-Type", "application/json"}, {"Transfer-Encoding", "chunked"}, {"Content-Length", "5"}}, 5,
                   true),
              "http.bad_request");
    EXPECT_EQ(post({{"Content-Type", "application/json"}, {"Transfer-Encoding", "gzip, chunked"}}, {}, true),
              "http.transfer_encoding");
    EXPECT_EQ(post({{"Content-Type", "application/json"}, {"Transfer-Encoding", "identity"}}, {}, false),
              "http.transfer_encoding");
    EXPECT_EQ(post({{"Content-Type", "application/json"}, {"Content-Length", "5"}, {"Expect", "a lot"}}, 5, false),
              "http.expectation");
    EXPECT_EQ(
        post({{"Content-Type", "application/json"}, {"Content-Length", "5"}, {"Expect", "100-Continue"}}, 5, false),
        "");
    RawHead raw = get_head();
    raw.length = 5;
    EXPECT_EQ(code_of(raw), "http.body_too_large");  // GET with a body
}

TEST(Wire, AnswerHeadCannotBeSplit) {
    Response response = json_response(200, "{}");
    response.headers.emplace_back("X-Bad", "a\r\nSet-Cookie: x=1");
    response.headers.emplace_back("X-Bad\r\nY", "a");
    response.headers.emplace_back("Content-Length", "999");
    response.headers.emplace_back("X-Good", "Đ");
    const std::string head = answer_head(response, {Framing::length, 2, false, "id1"});
    EXPECT_THAT(head, Not(HasSubstr("X-Bad")));
    EXPECT_THAT(head, Not(HasSubstr("999")));
    EXPECT_THAT(head, HasSubstr("X-Good: Đ\r\n"));
    EXPECT_THAT(head, HasSubstr("Content-Length: 2\r\nConnection: close\r\n\r\n"));
    EXPECT_THAT(head, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(head, HasSubstr("X-Content-Type-Options: nosniff"));
    EXPECT_THAT(head, HasSubstr("X-Request-Id: id1"));
}

TEST(Wire, ProblemsSayEverything) {
    Error error{ErrorKind::invalid,
                "json.fields",
                "Sai “x”\n\x01",
                "wrong",
                {{"/a", "field.type", "m"}, {"/b", "field.missing", "n"}},
                "Điều 1",
                "secret detail"};
    const Response response = problem(error, "r1");
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(
        std::get<std::string>(response.body),
        R"({"type":"about:blank","title":"Nội dung chưa đúng","status":422,"code":"json.fields","detail":"Sai “x”\n\u0001","detail_en":"wrong","clause":"Điều 1","fields":[{"path":"/a","code":"field.type","message":"m"},{"path":"/b","code":"field.missing","message":"n"}],"request_id":"r1"})");
    EXPECT_EQ(status_of(ErrorKind::unsafe), 422);
    EXPECT_EQ(status_of(ErrorKind::throttled), 429);
}

TEST(Wire, CookiesAndNames) {
    Request request;
    request.headers["cookie"] = "a=1; sauro_session=t=o; b=2";
    EXPECT_EQ(request.cookie("sauro_session"), "t=o");
    EXPECT_EQ(request.cookie("session"), "");
    EXPECT_EQ(
        attachment("Sổ đến \"2026\".csv"),
        "attachment; filename=\"S_ __n _2026_.csv\"; filename*=UTF-8''S%E1%BB%95%20%C4%91%E1%BA%BFn%20%222026%22.csv");
    EXPECT_TRUE(accepts("gzip, deflate, br;q=0.9", "br"));
    EXPECT_FALSE(accepts("gzip;q=0, *", "gzip"));
    EXPECT_TRUE(accepts("*;q=0.1", "gzip"));
    EXPECT_FALSE(accepts("", "gzip"));
    EXPECT_FALSE(accepts("br ; q=0.0", "br"));
}

class Static : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "sauro-static-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::filesystem::create_directories(folder_ / "web/assets");
        put("web/index.html", "<html>");
        put("web/assets/app-1a.js", "js");
        put("web/assets/app-1a.js.br", "BR");
        put("web/assets/app-1a.js.gz", "GZ");
        put("web/assets/font.woff2", "w");
        put("web/.env", "secret");
        put("secret.txt", "secret");
        std::filesystem::create_symlink(folder_ / "secret.txt", folder_ / "web/link.txt");
        std::filesystem::create_symlink("assets/font.woff2", folder_ / "web/inside.woff2");
        put("web2/x.txt", "neighbour");
        std::filesystem::create_symlink(folder_ / "web2", folder_ / "web/two");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    void put(const std::string& name, std::string_view text) {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name) << text;
    }
    Response ask(std::string path, std::map<std::string, std::string, std::less<>> headers = {}) const {
        Request request;
        request.path = std::move(path);
        request.headers = std::move(headers);
        return StaticFiles(folder_ / "web").answer(request);
    }
    static std::string file_of(const Response& response) {
        const auto* file = std::get_if<FileBody>(&response.body);
        return file == nullptr ? "" : file->path.filename().string();
    }
    static std::string header(const Response& response, std::string_view name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) return value;
        }
        return {};
    }
    std::filesystem::path folder_;
};

TEST_F(Static, ServesPackedHashedAndPagePaths) {
    EXPECT_EQ(file_of(ask("/")), "index.html");
    EXPECT_EQ(header(ask("/"), "Cache-Control"), "no-cache");
    EXPECT_EQ(file_of(ask("/van-ban-den/123")), "index.html");
    EXPECT_EQ(header(ask("/van-ban-den"), "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(file_of(ask("/assets/app-1a.js")), "app-1a.js");
    const auto packed = ask("/assets/app-1a.js", {{"accept-encoding", "gzip, br"}});
    EXPECT_EQ(file_of(packed), "app-1a.js.br");
    EXPECT_EQ(header(packed, "Content-Encoding"), "br");
    EXPECT_EQ(header(packed, "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_THAT(header(packed, "Cache-Control"), HasSubstr("immutable"));
    EXPECT_EQ(file_of(ask("/assets/app-1a.js", {{"accept-encoding", "gzip"}})), "app-1a.js.gz");
    EXPECT_EQ(header(ask("/assets/font.woff2"), "Content-Type"), "font/woff2");
    EXPECT_EQ(file_of(ask("/inside.woff2")), "font.woff2");
    EXPECT_EQ(ask("/assets/gone.js").status, 404);
    EXPECT_EQ(ask("/gone.png").status, 404);
}

TEST_F(Static, TagsNameAVersion) {
    const std::string tag = header(ask("/"), "ETag");
    ASSERT_FALSE(tag.empty());
    EXPECT_EQ(ask("/", {{"if-none-match", "\"x\", W/" + tag}}).status, 304);
    EXPECT_EQ(ask("/", {{"if-none-match", "\"x\""}}).status, 200);
    put("web/index.html", "<html>changed");
    EXPECT_EQ(ask("/", {{"if-none-match", tag}}).status, 200);
}

TEST_F(Static, AStalePackedFileIsNotServed) {
    std::filesystem::last_write_time(folder_ / "web/assets/app-1a.js.br",
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    EXPECT_EQ(file_of(ask("/assets/app-1a.js", {{"accept-encoding", "br"}})), "app-1a.js");
}

TEST_F(Static, NothingOutsideTheFolder) {
    for (const char* path : {"/link.txt", "/two/x.txt", "/.env", "/../secret.txt", "/assets/../../secret.txt",
                             "/a\\..\\secret.txt", "/assets", "/two"}) {
        const auto response = ask(path);
        EXPECT_THAT(file_of(response), ::testing::AnyOf("", "index.html")) << path;
    }
    EXPECT_EQ(ask("/link.txt").status, 404);
    EXPECT_EQ(ask(std::string("/a\0b.txt", 8)).status, 404);
    Request request;
    request.path = "/";
    EXPECT_EQ(StaticFiles(folder_ / "missing").answer(request).status, 404);
    EXPECT_TRUE(StaticFiles(folder_ / "missing").empty());
}

}  // namespace
}  // namespace sauro::http
