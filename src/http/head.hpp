// What a request's head says, decided before a byte of its body is read. Private to http; no sockets here, so it is
// fuzzed and tested as it is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/http.hpp"

namespace sauro::http {

struct RawHead {
    unsigned version = 11;  // 10, 11
    std::string_view method, target;
    std::vector<std::pair<std::string_view, std::string_view>> fields;  // as received
    bool chunked = false;
    std::optional<std::uint64_t> length;
};

struct Head {
    Request request;               // without id, remote, body
    const Route* route = nullptr;  // nullptr without a fault: a static file
    bool head_only = false, http10 = false, has_body = false, wants_continue = false;
    bool framing_known = false;  // where this request ends is beyond doubt; else nothing after it is read as a request
    std::uint64_t limit = 0;     // of the body
    std::string allow;           // for a 405
    std::string method_text = "OTHER";  // for log and metrics: never what a stranger wrote
};

// Fills `head` as far as it goes, also when there is a fault. `pages`: paths outside /api/ are static files.
std::optional<Error> check_head(const RawHead& raw, const Router& router, const std::vector<std::string>& allowed_hosts,
                                bool pages, Head& head);

Error bad_request();
Error body_too_large(std::uint64_t limit);
Error header_too_large();

}  // namespace sauro::http
