#include "http/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "http/wire.hpp"

namespace sauro::http {
namespace {

constexpr std::size_t most_target = 8192;
constexpr std::size_t most_fields = 100;

Error transport(ErrorKind kind, std::string code, std::string message, std::string message_en) {
    return {kind, std::move(code), std::move(message), std::move(message_en), {}, {}, {}};
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return out;
}

// Two of these are how one request is made to look like two different ones.
bool must_stand_alone(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names{"host",         "content-length", "transfer-encoding",
                                                           "content-type", "expect",         "x-sauro"};
    return std::ranges::find(names, name) != names.end();
}

bool take_fields(const RawHead& raw, Request& request) {
    for (const auto& [name, value] : raw.fields) {
        if (value.find('\0') != std::string_view::npos) return false;
        const auto [stands, fresh] = request.headers.emplace(lower(name), value);
        if (fresh) continue;
        if (must_stand_alone(stands->first)) return false;
        stands->second.append(stands->first == "cookie" ? "; " : ", ").append(value);
    }
    return true;
}

const std::string* field(const Request& request, std::string_view name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? nullptr : &found->second;
}

std::optional<Error> check_framing(const RawHead& raw, const Head& head) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto* length = field(head.request, "content-length");
    if (length != nullptr && (!raw.length || length->empty() || !std::ranges::all_of(*length, digit)))
        return bad_request();
    const auto* coding = field(head.request, "transfer-encoding");
    if (coding == nullptr) return raw.chunked ? std::optional(bad_request()) : std::nullopt;
    if (head.http10 || field(head.request, "content-length") != nullptr) return bad_request();
    if (raw.chunked && lower(*coding) == "chunked") return std::nullopt;
    return transport(ErrorKind::usage, "http.transfer_encoding", "Máy chủ không hỗ trợ cách mã hóa nội dung này.",
                     "Only Transfer-Encoding: chunked is supported.");
}

std::optional<Error> check_route(const RawHead& raw, const Router& router, bool pages, Head& head) {
    const auto method = head.head_only ? Method::get : method_of(raw.method);
    auto match = router.find(method.value_or(Method::get), head.request.path);
    const auto not_this_way = [&](std::string allow) {
        head.allow = std::move(allow);
        return transport(ErrorKind::usage, "http.method", "Địa chỉ này không nhận cách gọi đó.",
                         "Method not allowed here.");
    };
    if (match.path_known && (!match.route || !method)) {
        std::string allow;
        for (const Method each : match.allowed)
            allow += fmt::format("{}{}{}", allow.empty() ? "" : ", ", method_name(each),
                                 each == Method::get ? ", HEAD" : "");
        return not_this_way(std::move(allow));
    }
    if (!match.path_known) {
        const std::string& path = head.request.path;
        const bool page = pages && path != "/api" && !path.starts_with("/api/");
        if (!page)
            return transport(ErrorKind::not_found, "http.not_found", "Không có địa chỉ này. Kiểm tra lại đường dẫn.",
                             "No such path.");
        if (method != Method::get) return not_this_way("GET, HEAD");
    }
    head.request.method = *method;
    head.route = match.route;
    head.request.params = std::move(match.params);
    return std::nullopt;
}

std::optional<Error> check_body(const RawHead& raw, Head& head) {
    head.limit = head.route != nullptr && head.route->body != BodyKind::none ? head.route->max_body : 0;
    if (raw.length.value_or(0) > head.limit || (head.has_body && head.limit == 0)) return body_too_large(head.limit);
    if (head.has_body && !head.route->content_type.empty()) {
        const auto* type = field(head.request, "content-type");
        if (type == nullptr || !same_media_type(*type, head.route->content_type)) {
            return transport(ErrorKind::usage, "http.media_type",
                             fmt::format("Nội dung phải có kiểu {}.", head.route->content_type),
                             fmt::format("Content-Type must be {}.", head.route->content_type));
        }
    }
    if (const auto* expectation = field(head.request, "expect")) {
        if (lower(*expectation) != "100-continue") {
            return transport(ErrorKind::usage, "http.expectation", "Máy chủ không đáp ứng được yêu cầu Expect này.",
                             "Unknown expectation.");
        }
        head.wants_continue = head.has_body && !head.http10;
    }
    return std::nullopt;
}

}  // namespace

Error bad_request() {
    return transport(ErrorKind::usage, "http.bad_request", "Yêu cầu gửi lên không đúng giao thức HTTP.",
                     "Malformed HTTP request.");
}

Error body_too_large(std::uint64_t limit) {
    if (limit == 0)
        return transport(ErrorKind::too_large, "http.body_too_large", "Địa chỉ này không nhận nội dung gửi kèm.",
                         "No body is taken here.");
    const std::string shown = limit >= (1u << 20) ? fmt::format("{} MB", limit >> 20) : fmt::format("{} byte", limit);
    return transport(ErrorKind::too_large, "http.body_too_large",
                     fmt::format("Nội dung gửi lên lớn hơn mức cho phép ({}). Chia nhỏ hoặc nén lại rồi gửi.", shown),
                     fmt::format("The body is larger than the limit of {} bytes.", limit));
}

Error header_too_large() {
    return transport(ErrorKind::too_large, "http.header_too_large",
                     "Phần đầu yêu cầu quá lớn. Xóa cookie của trang này rồi thử lại.", "Request header too large.");
}

std::optional<Error> check_head(const RawHead& raw, const Router& router, const std::vector<std::string>& allowed_hosts,
                                bool pages, Head& head) {
    head.http10 = raw.version == 10;
    head.head_only = raw.method == "HEAD";
    head.has_body = raw.chunked || raw.length.value_or(0) > 0;
    if (head.head_only || method_of(raw.method)) head.method_text = raw.method;
    if (raw.version != 10 && raw.version != 11) return bad_request();
    if (raw.fields.size() > most_fields) return header_too_large();
    if (!take_fields(raw, head.request)) return bad_request();
    if (auto fault = check_framing(raw, head)) return fault;
    head.framing_known = true;
    const auto* host = field(head.request, "host");
    if (host == nullptr && !head.http10) return bad_request();
    if (host != nullptr && !host_allowed(*host, allowed_hosts)) {
        return transport(ErrorKind::usage, "http.host",
                         "Tên máy chủ trong địa chỉ không thuộc hệ thống này. Mở trang bằng địa chỉ đã được cấp.",
                         "This Host is not served here.");
    }
    if (raw.target.size() > most_target) {
        return transport(ErrorKind::too_large, "http.target_too_long",
                         "Địa chỉ yêu cầu quá dài. Rút gọn nội dung tìm kiếm rồi thử lại.", "Request target too long.");
    }
    auto target = parse_target(raw.target);
    if (!target) return target.error();
    head.request.path = std::move(target->path);
    head.request.query = std::move(target->query);
    if (auto fault = check_route(raw, router, pages, head)) return fault;
    return check_body(raw, head);
}

}  // namespace sauro::http
