#include "docread/wire.hpp"

#include <charconv>

#include "json/json.hpp"

namespace sauro::docread {

struct WireError {
    int kind = 0;
    std::string code, message, message_en, clause, detail;
};
struct WireAnswer {
    Document document;
    std::optional<Presentation> presentation;
};
BOOST_DESCRIBE_STRUCT(WireAnswer, (), (document, presentation))
BOOST_DESCRIBE_STRUCT(WireError, (), (kind, code, message, message_en, clause, detail))

std::string pack(const Result<Document>& result) {
    std::string out(kMagic);
    if (result) return out + 'D' + json::write(json::to_json(WireAnswer{*result, result->presentation}));
    const Error& e = result.error();
    return out + 'E' +
           json::write(
               json::to_json(WireError{static_cast<int>(e.kind), e.code, e.message, e.message_en, e.clause, e.detail}));
}

Result<Document> unpack(std::string_view bytes) {
    if (!bytes.starts_with(kMagic) || bytes.size() <= kMagic.size())
        return fail_internal("read.worker", "no answer in the worker's output");
    const char kind = bytes[kMagic.size()];
    TRY(const json::Any value, json::parse(bytes.substr(kMagic.size() + 1)));
    if (kind == 'D') {
        TRY(WireAnswer answer, json::from_json<WireAnswer>(value));
        answer.document.presentation = std::move(answer.presentation);
        return std::move(answer.document);
    }
    TRY(WireError e, json::from_json<WireError>(value));
    if (e.kind < 0 || e.kind > static_cast<int>(ErrorKind::internal))
        return fail_internal("read.worker", "unknown kind of error");
    return fail(Error{static_cast<ErrorKind>(e.kind),
                      std::move(e.code),
                      std::move(e.message),
                      std::move(e.message_en),
                      {},
                      std::move(e.clause),
                      std::move(e.detail)});
}

std::string progress_line(Progress progress) {
    return "P " + std::to_string(progress.page) + ' ' + std::to_string(progress.pages) + '\n';
}

std::optional<Progress> take_progress(std::string& bytes) {
    std::optional<Progress> last;
    std::size_t taken = 0;
    while (bytes.size() > taken + 1 && bytes[taken] == 'P' && bytes[taken + 1] == ' ') {
        const std::size_t end = bytes.find('\n', taken);
        if (end == std::string::npos || end - taken > 40) break;
        Progress p;
        const char* const stop = bytes.data() + end;
        const auto first = std::from_chars(bytes.data() + taken + 2, stop, p.page);
        if (first.ec != std::errc() || first.ptr == stop) break;
        const auto second = std::from_chars(first.ptr + 1, stop, p.pages);
        if (second.ec != std::errc() || second.ptr != stop) break;
        last = p;
        taken = end + 1;
    }
    bytes.erase(0, taken);
    return last;
}

}  // namespace sauro::docread
