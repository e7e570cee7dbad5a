// A running server with one route of every sort, for the tests of this folder.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "http/http.hpp"
#include "http/testing/client.hpp"

namespace sauro::http::testing {

class Served : public ::testing::Test {
  protected:
    void SetUp() override {
        base::log_quiet(true);
        std::string name = (std::filesystem::temp_directory_path() / "sauro-http-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::filesystem::create_directories(folder_ / "web/assets");
        std::ofstream(folder_ / "web/index.html") << "<html>page";
        std::ofstream(folder_ / "web/assets/a.js") << "js";
        std::ofstream(folder_ / "secret.txt") << "secret";
        options_.port = 0;
        options_.access_log = false;
        options_.upload_folder = folder_ / "uploads";
        options_.static_folder = folder_ / "web";
    }
    void TearDown() override {
        server_.reset();
        std::filesystem::remove_all(folder_);
        base::log_quiet(false);
    }

    void start() {
        Router router;
        add_routes(router);
        auto started = Server::start(options_, std::move(router));
        ASSERT_TRUE(started) << started.error().message;
        server_ = std::move(*started);
    }
    static void add(Router& router, Method method, std::string pattern, Handler handler, BodyKind body = BodyKind::none,
                    std::uint64_t most = 0) {
        Route route;
        route.method = method;
        route.pattern = std::move(pattern);
        route.handler = std::move(handler);
        route.body = body;
        route.max_body = most;
        ASSERT_TRUE(router.add(std::move(route)));
    }
    virtual void add_routes(Router& router) {
        add(router, Method::get, "/api/ping",
            [](Request, Respond respond) { respond(json_response(200, R"({"pong":true})")); });
        add(
            router, Method::post, "/api/echo",
            [](Request request, Respond respond) { respond(json_response(200, request.body)); }, BodyKind::text, 1000);
        add(
            router, Method::post, "/api/upload",
            [](Request request, Respond respond) {
                std::ifstream in(request.upload, std::ios::binary);
                const std::string bytes((std::istreambuf_iterator<char>(in)), {});
                respond(json_response(200, std::to_string(request.upload_size) + " " + base::sha256(bytes)));
            },
            BodyKind::upload, 64u << 20);
    }
    std::size_t uploads_on_disk() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_ / "uploads")) ++count;
        return count;
    }
    // Value of one metric without labels.
    long metric(const std::string& name) const {
        const std::string text = server_->metrics();
        const auto at = text.find("\n" + name + " ");
        return at == std::string::npos ? -1 : std::stol(text.substr(at + name.size() + 2));
    }
    Client connect() const { return Client(server_->port()); }

    std::filesystem::path folder_;
    ServerOptions options_;
    std::unique_ptr<Server> server_;
};

}  // namespace sauro::http::testing
