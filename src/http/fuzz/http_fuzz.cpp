// Any bytes as request line and header fields: head check, target, router, cookies, Host, Accept-Encoding. No crash,
// and what is let through keeps its promises.
#include <cstdlib>

#include "http/head.hpp"
#include "http/static_files.hpp"
#include "http/wire.hpp"

namespace {

using namespace sauro::http;

Router table() {
    Router router;
    for (const char* pattern : {"/", "/a/{b}", "/a/{b}/c", "/a/x/{d}", "/{any}/y", "/up"}) {
        Route route;
        route.method = pattern[1] == 'u' ? Method::post : Method::get;
        route.pattern = pattern;
        route.handler = [](Request, Respond) {};
        route.body = pattern[1] == 'u' ? BodyKind::text : BodyKind::none;
        route.max_body = 100;
        if (!router.add(std::move(route))) std::abort();
    }
    return router;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Router router = table();
    static const StaticFiles files("/usr/share/doc");
    std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto line = [&] {
        const auto end = text.find('\n');
        const auto out = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        return out;
    };
    RawHead raw;
    raw.method = line();
    raw.target = line();
    while (!text.empty()) {
        const auto field = line();
        const auto colon = field.find(':');
        raw.fields.emplace_back(field.substr(0, colon),
                                colon == std::string_view::npos ? std::string_view{} : field.substr(colon + 1));
    }
    raw.chunked = size % 2 == 1;
    if (size % 3 == 1) raw.length = size;
    raw.version = size % 7 == 0 ? 10 : 11;
    Head head;
    const auto fault = check_head(raw, router, hosts_for("127.0.0.1"), true, head);
    if (fault) {
        if (problem(*fault, "id").status < 400) std::abort();
    } else {
        const std::string& path = head.request.path;
        if (path.empty() || path[0] != '/' || path.find('\0') != std::string::npos ||
            (path + "/").find("/../") != std::string::npos)
            std::abort();
        if (raw.length.value_or(0) > head.limit || (head.has_body && head.limit == 0)) std::abort();
        (void)head.request.cookie("sauro_session");
        if (head.route == nullptr) {
            const auto page = files.answer(head.request);
            if (const auto* file = std::get_if<FileBody>(&page.body);
                file != nullptr && !file->path.native().starts_with("/usr/share/doc/"))
                std::abort();
        }
    }
    Response response;
    response.headers.emplace_back(std::string(raw.method), std::string(raw.target));
    const std::string out = answer_head(response, {Framing::none, 0, true, "id"});
    if (out.find("\r\n\r\n") != out.size() - 4) std::abort();
    (void)attachment(raw.target);
    (void)accepts(raw.target, "gzip");
    (void)parse_target(raw.target);
    return 0;
}
