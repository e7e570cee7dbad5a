// Errors as values. A message for people says what is wrong, why, and what to do, in Vietnamese; English beside it for
// `--lang en`.
#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sauro {

// One kind per way of reacting; it decides the HTTP status and the exit code, in one place each (api/problem.cpp,
// cli/exit_code.cpp).
enum class ErrorKind {
    usage,            // wrong command line                      exit 2, 400
    invalid,          // input understood but wrong              exit 3, 422
    unreadable,       // input missing, damaged, not understood  exit 3, 422
    not_found,        //                                         exit 3, 404
    conflict,         // stands already, or changed meanwhile    exit 3, 409
    unauthenticated,  //                                         401
    forbidden,        //                                         403
    too_large,        // over a limit                            exit 4, 413
    unsafe,           // refused for safety (secret marking, bomb, limit)  exit 4, 422
    throttled,        // too many attempts                       429
    unavailable,      // full queue, database away, disk full    exit 5, 503
    internal,         // our fault; carries an id that stands in the log   exit 5, 500
};

struct FieldError {
    std::string path;     // JSON pointer of the field, "/date"
    std::string code;     // stable, "date.not_in_calendar"
    std::string message;  // Vietnamese
};

struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string code;        // stable, dotted: "document.duplicate", part of the contract
    std::string message;     // Vietnamese: what, why, what to do
    std::string message_en;  // English; may be empty
    std::vector<FieldError> fields;
    std::string clause;  // rule that demands it, "Luật 117/2025/QH15", may be empty
    std::string detail;  // for the log, never shown to people
};

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string code, std::string message,
                                                 std::string message_en = {}) {
    return std::unexpected(Error{kind, std::move(code), std::move(message), std::move(message_en), {}, {}, {}});
}
[[nodiscard]] inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }
// Our own fault: the detail goes to the log under a fresh id, and the message names the id.
[[nodiscard]] std::unexpected<Error> fail_internal(std::string code, std::string detail);

}  // namespace sauro

#define SAURO_CONCAT2(a, b) a##b
#define SAURO_CONCAT(a, b) SAURO_CONCAT2(a, b)
// TRY(auto x, f()); declares x from the value, or returns the error to the caller.
#define TRY(decl, ...)                                                                                          \
    auto SAURO_CONCAT(try_, __LINE__) = (__VA_ARGS__);                                                          \
    if (!SAURO_CONCAT(try_, __LINE__)) return std::unexpected(std::move(SAURO_CONCAT(try_, __LINE__)).error()); \
    decl = std::move(*SAURO_CONCAT(try_, __LINE__))
// TRYV(f()); for a Status, or when the value is not wanted.
#define TRYV(...)                                                               \
    do {                                                                        \
        auto try_status = (__VA_ARGS__);                                        \
        if (!try_status) return std::unexpected(std::move(try_status).error()); \
    } while (false)
