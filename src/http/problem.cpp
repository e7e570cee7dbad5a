// Error -> RFC 9457 answer. The one place where a kind becomes a status.
#include <fmt/format.h>

#include "http/http.hpp"

namespace sauro::http {
namespace {

void text(std::string& out, std::string_view value) {
    out += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\')
            out += '\\', out += c;
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    out += '"';
}

void field(std::string& out, std::string_view name, std::string_view value) {
    out += out.back() == '{' ? "" : ",";
    text(out, name);
    out += ':';
    text(out, value);
}

std::string_view title_of(int status) {
    switch (status) {
        case 400:
            return "Yêu cầu không hợp lệ";
        case 401:
            return "Cần đăng nhập";
        case 403:
            return "Không có quyền";
        case 404:
            return "Không tìm thấy";
        case 405:
            return "Không dùng được cách gọi này";
        case 408:
            return "Hết thời gian chờ";
        case 409:
            return "Trùng hoặc đã thay đổi";
        case 413:
            return "Quá lớn";
        case 414:
            return "Địa chỉ quá dài";
        case 415:
            return "Sai kiểu nội dung";
        case 417:
            return "Không đáp ứng được yêu cầu";
        case 421:
            return "Sai máy chủ";
        case 422:
            return "Nội dung chưa đúng";
        case 429:
            return "Quá nhiều lần thử";
        case 431:
            return "Phần đầu yêu cầu quá lớn";
        case 501:
            return "Không hỗ trợ";
        case 503:
            return "Tạm thời quá tải";
        default:
            return status < 500 ? "Yêu cầu không hợp lệ" : "Lỗi hệ thống";
    }
}

// What the transport finds wrong has a status of its own; every other error follows its kind.
int status_for(const Error& error) {
    if (error.code == "http.method") return 405;
    if (error.code == "http.target_too_long") return 414;
    if (error.code == "http.media_type") return 415;
    if (error.code == "http.expectation") return 417;
    if (error.code == "http.host") return 421;
    if (error.code == "http.header_too_large") return 431;
    if (error.code == "http.transfer_encoding") return 501;
    return status_of(error.kind);
}

}  // namespace

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return 400;
        case ErrorKind::unauthenticated:
            return 401;
        case ErrorKind::forbidden:
            return 403;
        case ErrorKind::not_found:
            return 404;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::too_large:
            return 413;
        case ErrorKind::invalid:
        case ErrorKind::unreadable:
        case ErrorKind::unsafe:
            return 422;
        case ErrorKind::throttled:
            return 429;
        case ErrorKind::unavailable:
            return 503;
        case ErrorKind::internal:
            return 500;
    }
    return 500;
}

Response problem(const Error& error, std::string_view request_id) {
    Response response;
    response.status = status_for(error);
    std::string out = "{";
    field(out, "type", "about:blank");
    field(out, "title", title_of(response.status));
    out += fmt::format(",\"status\":{}", response.status);
    field(out, "code", error.code);
    field(out, "detail", error.message);
    if (!error.message_en.empty()) field(out, "detail_en", error.message_en);
    if (!error.clause.empty()) field(out, "clause", error.clause);
    if (!error.fields.empty()) {
        out += ",\"fields\":[";
        for (const FieldError& each : error.fields) {
            out += out.back() == '[' ? "{" : ",{";
            field(out, "path", each.path);
            field(out, "code", each.code);
            field(out, "message", each.message);
            out += '}';
        }
        out += ']';
    }
    field(out, "request_id", request_id);
    out += '}';
    response.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
    if (error.kind == ErrorKind::unavailable) response.headers.emplace_back("Retry-After", "1");
    response.body = std::move(out);
    return response;
}

Response json_response(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, std::move(body)};
}

}  // namespace sauro::http
