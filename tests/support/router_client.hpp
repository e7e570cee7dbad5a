// Requests straight into a route table: everything but the sockets. For scenario tests of modules.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <map>
#include <string>

#include "http/http.hpp"
#include "json/json.hpp"

namespace sauro::testing {

struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  // names as sent
    std::string body;
    json::Any json() const {
        auto parsed = json::parse(body);
        EXPECT_TRUE(parsed.has_value()) << body;
        return parsed ? *parsed : json::Any();
    }
    // Text of a member reached by a JSON pointer; "" with a failure when it is not there.
    std::string text(std::string_view pointer) const {
        const json::Any all = json();
        boost::system::error_code error;
        const json::Any* found = all.find_pointer(std::string(pointer), error);
        if (found == nullptr) {
            ADD_FAILURE() << "no " << pointer << " in " << body;
            return {};
        }
        return found->is_string() ? std::string(found->as_string()) : json::write(*found);
    }
    std::string code() const { return text("/code"); }
};

// One browser: it keeps the session cookie between its requests.
class RouterClient {
  public:
    RouterClient(const http::Router& router, std::string remote) : router_(router), remote_(std::move(remote)) {}

    Answer get(const std::string& target) { return call(http::Method::get, target, ""); }
    Answer post(const std::string& target, const std::string& body) { return call(http::Method::post, target, body); }
    Answer put(const std::string& target, const std::string& body) { return call(http::Method::put, target, body); }
    Answer del(const std::string& target) { return call(http::Method::del, target, ""); }

    Answer call(http::Method method, const std::string& target, const std::string& body) {
        http::Request request;
        request.method = method;
        request.path = target.substr(0, target.find('?'));
        if (target.find('?') != std::string::npos) read_query(target.substr(target.find('?') + 1), request);
        request.body = body;
        if (!upload.empty()) {
            request.upload = upload;
            request.upload_size = std::filesystem::file_size(upload);
        }
        request.remote = remote_;
        request.id = "test";
        request.headers = headers;
        if (!cookie.empty()) request.headers["cookie"] = "sauro_session=" + cookie;
        if (method != http::Method::get) request.headers["x-sauro"] = "1";
        const auto match = router_.find(method, request.path);
        if (match.route == nullptr) return {match.path_known ? 405 : 404, {}, ""};
        request.params = match.params;
        std::promise<http::Response> answered;
        auto waiting = answered.get_future();
        match.route->handler(std::move(request),
                             [&](http::Response response) { answered.set_value(std::move(response)); });
        const http::Response response = waiting.get();
        Answer answer{response.status, {}, ""};
        for (const auto& [name, value] : response.headers) answer.headers[name] = value;
        if (const auto* text = std::get_if<std::string>(&response.body)) answer.body = *text;
        take_cookie(answer);
        return answer;
    }

    std::string cookie;
    std::map<std::string, std::string, std::less<>> headers;  // sent with every request
    std::filesystem::path upload;                             // a file sent as the body, where a route takes one

  private:
    static void read_query(std::string text, http::Request& request) {
        while (!text.empty()) {
            const std::string pair = text.substr(0, text.find('&'));
            text.erase(0, pair.size() + 1);
            request.query[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
        }
    }
    void take_cookie(const Answer& answer) {
        const auto set = answer.headers.find("Set-Cookie");
        if (set == answer.headers.end()) return;
        const std::size_t from = set->second.find('=') + 1;
        cookie = set->second.substr(from, set->second.find(';') - from);
    }

    const http::Router& router_;
    std::string remote_;
};

}  // namespace sauro::testing
