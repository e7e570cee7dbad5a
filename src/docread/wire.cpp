#include "docread/wire.hpp"

#include "json/json.hpp"

namespace sauro::docread {

struct WireError {
    int kind = 0;
    std::string code, message, message_en, clause, detail;
};
BOOST_DESCRIBE_STRUCT(WireError, (), (kind, code, message, message_en, clause, detail))

std::string pack(const Result<Document>& result) {
    std::string out(kMagic);
    if (result) return out + 'D' + json::write(json::to_json(*result));
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
    if (kind == 'D') return json::from_json<Document>(value);
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

}  // namespace sauro::docread
