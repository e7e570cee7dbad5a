// A benchmark ends where the product would tell its user.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/error.hpp"

namespace sauro::bench {

inline void must(const Status& status) {
    if (status) return;
    std::fprintf(stderr, "%s: %s %s\n", status.error().code.c_str(), status.error().message.c_str(),
                 status.error().detail.c_str());
    std::exit(1);
}
template <class T>
T must(Result<T> result) {
    if (!result) must(Status(std::unexpected(result.error())));
    return *std::move(result);
}

}  // namespace sauro::bench
