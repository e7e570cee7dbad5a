#include "http/wire.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>

#include "http/static_files.hpp"

namespace sauro::http {
namespace {

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
        return low(x) == low(y);
    });
}

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Status";
    }
}

// The page loads only from this server; inline styles are needed by the component library (CSS in JS), inline scripts
// by nobody.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> security{{
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src "
     "'self'; connect-src 'self'; "
     "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
}};

bool is_clean(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F && c != ':'; });
}

std::string_view header_of(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
        if (same_name(key, name)) return value;
    }
    return {};
}

}  // namespace

std::string answer_head(const Response& response, const AnswerHead& head) {
    std::string out = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    const auto add = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    for (const auto& [name, value] : response.headers) {
        const bool framing =
            same_name(name, "content-length") || same_name(name, "transfer-encoding") || same_name(name, "connection");
        if (!framing && is_token(name) && is_clean(value)) add(name, value);
    }
    for (const auto& [name, value] : security) {
        if (header_of(response, name).empty()) add(name, value);
    }
    add("X-Request-Id", head.request_id);
    if (head.framing == Framing::length) out += fmt::format("Content-Length: {}\r\n", head.length);
    if (head.framing == Framing::chunked) add("Transfer-Encoding", "chunked");
    if (!head.keep_alive) add("Connection", "close");
    out += "\r\n";
    return out;
}

bool host_allowed(std::string_view host, const std::vector<std::string>& allowed) {
    if (allowed.empty()) return true;
    const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
    if (bracket == std::string_view::npos) return false;
    const std::size_t colon = host.find(':', bracket);
    const std::string_view name = host.substr(0, colon);
    if (colon != std::string_view::npos) {
        const std::string_view port = host.substr(colon + 1);
        if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
            return false;
    }
    return std::ranges::any_of(allowed, [&](const std::string& each) { return same_name(each, name); });
}

std::vector<std::string> hosts_for(std::string_view address) {
    if (address.starts_with("127.") || address == "::1" || address == "localhost")
        return {"localhost", "127.0.0.1", "[::1]", std::string(address)};
    return {};
}

bool is_local(std::string_view peer) {
    return peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
}

bool same_media_type(std::string_view content_type, std::string_view wanted) {
    content_type = content_type.substr(0, content_type.find(';'));
    while (!content_type.empty() && content_type.back() == ' ') content_type.remove_suffix(1);
    return same_name(content_type, wanted);
}

bool worth_compressing(const Response& response, std::string_view accept_encoding) {
    const auto* body = std::get_if<std::string>(&response.body);
    if (body == nullptr || body->size() < 1024 || response.status != 200 ||
        !header_of(response, "content-encoding").empty())
        return false;
    return same_media_type(header_of(response, "content-type"), "application/json") && accepts(accept_encoding, "gzip");
}

bool compress(Response& response) {
    auto& body = std::get<std::string>(response.body);
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(&stream, 4, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) return false;
    std::string out(body.size() - body.size() / 10, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(body.data());
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int done = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (done != Z_STREAM_END) return false;
    body = std::move(out);
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    return true;
}

}  // namespace sauro::http
