// What goes over the wire, as text: answer heads, the checks of a request's head, compression. Private to http; no
// sockets here.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace sauro::http {

enum class Framing { length, chunked, until_close, none };  // none: 204, 304
struct AnswerHead {
    Framing framing = Framing::length;
    std::uint64_t length = 0;
    bool keep_alive = true;
    std::string_view request_id;
};
// Status line, the answer's headers, the security headers it does not set itself, framing. A header with CR, LF or NUL
// in it is left out.
std::string answer_head(const Response& response, const AnswerHead& head);

// Host is one of ours (DNS rebinding): names without port, lower case.
bool host_allowed(std::string_view host_header, const std::vector<std::string>& allowed);
// Which names a server at this address answers to, unless told otherwise; empty = any.
std::vector<std::string> hosts_for(std::string_view address);

bool is_local(std::string_view peer);                                          // an address of this machine
bool same_media_type(std::string_view content_type, std::string_view wanted);  // parameters after ';' do not matter
bool worth_compressing(const Response& response, std::string_view accept_encoding);
bool compress(Response& response);  // gzip, when it is smaller by a tenth at least

}  // namespace sauro::http
