#include "docread/jail/wire.hpp"

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
    bool capitals_lost = false;
};
BOOST_DESCRIBE_STRUCT(WireAnswer, (), (document, presentation, capitals_lost))
BOOST_DESCRIBE_STRUCT(WireError, (), (kind, code, message, message_en, clause, detail))

struct WirePicture {
    int width = 0, height = 0;
    double width_pt = 0, height_pt = 0;
    int page = 0, pages = 0;
};
BOOST_DESCRIBE_STRUCT(WirePicture, (), (width, height, width_pt, height_pt, page, pages))

namespace {

std::string pack_error(const Error& e) {
    return 'E' + json::write(json::to_json(
                     WireError{static_cast<int>(e.kind), e.code, e.message, e.message_en, e.clause, e.detail}));
}

std::unexpected<Error> unpack_error(std::string_view bytes) {
    const auto value = json::parse(bytes);
    if (!value) return std::unexpected(value.error());
    auto e = json::from_json<WireError>(*value);
    if (!e) return std::unexpected(e.error());
    if (e->kind < 0 || e->kind > static_cast<int>(ErrorKind::internal))
        return fail_internal("read.worker", "unknown kind of error");
    return fail(Error{static_cast<ErrorKind>(e->kind),
                      std::move(e->code),
                      std::move(e->message),
                      std::move(e->message_en),
                      {},
                      std::move(e->clause),
                      std::move(e->detail)});
}

// What follows the magic word and the letter.
Result<std::string_view> payload(std::string_view bytes, char wanted) {
    if (!bytes.starts_with(kMagic) || bytes.size() <= kMagic.size())
        return fail_internal("read.worker", "no answer in the worker's output");
    const char kind = bytes[kMagic.size()];
    bytes.remove_prefix(kMagic.size() + 1);
    if (kind == 'E') return unpack_error(bytes);
    if (kind != wanted) return fail_internal("read.worker", "unknown kind of answer");
    return bytes;
}

}  // namespace

std::string pack(const Result<Document>& result) {
    std::string out(kMagic);
    return out +
           (result ? 'D' + json::write(json::to_json(WireAnswer{*result, result->presentation, result->capitals_lost}))
                   : pack_error(result.error()));
}

Result<Document> unpack(std::string_view bytes) {
    TRY(const std::string_view text, payload(bytes, 'D'));
    TRY(const json::Any value, json::parse(text));
    TRY(WireAnswer answer, json::from_json<WireAnswer>(value));
    answer.document.presentation = std::move(answer.presentation);
    answer.document.capitals_lost = answer.capitals_lost;
    return std::move(answer.document);
}

std::string pack(const Result<PagePicture>& result) {
    std::string out(kMagic);
    if (!result) return out + pack_error(result.error());
    const PagePicture& p = *result;
    out += 'P' + json::write(json::to_json(WirePicture{p.width, p.height, p.width_pt, p.height_pt, p.page, p.pages})) +
           '\n';
    return out + p.png;
}

std::string pack_file(const Result<std::string>& result) {
    return std::string(kMagic) + (result ? 'R' + *result : pack_error(result.error()));
}

Result<std::string> unpack_file(std::string_view bytes) {
    TRY(const std::string_view file, payload(bytes, 'R'));
    return std::string(file);
}

std::string pack(const std::unexpected<Error>& refused) { return std::string(kMagic) + pack_error(refused.error()); }

Result<PagePicture> unpack_picture(std::string_view bytes) {
    TRY(const std::string_view text, payload(bytes, 'P'));
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos) return fail_internal("read.worker", "half a picture");
    TRY(const json::Any value, json::parse(text.substr(0, line)));
    TRY(const WirePicture head, json::from_json<WirePicture>(value));
    return PagePicture{std::string(text.substr(line + 1)),
                       head.width,
                       head.height,
                       head.width_pt,
                       head.height_pt,
                       head.page,
                       head.pages};
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
