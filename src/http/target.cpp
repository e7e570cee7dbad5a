// The request line's target and small header texts.
#include <fmt/format.h>

#include "http/http.hpp"

namespace sauro::http {
namespace {

constexpr std::size_t most_parameters = 100;

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool decode_percent(std::string_view in, bool plus_is_blank, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i] == '%') {
            if (i + 2 >= in.size() || hex(in[i + 1]) < 0 || hex(in[i + 2]) < 0) return false;
            out += static_cast<char>(hex(in[i + 1]) * 16 + hex(in[i + 2]));
            i += 2;
        } else {
            out += plus_is_blank && in[i] == '+' ? ' ' : in[i];
        }
    }
    return true;
}

// Strict: no overlong forms, no surrogates, nothing beyond U+10FFFF, no NUL. (text/ stands on this floor too, so it is
// not used here.)
bool is_clean_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead == 0) return false;
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || i + more >= text.size()) return false;
        std::uint32_t point = lead & (0x3Fu >> more);
        for (std::size_t k = 1; k <= more; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0) != 0x80) return false;
            point = point << 6 | (next & 0x3Fu);
        }
        if ((more == 2 && (point < 0x800 || (point >= 0xD800 && point <= 0xDFFF))) ||
            (more == 3 && (point < 0x10000 || point > 0x10FFFF)))
            return false;
        i += more + 1;
    }
    return true;
}

std::unexpected<Error> bad_target() {
    return fail(ErrorKind::usage, "http.bad_target",
                "Địa chỉ yêu cầu không hợp lệ. Kiểm tra lại đường dẫn rồi thử lại.",
                "The request target is malformed.");
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    Target out;
    if (target.empty() || target.front() != '/') return bad_target();
    target = target.substr(0, target.find('#'));
    const std::size_t mark = target.find('?');
    const std::string_view raw_path = target.substr(0, mark);
    // An encoded slash means another path to the proxy in front than to the router behind: refused instead of guessed.
    for (std::size_t start = 1; start <= raw_path.size();) {
        const std::size_t end = std::min(raw_path.find('/', start), raw_path.size());
        std::string segment;
        if (!decode_percent(raw_path.substr(start, end - start), false, segment) || !is_clean_utf8(segment))
            return bad_target();
        if (segment == "." || segment == ".." || segment.find_first_of("/\\") != std::string::npos) return bad_target();
        out.path += '/';
        out.path += segment;
        start = end + 1;
    }
    if (mark == std::string_view::npos) return out;
    std::string_view rest = target.substr(mark + 1);
    std::size_t count = 0;
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (pair.empty()) continue;
        if (++count > most_parameters) return bad_target();
        const std::size_t equal = pair.find('=');
        std::string name, value;
        if (!decode_percent(pair.substr(0, equal), true, name) || !is_clean_utf8(name)) return bad_target();
        if (equal != std::string_view::npos &&
            (!decode_percent(pair.substr(equal + 1), true, value) || !is_clean_utf8(value)))
            return bad_target();
        out.query.insert_or_assign(std::move(name), std::move(value));
    }
    return out;
}

std::string_view method_name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
    }
    return "GET";
}

std::optional<Method> method_of(std::string_view name) {
    for (const Method method : {Method::get, Method::post, Method::put, Method::patch, Method::del}) {
        if (name == method_name(method)) return method;
    }
    return std::nullopt;
}

std::string Request::cookie(std::string_view name) const {
    const auto found = headers.find("cookie");
    if (found == headers.end()) return {};
    std::string_view rest = found->second;
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        const std::size_t equal = pair.find('=');
        if (equal != std::string_view::npos && pair.substr(0, equal) == name)
            return std::string(pair.substr(equal + 1));
    }
    return {};
}

std::string attachment(std::string_view file_name) {
    std::string plain, encoded;
    for (const char c : file_name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                            c == '-' || c == '_';
        if (letter || c == ' ')
            plain += c;
        else if (byte < 0x80 || (byte & 0xC0) == 0xC0)
            plain += '_';  // one for a whole letter
        encoded += letter ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace sauro::http
